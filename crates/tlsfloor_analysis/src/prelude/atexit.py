"""atexit: the last function registered runs first."""
from threading import _at_exit


def register(function, *args, **kwargs):
    _at_exit.append((function, args, kwargs))
    return function


def unregister(function):
    for entry in list(_at_exit):
        if entry[0] == function:
            _at_exit.remove(entry)
