"""Relays mail for printers and scanners that nobody can update."""

import os
import smtplib
import ssl

LEGACY_DEVICES = os.environ.get("RELAY_LEGACY_DEVICES") == "yes"


def relay_context():
    context = ssl.create_default_context()
    if LEGACY_DEVICES:
        context.minimum_version = ssl.TLSVersion.TLSv1_1
    return context


def relay(sender, recipients, message):
    with smtplib.SMTP("mail.example", 587) as server:
        server.starttls(context=relay_context())
        server.sendmail(sender, recipients, message)
