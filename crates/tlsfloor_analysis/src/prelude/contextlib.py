"""contextlib; `contextmanager` itself is known to the interpreter."""


class AbstractContextManager(object):
    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        return None


class AbstractAsyncContextManager(object):
    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, value, trace):
        return None


class ContextDecorator(object):
    def _recreate_cm(self):
        return self

    def __call__(self, function):
        def inner(*args, **kwargs):
            with self._recreate_cm():
                return function(*args, **kwargs)
        return inner


class AsyncContextDecorator(object):
    def _recreate_cm(self):
        return self

    def __call__(self, function):
        async def inner(*args, **kwargs):
            async with self._recreate_cm():
                return await function(*args, **kwargs)
        return inner


def _decorated(make, args, kwargs, function):
    def inner(*more, **named):
        with make(*args, **kwargs):
            return function(*more, **named)
    return inner


def _decorated_coroutine(make, args, kwargs, function):
    async def inner(*more, **named):
        async with make(*args, **kwargs):
            return await function(*more, **named)
    return inner


def _leave(generator, kind, value):
    if kind is None:
        next(generator, None)
        return False
    if value is None:
        value = kind()
    try:
        generator.throw(value)
    except StopIteration as error:
        return error is not value
    return True


class closing(object):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *details):
        self.thing.close()


class aclosing(object):
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *details):
        await self.thing.aclose()


class nullcontext(object):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *details):
        return None

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *details):
        return None


class suppress(object):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        return None

    def __exit__(self, kind, value, trace):
        return kind is not None and issubclass(kind, self._exceptions)


class redirect_stdout(object):
    def __init__(self, target):
        self._target = target

    def __enter__(self):
        return self._target

    def __exit__(self, *details):
        return None


class redirect_stderr(redirect_stdout):
    pass


class chdir(object):
    def __init__(self, path):
        self.path = path

    def __enter__(self):
        return None

    def __exit__(self, *details):
        return None


class _Stack(object):
    def __init__(self):
        self._exits = []

    def pop_all(self):
        other = type(self)()
        other._exits = self._exits
        self._exits = []
        return other

    def push(self, exit):
        if hasattr(exit, "__exit__"):
            self._exits.append((exit.__exit__, False))
        else:
            self._exits.append((exit, False))
        return exit

    def enter_context(self, manager):
        entered = manager.__enter__()
        self._exits.append((manager.__exit__, False))
        return entered

    def callback(self, function, *args, **kwargs):
        def run(kind, value, trace):
            function(*args, **kwargs)
        self._exits.append((run, False))
        return function


class ExitStack(_Stack):
    def __enter__(self):
        return self

    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, kind, value, trace):
        suppressed = False
        while self._exits:
            exit, _ = self._exits.pop()
            failed = True
            try:
                done = exit(kind, value, trace)
                failed = False
            finally:
                if failed:
                    self.__exit__(Exception, None, None)
            if kind is not None and done:
                suppressed = True
                kind, value, trace = None, None, None
        return suppressed


class AsyncExitStack(_Stack):
    def push_async_exit(self, exit):
        if hasattr(exit, "__aexit__"):
            self._exits.append((exit.__aexit__, True))
        else:
            self._exits.append((exit, True))
        return exit

    async def enter_async_context(self, manager):
        entered = await manager.__aenter__()
        self._exits.append((manager.__aexit__, True))
        return entered

    def push_async_callback(self, function, *args, **kwargs):
        async def run(kind, value, trace):
            await function(*args, **kwargs)
        self._exits.append((run, True))
        return function

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, value, trace):
        suppressed = False
        while self._exits:
            exit, asynchronous = self._exits.pop()
            failed = True
            try:
                done = exit(kind, value, trace)
                if asynchronous:
                    done = await done
                failed = False
            finally:
                if failed:
                    await self.__aexit__(Exception, None, None)
            if kind is not None and done:
                suppressed = True
                kind, value, trace = None, None, None
        return suppressed
