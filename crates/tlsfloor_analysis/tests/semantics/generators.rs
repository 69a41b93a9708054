//! Generators and generator expressions, item by item.

use super::check_told;

#[test]
fn gen_any_shortcircuit() {
    check_told(
        r"c = ssl.create_default_context()
def low(v):
    c.minimum_version = v
    return True
any(low(v) for v in [771, 769])
c.wrap_socket(s)  # 1.2 1.3
all(not low(v) for v in [772, 769])
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn gen_close_on_break() {
    check_told(
        r"c = ssl.create_default_context()
def g():
    try:
        yield 1
        yield 2
    finally:
        c.minimum_version = 771
def f():
    for x in g():
        break
f()
c.wrap_socket(s)  # 1.2 1.3
",
    );
}

#[test]
fn gen_coroutine_decorator() {
    check_told(
        r"import functools
c = ssl.create_default_context()
def primed(f):
    @functools.wraps(f)
    def start(*a, **k):
        g = f(*a, **k)
        next(g)
        return g
    return start
@primed
def sink(ctx):
    while True:
        v = yield
        ctx.minimum_version = v
s = sink(c)
s.send(769)
c.wrap_socket(s)  # 1 1.1 1.2 1.3
s.send(771)
c.wrap_socket(s)  # 1.2 1.3
s.close()
",
    );
}

#[test]
fn gen_enumerate_zip_lazy() {
    check_told(
        r#"c = ssl.create_default_context()
def g():
    c.minimum_version = 769
    yield 770
    c.minimum_version = 771
    yield 772
for i, v in enumerate(g()):
    c.wrap_socket(s)  # 1 1.1 1.2 1.3
for a, b in zip(g(), [1]):
    c.wrap_socket(s)  # 1 1.1 1.2 1.3
c.wrap_socket(s)  # 1.2 1.3
z = zip([769, 771], "ab")
next(z)
c.minimum_version = next(z)[0]
c.wrap_socket(s)  # 1.2 1.3
e = enumerate([769, 772], 1)
next(e)
c.minimum_version = next(e)[1]
c.wrap_socket(s)  # 1.3
"#,
    );
}

#[test]
fn gen_genexp_first_iter() {
    check_told(
        r"c = ssl.create_default_context()
vs = [769, 771]
e = (v for v in vs)
vs = [772]
c.minimum_version = next(e)
c.wrap_socket(s)  # 1 1.1 1.2 1.3
x = 770
e2 = (x for _ in range(2))
x = 772
c.minimum_version = next(e2)
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn gen_genexp_lazy() {
    check_told(
        r"c = ssl.create_default_context()
def low(v):
    c.minimum_version = v
    return v
e = (low(v) for v in [769, 770, 771])
c.wrap_socket(s)  # 1.2 1.3
next(e)
c.wrap_socket(s)  # 1 1.1 1.2 1.3
next(e)
c.wrap_socket(s)  # 1.1 1.2 1.3
for v in e:
    c.wrap_socket(s)  # 1.2 1.3
c.wrap_socket(s)  # 1.2 1.3
",
    );
}

#[test]
fn gen_infinite_zip() {
    check_told(
        r#"c = ssl.create_default_context()
def counter():
    n = 769
    while True:
        yield n
        n += 1
for n, _ in zip(counter(), "abc"):
    c.minimum_version = n
c.wrap_socket(s)  # 1.2 1.3
d = dict(zip("ab", counter()))
c.minimum_version = d["b"]
c.wrap_socket(s)  # 1.1 1.2 1.3
m = map(lambda a: a, counter())
next(m)
c.minimum_version = next(m)
c.wrap_socket(s)  # 1.1 1.2 1.3
f = filter(lambda a: a > 770, counter())
c.minimum_version = next(f)
c.wrap_socket(s)  # 1.2 1.3
"#,
    );
}

#[test]
fn gen_iter_list() {
    check_told(
        r"c = ssl.create_default_context()
vs = [769, 770, 771]
it = iter(vs)
next(it)
c.minimum_version = next(it)
c.wrap_socket(s)  # 1.1 1.2 1.3
c.minimum_version = vs[0]
c.wrap_socket(s)  # 1 1.1 1.2 1.3
for v in it:
    c.minimum_version = v
c.wrap_socket(s)  # 1.2 1.3
c.minimum_version = next(it, 772)
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn gen_iter_sentinel() {
    check_told(
        r"c = ssl.create_default_context()
vals = [769, 771, None, 772]
def read():
    return vals.pop(0)
for v in iter(read, None):
    c.minimum_version = v
c.wrap_socket(s)  # 1.2 1.3
",
    );
}

#[test]
fn gen_lazy_effects() {
    check_told(
        r"c = ssl.create_default_context()
c.minimum_version = 769
def g():
    c.minimum_version = 770
    c.wrap_socket(s)  # 1.1 1.2 1.3
    yield 1
    c.minimum_version = 771
    c.wrap_socket(s)  # 1.2 1.3
    yield 2
    c.minimum_version = 772
it = g()
c.wrap_socket(s)  # 1 1.1 1.2 1.3
next(it)
c.wrap_socket(s)  # 1.1 1.2 1.3
c.minimum_version = 769
next(it)
c.wrap_socket(s)  # 1.2 1.3
print(next(it, None))
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn gen_loop_state() {
    check_told(
        r"c = ssl.create_default_context()
def g():
    for v in (769, 770, 771):
        yield v
it = g()
c.minimum_version = next(it)
c.wrap_socket(s)  # 1 1.1 1.2 1.3
c.minimum_version = next(it)
c.wrap_socket(s)  # 1.1 1.2 1.3
c.minimum_version = next(it)
c.wrap_socket(s)  # 1.2 1.3
c.minimum_version = next(it, 772)
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn gen_method() {
    check_told(
        r"c = ssl.create_default_context()
class Steps:
    def __init__(self, ctx):
        self.ctx = ctx
    def __iter__(self):
        for v in (769, 771):
            self.ctx.minimum_version = v
            yield v
    def items(self):
        yield self.ctx
s = Steps(c)
for v in s:
    c.wrap_socket(s)  # 1 1.1 1.2 1.3
ctx = next(s.items())
ctx.wrap_socket(s)  # 1.2 1.3
it = iter(s)
next(it)
c.wrap_socket(s)  # 1 1.1 1.2 1.3
",
    );
}

#[test]
fn gen_own_iterator() {
    check_told(
        r"c = ssl.create_default_context()
class Down:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n <= 770:
            raise StopIteration
        self.n -= 1
        return self.n
for v in Down(773):
    c.minimum_version = v
c.wrap_socket(s)  # 1.1 1.2 1.3
d = Down(773)
c.minimum_version = next(d)
c.wrap_socket(s)  # 1.3
c.minimum_version = list(d)[0]
c.wrap_socket(s)  # 1.2 1.3
c.minimum_version = next(d, 771)
c.wrap_socket(s)  # 1.2 1.3
",
    );
}

#[test]
fn gen_pipeline() {
    check_told(
        r"c = ssl.create_default_context()
def source():
    for v in (769, 770, 771, 772):
        yield v
def evens(src):
    for v in src:
        if v % 2 == 0:
            yield v
def double(src):
    for v in src:
        yield v
p = double(evens(source()))
c.minimum_version = next(p)
c.wrap_socket(s)  # 1.1 1.2 1.3
c.minimum_version = next(p)
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn gen_pipeline_effects() {
    check_told(
        r"c = ssl.create_default_context()
def source():
    c.minimum_version = 769
    yield 1
    c.minimum_version = 771
    yield 2
def stage(src):
    for x in src:
        c.wrap_socket(s)  # 1 1.1 1.2 1.3
        yield x
for x in stage(source()):
    c.wrap_socket(s)  # 1 1.1 1.2 1.3
",
    );
}
