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
