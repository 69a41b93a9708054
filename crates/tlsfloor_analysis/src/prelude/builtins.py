"""Iterators of the language that take from others, one item at a time."""


def _iterator(items):
    for item in items:
        yield item


def _until(function, sentinel):
    while True:
        item = function()
        if item == sentinel:
            return
        yield item


def _zip(*iterables):
    iterators = [iter(iterable) for iterable in iterables]
    while iterators:
        row = []
        for iterator in iterators:
            try:
                row.append(next(iterator))
            except StopIteration:
                return
        yield tuple(row)


def _enumerate(iterable, start=0):
    number = start
    for item in iterable:
        yield number, item
        number += 1


def _map(function, *iterables):
    if len(iterables) == 1:
        for item in iterables[0]:
            yield function(item)
        return
    for row in _zip(*iterables):
        yield function(*row)


def _filter(function, iterable):
    for item in iterable:
        if function is None:
            if item:
                yield item
        elif function(item):
            yield item
