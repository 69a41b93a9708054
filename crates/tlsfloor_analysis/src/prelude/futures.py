"""concurrent.futures: what is submitted runs at once."""
from collections import namedtuple

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


class CancelledError(Exception):
    pass


class TimeoutError(Exception):
    pass


class Future(object):
    def __init__(self):
        self._done = False
        self._failed = False
        self._value = None
        self._error = None
        self._callbacks = []

    def _call(self, function, args, kwargs):
        try:
            value = function(*args, **kwargs)
        except _Raised as error:
            self.set_exception(error)
        else:
            self.set_result(value)

    def set_result(self, result):
        self._value = result
        self._finish()

    def set_exception(self, exception):
        self._failed = True
        self._error = exception
        self._finish()

    def _finish(self):
        self._done = True
        for function in self._callbacks:
            function(self)

    def result(self, timeout=None):
        if self._failed:
            raise self._error
        return self._value

    def exception(self, timeout=None):
        return self._error

    def add_done_callback(self, function):
        if self._done:
            function(self)
        else:
            self._callbacks.append(function)

    def done(self):
        return self._done

    def running(self):
        return False

    def cancel(self):
        return False

    def cancelled(self):
        return False


def _results(futures):
    for future in futures:
        yield future.result()


class Executor(object):
    def submit(self, function, *args, **kwargs):
        future = Future()
        future._call(function, args, kwargs)
        return future

    def map(self, function, *iterables, timeout=None, chunksize=1):
        futures = [self.submit(function, *args) for args in zip(*iterables)]
        return _results(futures)

    def shutdown(self, wait=True, cancel_futures=False):
        return None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.shutdown()
        return False


class ThreadPoolExecutor(Executor):
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if initializer is not None:
            initializer(*initargs)


class ProcessPoolExecutor(ThreadPoolExecutor):
    pass


def as_completed(fs, timeout=None):
    for future in fs:
        yield future


DoneAndNotDoneFutures = namedtuple("DoneAndNotDoneFutures", "done not_done")


def wait(fs, timeout=None, return_when="ALL_COMPLETED"):
    return DoneAndNotDoneFutures([future for future in fs], [])
