"""weakref: what is referred to is alive as long as something else holds it."""


_finalizers = []


class ref(object):
    def __init__(self, obj, callback=None):
        self._target = obj
        self._callback = callback
        if callback is not None:
            _watched(obj)

    def _released(self):
        if self._callback is not None:
            self._callback(self)

    def __call__(self):
        return self._target if _held(self._target) else None


class WeakMethod(ref):
    def __init__(self, meth, callback=None):
        self._target = meth.__self__
        self._method = meth
        self._callback = callback
        if callback is not None:
            _watched(self._target)

    def __call__(self):
        return self._method if _held(self._target) else None


class finalize(object):
    def __init__(self, obj, func, /, *args, **kwargs):
        self.alive = True
        self._call = (func, args, kwargs)
        self._target = obj
        _finalizers.append(self)
        _watched(obj)

    def _released(self):
        self()

    def __call__(self):
        if self.alive:
            self.alive = False
            func, args, kwargs = self._call
            return func(*args, **kwargs)

    def detach(self):
        self.alive = False


def proxy(obj, callback=None):
    return obj


class _WeakDictionary(object):
    """What both have: `_live()` is the dict of what is alive."""

    def __getitem__(self, key):
        return self._live()[key]

    def __contains__(self, key):
        return key in self._live()

    def __iter__(self):
        return iter(self._live())

    def __len__(self):
        return len(self._live())

    def get(self, key, default=None):
        return self._live().get(key, default)

    def setdefault(self, key, default=None):
        live = self._live()
        if key in live:
            return live[key]
        self[key] = default
        return default

    def update(self, *args, **kwargs):
        for mapping in args:
            for key, value in dict(mapping).items():
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def pop(self, key, *default):
        live = self._live()
        value = live.pop(key, *default)
        if key in self._live():
            del self[key]
        return value

    def keys(self):
        return self._live().keys()

    def values(self):
        return self._live().values()

    def items(self):
        return self._live().items()


class WeakValueDictionary(_WeakDictionary):
    def __init__(self, *args, **kwargs):
        self._refs = {}
        self.update(*args, **kwargs)

    def _live(self):
        return {key: own() for key, own in self._refs.items() if own() is not None}

    def __setitem__(self, key, value):
        self._refs[key] = ref(value)

    def __delitem__(self, key):
        del self._refs[key]


class WeakKeyDictionary(_WeakDictionary):
    def __init__(self, *args):
        self._items = []
        self.update(*args)

    def _live(self):
        return {own(): value for own, value in self._items if own() is not None}

    def __setitem__(self, key, value):
        self._items = [pair for pair in self._items if pair[0]() is not key]
        self._items.append((ref(key), value))

    def __delitem__(self, key):
        if key not in self._live():
            raise KeyError(key)
        self._items = [pair for pair in self._items if pair[0]() is not key]


class WeakSet(object):
    def __init__(self, data=()):
        self._refs = []
        for item in data:
            self.add(item)

    def _live(self):
        return [own() for own in self._refs if own() is not None]

    def add(self, item):
        if item not in self._live():
            self._refs.append(ref(item))

    def discard(self, item):
        self._refs = [own for own in self._refs if own() is not item]

    def remove(self, item):
        if item not in self._live():
            raise KeyError(item)
        self.discard(item)

    def __contains__(self, item):
        return item in self._live()

    def __iter__(self):
        return iter(self._live())

    def __len__(self):
        return len(self._live())
