"""asyncio: tasks take turns as they do in a real event loop, of which there is
one. The calls that also loops which nothing is known of have are found by the
interpreter, by name (`suspended/coroutine.rs`)."""

_ready = []
_timers = []

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


class CancelledError(BaseException):
    pass


class TimeoutError(Exception):
    pass


class InvalidStateError(Exception):
    pass


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


class Future(object):
    def __init__(self, *, loop=None):
        self._done = False
        self._failed = False
        self._cancelled = False
        self._value = None
        self._error = None
        self._callbacks = []
        self._waiting = []

    def __await__(self):
        if not self._done:
            yield self
        if not self._done:
            _drain(self)
        return self.result()

    def result(self):
        if self._cancelled:
            raise CancelledError
        if self._failed:
            raise self._error
        if not self._done:
            raise InvalidStateError
        return self._value

    def exception(self):
        return self._error

    def set_result(self, result):
        self._value = result
        self._finish()

    def set_exception(self, exception):
        self._failed = True
        self._error = exception
        self._finish()

    def _finish(self):
        self._done = True
        for task in self._waiting:
            _ready.append(task)
        self._waiting = []
        for function in self._callbacks:
            _ready.append(_Call(function, (self,)))
        self._callbacks = []

    def add_done_callback(self, function, *, context=None):
        if self._done:
            _ready.append(_Call(function, (self,)))
        else:
            self._callbacks.append(function)

    def remove_done_callback(self, function):
        return 0

    def done(self):
        return self._done

    def cancelled(self):
        return self._cancelled

    def cancel(self, msg=None):
        if self._done:
            return False
        self._cancelled = True
        self._finish()
        return True


class Task(Future):
    def __init__(self, coro, *, loop=None, name=None, context=None):
        Future.__init__(self)
        self._coro = coro
        self._stop = False
        self._name = name
        _ready.append(self)

    def _step(self):
        if self._done:
            return
        stop, self._stop = self._stop, False
        try:
            if stop:
                awaited = self._coro.throw(CancelledError())
            else:
                awaited = self._coro.send(None)
        except StopIteration as error:
            self.set_result(error.value)
        except CancelledError:
            self._cancelled = True
            self._finish()
        except _Raised as error:
            self.set_exception(error)
        else:
            if awaited is None:
                _ready.append(self)
            else:
                awaited._waiting.append(self)

    def cancel(self, msg=None):
        if self._done:
            return False
        self._stop = True
        _ready.append(self)
        return True

    def get_name(self):
        return self._name

    def set_name(self, name):
        self._name = name


class _Call(object):
    def __init__(self, function, args):
        self._function = function
        self._args = args
        self._cancelled = False

    def _step(self):
        if self._cancelled:
            return
        try:
            self._function(*self._args)
        except _Raised:
            # The loop's handler of exceptions is told, and nobody else.
            pass

    def cancel(self):
        self._cancelled = True

    def cancelled(self):
        return self._cancelled


class _Turn(object):
    def __await__(self):
        yield None


def _drain(future):
    while not future._done and (_ready or _timers):
        if not _ready:
            _wake()
        _ready.pop(0)._step()


def _wake():
    first = 0
    for at in range(len(_timers)):
        if _timers[at][0] < _timers[first][0]:
            first = at
    when, thing = _timers.pop(first)
    for at in range(len(_timers)):
        _timers[at] = (_timers[at][0] - when, _timers[at][1])
    _ready.append(thing)


def _run(main):
    task = _task(main)
    _drain(task)
    return task.result()


def _task(coro):
    if isinstance(coro, Future):
        return coro
    return Task(coro)


class _Timeout(object):
    def __init__(self, future):
        self._future = future

    def _step(self):
        self._future.set_result(None)


async def _sleep(delay, result=None):
    if delay <= 0:
        await _Turn()
    else:
        future = Future()
        _timers.append((delay, _Timeout(future)))
        await future
    return result


async def _gather_all(tasks, return_exceptions):
    results = []
    for task in tasks:
        if return_exceptions:
            try:
                results.append(await task)
            except _Raised as error:
                results.append(error)
        else:
            results.append(await task)
    return results


def _gather(aws, return_exceptions):
    tasks = [_task(aw) for aw in aws]
    return Task(_gather_all(tasks, return_exceptions))


async def _wait_for(aw, timeout=None):
    return await aw


async def wait(aws, *, timeout=None, return_when="ALL_COMPLETED"):
    tasks = [_task(aw) for aw in aws]
    for task in tasks:
        try:
            await task
        except _Raised:
            pass
    return tasks, []


def as_completed(aws, *, timeout=None):
    tasks = [_task(aw) for aw in aws]
    for task in tasks:
        yield task


async def _thread(function, args, kwargs):
    await _Turn()
    return function(*args, **kwargs)


def _executed(function, args):
    future = Future()
    try:
        value = function(*args)
    except _Raised as error:
        future.set_exception(error)
    else:
        future.set_result(value)
    return future


def _call_soon(function, args):
    call = _Call(function, args)
    _ready.append(call)
    return call


def _call_later(delay, function, args):
    call = _Call(function, args)
    _timers.append((delay, call))
    return call


class _Timed(object):
    def __init__(self, when):
        self._when = when

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, value, trace):
        return None

    def expired(self):
        return False

    def reschedule(self, when):
        self._when = when


def timeout(delay):
    return _Timed(delay)


def timeout_at(when):
    return _Timed(when)


class TaskGroup(object):
    def __init__(self):
        self._tasks = []

    async def __aenter__(self):
        return self

    def create_task(self, coro, *, name=None, context=None):
        task = Task(coro)
        self._tasks.append(task)
        return task

    async def __aexit__(self, kind, value, trace):
        while self._tasks:
            task = self._tasks.pop(0)
            await task


class Event(object):
    def __init__(self, *, loop=None):
        self._set = False
        self._waiting = []

    def is_set(self):
        return self._set

    def set(self):
        self._set = True
        for future in self._waiting:
            future.set_result(True)
        self._waiting = []

    def clear(self):
        self._set = False

    async def wait(self):
        if not self._set:
            future = Future()
            self._waiting.append(future)
            await future
        return True


class Semaphore(object):
    def __init__(self, value=1, *, loop=None):
        self._value = value
        self._waiting = []

    def locked(self):
        return self._value == 0

    async def acquire(self):
        while self._value <= 0:
            future = Future()
            self._waiting.append(future)
            await future
        self._value -= 1
        return True

    def release(self):
        self._value += 1
        if self._waiting:
            self._waiting.pop(0).set_result(None)

    async def __aenter__(self):
        await self.acquire()
        return None

    async def __aexit__(self, kind, value, trace):
        self.release()


class BoundedSemaphore(Semaphore):
    pass


class Lock(Semaphore):
    def __init__(self, *, loop=None):
        Semaphore.__init__(self)


class Condition(Lock):
    def __init__(self, lock=None, *, loop=None):
        Lock.__init__(self)
        self._sleeping = []

    async def wait(self):
        self.release()
        future = Future()
        self._sleeping.append(future)
        await future
        await self.acquire()
        return True

    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        while n > 0 and self._sleeping:
            self._sleeping.pop(0).set_result(True)
            n -= 1

    def notify_all(self):
        self.notify(len(self._sleeping))


class Queue(object):
    def __init__(self, maxsize=0, *, loop=None):
        self.maxsize = maxsize
        self._items = []
        self._getters = []
        self._putters = []
        self._unfinished = 0
        self._joining = []

    def qsize(self):
        return len(self._items)

    def empty(self):
        return not self._items

    def full(self):
        return 0 < self.maxsize <= len(self._items)

    async def put(self, item):
        while self.full():
            future = Future()
            self._putters.append(future)
            await future
        self.put_nowait(item)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._items.append(item)
        self._unfinished += 1
        if self._getters:
            self._getters.pop(0).set_result(None)

    def _take(self):
        return self._items.pop(0)

    async def get(self):
        while not self._items:
            future = Future()
            self._getters.append(future)
            await future
        return self.get_nowait()

    def get_nowait(self):
        if not self._items:
            raise QueueEmpty
        item = self._take()
        if self._putters:
            self._putters.pop(0).set_result(None)
        return item

    def task_done(self):
        self._unfinished -= 1
        if self._unfinished == 0:
            for future in self._joining:
                future.set_result(None)
            self._joining = []

    async def join(self):
        if self._unfinished > 0:
            future = Future()
            self._joining.append(future)
            await future


class LifoQueue(Queue):
    def _take(self):
        return self._items.pop()


class PriorityQueue(Queue):
    def _take(self):
        item = min(self._items)
        self._items.remove(item)
        return item
