//! What the interpreter knows of the language and its standard library beside
//! TLS: builtins, transparent decorators, and which modules exist where.

use tlsfloor_protocol::PythonVersion;

/// Names that are builtin in any Python.
const BUILTINS: &[&str] = &[
    "ArithmeticError",
    "AssertionError",
    "AttributeError",
    "BaseException",
    "BufferError",
    "ConnectionError",
    "ConnectionRefusedError",
    "ConnectionResetError",
    "EOFError",
    "EnvironmentError",
    "Exception",
    "FileNotFoundError",
    "GeneratorExit",
    "IOError",
    "ImportError",
    "IndexError",
    "KeyError",
    "KeyboardInterrupt",
    "LookupError",
    "MemoryError",
    "ModuleNotFoundError",
    "NameError",
    "NotImplemented",
    "NotImplementedError",
    "OSError",
    "OverflowError",
    "PermissionError",
    "RecursionError",
    "ReferenceError",
    "RuntimeError",
    "StandardError",
    "StopAsyncIteration",
    "StopIteration",
    "SyntaxError",
    "SystemError",
    "SystemExit",
    "TimeoutError",
    "TypeError",
    "UnboundLocalError",
    "UnicodeError",
    "ValueError",
    "Warning",
    "ZeroDivisionError",
    "__import__",
    "abs",
    "aiter",
    "all",
    "anext",
    "any",
    "bool",
    "bytearray",
    "bytes",
    "callable",
    "chr",
    "classmethod",
    "complex",
    "delattr",
    "dict",
    "dir",
    "divmod",
    "enumerate",
    "eval",
    "exec",
    "exit",
    "filter",
    "float",
    "format",
    "frozenset",
    "getattr",
    "globals",
    "hasattr",
    "hash",
    "hex",
    "id",
    "input",
    "int",
    "isinstance",
    "issubclass",
    "iter",
    "len",
    "list",
    "locals",
    "long",
    "map",
    "max",
    "min",
    "next",
    "object",
    "oct",
    "open",
    "ord",
    "pow",
    "print",
    "property",
    "quit",
    "range",
    "reduce",
    "repr",
    "reversed",
    "round",
    "set",
    "setattr",
    "slice",
    "sorted",
    "staticmethod",
    "str",
    "sum",
    "super",
    "tuple",
    "type",
    "unicode",
    "vars",
    "xrange",
    "zip",
    "basestring",
    "DeprecationWarning",
    "UserWarning",
    "FutureWarning",
    "RuntimeWarning",
    "unichr",
    "raw_input",
    "Ellipsis",
    "ascii",
    "bin",
    "breakpoint",
    "compile",
    "copyright",
    "memoryview",
];

/// Whether a name is a builtin.
pub(super) fn is_builtin(name: &str) -> bool {
    BUILTINS.contains(&name)
}

/// What a decorator of the language does to a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decorator {
    Static,
    Class,
    Property,
    CachedProperty,
    /// Calls behave as without it.
    Transparent,
}

/// A decorator of the language, by its dotted name.
pub(super) fn decorator(dotted: &str) -> Option<Decorator> {
    Some(match dotted {
        "builtins.staticmethod" | "abc.abstractstaticmethod" => Decorator::Static,
        "builtins.classmethod" | "abc.abstractclassmethod" => Decorator::Class,
        "builtins.property" | "abc.abstractproperty" => Decorator::Property,
        "functools.cached_property" => Decorator::CachedProperty,
        "abc.abstractmethod"
        | "typing.no_type_check"
        | "typing.override"
        | "typing.final"
        | "typing.overload"
        | "contextlib.contextmanager"
        | "contextlib.asynccontextmanager"
        | "functools.wraps" => Decorator::Transparent,
        _ => return None,
    })
}

/// Names whose truth is known to whoever reads code.
pub(super) fn constant_truth(dotted: &str) -> Option<bool> {
    match dotted {
        "typing.TYPE_CHECKING" | "typing_extensions.TYPE_CHECKING" => Some(false),
        _ => None,
    }
}

/// Modules that Python 3 renamed or dropped.
const PYTHON2_ONLY: &[&str] = &[
    "BaseHTTPServer",
    "ConfigParser",
    "Cookie",
    "HTMLParser",
    "Queue",
    "SimpleHTTPServer",
    "SimpleXMLRPCServer",
    "SocketServer",
    "StringIO",
    "Tkinter",
    "__builtin__",
    "cPickle",
    "cStringIO",
    "commands",
    "cookielib",
    "dummy_thread",
    "htmlentitydefs",
    "httplib",
    "md5",
    "sets",
    "sha",
    "thread",
    "urllib2",
    "urlparse",
    "xmlrpclib",
    "DocXMLRPCServer",
];

/// Modules that came with a Python 3, and the minor version of that.
const SINCE: &[(&str, u8)] = &[
    ("builtins", 0),
    ("configparser", 0),
    ("html", 0),
    ("http", 0),
    ("queue", 0),
    ("reprlib", 0),
    ("socketserver", 0),
    ("tkinter", 0),
    ("winreg", 0),
    ("xmlrpc", 0),
    ("urllib.request", 0),
    ("urllib.parse", 0),
    ("urllib.error", 0),
    ("faulthandler", 3),
    ("ipaddress", 3),
    ("lzma", 3),
    ("venv", 3),
    ("asyncio", 4),
    ("concurrent", 2),
    ("enum", 4),
    ("ensurepip", 4),
    ("pathlib", 4),
    ("selectors", 4),
    ("statistics", 4),
    ("tracemalloc", 4),
    ("typing", 5),
    ("zipapp", 5),
    ("secrets", 6),
    ("contextvars", 7),
    ("dataclasses", 7),
    ("importlib.resources", 7),
    ("importlib.metadata", 8),
    ("graphlib", 9),
    ("zoneinfo", 9),
    ("tomllib", 11),
];

/// Modules that a Python 3 dropped, and the first minor version without them.
const UNTIL: &[(&str, u8)] = &[
    ("imp", 12),
    ("asynchat", 12),
    ("asyncore", 12),
    ("distutils", 12),
    ("smtpd", 12),
    ("nntplib", 13),
    ("telnetlib", 13),
    ("cgi", 13),
    ("pipes", 13),
    ("crypt", 13),
    ("imghdr", 13),
    ("sndhdr", 13),
    ("uu", 13),
    ("xdrlib", 13),
    ("lib2to3", 13),
];

/// Modules of the standard library that are there in every Python.
const ALWAYS: &[&str] = &[
    "abc",
    "argparse",
    "array",
    "ast",
    "asyncio",
    "atexit",
    "base64",
    "binascii",
    "bisect",
    "calendar",
    "cmd",
    "code",
    "codecs",
    "collections",
    "contextlib",
    "copy",
    "csv",
    "ctypes",
    "datetime",
    "decimal",
    "difflib",
    "dis",
    "email",
    "errno",
    "fcntl",
    "fileinput",
    "fnmatch",
    "fractions",
    "ftplib",
    "functools",
    "gc",
    "getopt",
    "getpass",
    "gettext",
    "glob",
    "gzip",
    "hashlib",
    "heapq",
    "hmac",
    "imaplib",
    "importlib",
    "inspect",
    "io",
    "itertools",
    "json",
    "keyword",
    "linecache",
    "locale",
    "logging",
    "mailbox",
    "marshal",
    "math",
    "mimetypes",
    "mmap",
    "multiprocessing",
    "netrc",
    "numbers",
    "operator",
    "optparse",
    "os",
    "pdb",
    "pickle",
    "pkgutil",
    "platform",
    "poplib",
    "posixpath",
    "pprint",
    "profile",
    "pwd",
    "random",
    "re",
    "readline",
    "resource",
    "sched",
    "select",
    "shelve",
    "shlex",
    "shutil",
    "signal",
    "site",
    "smtplib",
    "socket",
    "sqlite3",
    "ssl",
    "stat",
    "string",
    "struct",
    "subprocess",
    "symtable",
    "sys",
    "sysconfig",
    "syslog",
    "tarfile",
    "tempfile",
    "termios",
    "textwrap",
    "threading",
    "time",
    "timeit",
    "token",
    "tokenize",
    "traceback",
    "tty",
    "types",
    "unicodedata",
    "unittest",
    "urllib",
    "uuid",
    "warnings",
    "weakref",
    "webbrowser",
    "wsgiref",
    "xml",
    "zipfile",
    "zipimport",
    "zlib",
    "_ssl",
    "__future__",
    "curses",
    "grp",
    "bz2",
    "ntpath",
    "os.path",
    "pydoc",
    "runpy",
    "trace",
    "doctest",
    "plistlib",
    "colorsys",
];

fn top(dotted: &str) -> &str {
    dotted.split('.').next().unwrap_or(dotted)
}

/// Whether a dotted name belongs to the standard library of some Python.
pub(crate) fn is_standard(dotted: &str) -> bool {
    let top = top(dotted);
    ALWAYS.contains(&top)
        || PYTHON2_ONLY.contains(&top)
        || SINCE.iter().any(|(name, _)| *name == top)
        || UNTIL.iter().any(|(name, _)| *name == top)
}

/// Whether a module (or a name inside it) of the standard library exists on a
/// Python, as far as these tables say; other names are taken to exist.
pub(super) fn exists(dotted: &str, python: PythonVersion) -> bool {
    let top = top(dotted);
    // What the language itself names is there, whatever its module is called.
    if top == "builtins" && dotted != top {
        return true;
    }
    if PYTHON2_ONLY.contains(&top) {
        return python.major == 2;
    }
    for (name, minor) in SINCE {
        let is_it = dotted == *name
            || dotted
                .strip_prefix(name)
                .is_some_and(|rest| rest.starts_with('.'));
        if is_it && (python.major == 2 || python.minor < *minor) {
            return false;
        }
    }
    !UNTIL
        .iter()
        .any(|(name, minor)| *name == top && python.major == 3 && python.minor >= *minor)
}

/// Functions that give the same for the same arguments while a program runs.
const PURE: &[&str] = &[
    "os.getenv",
    "os.environ.get",
    "os.path.exists",
    "os.path.join",
    "platform.system",
    "platform.python_implementation",
];

/// Whether a function gives the same for the same arguments.
pub(super) fn is_pure(dotted: &str) -> bool {
    PURE.contains(&dotted)
}

/// The name of a pure function, for good.
pub(super) fn interned_name(dotted: &str) -> &'static str {
    PURE.iter()
        .find(|name| **name == dotted)
        .copied()
        .unwrap_or("pure")
}
