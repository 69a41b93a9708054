"""Those of functools that keep what a call gave."""


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _cached(maxsize)
    return _cached


def cache(function):
    return _cached(function)


def _cached(function):
    results = {}

    def wrapper(*args, **kwargs):
        key = (args, tuple(kwargs.items()))
        if key in results:
            return results[key]
        result = function(*args, **kwargs)
        results[key] = result
        return result

    wrapper.__wrapped__ = function
    wrapper.cache_clear = results.clear
    return wrapper


def update_wrapper(wrapper, wrapped, assigned=(), updated=()):
    wrapper.__name__ = getattr(wrapped, "__name__", wrapper.__name__)
    wrapper.__qualname__ = getattr(wrapped, "__qualname__", wrapper.__qualname__)
    for name, value in getattr(wrapped, "__dict__", {}).items():
        setattr(wrapper, name, value)
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=(), updated=()):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped)

    return decorate


def cmp_to_key(mycmp):
    class K(object):
        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

    return K


class partialmethod(object):
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        return _filled(_with_self(self.func, obj), self.args, self.keywords)


def _with_self(func, obj):
    def call(*args, **keywords):
        return func(obj, *args, **keywords)

    return call


def _filled(func, args, keywords):
    def call(*more, **others):
        return func(*args, *more, **{**keywords, **others})

    return call


def singledispatch(func):
    registry = {object: func}

    def dispatch(cls):
        best = object
        for registered in list(registry):
            if issubclass(cls, registered) and issubclass(registered, best):
                best = registered
        return registry[best]

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type):
                return lambda function: register(cls, function)
            func = cls
            cls = list(func.__annotations__.values())[0]
        registry[cls] = func
        return func

    def wrapper(*args, **keywords):
        best = object
        for registered in list(registry):
            if isinstance(args[0], registered) and issubclass(registered, best):
                best = registered
        return registry[best](*args, **keywords)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return wrapper


class singledispatchmethod(object):
    def __init__(self, func):
        self.dispatcher = _by_second(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        return _with_self(self.dispatcher, obj)


def _by_second(func):
    plain = singledispatch(func)

    def wrapper(this, *args, **keywords):
        best = object
        for registered in list(plain.registry):
            if isinstance(args[0], registered) and issubclass(registered, best):
                best = registered
        return plain.registry[best](this, *args, **keywords)

    wrapper.register = plain.register
    return wrapper
