//! Generators, coroutines, iterators and context managers of the program's own.
//!
//! Each lowers or raises a context at a point that only the right order of
//! running reaches before the connection.

use super::check_between;

const LOW: &str = "1 1.1 1.2 1.3";
const DEFAULT: &str = "1.2 1.3";
const HIGH: &str = "1.3";

#[test]
fn a_generator_runs_where_it_is_consumed() {
    check_between(&[
        ("def g():\n    low()\n    yield\ng()", DEFAULT),
        (
            "def g():\n    low()\n    yield\nfor _ in g():\n    pass",
            LOW,
        ),
        ("def g():\n    low()\n    yield\nlist(g())", LOW),
        ("def g():\n    low()\n    yield\nx, = g()", LOW),
        (
            "def g():\n    yield 769\nfor v in g():\n    c.minimum_version = v",
            LOW,
        ),
        ("def g():\n    yield high\nnext(g())()", HIGH),
        ("def g():\n    yield\n    low()\nnext(g())", DEFAULT),
        (
            "def g():\n    yield\n    low()\ni = g()\nnext(i)\nnext(i, None)",
            LOW,
        ),
        (
            "def g():\n    f = yield\n    f()\n    yield\ni = g()\nnext(i)\ni.send(high)",
            HIGH,
        ),
        (
            "def g():\n    yield from h()\n    high()\ndef h():\n    low()\n    yield\nnext(g())",
            LOW,
        ),
        (
            "def g():\n    f = yield from h()\n    f()\ndef h():\n    yield\n    return high\nlist(g())",
            HIGH,
        ),
        ("x = (low() for _ in [1])\nhigh()", HIGH),
    ]);
}

#[test]
fn a_manager_made_of_a_generator_runs_around_the_block() {
    let manager = "import contextlib\n@contextlib.contextmanager\ndef m():\n    low()\n    try:\n        yield high\n    finally:\n        c.minimum_version = 770\n";
    let rows: Vec<(String, &str)> = [
        ("with m():\n    pass", "1.1 1.2 1.3"),
        (
            "with m() as f:\n    f()\n    c.wrap_socket(s) if 0 else 0",
            "1.1 1.2 1.3",
        ),
        (
            "def f():\n    with m():\n        return\nf()",
            "1.1 1.2 1.3",
        ),
        ("for _ in [1]:\n    with m():\n        break", "1.1 1.2 1.3"),
        (
            "try:\n    with m():\n        raise KeyError\nexcept KeyError:\n    pass",
            "1.1 1.2 1.3",
        ),
        (
            "try:\n    with m():\n        raise KeyError\nexcept KeyError:\n    high()",
            HIGH,
        ),
    ]
    .into_iter()
    .map(|(code, expected)| (format!("{manager}{code}"), expected))
    .collect();
    let rows: Vec<(&str, &str)> = rows
        .iter()
        .map(|(code, expected)| (code.as_str(), *expected))
        .collect();
    check_between(&rows);
}

#[test]
fn a_coroutine_runs_where_it_is_awaited_or_handed_to_the_loop() {
    check_between(&[
        ("import asyncio\nasync def f():\n    low()\nf()", DEFAULT),
        (
            "import asyncio\nasync def f():\n    low()\nasyncio.run(f())",
            LOW,
        ),
        (
            "import asyncio\nasync def f():\n    low()\nasync def m():\n    await f()\nasyncio.run(m())",
            LOW,
        ),
        (
            "import asyncio\nasync def f():\n    return high\nasync def m():\n    (await f())()\nasyncio.run(m())",
            HIGH,
        ),
        (
            "import asyncio\nasync def f():\n    low()\nasync def m():\n    await asyncio.gather(f())\nasyncio.run(m())",
            LOW,
        ),
        (
            "import asyncio\nasync def f():\n    low()\nasync def m():\n    t = asyncio.create_task(f())\n    await t\nasyncio.run(m())",
            LOW,
        ),
        (
            "import asyncio\nasync def f():\n    low()\nasyncio.get_event_loop().run_until_complete(f())",
            LOW,
        ),
        (
            "import asyncio\nasync def g():\n    yield low\nasync def m():\n    async for f in g():\n        f()\nasyncio.run(m())",
            LOW,
        ),
    ]);
}

#[test]
fn iterators_and_managers_of_own_classes_follow_their_protocol() {
    check_between(&[
        (
            "class I:\n    done = False\n    def __iter__(self):\n        return self\n    def __next__(self):\n        if self.done:\n            raise StopIteration\n        self.done = True\n        return low\nfor f in I():\n    f()",
            LOW,
        ),
        (
            "class I:\n    def __iter__(self):\n        yield low\nfor f in I():\n    f()",
            LOW,
        ),
        (
            "class M:\n    def __enter__(self):\n        return low\n    def __exit__(self, *a):\n        return True\nwith M() as f:\n    f()\n    raise KeyError\n    high()",
            LOW,
        ),
        (
            "class M:\n    def __enter__(self):\n        return self\n    def __exit__(self, *a):\n        low()\ntry:\n    with M():\n        raise KeyError\n    high()\nexcept KeyError:\n    pass",
            LOW,
        ),
    ]);
}
