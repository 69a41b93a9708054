//! Programs of several files: what an import brings, in which order modules
//! run, and what one of them does to another.

use super::verdicts_of;

/// Each row: the files, each behind a line `=== path`, and what each endpoint
/// can negotiate, in the order of the files' paths as given.
fn check(rows: &[(&str, &[&str])]) {
    for (program, expected) in rows {
        let files: Vec<(&str, String)> = program
            .split("=== ")
            .filter(|part| !part.trim().is_empty())
            .map(|part| {
                let (path, code) = part.split_once('\n').unwrap();
                (path.trim(), code.to_owned())
            })
            .collect();
        assert_eq!(verdicts_of(&files, (3, 11)), *expected, "of\n{program}");
    }
}

#[test]
fn values_come_from_other_modules() {
    check(&[
        (
            "=== main.py
import ssl, table
ssl.SSLContext(table.OLD).wrap_socket(s)
=== table.py
from ssl import PROTOCOL_TLSv1 as OLD
",
            &["1"],
        ),
        (
            "=== main.py
from ssl import SSLContext
from pkg import *
SSLContext(A).wrap_socket(s)
SSLContext(_B).wrap_socket(s)
=== pkg/__init__.py
from .deep import A, _B
__all__ = ['A', '_B']
=== pkg/deep.py
import ssl
A, _B = ssl.PROTOCOL_TLSv1, ssl.PROTOCOL_TLSv1_1
",
            &["1", "1.1"],
        ),
        (
            "=== main.py
import importlib, ssl
modes = importlib.import_module('ns.modes')
ssl.SSLContext(getattr(ssl, modes.NAMES['old'])).wrap_socket(s)
=== ns/modes.py
NAMES = {'old': 'PROTOCOL_TLSv1_1'}
",
            &["1.1"],
        ),
        // A folder without `__init__` is a package where a module is meant.
        (
            "=== main.py
import ssl
from ns import modes as m, absent
ssl.SSLContext(m.OLD).wrap_socket(s)
=== ns/modes.py
import ssl
OLD = ssl.PROTOCOL_TLSv1_1
",
            &["1.1"],
        ),
        (
            "=== main.py
import ssl
from ns.inner import modes
ssl.SSLContext(modes.OLD).wrap_socket(s)
=== ns/inner/modes.py
import ssl
OLD = ssl.PROTOCOL_TLSv1
",
            &["1"],
        ),
    ]);
}

#[test]
fn a_context_travels_and_changes_in_the_order_of_the_run() {
    check(&[
        (
            "=== connect.py
def connect(context):
    context.wrap_socket(s)
=== made.py
import ssl
context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
context.minimum_version = ssl.TLSVersion.TLSv1
=== main.py
import made, hardened, connect
connect.connect(made.context)
=== hardened.py
import ssl, made
made.context.minimum_version = ssl.TLSVersion.TLSv1_3
",
            &["1.3"],
        ),
        (
            "=== main.py
from client import Client
class Old(Client):
    version = 'PROTOCOL_TLSv1'
Old().connect()
=== client.py
import ssl
class Client:
    version = 'PROTOCOL_TLSv1_2'
    def connect(self):
        ssl.SSLContext(getattr(ssl, self.version)).wrap_socket(s)
",
            &["1"],
        ),
    ]);
}

#[test]
fn what_one_program_does_to_a_module_stays_in_it() {
    // Two scripts, one library; only the first script changes it.
    check(&[(
        "=== lib.py
import ssl
VERSION = ssl.PROTOCOL_TLSv1_2
def context():
    return ssl.SSLContext(VERSION)
=== one.py
import lib, ssl
lib.VERSION = ssl.PROTOCOL_TLSv1
lib.context().wrap_socket(s)
=== two.py
import lib
lib.context().wrap_socket(s)
",
        &["1", "1.2"],
    )]);
    check(&[(
        "=== first.py
import ssl
ssl.PROTOCOL_TLSv1_2 = ssl.PROTOCOL_TLSv1
import use
=== second.py
import use
=== use.py
import ssl
def f():
    ssl.SSLContext(ssl.PROTOCOL_TLSv1_2).wrap_socket(s)
f()
",
        &["1 1.2"],
    )]);
}

#[test]
fn modules_that_import_each_other() {
    check(&[
        (
            "=== a.py
import b
VERSION = b.ssl.PROTOCOL_TLSv1
b.open()
=== b.py
import ssl
import a
def open():
    ssl.SSLContext(a.VERSION).wrap_socket(s)
=== main.py
import a
",
            &["1"],
        ),
        (
            "=== pkg/__init__.py
from .one import make
=== pkg/one.py
import ssl
from . import two
def make():
    return ssl.SSLContext(two.version())
=== pkg/two.py
from ssl import PROTOCOL_TLSv1_1
def version():
    return PROTOCOL_TLSv1_1
=== run.py
import pkg
pkg.make().wrap_socket(s)
=== run_too.py
from pkg.one import make
make().wrap_socket(s)
",
            &["1.1", "1.1"],
        ),
    ]);
}

#[test]
fn an_import_that_fails_goes_to_its_handler() {
    check(&[
        (
            "=== main.py
try:
    from modern import VERSION
except ImportError:
    from legacy import VERSION
import ssl
ssl.SSLContext(VERSION).wrap_socket(s)
=== modern.py
from ssl import PROTOCOL_SSLv9 as VERSION
=== legacy.py
from ssl import PROTOCOL_TLSv1 as VERSION
",
            &["1"],
        ),
        (
            "=== main.py
try:
    import modern as chosen
except ImportError:
    import legacy as chosen
import ssl
ssl.SSLContext(chosen.VERSION).wrap_socket(s)
=== modern.py
import ssl
VERSION = ssl.PROTOCOL_TLSv1_2
=== legacy.py
import ssl
VERSION = ssl.PROTOCOL_TLSv1
",
            &["1.2"],
        ),
    ]);
}

#[test]
fn a_module_decides_what_names_it_lacks_mean() {
    check(&[(
        "=== main.py
import ssl, lazy
ssl.SSLContext(lazy.SETTING).wrap_socket(s)
ssl.SSLContext(getattr(lazy, 'OTHER', ssl.PROTOCOL_TLSv1)).wrap_socket(s)
if hasattr(lazy, 'SETTING'):
    ssl.SSLContext(ssl.PROTOCOL_TLSv1_2).wrap_socket(s)
if hasattr(lazy, 'OTHER'):
    ssl.SSLContext(ssl.PROTOCOL_TLSv1).wrap_socket(s)
try:
    from lazy import OTHER
except ImportError:
    OTHER = ssl.PROTOCOL_TLSv1_2
ssl.SSLContext(OTHER).wrap_socket(s)
=== lazy.py
import ssl
def __getattr__(name):
    if name == 'SETTING':
        return ssl.PROTOCOL_TLSv1_1
    raise AttributeError(name)
",
        &["1.1", "1", "1.2", "1.2"],
    )]);
}

#[test]
fn only_the_program_itself_is_main() {
    check(&[(
        "=== main.py
import tool
tool.connect('PROTOCOL_TLSv1_2')
=== tool.py
import ssl
def connect(name):
    ssl.SSLContext(getattr(ssl, name)).wrap_socket(s)
if __name__ == '__main__':
    connect('PROTOCOL_TLSv1')
",
        &["1 1.2"],
    )]);
}

#[test]
fn names_of_libraries_are_the_libraries() {
    check(&[(
        "=== ssl.py
PROTOCOL_TLSv1 = 5
=== app/main.py
import ssl
ssl.SSLContext(ssl.PROTOCOL_TLSv1).wrap_socket(s)
",
        &["1"],
    )]);
}

#[test]
fn thousands_of_modules_in_a_circle_end() {
    let files: Vec<(String, String)> = (0..2_000)
        .map(|number| {
            let next = (number + 1) % 2_000;
            let code = format!("import ssl, m{next}\ndef f():\n    m{next}.f()\n");
            (format!("m{number}.py"), code)
        })
        .collect();
    let files: Vec<(&str, String)> = files
        .iter()
        .map(|(path, code)| (path.as_str(), code.clone()))
        .collect();
    assert!(verdicts_of(&files, (3, 11)).is_empty());
}

#[test]
fn a_module_is_reached_through_those_that_hand_it_on() {
    let package = "=== common.py
import pk as package
=== pk/__init__.py
from .make import client
=== pk/make.py
import ssl
def client():
    return ssl.SSLContext(ssl.PROTOCOL_TLSv1)
";
    for (import, module) in [
        ("from common import *", "package"),
        ("from common import package", "package"),
        ("import common", "common.package"),
        ("from other import package as p", "p"),
        ("import common\npackage = common.package", "package"),
        (
            "import importlib\ncommon = importlib.import_module('common')\nmake = common.package",
            "make",
        ),
    ] {
        let program = format!(
            "=== main.py\n{import}\n{module}.client().wrap_socket(s)\n=== other.py\nfrom common import *\n{package}"
        );
        check(&[(program.as_str(), &["1"])]);
    }
}

#[test]
fn libraries_are_reached_through_modules_that_only_import_them() {
    check(&[(
        "=== main.py
import compat
def go(host, tls):
    compat.http_client.HTTPSConnection(host, context=compat.ssl_of(tls))
=== compat.py
import http.client as http_client
def ssl_of(tls):
    return tls
",
        &["1 1.1 1.2 1.3~"],
    )]);
}

#[test]
fn a_module_is_a_program_where_something_matters_only_there() {
    check(&[(
        "=== main.py
import part
part.context.wrap_socket(s)
=== part.py
import ssl
context = ssl.create_default_context()
if __name__ == '__main__':
    context.minimum_version = ssl.TLSVersion.TLSv1_1
    context.wrap_socket(s)
",
        &["1.2 1.3", "1.1 1.2 1.3"],
    )]);
}

#[test]
fn names_of_a_star_import_stay_what_they_were() {
    check(&[
        (
            "=== main.py\nimport ssl\nfrom ssl import *\nssl.PROTOCOL_SSLv23 = ssl.PROTOCOL_TLSv1\nSSLContext(PROTOCOL_SSLv23).wrap_socket(s)\nssl.SSLContext(ssl.PROTOCOL_SSLv23).wrap_socket(s)",
            &["1.2 1.3", "1"],
        ),
        (
            "=== main.py\nimport ssl\nssl.PROTOCOL_SSLv23 = ssl.PROTOCOL_TLSv1\nfrom ssl import *\nssl.PROTOCOL_SSLv23 = ssl.PROTOCOL_TLSv1_1\nSSLContext(PROTOCOL_SSLv23).wrap_socket(s)",
            &["1"],
        ),
        (
            "=== main.py\nimport ssl\nfrom ssl import *\nssl.PROTOCOL_SSLv23 = ssl.PROTOCOL_TLSv1\nfrom ssl import *\nSSLContext(PROTOCOL_SSLv23).wrap_socket(s)",
            &["1"],
        ),
    ]);
}

#[test]
fn what_an_import_registers_elsewhere_is_there() {
    const COMMON: &str = "=== common.py\nLIST = []\nclass Base:\n    registry = {}\n    def __init_subclass__(cls, name=None, **kw):\n        cls.registry[name] = cls\ndef handle(f):\n    LIST.append(f)\n    return f\n=== more.py\nimport third\n";
    const MAIN: &str = "=== main.py\nimport ssl\nfrom common import Base, LIST\nimport more\nc = ssl.create_default_context()\n";
    let programs = [
        // A decorator, a call for its value, a call for its effect.
        (
            "for f in LIST:\n    f(c)\nc.wrap_socket(s)\n",
            "@handle\ndef low(c):\n    c.minimum_version = 769",
        ),
        (
            "for f in LIST:\n    f(c)\nc.wrap_socket(s)\n",
            "def low(c):\n    c.minimum_version = 769\nx = handle(low)",
        ),
        (
            "for f in LIST:\n    f(c)\nc.wrap_socket(s)\n",
            "def low(c):\n    c.minimum_version = 769\nhandle(low)",
        ),
        // A class that hears of those that derive from it, at whatever distance.
        (
            "c.minimum_version = Base.registry['a'].low\nc.wrap_socket(s)\n",
            "class A(Base, name='a'):\n    low = ssl.TLSVersion.TLSv1",
        ),
        (
            "c.minimum_version = Base.registry['a'].low\nc.wrap_socket(s)\n",
            "class Between(Base):\n    pass\nclass A(Between, name='a'):\n    low = ssl.TLSVersion.TLSv1",
        ),
    ];
    for (used, registered) in programs {
        let program = format!(
            "{MAIN}{used}{COMMON}=== third.py\nimport ssl\nfrom common import Base, handle\n{registered}\n"
        );
        check(&[(&program, &["1 1.1 1.2 1.3"])]);
    }
}

#[test]
fn modules_give_names_by_a_function() {
    const LAZY: &str = "=== lazy.py\nfrom ssl import *\ndef __getattr__(name):\n    if name == 'LOW':\n        return PROTOCOL_TLSv1\n    raise AttributeError(name)\n";
    for used in [
        "import lazy\nssl.SSLContext(lazy.LOW).wrap_socket(s)",
        "from lazy import LOW\nssl.SSLContext(LOW).wrap_socket(s)",
        "import lazy\ndef pick():\n    return (ssl.PROTOCOL_TLS, lazy.LOW)[1]\nssl.SSLContext(pick()).wrap_socket(s)",
    ] {
        check(&[(&format!("=== main.py\nimport ssl\n{used}\n{LAZY}"), &["1"])]);
    }
}

#[test]
fn a_star_binds_anew_what_the_library_has() {
    let own = "def create_default_context():\n    return ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n";
    let uses = "d = create_default_context()\nd.wrap_socket(s)";
    let when = "if os.environ.get('Q'):\n";
    let rows = [
        (
            format!("{own}from ssl import *\n{uses}"),
            vec!["1.2 1.3", "[1]"],
        ),
        (
            format!("{own}{when}    from ssl import *\n{uses}"),
            vec!["1", "1.2 1.3"],
        ),
        (
            format!(
                "from ssl import *\n{when}{}{uses}",
                own.replace("def ", "    def ")
                    .replace("    return", "        return")
            ),
            vec!["1", "1.2 1.3"],
        ),
        (
            format!(
                "{when}    ssl.create_default_context = lambda: ssl.SSLContext(ssl.PROTOCOL_TLSv1)\nfrom ssl import *\n{uses}"
            ),
            vec!["1", "1.2 1.3"],
        ),
    ];
    for (code, expected) in rows {
        super::check(&[(&code, &expected)]);
    }
}
