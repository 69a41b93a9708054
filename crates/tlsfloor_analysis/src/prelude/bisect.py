"""bisect, as its documentation describes it."""


def bisect_left(a, x, lo=0, hi=None, key=None):
    hi = len(a) if hi is None else hi
    while lo < hi:
        mid = (lo + hi) // 2
        item = a[mid] if key is None else key(a[mid])
        if item < x:
            lo = mid + 1
        else:
            hi = mid
    return lo


def bisect_right(a, x, lo=0, hi=None, key=None):
    hi = len(a) if hi is None else hi
    while lo < hi:
        mid = (lo + hi) // 2
        item = a[mid] if key is None else key(a[mid])
        if x < item:
            hi = mid
        else:
            lo = mid + 1
    return lo


def insort_left(a, x, lo=0, hi=None, key=None):
    wanted = x if key is None else key(x)
    a.insert(bisect_left(a, wanted, lo, hi, key), x)


def insort_right(a, x, lo=0, hi=None, key=None):
    wanted = x if key is None else key(x)
    a.insert(bisect_right(a, wanted, lo, hi, key), x)


bisect = bisect_right
insort = insort_right
