import importlib
REGISTRY = {}
def register(name):
    def inner(func):
        REGISTRY[name] = func
        return func
    return inner
def load(name):
    return importlib.import_module("." + name, __name__)
