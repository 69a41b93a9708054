"""threading: a thread runs where it starts, until it ends or waits for what is
not there; then again where somebody waits for it."""

_depth = []
_waiting = []
_at_exit = []


class _Blocked(Exception):
    pass


class BrokenBarrierError(RuntimeError):
    pass


def _block():
    if _depth:
        raise _Blocked


def _run_waiting():
    for thread in list(_waiting):
        if thread in _waiting:
            _waiting.remove(thread)
            thread._go()


def _finish():
    _run_waiting()
    while _at_exit:
        function, args, kwargs = _at_exit.pop()
        try:
            function(*args, **kwargs)
        except _Raised:
            pass


class Thread(object):
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        self._target = target
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._is_waiting = False
        self._over = False
        self._started = False
        self.name = name
        self.daemon = daemon

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def start(self):
        self._started = True
        self._go()

    def _go(self):
        self._is_waiting = False
        _depth.append(self)
        try:
            self.run()
            self._over = True
        except _Blocked:
            self._is_waiting = True
        except _Raised:
            self._over = True
        _depth.pop()
        if self._is_waiting:
            _waiting.append(self)

    def join(self, timeout=None):
        if self._is_waiting:
            _run_waiting()

    def is_alive(self):
        return self._started and not self._over

    def setDaemon(self, daemon):
        self.daemon = daemon

    def isDaemon(self):
        return self.daemon

    def setName(self, name):
        self.name = name

    def getName(self):
        return self.name


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs

    def start(self):
        self._started = True
        self._is_waiting = True
        _waiting.append(self)

    def run(self):
        self.function(*self.args, **self.kwargs)

    def cancel(self):
        if self._is_waiting:
            self._is_waiting = False
            _waiting.remove(self)


class Lock(object):
    def acquire(self, blocking=True, timeout=-1):
        return True

    def release(self):
        return None

    def locked(self):
        return False

    def __enter__(self):
        return True

    def __exit__(self, kind, value, trace):
        return None


class RLock(Lock):
    pass


class Semaphore(Lock):
    def __init__(self, value=1):
        self._value = value

    def release(self, n=1):
        return None


class BoundedSemaphore(Semaphore):
    pass


class Condition(Lock):
    def __init__(self, lock=None):
        self._lock = lock

    def wait(self, timeout=None):
        _run_waiting()
        _block()
        return True

    def wait_for(self, predicate, timeout=None):
        result = predicate()
        if not result:
            _run_waiting()
            result = predicate()
        if not result:
            _block()
        return result

    def notify(self, n=1):
        return None

    def notify_all(self):
        return None

    notifyAll = notify_all


class Event(object):
    def __init__(self):
        self._set = False

    def is_set(self):
        return self._set

    isSet = is_set

    def set(self):
        self._set = True
        _run_waiting()

    def clear(self):
        self._set = False

    def wait(self, timeout=None):
        if not self._set and not _depth:
            _run_waiting()
        if not self._set and timeout is None:
            _block()
        return self._set


class Barrier(object):
    def __init__(self, parties, action=None, timeout=None):
        self.parties = parties
        self._action = action
        self._count = 0

    def wait(self, timeout=None):
        self._count += 1
        if self._count >= self.parties and self._action is not None:
            self._action()
        return self._count - 1


class local(object):
    pass


class _MainThread(Thread):
    pass


_main = _MainThread(name="MainThread")


def main_thread():
    return _main


def current_thread():
    if _depth:
        return _depth[-1]
    return _main


currentThread = current_thread
