//! Managers of contextlib.

use super::check_told;

#[test]
fn cm_decorator() {
    check_told(
        r"import contextlib
c = ssl.create_default_context()
@contextlib.contextmanager
def low():
    c.minimum_version = 769
    yield
    c.minimum_version = 771
@low()
def work():
    c.wrap_socket(s)  # 1 1.1 1.2 1.3
work()
c.wrap_socket(s)  # 1.2 1.3
class D(contextlib.ContextDecorator):
    def __enter__(self):
        c.minimum_version = 770
        return self
    def __exit__(self, *a):
        c.minimum_version = 772
        return False
@D()
def work2():
    c.wrap_socket(s)  # 1.1 1.2 1.3
work2()
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn cm_exit_args() {
    check_told(
        r#"import contextlib
c = ssl.create_default_context()
class E:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        if t is None:
            c.minimum_version = 771
        elif issubclass(t, KeyError):
            c.minimum_version = 769
            return True
        elif isinstance(v, ValueError):
            c.minimum_version = 770
            return True
with E():
    pass
c.wrap_socket(s)  # 1.2 1.3
with E():
    raise KeyError("x")
c.wrap_socket(s)  # 1 1.1 1.2 1.3
with E():
    raise ValueError("x")
c.wrap_socket(s)  # 1.1 1.2 1.3
"#,
    );
}

#[test]
fn cm_exitstack() {
    check_told(
        r"import contextlib
c = ssl.create_default_context()
@contextlib.contextmanager
def setto(v, after):
    c.minimum_version = v
    yield v
    c.minimum_version = after
class M:
    def __enter__(self):
        c.minimum_version = 769
        return c
    def __exit__(self, *a):
        c.minimum_version = 771
def restore(v):
    c.minimum_version = v
with contextlib.ExitStack() as st:
    st.enter_context(setto(769, 770))
    c.wrap_socket(s)  # 1 1.1 1.2 1.3
    x = st.enter_context(M())
    x.wrap_socket(s)  # 1 1.1 1.2 1.3
    st.callback(restore, 772)
c.wrap_socket(s)  # 1.1 1.2 1.3
st = contextlib.ExitStack()
st.enter_context(setto(769, 771))
st.callback(restore, v=772)
c.wrap_socket(s)  # 1 1.1 1.2 1.3
st.close()
c.wrap_socket(s)  # 1.2 1.3
with contextlib.ExitStack() as st2:
    st2.callback(restore, 769)
    st3 = st2.pop_all()
c.wrap_socket(s)  # 1.2 1.3
st3.close()
c.wrap_socket(s)  # 1 1.1 1.2 1.3
with contextlib.ExitStack() as st4:
    st4.push(lambda *a: restore(770))
    st4.push(M())
c.wrap_socket(s)  # 1.1 1.2 1.3
",
    );
}

#[test]
fn cm_exitstack_exception() {
    check_told(
        r#"import contextlib
c = ssl.create_default_context()
@contextlib.contextmanager
def swallow():
    try:
        yield
    except ValueError:
        c.minimum_version = 771
with contextlib.ExitStack() as st:
    st.enter_context(swallow())
    raise ValueError("x")
c.wrap_socket(s)  # 1.2 1.3
class S:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        c.minimum_version = 772
        return True
with S():
    raise KeyError
c.wrap_socket(s)  # 1.3
"#,
    );
}

#[test]
fn cm_exitstack_loop() {
    check_told(
        r"import contextlib
c = ssl.create_default_context()
@contextlib.contextmanager
def setto(v, after):
    c.minimum_version = v
    yield v
    c.minimum_version = after
with contextlib.ExitStack() as st:
    vs = [st.enter_context(setto(v, a)) for v, a in [(769, 771), (770, 772)]]
    c.wrap_socket(s)  # 1.1 1.2 1.3
c.wrap_socket(s)  # 1.2 1.3
",
    );
}

#[test]
fn cm_generator_value_later() {
    check_told(
        r"import contextlib
c = ssl.create_default_context()
@contextlib.contextmanager
def low(v):
    c.minimum_version = v
    yield c
    c.minimum_version = 772
m = low(769)
c.wrap_socket(s)  # 1.2 1.3
with m as x:
    x.wrap_socket(s)  # 1 1.1 1.2 1.3
c.wrap_socket(s)  # 1.3
m2 = low(770)
x = m2.__enter__()
x.wrap_socket(s)  # 1.1 1.2 1.3
m2.__exit__(None, None, None)
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn cm_multi() {
    check_told(
        r"import contextlib
c = ssl.create_default_context()
@contextlib.contextmanager
def st(v, a):
    c.minimum_version = v
    yield v
    c.minimum_version = a
with st(769, 771) as a, st(770, 772) as b:
    c.wrap_socket(s)  # 1.1 1.2 1.3
c.wrap_socket(s)  # 1.2 1.3
with (st(769, 770) as a, st(771, 772) as b):
    c.wrap_socket(s)  # 1.2 1.3
c.wrap_socket(s)  # 1.1 1.2 1.3
",
    );
}

#[test]
fn cm_return_through() {
    check_told(
        r"import contextlib
c = ssl.create_default_context()
@contextlib.contextmanager
def low():
    c.minimum_version = 769
    try:
        yield c
    finally:
        c.minimum_version = 771
def f():
    with low() as x:
        x.wrap_socket(s)  # 1 1.1 1.2 1.3
        return x
y = f()
y.wrap_socket(s)  # 1.2 1.3
for i in range(3):
    with low() as x:
        if i == 1:
            break
        continue
c.wrap_socket(s)  # 1.2 1.3
",
    );
}

#[test]
fn cm_suppress() {
    check_told(
        r#"import contextlib
c = ssl.create_default_context()
with contextlib.suppress(KeyError):
    c.minimum_version = 769
    {}["a"]
    c.minimum_version = 772
c.wrap_socket(s)  # 1 1.1 1.2 1.3
s = contextlib.suppress(ValueError)
with s:
    int("x")
    c.minimum_version = 771
c.wrap_socket(s)  # 1 1.1 1.2 1.3
with contextlib.nullcontext(c) as d:
    d.minimum_version = 770
c.wrap_socket(s)  # 1.1 1.2 1.3
class R:
    def close(self):
        c.minimum_version = 771
with contextlib.closing(R()) as r:
    c.wrap_socket(s)  # 1.1 1.2 1.3
c.wrap_socket(s)  # 1.2 1.3
with contextlib.redirect_stdout(None):
    c.minimum_version = 772
c.wrap_socket(s)  # 1.3
"#,
    );
}
