//! Generators that are sent values, thrown into, and delegated to.

use super::{check, check_told};

#[test]
fn gen_recursive() {
    check_told(
        r"c = ssl.create_default_context()
def walk(tree):
    if isinstance(tree, list):
        for t in tree:
            yield from walk(t)
    else:
        yield tree
for v in walk([769, [770, [771]]]):
    c.minimum_version = v
c.wrap_socket(s)  # 1.2 1.3
it = walk([[769], 772])
next(it)
c.minimum_version = next(it)
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn gen_return_value() {
    check_told(
        r"c = ssl.create_default_context()
def g():
    yield 1
    return 771
it = g()
next(it)
try:
    next(it)
except StopIteration as e:
    c.minimum_version = e.value
c.wrap_socket(s)  # 1.2 1.3
",
    );
}

#[test]
fn gen_reversed() {
    check_told(
        r"c = ssl.create_default_context()
r = reversed([769, 770, 771])
c.minimum_version = next(r)
c.wrap_socket(s)  # 1.2 1.3
c.minimum_version = next(r)
c.wrap_socket(s)  # 1.1 1.2 1.3
",
    );
}

#[test]
fn gen_send() {
    check_told(
        r"c = ssl.create_default_context()
def setter(ctx):
    while True:
        v = yield ctx
        if v is None:
            break
        ctx.minimum_version = v
s = setter(c)
next(s)
s.send(769)
c.wrap_socket(s)  # 1 1.1 1.2 1.3
s.send(771)
c.wrap_socket(s)  # 1.2 1.3
try:
    s.send(None)
except StopIteration:
    c.minimum_version = 772
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn gen_send_nested_expr() {
    check_told(
        r"c = ssl.create_default_context()
def acc():
    total = []
    while True:
        total.append((yield len(total)) or 771)
        c.minimum_version = total[-1]
a = acc()
next(a)
n = a.send(769)
c.wrap_socket(s)  # 1 1.1 1.2 1.3
a.send(None)
c.wrap_socket(s)  # 1.2 1.3
",
    );
}

#[test]
fn gen_shared_iter() {
    check_told(
        r"c = ssl.create_default_context()
def g():
    yield 769
    yield 770
    yield 771
it = g()
for v in it:
    break
for v in it:
    c.minimum_version = v
    break
c.wrap_socket(s)  # 1.1 1.2 1.3
c.minimum_version = list(it)[0]
c.wrap_socket(s)  # 1.2 1.3
c.minimum_version = next(it, 772)
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn gen_state_dependent() {
    check_told(
        r#"c = ssl.create_default_context()
mode = "low"
def g():
    if mode == "low":
        yield 769
    else:
        yield 771
    yield 772
it = g()
next(it)
mode = "high"
c.minimum_version = next(it)
c.wrap_socket(s)  # 1.3
"#,
    );
}

#[test]
fn gen_subgen_throw() {
    check_told(
        r"c = ssl.create_default_context()
def inner():
    try:
        yield 1
    except KeyError:
        c.minimum_version = 769
        yield 2
def outer():
    try:
        yield from inner()
    finally:
        c.minimum_version = 771
o = outer()
next(o)
o.throw(KeyError)
c.wrap_socket(s)  # 1 1.1 1.2 1.3
o.close()
c.wrap_socket(s)  # 1.2 1.3
",
    );
}

#[test]
fn gen_throw() {
    check_told(
        r#"c = ssl.create_default_context()
def g():
    while True:
        try:
            yield c.minimum_version
        except ValueError:
            c.minimum_version = 769
        except KeyError:
            c.minimum_version = 772
it = g()
next(it)
it.throw(ValueError("x"))
c.wrap_socket(s)  # 1 1.1 1.2 1.3
it.throw(KeyError)
c.wrap_socket(s)  # 1.3
"#,
    );
}

#[test]
fn gen_throw_out() {
    check_told(
        r#"c = ssl.create_default_context()
def g():
    try:
        yield 1
    except ValueError as e:
        c.minimum_version = 771
        raise KeyError("y")
it = g()
next(it)
try:
    it.throw(ValueError("x"))
except KeyError:
    c.minimum_version = 772
c.wrap_socket(s)  # 1.3
"#,
    );
}

#[test]
fn gen_tree_class() {
    check_told(
        r"c = ssl.create_default_context()
class Node:
    def __init__(self, v, kids=()):
        self.v = v
        self.kids = kids
    def __iter__(self):
        yield self.v
        for k in self.kids:
            yield from k
t = Node(769, [Node(770), Node(771, [Node(772)])])
vs = list(t)
c.minimum_version = vs[2]
c.wrap_socket(s)  # 1.2 1.3
for v in t:
    c.minimum_version = v
    if v == 770:
        break
c.wrap_socket(s)  # 1.1 1.2 1.3
",
    );
}

#[test]
fn gen_try_finally_close() {
    check_told(
        r"c = ssl.create_default_context()
def g():
    c.minimum_version = 769
    try:
        yield c
    finally:
        c.minimum_version = 771
it = g()
next(it)
c.wrap_socket(s)  # 1 1.1 1.2 1.3
it.close()
c.wrap_socket(s)  # 1.2 1.3
",
    );
}

#[test]
fn gen_unpack() {
    check_told(
        r"c = ssl.create_default_context()
def g():
    yield 769
    yield 771
a, b = g()
c.minimum_version = b
c.wrap_socket(s)  # 1.2 1.3
a, *r = g()
c.minimum_version = r[0]
c.wrap_socket(s)  # 1.2 1.3
c.minimum_version = max(g())
c.wrap_socket(s)  # 1.2 1.3
c.minimum_version = min(v for v in g() if v != 769)
c.wrap_socket(s)  # 1.2 1.3
t = tuple(g())
c.minimum_version = t[0]
c.wrap_socket(s)  # 1 1.1 1.2 1.3
print(*g())
def f(x, y):
    return y
c.minimum_version = f(*g())
c.wrap_socket(s)  # 1.2 1.3
if 771 in g():
    c.minimum_version = 772
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn gen_while_state() {
    check_told(
        r"c = ssl.create_default_context()
def g():
    n = 769
    while n < 772:
        yield n
        n += 1
it = g()
for _ in range(2):
    v = next(it)
c.minimum_version = v
c.wrap_socket(s)  # 1.1 1.2 1.3
rest = list(it)
c.minimum_version = rest[0]
c.wrap_socket(s)  # 1.2 1.3
",
    );
}

#[test]
fn gen_with_inside() {
    check_told(
        r"import contextlib
c = ssl.create_default_context()
@contextlib.contextmanager
def lowered(ctx, v):
    old = ctx.minimum_version
    ctx.minimum_version = v
    try:
        yield ctx
    finally:
        ctx.minimum_version = 772
def g():
    with lowered(c, 769):
        yield 1
        yield 2
    yield 3
it = g()
next(it)
c.wrap_socket(s)  # 1 1.1 1.2 1.3
next(it)
c.wrap_socket(s)  # 1 1.1 1.2 1.3
next(it)
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn gen_yield_from_list() {
    check_told(
        r"c = ssl.create_default_context()
def g():
    yield from [769, 770]
    yield from (771,)
it = g()
c.minimum_version = next(it)
c.wrap_socket(s)  # 1 1.1 1.2 1.3
c.minimum_version = next(it)
c.wrap_socket(s)  # 1.1 1.2 1.3
c.minimum_version = next(it)
c.wrap_socket(s)  # 1.2 1.3
",
    );
}

#[test]
fn gen_yield_from_return() {
    check_told(
        r"c = ssl.create_default_context()
def inner():
    x = yield 769
    return x
def outer():
    r = yield from inner()
    c.minimum_version = r
    yield 772
o = outer()
c.minimum_version = next(o)
c.wrap_socket(s)  # 1 1.1 1.2 1.3
v = o.send(771)
c.wrap_socket(s)  # 1.2 1.3
c.minimum_version = v
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn generators_that_nothing_names_any_more_are_closed() {
    const BEFORE: &str = "def steps(context):\n    try:\n        yield context\n    finally:\n        context.minimum_version = ssl.TLSVersion.TLSv1_3\nkept = []\nc = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\n";
    let programs = [
        (
            "def use(context):\n    g = steps(context)\n    next(g)\n    context.wrap_socket(s)\nuse(c)\nc.wrap_socket(s)",
            &["1.2 1.3", "1.3"][..],
        ),
        ("next(steps(c))\nc.wrap_socket(s)", &["1.3"]),
        // Something still names it.
        ("g = steps(c)\nnext(g)\nc.wrap_socket(s)", &["1.2 1.3"]),
        (
            "def use(context):\n    g = steps(context)\n    next(g)\n    kept.append(g)\nuse(c)\nc.wrap_socket(s)",
            &["1.2 1.3"],
        ),
        (
            "def use(context):\n    g = steps(context)\n    next(g)\n    return g\nx = use(c)\nc.wrap_socket(s)",
            &["1.2 1.3"],
        ),
        (
            "def use(context):\n    g = steps(context)\n    next(g)\n    return g\nuse(c)\nc.wrap_socket(s)",
            &["1.3"],
        ),
        (
            "def use(context):\n    g = steps(context)\n    next(g)\n    unknown(g)\nc.minimum_version = ssl.TLSVersion.TLSv1\nuse(c)\nc.wrap_socket(s)",
            &["1 1.1 1.2 1.3~"],
        ),
        // On some ways it was not made.
        (
            "def use(context):\n    if unknown():\n        return\n    g = steps(context)\n    next(g)\nuse(c)\nc.wrap_socket(s)",
            &["1.2 1.3"],
        ),
        (
            "def use(context):\n    if sys.version_info >= (3, 10):\n        return\n    g = steps(context)\n    next(g)\nuse(c)\nc.wrap_socket(s)",
            &["1.2 1.3"],
        ),
        // One that was not begun does nothing.
        (
            "def use(context):\n    g = steps(context)\nuse(c)\nc.wrap_socket(s)",
            &["1.2 1.3"],
        ),
    ];
    for (program, expected) in programs {
        check(&[(format!("{BEFORE}{program}").as_str(), expected)]);
    }
}
