//! What happens when nothing holds a thing any more: generators are closed,
//! `__del__` runs, `weakref` calls back.

use super::check_between;

const LOW: &str = "1 1.1 1.2 1.3";
const DEFAULT: &str = "1.2 1.3";
const HIGH: &str = "1.3";

/// Runs each program after these lines.
fn after(lines: &str, rows: &[(&str, &str)]) {
    let rows: Vec<(String, &str)> = rows
        .iter()
        .map(|(code, expected)| (format!("{lines}{code}"), *expected))
        .collect();
    let rows: Vec<(&str, &str)> = rows
        .iter()
        .map(|(code, expected)| (code.as_str(), *expected))
        .collect();
    check_between(&rows);
}

const GENERATOR: &str = "def g():\n    try:\n        yield 1\n        yield 2\n    finally:\n        low()\nclass O: pass\n";

#[test]
fn a_generator_is_closed_where_its_last_name_goes() {
    after(
        GENERATOR,
        &[
            ("i = g()\nnext(i)\ndel i", LOW),
            ("i = g()\nnext(i)\ni = None", LOW),
            ("i = j = g()\nnext(i)\ni = None", DEFAULT),
            ("i = g()\nnext(i)\ni, j = 1, i\nj = 2", LOW),
            ("o = O()\no.i = g()\nnext(o.i)\no.i = None", LOW),
            ("o = O()\no.i = g()\nnext(o.i)\ndel o.i", LOW),
            ("o = O()\no.i = g()\nnext(o.i)\ndel o", LOW),
            ("d = {1: g()}\nnext(d[1])\ndel d[1]", LOW),
            ("d = {1: g()}\nnext(d[1])\nd.clear()", LOW),
            ("l = [g()]\nnext(l[0])\nl.pop()\nhigh()", HIGH),
            ("l = [g()]\nnext(l[0])\nx = l.pop()\nhigh()\nx = 1", LOW),
            (
                "i = g()\nnext(i)\ndef f():\n    global i\n    i = None\nf()",
                LOW,
            ),
            ("i = g()\nnext(i)\nfor i in (2,):\n    high()", HIGH),
            ("if next(g()):\n    high()", HIGH),
            ("assert next(g())\nhigh()", HIGH),
            ("i = g()\ndel i", DEFAULT),
        ],
    );
}

#[test]
fn an_exception_holds_the_frames_that_it_came_through() {
    after(
        GENERATOR,
        &[
            (
                "def f():\n    i = g()\n    next(i)\n    raise KeyError\ntry:\n    f()\nexcept KeyError:\n    high()",
                LOW,
            ),
            (
                "try:\n    for x in g():\n        raise KeyError\nexcept KeyError:\n    high()",
                HIGH,
            ),
            (
                "def f():\n    for x in g():\n        raise KeyError\ntry:\n    f()\nexcept KeyError:\n    high()",
                HIGH,
            ),
            (
                "def h():\n    try:\n        yield 1\n        raise KeyError\n    finally:\n        low()\ni = h()\nnext(i)\ntry:\n    next(i)\nexcept KeyError:\n    high()\ni = None",
                HIGH,
            ),
            (
                "def h():\n    yield 1\n    raise KeyError\ni = h()\nnext(i)\ntry:\n    next(i)\nexcept KeyError:\n    pass\nif next(i, 7) == 7:\n    high()",
                HIGH,
            ),
        ],
    );
}

#[test]
fn managers_of_generators_are_left_when_nothing_holds_them() {
    after(
        "import contextlib\n@contextlib.contextmanager\ndef m():\n    try:\n        yield\n    finally:\n        low()\n",
        &[
            ("k = m()\nk.__enter__()\nk = None", LOW),
            (
                "class A:\n    def __init__(self):\n        self.k = m()\n        self.k.__enter__()\na = A()",
                DEFAULT,
            ),
            (
                "class A:\n    def __init__(self):\n        self.k = m()\n        self.k.__enter__()\na = A()\ndel a",
                LOW,
            ),
            (
                "t = contextlib.ExitStack()\nt.enter_context(m())\nt = None",
                LOW,
            ),
            (
                "class A:\n    def __init__(self):\n        with contextlib.ExitStack() as t:\n            t.enter_context(m())\n            self.t = t.pop_all()\na = A()",
                DEFAULT,
            ),
        ],
    );
}

#[test]
fn a_finaliser_runs_when_nothing_holds_its_object() {
    after(
        "class A:\n    def __del__(self):\n        low()\n",
        &[
            ("a = A()", DEFAULT),
            ("a = A()\ndel a", LOW),
            ("a = A()\na = None\nhigh()", HIGH),
            ("A()\nhigh()", HIGH),
            ("def f():\n    a = A()\n    high()\nf()", LOW),
            ("def f(a):\n    high()\nf(A())", LOW),
            ("class B(A): pass\nb = B()\ndel b", LOW),
            ("l = [A(), A()]\nk = l[1]\ndel l[1]", DEFAULT),
            (
                "def f():\n    a = A()\n    return lambda: a\nk = f()",
                DEFAULT,
            ),
            (
                "def f():\n    a = A()\n    return lambda: a\nk = f()\nk = 1",
                LOW,
            ),
            (
                "a = A()\nif os.environ.get('Q'):\n    a = None\nhigh()\na = None",
                LOW,
            ),
            (
                "class B:\n    def __del__(self):\n        raise KeyError\ntry:\n    B()\nexcept KeyError:\n    low()\nelse:\n    high()",
                HIGH,
            ),
        ],
    );
}

#[test]
fn things_in_a_circle_may_be_let_go() {
    check_between(&[(
        "class A:\n    def i(self):\n        try:\n            yield 1\n        finally:\n            low()\na = A()\na.own = a.i()\nnext(a.own)\ndel a",
        LOW,
    )]);
}

#[test]
fn weak_references_call_back() {
    after(
        "import weakref\nclass A: pass\na = A()\n",
        &[
            ("weakref.finalize(a, low)", DEFAULT),
            ("weakref.finalize(a, low)\ndel a", LOW),
            ("r = weakref.ref(a, low)\ndel a", LOW),
            ("weakref.ref(a, low)\ndel a", DEFAULT),
            ("f = weakref.finalize(a, low)\nf.detach()\ndel a", DEFAULT),
        ],
    );
}
