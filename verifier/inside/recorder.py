"""Records the TLS connections that a case opens, and lets them be opened.

Runs inside the case's interpreter (CPython 3.6 and later). Each event is a line
of JSON in the record: an object with ``id`` (a later line with the same one
replaces it), ``lines`` (places in the case that led there, the innermost first,
as [path, line]), ``through`` (who called TLS: the ``case`` itself, the standard
library ``stdlib``, or another ``library``), ``api``, ``role``, ``settings`` and,
for pyOpenSSL, the measured ``protocols``. A line with ``started`` says that a process
records, one with ``raised`` holds the exception that ended the program.

Every connection of `ssl` passes `_wrap_socket` or `_wrap_bio` of its context,
whoever asks for it and however; there the settings are read, just before the
handshake.
"""
import contextlib
import functools
import importlib.abc
import importlib.util
import json
import os
import ssl
import sys
import sysconfig
import threading

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = [os.path.join(ROOT, "oracle"), os.path.join(ROOT, "proof")]
NAMES = ("measure", "settings", "pyopenssl_tracer")
STDLIB = os.path.realpath(sysconfig.get_paths()["stdlib"]) + os.sep

_loaded = {}


@contextlib.contextmanager
def shared():
    """Inside, the modules shared with the oracle can be imported; outside, their
    names belong to the case."""
    hidden = {name: sys.modules.pop(name) for name in NAMES if name in sys.modules}
    sys.modules.update(_loaded)
    sys.path[:0] = SHARED
    try:
        yield
    finally:
        del sys.path[:len(SHARED)]
        _loaded.update((name, sys.modules.pop(name)) for name in NAMES
                       if name in sys.modules)
        sys.modules.update(hidden)


class Recorder:
    """The record of one process. ``caller``, ``record`` and ``complete`` are what
    the oracle's tracer of pyOpenSSL wants."""

    def __init__(self, path, root):
        self._path = path
        self._root = os.path.join(os.path.realpath(root), "")
        self._n_events = 0
        # Where the threads and tasks under way were started.
        self._started = threading.local()

    def caller(self):
        """The places in the case that led here, and through what."""
        lines, through = [], "case"
        frame = sys._getframe(1)
        while frame is not None:
            name = frame.f_code.co_filename
            path = os.path.realpath(name)
            if path.startswith(self._root):
                lines.append([path[len(self._root):], frame.f_lineno])
            elif not lines and through != "library":
                through = _kind(name, path, through)
            frame = frame.f_back
        thread = threading.current_thread()
        for place in _task_places() + getattr(thread, "_verifier_places", []):
            if place not in lines:
                lines.append(place)
        return {"lines": lines, "through": through}

    def record(self, where, api, role, settings):
        """Notes one connection; returns the record, which may be completed."""
        self._n_events += 1
        event = dict(where, api=api, role=role, settings=settings,
                     id="%d.%d" % (os.getpid(), self._n_events))
        self.write(event)
        return event

    def complete(self, event, **facts):
        """Adds to a record what is known later than it was made."""
        event.update(facts)
        self.write(event)

    def write(self, event):
        """One line of the record, in one piece."""
        line = (json.dumps(event) + "\n").encode("ascii")
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, line)
        finally:
            os.close(descriptor)

    def count(self):
        """How many connections have been recorded."""
        return self._n_events


def _kind(name, path, through):
    """Through what a call goes whose frames, from the inside, gave `through` so
    far, and which comes from this file next."""
    if name.startswith("<") or path.startswith((ROOT + os.sep, ssl.__file__)):
        return through
    if path.startswith(STDLIB) and "site-packages" not in path:
        # The starting of a thread is nobody's doing.
        return through if path.endswith("threading.py") else "stdlib"
    return "library"


def start(path, root):
    """Records from here on."""
    with shared():
        import measure  # noqa: F401 - with the functions of `ssl` as they are now
        from settings import settings_of
    recorder = Recorder(path, root)
    _trace_contexts(recorder, settings_of)
    _remember_starts(recorder)
    _note_exceptions(recorder)
    sys.meta_path.insert(0, _AfterImport("OpenSSL.SSL", lambda: _trace_pyopenssl(recorder)))
    recorder.write({"started": os.getpid()})


def _trace_contexts(recorder, settings_of):
    """All connections of `ssl`, and servers that may never meet a client."""
    def trace_low(name, n_ends):
        original = getattr(ssl.SSLContext, name)

        @functools.wraps(original)
        def traced(context, *args, **kwargs):
            where = recorder.caller()
            # What is refused here opens nothing; no byte is sent yet.
            result = original(context, *args, **kwargs)
            server = args[n_ends] if len(args) > n_ends else kwargs.get("server_side")
            # The socket may have been wrapped elsewhere, before it was connected.
            where["lines"] += getattr(args[0] if args else None, "_verifier_places", [])
            recorder.record(where, name.lstrip("_"), "server" if server else "client",
                            settings_of(context))
            return result
        setattr(ssl.SSLContext, name, traced)

    trace_low("_wrap_socket", 1)
    trace_low("_wrap_bio", 2)
    high = ssl.SSLContext.wrap_socket

    @functools.wraps(high)
    def wrap_socket(context, *args, **kwargs):
        before, where = recorder.count(), recorder.caller()
        result = high(context, *args, **kwargs)
        if recorder.count() == before:
            # Not connected: a client will be, from another line; a server
            # listens with it.
            result._verifier_places = where["lines"]
            if getattr(result, "server_side", False):
                recorder.record(where, "wrap_socket", "server", settings_of(context))
        return result
    ssl.SSLContext.wrap_socket = wrap_socket


def _trace_pyopenssl(recorder):
    with shared():
        from OpenSSL import SSL
        import pyopenssl_tracer
        SSL.Connection = pyopenssl_tracer.recording(recorder)


class _AfterImport(importlib.abc.MetaPathFinder):
    """Does something once a module has been imported, if it ever is."""

    def __init__(self, name, action):
        self._name = name
        self._action = action

    def find_spec(self, name, path, target=None):
        """The real module's, with the action added to its loading."""
        if name != self._name:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module

        def exec_module(module):
            load(module)
            self._action()
        spec.loader.exec_module = exec_module
        return spec


def _remember_starts(recorder):
    """Lets a thread and a task know the places that they were started from."""
    start_thread = threading.Thread.start

    @functools.wraps(start_thread)
    def start(thread):
        thread._verifier_places = recorder.caller()["lines"]
        return start_thread(thread)
    threading.Thread.start = start
    if sys.version_info >= (3, 7):
        sys.meta_path.insert(0, _AfterImport("asyncio.base_events",
                                             lambda: _remember_tasks(recorder)))


def _remember_tasks(recorder):
    import contextvars
    from asyncio.base_events import BaseEventLoop
    places = contextvars.ContextVar("places")
    create_task = BaseEventLoop.create_task

    @functools.wraps(create_task)
    def create(loop, *args, **kwargs):
        # The task takes the context over that is current when it is made.
        lines = recorder.caller()["lines"]
        current = contextvars.copy_context()
        current.run(places.set, lines)
        return current.run(create_task, loop, *args, **kwargs)
    BaseEventLoop.create_task = create
    _places.append(places)


# The context variable, once there is one.
_places = []


def _task_places():
    return _places[0].get([]) if _places else []


def _note_exceptions(recorder):
    usual = sys.excepthook

    def excepthook(kind, error, traceback):
        recorder.write({"raised": "%s: %s" % (kind.__name__, error),
                        "kinds": [one.__name__ for one in kind.__mro__]})
        usual(kind, error, traceback)
    sys.excepthook = excepthook
