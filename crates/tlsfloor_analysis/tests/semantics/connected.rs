//! What a connection keeps, and what the classes of contexts give without an
//! instance.

use super::check;

#[test]
fn a_connection_has_the_context_it_was_made_with() {
    check(&[
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nt = c.wrap_socket(s, server_hostname='h')\nt.context.minimum_version = 770\nc.wrap_socket(s, server_hostname='h')",
            &["1.2 1.3", "1.1 1.2 1.3"],
        ),
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nwith c.wrap_socket(s, server_hostname='h') as t:\n    getattr(t, 'context').options |= ssl.OP_NO_TLSv1_2\nc.wrap_bio(i, o, server_hostname='h').context.wrap_bio(i, o)",
            &["1.2 1.3", "1.3", "1.3"],
        ),
        (
            "def swap(t, name, c):\n    t.context = new\n    t.context.minimum_version = 770\nold = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)\nnew = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)\nswap(old.wrap_socket(s, server_side=True), 'h', old)\nold.wrap_socket(s, True)\nnew.wrap_socket(s, True)",
            &["1.2 1.3", "1.2 1.3", "1.1 1.2 1.3"],
        ),
        (
            "from OpenSSL import SSL\nc = SSL.Context(SSL.TLS_METHOD)\nt = SSL.Connection(c, s)\nt.get_context().set_options(SSL.OP_NO_TLSv1)\nSSL.Connection(c, s)",
            &["1 1.1 1.2 1.3", "1.1 1.2 1.3"],
        ),
    ]);
}

/// A swapped context brings its certificates, not its versions: it is listed as
/// one that reaches no connection.
#[test]
fn a_context_put_on_a_connection_connects_nothing() {
    check(&[
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nt = c.wrap_socket(s, server_hostname='h')\nt.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)",
            &["1.2 1.3", "[1.2 1.3]"],
        ),
        (
            "from OpenSSL import SSL\ndef swap(t):\n    t.set_context(new)\nold = SSL.Context(SSL.TLS_METHOD)\nnew = SSL.Context(SSL.TLS_METHOD)\nnew.set_min_proto_version(SSL.TLS1_2_VERSION)\nold.set_tlsext_servername_callback(swap)\nSSL.Connection(old, s).set_accept_state()",
            &["1 1.1 1.2 1.3", "[1.2 1.3~]"],
        ),
    ]);
}

/// Other libraries have a method of this name, too.
#[test]
fn a_method_of_twisted_needs_a_word_of_twisted_or_a_context() {
    check(&[
        ("def f(t, x):\n    t.startTLS(x)", &[]),
        (
            "def f(t, x):\n    from twisted.internet import ssl\n    t.startTLS(x)",
            &["1 1.1 1.2 1.3~"],
        ),
        (
            "def f(t):\n    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\n    t.startTLS(c)",
            &["1.2 1.3"],
        ),
    ]);
}

#[test]
fn settings_are_taken_from_a_class() {
    check(&[
        (
            "class A(ssl.SSLContext):\n    pass\nc = A(ssl.PROTOCOL_TLS_CLIENT)\nA.minimum_version.__set__(c, 770)\nA.wrap_socket(c, s, server_hostname='h')",
            &["1.1 1.2 1.3"],
        ),
        (
            "class A(ssl.SSLContext):\n    pass\nc = A(ssl.PROTOCOL_TLS_CLIENT)\nA.__setattr__(c, 'minimum_version', 770)\nif A.minimum_version.fget(c) == 770:\n    c.wrap_socket(s)",
            &["1.1 1.2 1.3"],
        ),
        (
            "class A(ssl.SSLContext):\n    floor = ssl.SSLContext.minimum_version\nc = A(ssl.PROTOCOL_TLS_CLIENT)\nc.floor = 770\nif c.floor == 770:\n    c.wrap_socket(s)",
            &["1.1 1.2 1.3"],
        ),
    ]);
}

#[test]
fn a_method_taken_from_a_class_runs_for_each_thing_that_it_is_given() {
    check(&[
        (
            "import os\nc = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if os.environ.get('A') else ssl.SSLContext(ssl.PROTOCOL_TLS)\nobject.__setattr__(c, 'minimum_version', 770)\nc.wrap_socket(s)",
            &["1.1 1.2 1.3", "1.1 1.2 1.3"],
        ),
        (
            "import os\nc = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if os.environ.get('A') else ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)\nssl.SSLContext.wrap_socket(c, s)",
            &["1.2 1.3", "1.2"],
        ),
    ]);
}

#[test]
fn names_of_objects_are_listed() {
    check(&[(
        "class A:\n    minimum = 770\n    def __init__(self):\n        self.maximum = 771\na = A()\nc = ssl.SSLContext(ssl.PROTOCOL_TLS)\nfor n in dir(a):\n    if not n.startswith('_'):\n        setattr(c, n + '_version', getattr(a, n))\nc.wrap_socket(s)",
        &["1.1 1.2"],
    )]);
}

#[test]
fn what_is_set_before_a_kept_context_connects_counts() {
    const BEFORE: &str = "import http.client\nc = ssl.create_default_context()\n";
    for (program, expected) in [
        (
            "h = http.client.HTTPSConnection('h', context=c)\nc.minimum_version = ssl.TLSVersion.TLSv1\nh.request('GET', '/')",
            "1 1.1 1.2 1.3",
        ),
        (
            "h = http.client.HTTPSConnection('h', context=c)\nh.request('GET', '/')",
            "1.2 1.3",
        ),
        // Somewhere else it was not given to the connection.
        (
            "if unknown():\n    c.minimum_version = ssl.TLSVersion.TLSv1\nelse:\n    h = http.client.HTTPSConnection('h', context=c)",
            "1.2 1.3",
        ),
        // OpenSSL copies the settings when the connection is made.
        (
            "c.wrap_socket(s)\nc.minimum_version = ssl.TLSVersion.TLSv1",
            "1.2 1.3",
        ),
    ] {
        super::check(&[(format!("{BEFORE}{program}").as_str(), &[expected])]);
    }
}
