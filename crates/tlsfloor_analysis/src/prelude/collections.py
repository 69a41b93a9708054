"""collections, as its documentation describes it."""


class defaultdict(dict):
    def __init__(self, default_factory=None, *args, **kwargs):
        dict.__init__(self, *args, **kwargs)
        self.default_factory = default_factory

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self.default_factory()
        self[key] = value
        return value

    def copy(self):
        return defaultdict(self.default_factory, self)

    __copy__ = copy


class OrderedDict(dict):
    def move_to_end(self, key, last=True):
        value = dict.pop(self, key)
        if last:
            self[key] = value
            return
        rest = list(self.items())
        dict.clear(self)
        self[key] = value
        for other, held in rest:
            self[other] = held

    def popitem(self, last=True):
        keys = list(self)
        if not keys:
            raise KeyError("dictionary is empty")
        key = keys[-1] if last else keys[0]
        return key, dict.pop(self, key)

    def copy(self):
        return OrderedDict(self)

    __copy__ = copy


class Counter(dict):
    def __init__(self, iterable=None, **kwargs):
        dict.__init__(self)
        self.update(iterable, **kwargs)

    def __missing__(self, key):
        return 0

    def _count(self, iterable, sign):
        if isinstance(iterable, dict):
            for key, count in iterable.items():
                self[key] = self.get(key, 0) + sign * count
        else:
            for key in iterable:
                self[key] = self.get(key, 0) + sign

    def update(self, iterable=None, **kwargs):
        if iterable is not None:
            self._count(iterable, 1)
        if kwargs:
            self._count(kwargs, 1)

    def subtract(self, iterable=None, **kwargs):
        if iterable is not None:
            self._count(iterable, -1)
        if kwargs:
            self._count(kwargs, -1)

    def most_common(self, n=None):
        ordered = sorted(self.items(), key=_count_of, reverse=True)
        return ordered if n is None else ordered[:n]

    def elements(self):
        for key, count in list(self.items()):
            for _ in range(count):
                yield key

    def total(self):
        return sum(self.values())

    def copy(self):
        return Counter(self)

    __copy__ = copy

    def __add__(self, other):
        result = Counter(self)
        result._count(other, 1)
        return result._positive()

    def __sub__(self, other):
        result = Counter(self)
        result._count(other, -1)
        return result._positive()

    def __or__(self, other):
        result = Counter(self)
        for key, count in other.items():
            result[key] = max(result[key], count)
        return result._positive()

    def __and__(self, other):
        result = Counter()
        for key, count in self.items():
            result[key] = min(count, other[key])
        return result._positive()

    def _positive(self):
        for key, count in list(self.items()):
            if count <= 0:
                del self[key]
        return self


def _count_of(pair):
    return pair[1]


class deque(list):
    def __init__(self, iterable=(), maxlen=None):
        list.__init__(self)
        self.maxlen = maxlen
        self.extend(iterable)

    def append(self, item):
        list.append(self, item)
        if self.maxlen is not None and len(self) > self.maxlen:
            list.pop(self, 0)

    def appendleft(self, item):
        list.insert(self, 0, item)
        if self.maxlen is not None and len(self) > self.maxlen:
            list.pop(self)

    def extend(self, iterable):
        if self.maxlen is None:
            list.extend(self, iterable)
            return
        for item in iterable:
            self.append(item)

    def extendleft(self, iterable):
        for item in iterable:
            self.appendleft(item)

    def popleft(self):
        return list.pop(self, 0)

    def pop(self):
        return list.pop(self)

    def rotate(self, n=1):
        if not self:
            return
        n = n % len(self)
        items = list(self)
        if n:
            items = items[-n:] + items[:-n]
        list.clear(self)
        list.extend(self, items)

    def copy(self):
        return deque(self, self.maxlen)

    __copy__ = copy


class ChainMap(object):
    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __getitem__(self, key):
        for mapping in self.maps:
            if key in mapping:
                return mapping[key]
        return self.__missing__(key)

    def __missing__(self, key):
        raise KeyError(key)

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        del self.maps[0][key]

    def __contains__(self, key):
        return any([key in mapping for mapping in self.maps])

    def _merged(self):
        merged = {}
        for mapping in self.maps[::-1]:
            merged.update(mapping)
        return merged

    def __iter__(self):
        return iter(self._merged())

    def __len__(self):
        return len(self._merged())

    def __bool__(self):
        return any(self.maps)

    def __eq__(self, other):
        return dict(self) == dict(other)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def keys(self):
        return self._merged().keys()

    def values(self):
        return self._merged().values()

    def items(self):
        return self._merged().items()

    def pop(self, key, *default):
        return self.maps[0].pop(key, *default)

    def popitem(self):
        return self.maps[0].popitem()

    def setdefault(self, key, default=None):
        if key in self:
            return self[key]
        self[key] = default
        return default

    def update(self, *args, **kwargs):
        self.maps[0].update(*args, **kwargs)

    def clear(self):
        self.maps[0].clear()

    def copy(self):
        return ChainMap(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def new_child(self, m=None, **kwargs):
        m = kwargs if m is None else m
        return ChainMap(m, *self.maps)

    @property
    def parents(self):
        return ChainMap(*self.maps[1:])


class UserDict(object):
    def __init__(self, *args, **kwargs):
        self.data = {}
        self.update(*args, **kwargs)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        return self.__missing__(key)

    def __missing__(self, key):
        raise KeyError(key)

    def __setitem__(self, key, value):
        self.data[key] = value

    def __delitem__(self, key):
        del self.data[key]

    def __contains__(self, key):
        return key in self.data

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def keys(self):
        return self.data.keys()

    def values(self):
        return self.data.values()

    def items(self):
        return self.data.items()

    def pop(self, key, *default):
        return self.data.pop(key, *default)

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, *args, **kwargs):
        for key, value in dict(*args, **kwargs).items():
            self[key] = value

    def clear(self):
        self.data.clear()


class UserList(object):
    def __init__(self, initlist=()):
        self.data = list(initlist)

    def __getitem__(self, index):
        return self.data[index]

    def __setitem__(self, index, value):
        self.data[index] = value

    def __delitem__(self, index):
        del self.data[index]

    def __contains__(self, item):
        return item in self.data

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)

    def append(self, item):
        self.data.append(item)

    def insert(self, index, item):
        self.data.insert(index, item)

    def pop(self, index=-1):
        return self.data.pop(index)

    def remove(self, item):
        self.data.remove(item)

    def extend(self, other):
        self.data.extend(other)
