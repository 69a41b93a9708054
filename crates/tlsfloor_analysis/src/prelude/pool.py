"""multiprocessing.pool.ThreadPool: what it is given runs at once."""


class AsyncResult(object):
    def __init__(self, value):
        self._value = value

    def get(self, timeout=None):
        return self._value

    def wait(self, timeout=None):
        return None

    def ready(self):
        return True

    def successful(self):
        return True


class ThreadPool(object):
    def __init__(self, processes=None, initializer=None, initargs=()):
        if initializer is not None:
            initializer(*initargs)

    def apply(self, function, args=(), kwds={}):
        return function(*args, **kwds)

    def apply_async(self, function, args=(), kwds={}, callback=None, error_callback=None):
        value = function(*args, **kwds)
        if callback is not None:
            callback(value)
        return AsyncResult(value)

    def map(self, function, iterable, chunksize=None):
        return [function(item) for item in iterable]

    def map_async(self, function, iterable, chunksize=None, callback=None):
        value = [function(item) for item in iterable]
        if callback is not None:
            callback(value)
        return AsyncResult(value)

    def imap(self, function, iterable, chunksize=1):
        return iter([function(item) for item in iterable])

    def imap_unordered(self, function, iterable, chunksize=1):
        return iter([function(item) for item in iterable])

    def starmap(self, function, iterable, chunksize=None):
        return [function(*args) for args in iterable]

    def close(self):
        return None

    def terminate(self):
        return None

    def join(self):
        return None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        return None


class Pool(ThreadPool):
    pass
