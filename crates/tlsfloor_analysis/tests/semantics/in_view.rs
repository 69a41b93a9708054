//! What the text of a program says: names, settings, branches, calls, loops,
//! classes, exceptions.

use super::{check, verdicts};

#[test]
fn names_and_constants() {
    check(&[
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\nc.wrap_socket(s)",
            &["1"],
        ),
        (
            "from ssl import PROTOCOL_TLSv1 as P, SSLContext as C\nC(P).wrap_bio(a, b)",
            &["1"],
        ),
        (
            "from ssl import *\nSSLContext(PROTOCOL_TLSv1_1).wrap_socket(s)",
            &["1.1"],
        ),
        (
            "V = 'TLS' + 'v1'\nssl.SSLContext(getattr(ssl, f'PROTOCOL_{V}')).wrap_socket(s)",
            &["1"],
        ),
        (
            "ssl.SSLContext(getattr(ssl, 'PROTOCOL_%s' % 'TLSv1_1')).wrap_socket(s)",
            &["1.1"],
        ),
        ("ssl.SSLContext(3).wrap_socket(s)", &["1"]),
        (
            "a, *b = (ssl.PROTOCOL_TLSv1_2, ssl.PROTOCOL_TLSv1)\nssl.SSLContext(b[0]).wrap_socket(s)",
            &["1"],
        ),
        (
            "T = {'old': ssl.PROTOCOL_TLSv1}\nssl.SSLContext(T['old']).wrap_socket(s)",
            &["1"],
        ),
        (
            "c = (ssl.PROTOCOL_TLSv1, ssl.PROTOCOL_TLSv1_1)[1:][0]\nssl.SSLContext(c).wrap_socket(s)",
            &["1.1"],
        ),
        (
            "import enum\nclass M(enum.Enum):\n    OLD = ssl.PROTOCOL_TLSv1\nssl.SSLContext(M.OLD.value).wrap_socket(s)",
            &["1"],
        ),
        (
            "p = ssl.PROTOCOL_TLSv1\ndel p\np = ssl.PROTOCOL_TLSv1_2\nssl.SSLContext(p).wrap_socket(s)",
            &["1.2"],
        ),
        (
            "if (p := ssl.PROTOCOL_TLSv1) is not None:\n    ssl.SSLContext(p).wrap_socket(s)",
            &["1"],
        ),
    ]);
}

#[test]
fn settings_in_order() {
    check(&[
        (
            "c = ssl.create_default_context()\nc.wrap_socket(s)",
            &["1.2 1.3"],
        ),
        (
            "c = ssl.create_default_context()\nd = c\nd.minimum_version = 769\nc.wrap_socket(s)",
            &["1 1.1 1.2 1.3"],
        ),
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS)\nc.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED\nc.options |= ssl.OP_NO_TLSv1_1\nc.wrap_socket(s)",
            &["1"],
        ),
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS)\nc.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED\nc.options |= ssl.OP_NO_TLSv1_1\nc.wrap_socket(s, server_side=True)",
            &["1 1.2 1.3"],
        ),
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\nc.options |= ssl.OP_NO_TLSv1\nc.wrap_socket(s)",
            &["1"],
        ),
        (
            "c = ssl.create_default_context()\nm = 0\nm |= ssl.OP_NO_TLSv1_3\nc.options |= m\nc.wrap_socket(s)",
            &["1.2"],
        ),
        (
            "c = ssl.create_default_context()\nsetattr(c, 'options', ssl.OP_NO_TLSv1_3 | ssl.OP_NO_TLSv1)\nc.wrap_socket(s)",
            &["1.2"],
        ),
        ("ssl.SSLContext(ssl.PROTOCOL_TLSv1)", &["[1]"]),
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nx = sorted([ssl.OP_NO_TLSv1, ssl.OP_NO_SSLv3, ssl.OP_NO_TLSv1_3])[1]\nc.options |= x\nc.wrap_socket(s)",
            &["1.2 1.3"],
        ),
    ]);
}

#[test]
fn branches_stay_correlated() {
    check(&[
        (
            "v = os.environ.get('V')\nc = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if v else ssl.SSLContext(ssl.PROTOCOL_TLS)\nc.minimum_version = ssl.TLSVersion.TLSv1_3\nc.wrap_socket(s)",
            &["1.3", "1.3"],
        ),
        // A refused setting on one way leaves the other way alone.
        (
            "if os.environ.get('M') == 'a':\n    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nelse:\n    c = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)\ntry:\n    c.minimum_version = ssl.TLSVersion.TLSv1_2\nexcept ValueError:\n    pass\nc.wrap_socket(s)",
            &["1.2 1.3", "1.1"],
        ),
        (
            "def f():\n    c = ssl.create_default_context()\n    if getattr(ssl, 'HAS_NOTHING', False):\n        return\n    c.wrap_socket(s)\nf()",
            &["1.2 1.3"],
        ),
        (
            "old = os.environ.get('OLD')\nc = ssl.create_default_context()\nif old:\n    c.minimum_version = 769\nif not old:\n    c.wrap_socket(s)",
            &["1.2 1.3"],
        ),
        // A write through a name that may mean another context.
        (
            "b = ssl.create_default_context()\nc = b if os.environ.get('B') else ssl.create_default_context()\nc.minimum_version = ssl.TLSVersion.TLSv1\nb.wrap_socket(s)",
            &["1 1.1 1.2 1.3", "[1 1.1 1.2 1.3]"],
        ),
    ]);
}

#[test]
fn exceptions_and_versions() {
    check(&[
        (
            "try:\n    p = ssl.PROTOCOL_SSLv9\nexcept AttributeError:\n    p = ssl.PROTOCOL_TLSv1\nssl.SSLContext(p).wrap_socket(s)",
            &["1"],
        ),
        (
            "try:\n    p = ssl.PROTOCOL_SSLv3\nexcept AttributeError:\n    p = ssl.PROTOCOL_TLS_CLIENT\nssl.SSLContext(p).wrap_socket(s)",
            &["1.2 1.3"],
        ),
        (
            "p = ssl.PROTOCOL_TLSv1 if sys.version_info < (3, 12) else ssl.PROTOCOL_TLS\nssl.SSLContext(p).wrap_socket(s)",
            &["1"],
        ),
        (
            "p = ssl.PROTOCOL_TLSv1 if sys.version_info[:2] > (3, 11) else ssl.PROTOCOL_TLS\nssl.SSLContext(p).wrap_socket(s)",
            &["1.2 1.3"],
        ),
        (
            "p = ssl.PROTOCOL_TLSv1 if hasattr(ssl, 'HAS_TLSv1_3') else ssl.PROTOCOL_TLS\nssl.SSLContext(p).wrap_socket(s)",
            &["1"],
        ),
        (
            "import contextlib\nc = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\nwith contextlib.suppress(ValueError):\n    c.minimum_version = ssl.TLSVersion.TLSv1_2\nc.wrap_socket(s)",
            &["1"],
        ),
        (
            "c = ssl.create_default_context()\ntry:\n    pass\nfinally:\n    c.minimum_version = ssl.TLSVersion.TLSv1\nc.wrap_socket(s)",
            &["1 1.1 1.2 1.3"],
        ),
    ]);
}

#[test]
fn the_platform_decides() {
    // `~` of a flag is positive from 3.11 on, so that 3.12 takes it.
    let code = "import ssl\nc = ssl.create_default_context()\nc.options = ~ssl.OP_NO_TLSv1_3\nc.wrap_socket(s)";
    for minor in [10, 11, 12, 13] {
        assert_eq!(verdicts(code, (3, minor)), ["1.3"]);
    }
    let code = "import ssl\nssl.create_default_context().wrap_socket(s)";
    assert_eq!(verdicts(code, (3, 9)), ["1 1.1 1.2 1.3"]);
    assert_eq!(verdicts(code, (3, 10)), ["1.2 1.3"]);
    let code = "import ssl\nssl.wrap_socket(s, ssl_version=ssl.PROTOCOL_SSLv3)";
    assert_eq!(verdicts(code, (2, 7)), ["SSLv3"]);
    assert_eq!(verdicts(code, (3, 11)), [""]);
}

#[test]
fn calls_with_their_arguments() {
    check(&[
        (
            "def make(v=ssl.PROTOCOL_TLSv1):\n    return ssl.SSLContext(v)\nmake(ssl.PROTOCOL_TLSv1_2).wrap_socket(s)",
            &["1.2"],
        ),
        (
            "def make(v=ssl.PROTOCOL_TLSv1):\n    return ssl.SSLContext(v)\nmake(**{}).wrap_socket(s)",
            &["1"],
        ),
        (
            "def make():\n    return ssl.create_default_context()\na = make()\nb = make()\nb.minimum_version = 769\na.wrap_socket(s)\nb.wrap_socket(s)",
            &["1.2 1.3", "1 1.1 1.2 1.3"],
        ),
        (
            "def open_it(c):\n    return c.wrap_socket(s)\nopen_it(ssl.SSLContext(ssl.PROTOCOL_TLSv1))",
            &["1"],
        ),
        (
            "class A:\n    v = ssl.PROTOCOL_TLSv1\n    def __init__(self):\n        self.c = ssl.SSLContext(self.v)\n    def go(self):\n        self.c.wrap_socket(s)\nA().go()",
            &["1"],
        ),
    ]);
}

#[test]
fn loops_run() {
    check(&[
        (
            "for f in [ssl.OP_NO_TLSv1_3]:\n    c = ssl.create_default_context()\n    c.options |= f\n    c.wrap_socket(s)",
            &["1.2"],
        ),
        (
            "c = ssl.create_default_context()\nfor k, f in sorted({'b': ssl.OP_NO_TLSv1_3, 'a': 0}.items()):\n    c.options |= f\nc.wrap_socket(s)",
            &["1.2"],
        ),
        (
            "cs = []\nfor x in range(3):\n    c = ssl.SSLContext(ssl.PROTOCOL_TLS)\n    c.minimum_version = 769\n    cs.append(c)\nc.minimum_version = 771\ncs[0].wrap_socket(s)",
            &["1 1.1 1.2 1.3"],
        ),
    ]);
}

#[test]
fn what_is_not_known_is_never_safe() {
    check(&[
        ("def f(c):\n    c.wrap_socket(s)", &["1 1.1 1.2 1.3~"]),
        (
            "import elsewhere\nelsewhere.context.wrap_socket(s)",
            &["1 1.1 1.2 1.3~"],
        ),
        (
            "c = ssl.create_default_context()\nc.minimum_version = unknown\nc.wrap_socket(s)",
            &["1 1.1 1.2 1.3~"],
        ),
        (
            "c = ssl.create_default_context()\nelsewhere(c)\nc.wrap_socket(s)",
            &["1.2 1.3~"],
        ),
        (
            "class K(ssl.SSLContext):\n    def __init__(self, *a):\n        elsewhere(self)\nK(ssl.PROTOCOL_TLS).wrap_socket(s)",
            &["1.2 1.3~"],
        ),
        (
            "class A:\n    def __setattr__(self, name, value):\n        elsewhere(name, value)\na = A()\na.p = ssl.PROTOCOL_TLSv1_2\nssl.SSLContext(a.p).wrap_socket(s)",
            &["1 1.1 1.2 1.3~"],
        ),
        (
            "def f():\n    c = ssl.create_default_context()\n    def lower():\n        c.minimum_version = 769\n    elsewhere(lower)\n    c.wrap_socket(s)\nf()",
            &["1.2 1.3~"],
        ),
    ]);
}

#[test]
fn what_classes_inherit() {
    check(&[
        (
            "import http.client\nclass A(http.client.HTTPSConnection):\n    pass\nA('h', context=ssl.SSLContext(ssl.PROTOCOL_TLSv1))",
            &["1~"],
        ),
        (
            "import http.client\nclass A(http.client.HTTPSConnection):\n    def __init__(self, h):\n        c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n        http.client.HTTPSConnection.__init__(self, h, context=c)\nA('h')",
            &["1~"],
        ),
        (
            "import http.client\nclass A(http.client.HTTPSConnection):\n    def __init__(self, h, c):\n        super().__init__(h, context=c)\nclass B(A):\n    def __init__(self, h):\n        super(B, self).__init__(h, ssl.SSLContext(ssl.PROTOCOL_TLSv1_1))\nB('h')",
            &["1.1~"],
        ),
        (
            "class A:\n    def __init__(self):\n        self.v = ssl.PROTOCOL_TLSv1\nclass B(A):\n    def __init__(self):\n        super().__init__()\nssl.SSLContext(B().v).wrap_socket(s)",
            &["1"],
        ),
    ]);
}

#[test]
fn instances_are_all_judged_however_many() {
    check(&[(
        "class A:\n    def __init__(self, v):\n        self.v = v\n    def go(self):\n        ssl.SSLContext(self.v).wrap_socket(s)\na = A(ssl.PROTOCOL_TLSv1_2)\nb = A(ssl.PROTOCOL_TLSv1_2)\nc = A(ssl.PROTOCOL_TLSv1_2)\nd = A(ssl.PROTOCOL_TLSv1_2)\ne = A(ssl.PROTOCOL_TLSv1_2)\nf = A(ssl.PROTOCOL_TLSv1)",
        &["1 1.2"],
    )]);
}

#[test]
fn modules_imported_by_name() {
    check(&[
        (
            "import importlib\nimportlib.import_module('ssl').SSLContext(ssl.PROTOCOL_TLSv1).wrap_socket(s)",
            &["1"],
        ),
        (
            "__import__('ssl').SSLContext(ssl.PROTOCOL_TLSv1).wrap_socket(s)",
            &["1"],
        ),
    ]);
}

#[test]
fn the_environment_is_the_same_however_it_is_read() {
    check(&[
        (
            "v = ssl.PROTOCOL_TLSv1_2\nif os.environ.get('M', '') == 'old':\n    v = ssl.PROTOCOL_TLSv1\nif os.getenv('M') != 'old':\n    ssl.SSLContext(v).wrap_socket(s)",
            &["1.2"],
        ),
        (
            "v = ssl.PROTOCOL_TLSv1_2 if os.getenv('M') != 'old' else ssl.PROTOCOL_TLSv1\nif os.environ.get('M', 'old') == 'old':\n    ssl.SSLContext(v).wrap_socket(s)",
            &["1 1.2"],
        ),
    ]);
}

#[test]
fn a_star_import_brings_what_the_module_imports() {
    let code = "from ssl import *\nif os.name == 'nt' or sys.platform:\n    SSLContext(PROTOCOL_TLSv1).wrap_socket(socket())";
    assert_eq!(verdicts(code, (3, 11)), ["1"]);
}

#[test]
fn methods_of_what_is_not_known_connect_where_they_are_given_a_context() {
    check(&[
        (
            "from elsewhere import create_connection\ncreate_connection(('h', 1))",
            &[],
        ),
        (
            "async def f(loop):\n    await loop.create_connection(p, 'h', 1)",
            &[],
        ),
        (
            "async def f(loop):\n    await loop.create_connection(p, 'h', 1, ssl=ssl.SSLContext(ssl.PROTOCOL_TLSv1))",
            &["1"],
        ),
        (
            "async def f(loop, c):\n    await loop.create_server(p, 'h', 1, ssl=c)",
            &["1 1.1 1.2 1.3~"],
        ),
    ]);
}

#[test]
fn code_that_runs_out_of_sight_makes_what_it_names_approximate() {
    let lower = "c = ssl.create_default_context()\ndef low(*a):\n    c.minimum_version = 769\n";
    for run in [
        "import _thread\n_thread.start_new_thread(low, ())",
        "import timeit\ntimeit.timeit(low)",
    ] {
        let code = format!("{lower}{run}\nc.wrap_socket(s)");
        let code = format!("import ssl\n{code}");
        let verdicts = verdicts(&code, (3, 11));
        let [verdict] = verdicts.as_slice() else {
            panic!("{verdicts:?} in\n{code}");
        };
        assert!(verdict.ends_with('~'), "{verdict} in\n{code}");
    }
}

#[test]
fn decorators_and_context_managers_of_the_program_run() {
    check(&[
        (
            "c = ssl.create_default_context()\ndef deco(f):\n    c.minimum_version = 769\n    return f\n@deco\ndef g():\n    c.wrap_socket(s)\ng()",
            &["1 1.1 1.2 1.3"],
        ),
        (
            "c = ssl.create_default_context()\nclass M:\n    def __enter__(self):\n        return self\n    def __exit__(self, *a):\n        c.minimum_version = 769\nwith M():\n    pass\nc.wrap_socket(s)",
            &["1 1.1 1.2 1.3"],
        ),
    ]);
}

#[test]
fn exceptions_reach_outer_handlers_and_pass_through_finally() {
    check(&[
        (
            "import json\nc = ssl.create_default_context()\ntry:\n    try:\n        json.loads(x)\n    except KeyError:\n        pass\nexcept ValueError:\n    c.minimum_version = 769\nc.wrap_socket(s)",
            &["1 1.1 1.2 1.3"],
        ),
        (
            "c = ssl.create_default_context()\ntry:\n    try:\n        unknown()\n    finally:\n        c.minimum_version = 769\n    c.minimum_version = 771\nexcept KeyError:\n    pass\nc.wrap_socket(s)",
            &["1 1.1 1.2 1.3"],
        ),
        (
            "c = ssl.create_default_context()\ntry:\n    1 / 0\n    c.minimum_version = 772\nexcept ZeroDivisionError:\n    c.minimum_version = 769\nc.wrap_socket(s)",
            &["1 1.1 1.2 1.3"],
        ),
    ]);
}

#[test]
fn past_a_bound_nothing_is_exact() {
    check(&[(
        "c = ssl.create_default_context()\ndef f(n):\n    if n == 0:\n        c.minimum_version = 769\n    else:\n        f(n - 1)\nf(50)\nc.wrap_socket(s)",
        &["1.2 1.3~"],
    )]);
}

#[test]
fn classes_look_up_in_the_order_of_python() {
    check(&[(
        "class A: v = ssl.PROTOCOL_TLSv1\nclass B(A): pass\nclass C(A): v = ssl.PROTOCOL_TLSv1_2\nclass D(B, C): pass\nssl.SSLContext(D.v).wrap_socket(s)",
        &["1.2"],
    )]);
}

#[test]
fn handlers_get_the_exception_that_was_raised() {
    super::check_between(&[
        (
            "class E(Exception):\n    def __init__(self, v):\n        self.v = v\ntry:\n    raise E(769)\nexcept E as e:\n    c.minimum_version = e.v",
            "1 1.1 1.2 1.3",
        ),
        (
            "class E(Exception):\n    v = 769\ntry:\n    try:\n        raise E\n    except E:\n        raise\nexcept E as e:\n    c.minimum_version = e.v",
            "1 1.1 1.2 1.3",
        ),
    ]);
}

#[test]
fn patterns_look_into_what_they_match() {
    super::check_between(&[
        (
            "match {'a': 'x', 'v': 769}:\n    case {'a': 'y'}:\n        high()\n    case {'a': str(t), **rest} if t == 'x':\n        c.minimum_version = rest['v']",
            "1 1.1 1.2 1.3",
        ),
        (
            "match ('v', 769):\n    case ['w', _] | ['v', str()]:\n        high()\n    case [_, int(n)]:\n        c.minimum_version = n",
            "1 1.1 1.2 1.3",
        ),
        (
            "from dataclasses import dataclass\n@dataclass\nclass P:\n    a: int\n    b: int\nmatch P(1, 769):\n    case P(2, _):\n        high()\n    case P(a=1, b=v):\n        c.minimum_version = v",
            "1 1.1 1.2 1.3",
        ),
    ]);
}

#[test]
fn attributes_of_instances_are_there_or_not() {
    super::check_between(&[(
        "class A: pass\na = A()\nc.minimum_version = getattr(a, 'v', 769)\na.v = 772\nif not hasattr(a, 'v'):\n    high()",
        "1 1.1 1.2 1.3",
    )]);
}
