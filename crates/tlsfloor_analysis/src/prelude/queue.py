"""queue: who waits for an item that is not there lets the threads run."""
from threading import _block, _depth, _run_waiting


class Empty(Exception):
    pass


class Full(Exception):
    pass


class Queue(object):
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._items = []

    def qsize(self):
        return len(self._items)

    def empty(self):
        return not self._items

    def full(self):
        return 0 < self.maxsize <= len(self._items)

    def put(self, item, block=True, timeout=None):
        if not block and self.full():
            raise Full
        self._items.append(item)

    def put_nowait(self, item):
        self.put(item, False)

    def _take(self):
        return self._items.pop(0)

    def get(self, block=True, timeout=None):
        if not self._items and not _depth:
            _run_waiting()
        if not self._items:
            if not block or timeout is not None:
                raise Empty
            _block()
        return self._take()

    def get_nowait(self):
        return self.get(False)

    def task_done(self):
        return None

    def join(self):
        _run_waiting()


class SimpleQueue(Queue):
    def __init__(self):
        Queue.__init__(self)


class LifoQueue(Queue):
    def _take(self):
        return self._items.pop()


class PriorityQueue(Queue):
    def _take(self):
        item = min(self._items)
        self._items.remove(item)
        return item
