"""The version settings of an ``ssl.SSLContext`` as plain values, and back.

Runs inside the judged interpreter (CPython 2.7, 3.6 and later). A context
cannot be copied, and measuring one changes its ciphers; so a new one with the
same settings is measured. What tells contexts apart is in ``settings_of``: the
tests measure originals as well.
"""
import ssl
import sys
import warnings

BOUNDS = ("minimum_version", "maximum_version")

# Does the reference build know no TLSv1.3? That of 2.7 does not.
LACKS_TLS13 = sys.version_info < (3,)

# PROTOCOL_TLSv1, TLSv1_1, TLSv1_2: OpenSSL's fixed methods.
FIXED = (3, 4, 5)


def imitate_reference():
    """Makes `ssl` name what it names on the reference build: there, the flag for a
    protocol that is never spoken is 0, which is false and adds to nothing."""
    if LACKS_TLS13:
        ssl.OP_NO_TLSv1_3 = 0


def settings_of(context):
    """The settings of a context."""
    settings = {
        "protocol": int(context.protocol),
        "options": int(context.options),
    }
    for bound in BOUNDS:
        if hasattr(ssl, "TLSVersion"):
            settings[bound] = int(getattr(context, bound))
    return settings


def context_from(settings):
    """A new context with these settings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        context = ssl.SSLContext(settings["protocol"])
        for bound in BOUNDS:
            # A fixed method refuses bounds, and reads back none.
            if bound in settings and settings["protocol"] not in FIXED:
                setattr(context, bound, settings[bound])
        # Last, because a minimum of SSLv3 clears OP_NO_SSLv3.
        context.options = settings["options"]
    return context
