"""Makes every Python that a case starts record its connections.

Python imports a module of this name when it starts; the folder is on
PYTHONPATH. It leaves nothing behind that a program would come upon by name:
`settings` is the program's word again once this is done.
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def start():
    """Puts the recording functions in place."""
    sys.path.insert(0, HERE)
    try:
        import recorder
    finally:
        sys.path.remove(HERE)
        sys.modules.pop("recorder", None)
    recorder.start(os.environ["VERIFIER_RECORD"], os.environ["VERIFIER_CASE"])


if "VERIFIER_RECORD" in os.environ:
    start()
