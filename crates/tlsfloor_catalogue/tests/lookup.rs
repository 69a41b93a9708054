//! Look-ups in the built-in catalogue, and in small ones made for a test.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail the test")]

use tlsfloor_catalogue::model::{
    Action, ApiKind, ArgumentOrValue, ConnectRole, ConstantValue, Match, Setting,
};
use tlsfloor_catalogue::{ApiEntry, Catalogue};
use tlsfloor_catalogue_schema::read;
use tlsfloor_protocol::{Engine, Protocol, PythonVersion, Role};

fn catalogue() -> &'static Catalogue {
    Catalogue::builtin()
}

fn python(minor: u8) -> PythonVersion {
    PythonVersion { major: 3, minor }
}

/// The names of the actions, to see at a glance what an API does.
fn actions(entry: &ApiEntry) -> Vec<String> {
    let effects = entry.api.effects.iter();
    effects
        .map(|effect| {
            let debug = format!("{:?}", effect.action);
            let end = debug.find(['(', ' ']).unwrap_or(debug.len());
            debug[..end].to_owned()
        })
        .collect()
}

#[test]
fn other_names_lead_to_the_described_one() {
    for (dotted, canonical) in [
        ("ssl.SSLContext", "ssl.SSLContext"),
        ("_ssl.PROTOCOL_TLSv1", "ssl.PROTOCOL_TLSv1"),
        ("_ssl.sslwrap", "_ssl.sslwrap"),
        ("httplib.HTTPSConnection", "http.client.HTTPSConnection"),
        (
            "six.moves.http_client.HTTPSConnection",
            "http.client.HTTPSConnection",
        ),
        ("urllib2.urlopen", "urllib.request.urlopen"),
        ("urllib.urlopen", "urllib.urlopen"),
        ("xmlrpclib.Server", "xmlrpc.client.ServerProxy"),
        ("urllib3.PoolManager", "urllib3.poolmanager.PoolManager"),
        (
            "requests.packages.urllib3.PoolManager",
            "urllib3.poolmanager.PoolManager",
        ),
        (
            "pip._vendor.urllib3.util.ssl_.create_urllib3_context",
            "urllib3.util.ssl_.create_urllib3_context",
        ),
        ("urllib3.util.ssl_.PROTOCOL_SSLv23", "ssl.PROTOCOL_SSLv23"),
        ("requests.get", "requests.api.get"),
        ("gevent.ssl.PROTOCOL_TLSv1", "ssl.PROTOCOL_TLSv1"),
        ("gevent.ssl.wrap_socket", "gevent.ssl.wrap_socket"),
        ("eventlet.green.ssl.SSLContext", "ssl.SSLContext"),
        (
            "eventlet.green.ssl.wrap_socket",
            "eventlet.green.ssl.wrap_socket",
        ),
        (
            "twisted.internet._sslverify.OpenSSLCertificateOptions",
            "twisted.internet.ssl.CertificateOptions",
        ),
        ("pkg.ssl.SSLContext", "pkg.ssl.SSLContext"),
        ("sslx.SSLContext", "sslx.SSLContext"),
    ] {
        assert_eq!(catalogue().canonical(dotted), canonical, "{dotted}");
    }
}

#[test]
fn a_cycle_of_aliases_ends() {
    let text = r#"name = "a"
summary = "s"
modules = ["m"]
[aliases]
"x" = "y"
"y" = "x"
"#;
    let catalogue = Catalogue::from_libraries(vec![read("a.toml", text).unwrap()]);
    assert!(["x.z", "y.z"].contains(&catalogue.canonical("x.z").as_ref()));
}

#[test]
fn constants_have_values_and_pythons() {
    let value = |name: &str| catalogue().constant(name).unwrap().value.clone();
    assert_eq!(value("ssl.PROTOCOL_TLSv1"), ConstantValue::Int(3));
    assert_eq!(value("OpenSSL.SSL.TLSv1_METHOD"), ConstantValue::Int(4));
    assert_eq!(
        value("ssl.TLSVersion.MINIMUM_SUPPORTED"),
        ConstantValue::Int(-2)
    );
    assert_eq!(value("ssl.OP_ALL"), ConstantValue::Build);
    assert_eq!(
        value("ssl.HAS_TLSv1_3"),
        ConstantValue::Has(Protocol::TlsV1_3)
    );
    assert_eq!(value("ssl.Purpose.CLIENT_AUTH"), ConstantValue::Object);
    let tls_version = catalogue().constant("ssl.TLSVersion.TLSv1").unwrap();
    assert!(tls_version.python.contains(python(7)) && !tls_version.python.contains(python(6)));
    let old = catalogue().constant("ssl.PROTOCOL_SSLv3").unwrap();
    assert_eq!(
        (old.requires, old.protocol),
        (Some(Protocol::SslV3), Some(Protocol::SslV3))
    );
}

#[test]
fn enumerations_list_their_members_in_order() {
    let names: Vec<_> = catalogue()
        .members("ssl.TLSVersion")
        .iter()
        .map(|name| name.rsplit('.').next().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "MINIMUM_SUPPORTED",
            "SSLv3",
            "TLSv1",
            "TLSv1_1",
            "TLSv1_2",
            "TLSv1_3",
            "MAXIMUM_SUPPORTED"
        ]
    );
    assert!(catalogue().members("ssl.SSLContext").is_empty());
    // PROTOCOL_SSLv23 is a second name of PROTOCOL_TLS.
    let methods = catalogue().members("ssl._SSLMethod");
    assert_eq!(methods.len(), 8);
    assert!(!methods.contains(&"ssl._SSLMethod.PROTOCOL_SSLv23".to_owned()));
    assert_eq!(
        catalogue().members("twisted.internet.ssl.TLSVersion").len(),
        5
    );
}

#[test]
fn functions_split_by_python_are_all_returned() {
    let entries = catalogue().function("http.client.HTTPSConnection");
    assert_eq!(entries.len(), 3);
    for minor in [4, 11, 12, 15] {
        let at: Vec<_> = entries
            .iter()
            .filter(|entry| entry.api.python.contains(python(minor)))
            .collect();
        assert_eq!(at.len(), 1, "3.{minor}");
    }
    assert!(
        catalogue()
            .function("ssl.SSLContext.wrap_socket")
            .is_empty()
    );
    assert!(catalogue().function("ssl.nothing").is_empty());
}

#[test]
fn members_are_found_on_the_class_and_its_bases() {
    let wrap = &catalogue().method("ssl.SSLContext", "wrap_socket")[0];
    assert_eq!(wrap.api.name, "ssl.SSLContext.wrap_socket");
    let starttls = catalogue().method("smtplib.SMTP_SSL", "starttls");
    assert_eq!(starttls[0].api.name, "smtplib.SMTP.starttls");
    assert_eq!(
        catalogue()
            .attribute("ssl.SSLContext", "minimum_version")
            .len(),
        1
    );
    assert!(
        catalogue()
            .attribute("ssl.SSLContext", "wrap_socket")
            .is_empty()
    );
    assert_eq!(
        catalogue()
            .class_attribute("ftplib.FTP_TLS", "ssl_version")
            .len(),
        2
    );
    assert_eq!(
        catalogue().ancestors("ftplib.FTP_TLS"),
        ["ftplib.FTP_TLS", "ftplib.FTP"]
    );
    assert!(
        catalogue()
            .method("ssl.SSLSocket", "wrap_socket")
            .is_empty()
    );
    assert!(catalogue().ancestors("no.Class").is_empty());
}

#[test]
fn some_names_mean_tls_on_any_receiver() {
    let names = |name| -> Vec<_> {
        let entries = catalogue().on_unknown(name).iter();
        entries.map(|entry| entry.api.name.as_str()).collect()
    };
    assert_eq!(names("wrap_socket"), ["ssl.SSLContext.wrap_socket"]);
    assert_eq!(names("minimum_version"), ["ssl.SSLContext.minimum_version"]);
    assert!(names("options").is_empty());
}

#[test]
fn hooks_and_settings() {
    let hooks = catalogue().hooks("requests.adapters.HTTPAdapter");
    let names: Vec<_> = hooks.iter().map(|hook| hook.api.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "requests.adapters.HTTPAdapter.init_poolmanager",
            "requests.adapters.HTTPAdapter.proxy_manager_for"
        ]
    );
    let settings: Vec<_> = catalogue()
        .settings("gunicorn.conf.py")
        .iter()
        .map(|entry| (entry.api.name.as_str(), entry.api.kind))
        .collect();
    assert_eq!(
        settings,
        [
            ("gunicorn.conf.ssl_version", ApiKind::Setting),
            ("gunicorn.conf.ssl_version", ApiKind::Setting),
            ("gunicorn.conf.ssl_context", ApiKind::Hook)
        ]
    );
    assert!(catalogue().settings("other.py").is_empty());
}

#[test]
fn modules_are_known_with_their_parents_and_children() {
    for known in [
        "ssl",
        "ssl.TLSVersion",
        "http",
        "http.client",
        "httplib",
        "OpenSSL",
        "six.moves",
        "urllib3.util",
        "twisted",
    ] {
        assert!(catalogue().module_known(known), "{known}");
    }
    for unknown in ["sslx", "pkg.ssl", "http.cookies", "six", "json", ""] {
        // `six` is a parent of an alias, so it is known.
        assert_eq!(
            catalogue().module_known(unknown),
            unknown == "six",
            "{unknown}"
        );
    }
}

#[test]
fn tables_compare_values_as_python_does() {
    let library = catalogue()
        .libraries()
        .iter()
        .find(|library| library.name == "urllib3")
        .unwrap();
    let table = catalogue().table(library, "ssl_version").unwrap();
    // Written as ssl.PROTOCOL_TLSv1, met as the number too.
    assert_eq!(table.rows[1].values, [Match::Int(3)]);
    assert!(catalogue().table(library, "no table").is_none());
    // An object without a value stays a name.
    let twisted = catalogue()
        .libraries()
        .iter()
        .find(|library| library.name == "Twisted")
        .unwrap();
    let from = catalogue().table(twisted, "from").unwrap();
    let name = "twisted.internet.ssl.TLSVersion.SSLv3".to_owned();
    assert_eq!(from.rows[0].values, [Match::Constant(name)]);
}

#[test]
fn the_hard_ones_are_expressed() {
    // urllib3 2: any value that is not mapped removes the floor.
    let urllib3 = &catalogue().function("urllib3.util.ssl_.create_urllib3_context")[0];
    let table = catalogue().table(&urllib3.library, "ssl_version").unwrap();
    assert_eq!(
        table.otherwise,
        Some(vec![Setting::Minimum(None), Setting::Maximum(None)])
    );

    // elastic-transport: the minimum of a context that was given is assigned.
    let elastic = &catalogue().function("elastic_transport.NodeConfig")[0];
    assert_eq!(
        actions(elastic),
        ["Refuse", "CallFunction", "Use", "Set", "Lookup", "Connect"]
    );
    let repair = &elastic.api.effects[3];
    assert_eq!(repair.when.omitted, ["ssl_version"]);
    assert!(repair.when.given.is_empty());

    // gunicorn: the knob is dead from release 21 on, alive before.
    let settings = catalogue().settings("gunicorn.conf.py");
    assert_eq!(actions(&settings[0]), ["New", "Lookup", "Connect"]);
    assert_eq!(settings[0].api.release.before, Some(vec![21]));
    assert_eq!(actions(&settings[1]), ["Ignore"]);
    assert_eq!(settings[1].api.release.from, Some(vec![21]));

    // Twisted: a method is a new context without the floor.
    let twisted = &catalogue().function("twisted.internet.ssl.CertificateOptions")[0];
    let floor = twisted.api.effects.iter().find(|effect| {
        matches!(&effect.action, Action::Set(settings)
            if matches!(&settings[..], [Setting::Disable(off)] if off.contains(&Protocol::TlsV1)))
    });
    assert!(floor.unwrap().when.omitted.contains(&"method".to_owned()));
}

#[test]
fn pyopenssl_has_its_own_engine_and_learns_its_role_late() {
    let class = catalogue().class("OpenSSL.SSL.Context").unwrap();
    assert_eq!(class.context, Some(Engine::PyOpenSsl));
    let connection = &catalogue().function("OpenSSL.SSL.Connection")[0];
    assert!(matches!(
        connection.api.effects[1].action,
        Action::Connect(ConnectRole::Unknown)
    ));
    let state = &catalogue().method("OpenSSL.SSL.Connection", "set_accept_state")[0];
    assert!(matches!(
        state.api.effects[0].action,
        Action::Role(Role::Server)
    ));
}

#[test]
fn ftp_reads_its_class_attribute_when_it_is_made() {
    let entries = catalogue().function("ftplib.FTP_TLS");
    let read: Vec<_> = entries[0]
        .api
        .effects
        .iter()
        .filter_map(|effect| match &effect.action {
            Action::CallFunction { arguments, .. } => Some((&effect.when.python, &arguments[0].1)),
            _ => None,
        })
        .filter(|(range, _)| range.contains(python(11)))
        .map(|(_, value)| value.clone())
        .collect();
    let expected = ArgumentOrValue::Attribute {
        name: "ssl_version".to_owned(),
        default: 16,
    };
    assert_eq!(read, [expected]);
}

#[test]
fn needles_find_every_way_in() {
    let needles = catalogue().needles();
    let found = |text: &str| needles.iter().any(|needle| text.contains(needle.as_str()));
    for text in [
        "import ssl",
        "from OpenSSL import SSL",
        "def f(ctx): return ctx.wrap_socket(s)",
        "ctx.wrap_bio(a, b)",
        "ctx.minimum_version = 769",
        "setattr(ctx, 'maximum_version', v)",
        "urlopen(url)",
        "HTTPSConnection(host)",
        "import smtplib",
        "import requests",
        "reactor.listenSSL(443, f, c)",
        "await open_connection(host, port, ssl=True)",
    ] {
        assert!(found(text), "{text}");
    }
    for text in [
        "import json, os",
        "print(1)",
        "asyncio.create_task(f())",
        "class Context: pass",
    ] {
        assert!(!found(text), "{text}");
    }
    // Sorted, and none contains another.
    assert!(needles.is_sorted());
    for needle in &needles {
        assert!(
            !needles
                .iter()
                .any(|other| other != needle && needle.contains(other.as_str()))
        );
    }
}

#[test]
fn keywords_that_carry_versions() {
    let knobs = catalogue().keyword_knobs();
    let names: Vec<_> = knobs.iter().map(|knob| knob.name.as_str()).collect();
    for name in [
        "ssl_version",
        "ssl_minimum_version",
        "ssl_maximum_version",
        "method",
        "sslmethod",
        "insecurelyLowerMinimumTo",
        "protocol",
    ] {
        assert!(names.contains(&name), "{name}");
    }
    // These carry contexts.
    for name in ["context", "ssl_context", "ssl", "contextFactory"] {
        assert!(!names.contains(&name), "{name}");
    }
    let version = knobs
        .iter()
        .find(|knob| knob.name == "ssl_version")
        .unwrap();
    // Passed on by requests to urllib3 and from there to the context.
    let through = "requests.adapters.HTTPAdapter.init_poolmanager";
    assert!(version.apis.iter().any(|entry| entry.api.name == through));
}

#[test]
fn the_listing_is_sorted_and_names_each_knob_once() {
    let listing = catalogue().listing();
    assert_eq!(listing.len(), catalogue().libraries().len());
    let stdlib = listing
        .iter()
        .take_while(|library| library.distribution.is_none());
    assert_eq!(stdlib.count(), 14);
    let ssl = listing
        .iter()
        .find(|library| library.name == "ssl")
        .unwrap();
    let wrap: Vec<_> = ssl
        .knobs
        .iter()
        .filter(|knob| knob.name == "ssl.wrap_socket")
        .map(|knob| (knob.kind, knob.parameter.as_deref()))
        .collect();
    assert_eq!(wrap, [("function", Some("ssl_version"))]);
    for library in &listing {
        let keys: Vec<_> = library
            .knobs
            .iter()
            .map(|knob| (&knob.name, knob.kind, &knob.parameter))
            .collect();
        assert!(keys.is_sorted() && keys.windows(2).all(|two| two[0] != two[1]));
        assert!(library.knobs.iter().all(|knob| !knob.summary.is_empty()));
    }
}

#[test]
fn names_of_a_module_that_is_listed_whole() {
    let lists = |name: &str, version| catalogue().lists(name, version);
    let python2 = PythonVersion { major: 2, minor: 7 };
    assert_eq!(lists("ssl.CertificateError", python(11)), Some(true));
    assert_eq!(lists("ssl.NO_SUCH_THING", python(11)), Some(false));
    assert_eq!(lists("ssl.NO_SUCH_THING", python2), Some(false));
    // Nobody has compared these.
    assert_eq!(lists("ssl.NO_SUCH_THING", python(15)), None);
    assert_eq!(lists("ssl._private", python(11)), None);
    assert_eq!(lists("socket.NO_SUCH_THING", python(11)), None);
}
