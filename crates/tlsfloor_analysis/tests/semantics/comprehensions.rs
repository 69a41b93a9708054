//! Comprehensions have a scope of their own.

use super::check_told;

#[test]
fn comp_late_binding() {
    check_told(
        r"c = ssl.create_default_context()
fs = [lambda: x for x in (769, 771)]
c.minimum_version = fs[0]()
c.wrap_socket(s)  # 1.2 1.3
gs = [lambda x=x: x for x in (769, 771)]
c.minimum_version = gs[0]()
c.wrap_socket(s)  # 1 1.1 1.2 1.3
def mk():
    return [lambda: v for v in (770, 772)]
c.minimum_version = mk()[0]()
c.wrap_socket(s)  # 1.3
ds = {n: (lambda: n) for n in (769, 771)}
c.minimum_version = ds[769]()
c.wrap_socket(s)  # 1.2 1.3
",
    );
}

#[test]
fn comp_nested() {
    check_told(
        r"c = ssl.create_default_context()
m = [[v for v in row] for row in [[769], [771]]]
c.minimum_version = m[1][0]
c.wrap_socket(s)  # 1.2 1.3
fl = [v for row in m for v in row if v != 769]
c.minimum_version = fl[0]
c.wrap_socket(s)  # 1.2 1.3
x = 772
ys = [x for x in (769,)]
c.minimum_version = x
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn comp_order() {
    check_told(
        r"c = ssl.create_default_context()
def g():
    c.minimum_version = 769
    yield 1
    c.minimum_version = 771
    yield 2
def o(x):
    c.wrap_socket(s)  # 1 1.1 1.2 1.3
    return x
l = [o(x) for x in g()]
s = {o(x) for x in g()}
d = {x: o(x) for x in g()}
c.wrap_socket(s)  # 1.2 1.3
",
    );
}

#[test]
fn comp_walrus() {
    check_told(
        r"c = ssl.create_default_context()
last = None
l = [last := v for v in (769, 771)]
c.minimum_version = last
c.wrap_socket(s)  # 1.2 1.3
def f():
    xs = [y := v for v in (770, 772)]
    return y
c.minimum_version = f()
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn dict_comp_unpack() {
    check_told(
        r#"c = ssl.create_default_context()
d = {k: v for k, v in [("a", 769), ("b", 771)]}
c.minimum_version = d["b"]
c.wrap_socket(s)  # 1.2 1.3
d2 = {v: k for k, v in d.items() if k != "a"}
c.minimum_version = list(d2)[0]
c.wrap_socket(s)  # 1.2 1.3
"#,
    );
}
