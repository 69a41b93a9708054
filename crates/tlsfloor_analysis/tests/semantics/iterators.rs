//! itertools, as each item is taken.

use super::check_told;

#[test]
fn itertools_accumulate() {
    check_told(
        r"import itertools, operator
c = ssl.create_default_context()
f = list(itertools.accumulate([769, 1, 1]))
c.minimum_version = f[-1]
c.wrap_socket(s)  # 1.2 1.3
g = list(itertools.accumulate([771, 770, 772], max))
c.minimum_version = g[0]
c.wrap_socket(s)  # 1.2 1.3
c.minimum_version = list(itertools.accumulate([ssl.OP_NO_TLSv1, ssl.OP_NO_TLSv1_1], operator.or_))[0] and 771
c.wrap_socket(s)  # 1.2 1.3
",
    );
}

#[test]
fn itertools_chain() {
    check_told(
        r"import itertools
c = ssl.create_default_context()
ch = itertools.chain([769], (771,))
next(ch)
c.minimum_version = next(ch)
c.wrap_socket(s)  # 1.2 1.3
def g(v):
    c.minimum_version = v
    yield v
for v in itertools.chain(g(769), g(772)):
    c.wrap_socket(s)  # 1 1.1 1.2 1.3
for v in itertools.chain.from_iterable([g(770), g(771)]):
    c.wrap_socket(s)  # 1.1 1.2 1.3
c.minimum_version = list(itertools.chain.from_iterable([[769], [770, 771]]))[-1]
c.wrap_socket(s)  # 1.2 1.3
",
    );
}

#[test]
fn itertools_cycle() {
    check_told(
        r"import itertools
c = ssl.create_default_context()
cy = itertools.cycle([769, 771])
for _ in range(4):
    c.minimum_version = next(cy)
c.wrap_socket(s)  # 1.2 1.3
c.minimum_version = next(cy)
c.wrap_socket(s)  # 1 1.1 1.2 1.3
for v in itertools.cycle([770, 772]):
    c.minimum_version = v
    if v == 772:
        break
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn itertools_groupby() {
    check_told(
        r#"import itertools
c = ssl.create_default_context()
data = [("a", 769), ("a", 770), ("b", 771)]
for k, group in itertools.groupby(data, key=lambda t: t[0]):
    for _, v in group:
        c.minimum_version = v
        c.wrap_socket(s)  # 1 1.1 1.2 1.3
c.wrap_socket(s)  # 1.2 1.3
d = {k: list(g) for k, g in itertools.groupby([769, 769, 771])}
c.minimum_version = max(d)
c.wrap_socket(s)  # 1.2 1.3
"#,
    );
}

#[test]
fn itertools_islice() {
    check_told(
        r"import itertools
c = ssl.create_default_context()
def g():
    c.minimum_version = 769
    yield 769
    c.minimum_version = 770
    yield 770
    c.minimum_version = 771
    yield 771
xs = list(itertools.islice(g(), 2))
c.wrap_socket(s)  # 1.1 1.2 1.3
c.minimum_version = xs[-1]
c.wrap_socket(s)  # 1.1 1.2 1.3
ys = list(itertools.islice([769, 770, 771, 772], 1, 4, 2))
c.minimum_version = ys[1]
c.wrap_socket(s)  # 1.3
it = itertools.count(769)
next(it)
c.minimum_version = next(it)
c.wrap_socket(s)  # 1.1 1.2 1.3
",
    );
}

#[test]
fn itertools_product() {
    check_told(
        r#"import itertools
c = ssl.create_default_context()
for a, v in itertools.product("ab", [769, 771]):
    c.minimum_version = v
c.wrap_socket(s)  # 1.2 1.3
for p in itertools.permutations([769, 772], 2):
    c.minimum_version = p[0]
c.wrap_socket(s)  # 1.3
for p in itertools.combinations([769, 770, 771], 2):
    c.minimum_version = p[1]
c.wrap_socket(s)  # 1.2 1.3
"#,
    );
}

#[test]
fn itertools_repeat() {
    check_told(
        r#"import itertools
c = ssl.create_default_context()
for v in itertools.repeat(771, 2):
    c.minimum_version = v
c.wrap_socket(s)  # 1.2 1.3
c.minimum_version = next(itertools.repeat(770))
c.wrap_socket(s)  # 1.1 1.2 1.3
for v, n in zip(itertools.repeat(772), range(2)):
    c.minimum_version = v
c.wrap_socket(s)  # 1.3
for n, name in zip(itertools.count(771), ["a"]):
    c.minimum_version = n
c.wrap_socket(s)  # 1.2 1.3
"#,
    );
}

#[test]
fn itertools_starmap() {
    check_told(
        r"import itertools
c = ssl.create_default_context()
def setit(ctx, v):
    ctx.minimum_version = v
s = itertools.starmap(setit, [(c, 769), (c, 771)])
c.wrap_socket(s)  # 1.2 1.3
next(s)
c.wrap_socket(s)  # 1 1.1 1.2 1.3
list(s)
c.wrap_socket(s)  # 1.2 1.3
",
    );
}

#[test]
fn itertools_take() {
    check_told(
        r"import itertools
c = ssl.create_default_context()
vs = [769, 770, 771, 772]
c.minimum_version = list(itertools.takewhile(lambda v: v < 771, vs))[-1]
c.wrap_socket(s)  # 1.1 1.2 1.3
c.minimum_version = list(itertools.dropwhile(lambda v: v < 771, vs))[0]
c.wrap_socket(s)  # 1.2 1.3
c.minimum_version = list(itertools.filterfalse(lambda v: v < 772, vs))[0]
c.wrap_socket(s)  # 1.3
c.minimum_version = list(itertools.compress(vs, [0, 1, 0, 0]))[0]
c.wrap_socket(s)  # 1.1 1.2 1.3
",
    );
}

#[test]
fn itertools_tee() {
    check_told(
        r"import itertools
c = ssl.create_default_context()
a, b = itertools.tee(iter([769, 771]))
list(a)
c.minimum_version = next(b)
c.wrap_socket(s)  # 1 1.1 1.2 1.3
c.minimum_version = next(b)
c.wrap_socket(s)  # 1.2 1.3
",
    );
}

#[test]
fn itertools_zip_longest() {
    check_told(
        r"import itertools
c = ssl.create_default_context()
for a, b in itertools.zip_longest([769, 770], [1, 2, 3], fillvalue=771):
    c.minimum_version = a
c.wrap_socket(s)  # 1.2 1.3
",
    );
}
