//! Subclasses of `ssl.SSLContext` and of libraries' classes.

use super::{check, verdicts};

#[test]
fn contexts_are_made_as_their_classes_say() {
    check(&[
        (
            "class A(ssl.SSLContext):\n    def __new__(cls, protocol, **kwargs):\n        return super(A, cls).__new__(cls, protocol)\n    def __init__(self, protocol, strict=False):\n        super().__init__()\n        if strict:\n            self.options |= ssl.OP_NO_TLSv1_2\nA(ssl.PROTOCOL_TLS_CLIENT, strict=True).wrap_socket(s)",
            &["1.3"],
        ),
        (
            "class A(ssl.SSLContext):\n    def __new__(cls, *args):\n        self = ssl.SSLContext.__new__(cls, ssl.PROTOCOL_TLS)\n        self.minimum_version = 770\n        return self\n    def __init__(self, *args):\n        pass\nA().wrap_socket(s)",
            &["1.1 1.2 1.3"],
        ),
        (
            "class A(ssl.SSLContext):\n    flags = ssl.OP_NO_TLSv1_2\n    def setup(self):\n        self.options |= self.flags\nclass B(A):\n    flags = ssl.OP_NO_TLSv1_3\n    def __init__(self, *args):\n        self.setup()\nB(ssl.PROTOCOL_TLS).wrap_socket(s)",
            &["1.2"],
        ),
        (
            "class A(ssl.SSLContext):\n    @classmethod\n    def legacy(cls):\n        made = cls(ssl.PROTOCOL_TLS)\n        made.minimum_version = 769\n        return made\nclass B(A):\n    pass\nB.legacy().wrap_socket(s)",
            &["1 1.1 1.2 1.3"],
        ),
        (
            "class A(ssl.SSLContext):\n    def __init__(self, protocol):\n        super().__init__(protocol)\ntry:\n    c = A(ssl.PROTOCOL_TLSv1)\nexcept TypeError:\n    c = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)\nc.wrap_socket(s)",
            &["1.2"],
        ),
        (
            "class A(ssl.SSLContext):\n    def __new__(cls, protocol):\n        return super(A, cls).__new__(cls, protocol)\ntry:\n    c = A(ssl.PROTOCOL_TLSv1)\nexcept ValueError:\n    c = None\nexcept AttributeError:\n    raise SystemExit\nc.wrap_socket(s)",
            &["1"],
        ),
    ]);
}

#[test]
fn the_order_of_classes_decides() {
    let mixin = "class M(object):\n    def wrap_socket(self, *a, **k):\n        self.minimum_version = 770\n        return super().wrap_socket(*a, **k)\n    def restrict(self):\n        self.options |= ssl.OP_NO_TLSv1_3\n        return self\n";
    for (bases, expected) in [
        ("M, ssl.SSLContext", "1.1 1.2"),
        ("ssl.SSLContext, M", "1.2"),
    ] {
        let code = format!(
            "import ssl\n{mixin}class A({bases}):\n    pass\nA(ssl.PROTOCOL_TLS).restrict().wrap_socket(s)"
        );
        assert_eq!(verdicts(&code, (3, 11)), [expected], "{bases}");
    }
}

#[test]
fn overridden_members() {
    check(&[
        (
            "class A(ssl.SSLContext):\n    def wrap_socket(self, *args, **kwargs):\n        self.options |= ssl.OP_NO_TLSv1_3\n        return super(A, self).wrap_socket(*args, **kwargs)\nA(ssl.PROTOCOL_TLS).wrap_socket(s)",
            &["1.2"],
        ),
        (
            "class A(ssl.SSLContext):\n    def wrap_socket(self, sock, server_side=False):\n        return ssl.SSLContext.wrap_socket(self, sock, server_side=server_side)\nA(ssl.PROTOCOL_TLS).wrap_socket(s)",
            &["1.2 1.3"],
        ),
        (
            "class A(ssl.SSLContext):\n    def __setattr__(self, name, value):\n        if name == 'minimum_version':\n            value = 770\n        super().__setattr__(name, value)\nc = A(ssl.PROTOCOL_TLS)\nc.minimum_version = 772\nc.wrap_socket(s)",
            &["1.1 1.2 1.3"],
        ),
        // An attribute of the class hides the setting.
        (
            "class A(ssl.SSLContext):\n    minimum_version = None\nc = A(ssl.PROTOCOL_TLS)\nc.minimum_version = 772\nc.wrap_socket(s)\nssl.SSLContext.minimum_version.__set__(c, 770)\nsuper(A, A).maximum_version.__set__(c, 771)\nc.wrap_socket(s)",
            &["1.2 1.3", "1.1 1.2"],
        ),
    ]);
}

#[test]
fn settings_by_properties() {
    check(&[
        (
            "class A(ssl.SSLContext):\n    @property\n    def minimum_version(self):\n        return ssl.SSLContext.minimum_version.fget(self)\n    @minimum_version.setter\n    def minimum_version(self, value):\n        if value < ssl.TLSVersion.TLSv1_1:\n            value = ssl.TLSVersion.TLSv1_1\n        ssl.SSLContext.minimum_version.fset(self, value)\nc = A(ssl.PROTOCOL_TLS)\nc.minimum_version = 769\nc.wrap_socket(s)",
            &["1.1 1.2 1.3"],
        ),
        (
            "class A(ssl.SSLContext):\n    @property\n    def options(self):\n        return super().options\n    @options.setter\n    def options(self, value):\n        super(A, A).options.__set__(self, value | ssl.OP_NO_TLSv1_3)\nc = A(ssl.PROTOCOL_TLS)\nc.options |= 0\nc.wrap_socket(s)",
            &["1.2"],
        ),
    ]);
}

#[test]
fn a_library_connects_as_the_class_says() {
    check(&[(
        "import http.client\nclass A(ssl.SSLContext):\n    def wrap_socket(self, *a, **k):\n        self.minimum_version = 769\n        return super().wrap_socket(*a, **k)\nhttp.client.HTTPSConnection('h', context=A(ssl.PROTOCOL_TLS))",
        &["1 1.1 1.2 1.3~", "1 1.1 1.2 1.3~"],
    )]);
}

#[test]
fn subclasses_of_pyopenssl_contexts() {
    check(&[
        (
            "from OpenSSL import SSL\nclass A(SSL.Context):\n    def __init__(self, method=SSL.TLS_METHOD):\n        super().__init__(method)\n        self.set_options(SSL.OP_NO_TLSv1_3)\nSSL.Connection(A(), None).set_connect_state()",
            &["1 1.1 1.2"],
        ),
        (
            "from OpenSSL import SSL\nclass A(SSL.Context):\n    def harden(self):\n        self.set_min_proto_version(SSL.TLS1_2_VERSION)\n        return self\nSSL.Connection(A(SSL.TLS_METHOD).harden(), None).set_connect_state()",
            &["1.2 1.3"],
        ),
    ]);
}

#[test]
fn methods_of_ssl_itself_are_replaced_for_a_while() {
    check(&[(
        "def lower(self, *a, **k):\n    self.minimum_version = 769\n    return original(self, *a, **k)\noriginal = ssl.SSLContext.wrap_socket\nssl.SSLContext.wrap_socket = lower\ntry:\n    ssl.SSLContext(ssl.PROTOCOL_TLS).wrap_socket(s)\nfinally:\n    ssl.SSLContext.wrap_socket = original\nssl.SSLContext(ssl.PROTOCOL_TLS).wrap_socket(s)",
        &["1 1.1 1.2 1.3", "1.2 1.3"],
    )]);
}

#[test]
fn what_contexts_are_and_have() {
    let ahead = "class A(ssl.SSLContext):\n    pass\na = A(ssl.PROTOCOL_TLS)\nc = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n";
    for (test, holds) in [
        ("isinstance(a, A)", true),
        ("isinstance(a, ssl.SSLContext)", true),
        ("isinstance(a, (dict, ssl.SSLContext))", true),
        ("isinstance(c, A)", false),
        ("isinstance(c, (int, dict))", false),
        ("issubclass(A, ssl.SSLContext)", true),
        ("hasattr(c, 'no_such_thing')", false),
        ("hasattr(c, 'set_alpn_protocols')", true),
        ("hasattr(c, 'minimum_version')", true),
        ("hasattr(c, 'set_psk_client_callback')", false),
        ("hasattr(ssl, 'TLSVersion')", true),
        ("hasattr(ssl, 'NO_SUCH_THING')", false),
        ("hasattr(ssl, 'SSLSocket')", true),
        ("hasattr(ssl, 'CertificateError')", true),
    ] {
        let code = format!("import ssl\n{ahead}(a if {test} else c).wrap_socket(s)");
        let connected = if holds { "1.2 1.3" } else { "1" };
        let found = verdicts(&code, (3, 11));
        assert!(found.contains(&connected.to_owned()), "{test}: {found:?}");
        assert!(
            found.iter().all(|one| !one.contains('~')),
            "{test}: {found:?}"
        );
    }
    let code = "import ssl\nv = ssl.PROTOCOL_TLS if hasattr(ssl, 'TLSVersion') else ssl.PROTOCOL_TLSv1\nssl.SSLContext(v).wrap_socket(s)";
    assert_eq!(verdicts(code, (3, 6)), ["1"]);
}

#[test]
fn a_class_that_nobody_instantiates() {
    check(&[
        // A fixed protocol does not take the minimum.
        (
            "class A(ssl.SSLContext):\n    def wrap_socket(self, *a, **k):\n        self.minimum_version = 771\n        return super().wrap_socket(*a, **k)",
            &["1.2 1.3"],
        ),
        (
            "class A(ssl.SSLContext):\n    def wrap_socket(self, *a, **k):\n        self.options |= ssl.OP_NO_TLSv1\n        return super().wrap_socket(*a, **k)",
            &["1 1.1 1.2 1.3~"],
        ),
    ]);
}

#[test]
fn what_every_class_has_is_there() {
    super::check(&[(
        "class X(ssl.SSLContext):\n    def __new__(cls, protocol):\n        return super(X, cls).__new__(cls, protocol)\n\
         try:\n    c = X(ssl.PROTOCOL_TLSv1)\nexcept AttributeError:\n    c = ssl.create_default_context()\nc.wrap_socket(s)",
        &["1"],
    )]);
}
