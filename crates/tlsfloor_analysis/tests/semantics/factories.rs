//! Subclasses of libraries' classes: what they set, and the methods of theirs
//! that the library calls.

use super::check;

const TWISTED: &str = "from twisted.internet import ssl as t, reactor\nfrom OpenSSL import SSL\n";

fn twisted(rows: &[(&str, &[&str])]) {
    for (program, expected) in rows {
        check(&[(format!("{TWISTED}{program}").as_str(), expected)]);
    }
}

#[test]
fn a_subclass_of_a_factory_is_as_the_factory() {
    twisted(&[
        (
            "class A(t.ClientContextFactory):\n    pass\nreactor.connectSSL('h', 443, None, A())",
            &["1.2 1.3"],
        ),
        (
            "class A(t.DefaultOpenSSLContextFactory):\n    pass\nreactor.listenSSL(443, None, A('k', 'c', SSL.TLSv1_METHOD))",
            &["1"],
        ),
        (
            "class A(t.DefaultOpenSSLContextFactory):\n    def __init__(self):\n        t.DefaultOpenSSLContextFactory.__init__(self, 'k', 'c', sslmethod=SSL.TLSv1_1_METHOD)\nreactor.listenSSL(443, None, A())",
            &["1.1"],
        ),
    ]);
}

#[test]
fn a_class_attribute_of_a_factory_is_its_method() {
    twisted(&[
        (
            "class A(t.ClientContextFactory):\n    method = SSL.TLSv1_2_METHOD\nreactor.connectSSL('h', 443, None, A())",
            &["1.2"],
        ),
        // What the factory switches off stays off.
        (
            "class A(t.ClientContextFactory):\n    method = SSL.TLSv1_METHOD\nreactor.connectSSL('h', 443, None, A())",
            &[""],
        ),
        (
            "f = t.ClientContextFactory()\nf.method = SSL.TLSv1_2_METHOD\nreactor.connectSSL('h', 443, None, f)",
            &["1.2"],
        ),
        (
            "class A(t.ClientContextFactory):\n    def __init__(self):\n        self.method = SSL.TLSv1_2_METHOD\nreactor.connectSSL('h', 443, None, A())",
            &["1.2"],
        ),
    ]);
}

#[test]
fn what_get_context_of_a_factory_returns_is_used() {
    twisted(&[
        (
            "class A(t.ContextFactory):\n    def getContext(self):\n        return SSL.Context(SSL.TLSv1_METHOD)\nreactor.listenSSL(443, None, A())",
            &["1"],
        ),
        (
            "class A(t.ClientContextFactory):\n    def getContext(self):\n        c = t.ClientContextFactory.getContext(self)\n        c.set_options(SSL.OP_NO_TLSv1_2)\n        return c\nreactor.connectSSL('h', 443, None, A())",
            &["1.3"],
        ),
        (
            "class A(t.ClientContextFactory):\n    def getContext(self, hostname=None, port=None):\n        self.method = SSL.TLSv1_2_METHOD\n        return super().getContext()\nreactor.connectSSL('h', 443, None, A())",
            &["1.2"],
        ),
        (
            "f = t.DefaultOpenSSLContextFactory('k', 'c')\nf.getContext().set_options(SSL.OP_NO_TLSv1)\nreactor.listenSSL(443, None, f)",
            &["1.1 1.2 1.3"],
        ),
    ]);
}

#[test]
fn what_a_factory_does_inside_is_its_own_affair() {
    twisted(&[
        (
            "class A(t.DefaultOpenSSLContextFactory):\n    def cacheContext(self):\n        self._context = SSL.Context(SSL.TLSv1_METHOD)\nreactor.listenSSL(443, None, A('k', 'c', SSL.TLSv1_2_METHOD))",
            &["1 1.1 1.2 1.3~", "[1]"],
        ),
        (
            "class A(t.CertificateOptions):\n    def _makeContext(self):\n        return other()\nreactor.listenSSL(443, None, A())",
            &["1 1.1 1.2 1.3~"],
        ),
    ]);
}

#[test]
fn adapters_make_pools_with_settings_of_their_own() {
    const BEFORE: &str = "import requests\nfrom requests.adapters import HTTPAdapter\nfrom urllib3.poolmanager import PoolManager\nfrom urllib3.util.ssl_ import create_urllib3_context\n";
    for (program, expected) in [
        (
            "class A(HTTPAdapter):\n    def init_poolmanager(self, connections, maxsize, block=False):\n        self.poolmanager = PoolManager(num_pools=connections, ssl_version=ssl.PROTOCOL_TLSv1)\nrequests.Session().mount('https://', A())",
            "1",
        ),
        (
            "class A(HTTPAdapter):\n    def init_poolmanager(self, *args, **kwargs):\n        c = create_urllib3_context()\n        c.minimum_version = ssl.TLSVersion.TLSv1_1\n        kwargs['ssl_context'] = c\n        return super().init_poolmanager(*args, **kwargs)\nrequests.Session().mount('https://', A())",
            "1.1 1.2 1.3",
        ),
        (
            "class A(HTTPAdapter):\n    def __init__(self, version, **kw):\n        self.version = version\n        super().__init__(**kw)\n    def init_poolmanager(self, *args, **kwargs):\n        kwargs['ssl_version'] = self.version\n        super().init_poolmanager(*args, **kwargs)\nrequests.Session().mount('https://', A(ssl.PROTOCOL_TLSv1_1))",
            "1.1",
        ),
    ] {
        check(&[(format!("{BEFORE}{program}").as_str(), &[expected])]);
    }
}

#[test]
fn a_factory_whose_insides_are_assigned_is_not_known() {
    const PERHAPS: &[&str] = &["1 1.1 1.2 1.3~"];
    twisted(&[
        (
            "f = t.CertificateOptions()\nf.getContext = other\nreactor.connectSSL('h', 443, None, f)",
            PERHAPS,
        ),
        (
            "f = t.CertificateOptions()\nf._context = other()\nreactor.connectSSL('h', 443, None, f)",
            PERHAPS,
        ),
        (
            "t.CertificateOptions._makeContext = other\nf = t.CertificateOptions()\nreactor.connectSSL('h', 443, None, f)",
            PERHAPS,
        ),
        (
            "f = t.CertificateOptions()\nt.CertificateOptions.getContext = other\nreactor.connectSSL('h', 443, None, f)",
            PERHAPS,
        ),
        (
            "t.ClientContextFactory.method = SSL.TLSv1_METHOD\nf = t.ClientContextFactory()\nreactor.connectSSL('h', 443, None, f)",
            PERHAPS,
        ),
        (
            "class A(t.ClientContextFactory):\n    pass\nf = A()\nf.name = 1\nreactor.connectSSL('h', 443, None, f)",
            &["1.2 1.3"],
        ),
    ]);
}
