"""While a thread sleeps, others run."""
from threading import _depth, _run_waiting


def sleep(seconds):
    if not _depth:
        _run_waiting()
