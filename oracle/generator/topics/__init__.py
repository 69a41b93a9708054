"""Productions by the construct of the language that they are about.

Importing a module registers what it has.
"""
from oracle.generator.topics import (  # noqa: F401
    asynchronous, builtin_functions, calls, choices, classes, concurrency, decorators,
    functions, generators, inheritance, managers, modules, records, sideeffects, strings,
    subclasses,
)
