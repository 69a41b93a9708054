"""Reads a status page: at least TLS 1.2, whatever Python's default is."""

import ssl
import urllib.request


def status(url="https://status.example/"):
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    with urllib.request.urlopen(url, context=context, timeout=10) as answer:
        return answer.read().decode()


if __name__ == "__main__":
    print(status())
