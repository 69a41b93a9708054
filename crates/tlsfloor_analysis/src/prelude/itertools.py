"""itertools, as its documentation describes it."""


def chain(*iterables):
    for iterable in iterables:
        for item in iterable:
            yield item


def _from_iterable(iterables):
    for iterable in iterables:
        for item in iterable:
            yield item


chain.from_iterable = _from_iterable


def islice(iterable, *limits):
    if len(limits) == 1:
        start, stop, step = 0, limits[0], 1
    else:
        start, stop = limits[0], limits[1]
        step = limits[2] if len(limits) > 2 else 1
    if start is None:
        start = 0
    if step is None:
        step = 1
    if stop is not None and stop <= 0:
        return
    at, wanted = 0, start
    for item in iterable:
        chosen = at == wanted
        at += 1
        if chosen:
            wanted += step
            yield item
        if stop is not None and at >= stop:
            return


def count(start=0, step=1):
    while True:
        yield start
        start += step


def cycle(iterable):
    saved = []
    for item in iterable:
        yield item
        saved.append(item)
    while saved:
        for item in saved:
            yield item


def repeat(object, times=None):
    if times is None:
        while True:
            yield object
    for _ in range(times):
        yield object


def takewhile(predicate, iterable):
    for item in iterable:
        if not predicate(item):
            return
        yield item


def dropwhile(predicate, iterable):
    dropping = True
    for item in iterable:
        if dropping and predicate(item):
            continue
        dropping = False
        yield item


def filterfalse(predicate, iterable):
    for item in iterable:
        if predicate is None:
            if not item:
                yield item
        elif not predicate(item):
            yield item


def compress(data, selectors):
    for item, selector in zip(data, selectors):
        if selector:
            yield item


def starmap(function, iterable):
    for arguments in iterable:
        yield function(*arguments)


def accumulate(iterable, func=None, *, initial=None):
    started = initial is not None
    total = initial
    if started:
        yield total
    for item in iterable:
        if not started:
            started = True
            total = item
        elif func is None:
            total = total + item
        else:
            total = func(total, item)
        yield total


def pairwise(iterable):
    first = True
    before = None
    for item in iterable:
        if not first:
            yield before, item
        first = False
        before = item


def batched(iterable, n):
    batch = []
    for item in iterable:
        batch.append(item)
        if len(batch) == n:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)


def zip_longest(*iterables, fillvalue=None):
    iterators = [iter(iterable) for iterable in iterables]
    ended = [False for _ in iterators]
    while True:
        row = []
        for at in range(len(iterators)):
            item = fillvalue
            if not ended[at]:
                try:
                    item = next(iterators[at])
                except StopIteration:
                    ended[at] = True
                    item = fillvalue
            row.append(item)
        if all(ended):
            return
        yield tuple(row)


def tee(iterable, n=2):
    iterator = iter(iterable)
    queues = [[] for _ in range(n)]
    return tuple([_reader(iterator, queue, queues) for queue in queues])


def _reader(iterator, queue, queues):
    while True:
        if not queue:
            try:
                item = next(iterator)
            except StopIteration:
                return
            for own in queues:
                own.append(item)
        yield queue.pop(0)


def product(*iterables, repeat=1):
    pools = [tuple(iterable) for iterable in iterables] * repeat
    rows = [()]
    for pool in pools:
        rows = [row + (item,) for row in rows for item in pool]
    for row in rows:
        yield row


def _chosen(pool, length):
    if length == 0:
        return [()]
    rows = []
    for at in range(len(pool)):
        for rest in _chosen(pool[at + 1:], length - 1):
            rows.append((pool[at],) + rest)
    return rows


def combinations(iterable, r):
    for row in _chosen(tuple(iterable), r):
        yield row


def _arranged(pool, length):
    if length == 0:
        return [()]
    rows = []
    for at in range(len(pool)):
        for rest in _arranged(pool[:at] + pool[at + 1:], length - 1):
            rows.append((pool[at],) + rest)
    return rows


def permutations(iterable, r=None):
    pool = tuple(iterable)
    for row in _arranged(pool, len(pool) if r is None else r):
        yield row


def _repeated(pool, length):
    if length == 0:
        return [()]
    rows = []
    for at in range(len(pool)):
        for rest in _repeated(pool[at:], length - 1):
            rows.append((pool[at],) + rest)
    return rows


def combinations_with_replacement(iterable, r):
    for row in _repeated(tuple(iterable), r):
        yield row


class groupby(object):
    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key
        self._item = None
        self._current = None
        self._target = None
        self._state = "new"
        self._group = None

    def __iter__(self):
        return self

    def _advance(self):
        try:
            self._item = next(self._iterator)
        except StopIteration:
            self._state = "over"
            return
        self._state = "held"
        self._current = self._item if self._key is None else self._key(self._item)

    def __next__(self):
        if self._state == "new":
            self._advance()
        else:
            while self._state == "held" and self._current == self._target:
                self._advance()
        if self._state == "over":
            raise StopIteration
        self._target = self._current
        self._group = self._members(self._target)
        return self._target, self._group

    def _members(self, target):
        while self._state == "held" and self._current == target:
            yield self._item
            self._advance()
