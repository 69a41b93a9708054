//! Configuration files that a library runs as Python.

use crate::support::Folder;

#[test]
fn what_gunicorn_reads_from_its_file_is_a_server() {
    let hook = "import ssl\n\
        def ssl_context(conf, default_ssl_context_factory):\n    \
            context = default_ssl_context_factory()\n    \
            context.minimum_version = ssl.TLSVersion.TLSv1\n    \
            return context\n";
    let folder = Folder::with(&[("gunicorn.conf.py", hook)]);
    let run = folder.check(&[]);
    assert_eq!(run.findings(), ["gunicorn.conf.py:4"], "{}", run.stderr);
    let listed = folder.run(&["inventory", "gunicorn.conf.py"]).stdout;
    assert!(
        listed.contains("2:5  server connection  gunicorn.conf.ssl_context  TLSv1, "),
        "{listed}"
    );
}

#[test]
fn a_setting_is_a_variable_of_a_configuration_file() {
    let model = r#"name = "acme"
distribution = "acme"
summary = "A server"
modules = ["acme.conf"]
setting-files = ["acme_conf.py"]
words = ["tls_options"]
source = "acme 1.0"
verified = "read"

[[api]]
name = "acme.conf.tls_options"
kind = "setting"
summary = "A dict with a minimum, True, or nothing"
effects = [
  { new = "ssl.PROTOCOL_TLS_SERVER", when = { true = "value" } },
  { minimum = { argument = "value", item = "minimum" }, when = { true = "value" } },
  { connect = "server" },
]
"#;
    for (value, listed) in [
        ("{'minimum': 769}", "TLSv1, TLSv1.1, TLSv1.2, TLSv1.3"),
        ("{'minimum': 772}", "TLSv1.3"),
        ("True", "TLSv1.2, TLSv1.3"),
    ] {
        let folder = Folder::with(&[
            ("acme_conf.py", &format!("tls_options = {value}\n")),
            ("acme.toml", model),
        ]);
        let run = folder.run(&["inventory", "--models", "acme.toml"]);
        let expected = format!("1:1  server connection  acme.conf.tls_options  {listed}");
        assert!(run.stdout.contains(&expected), "{value}: {}", run.stdout);
    }
    for value in ["False", "None", "{}"] {
        let folder = Folder::with(&[
            ("acme_conf.py", &format!("tls_options = {value}\n")),
            ("acme.toml", model),
        ]);
        let run = folder.run(&["inventory", "--models", "acme.toml"]);
        assert_eq!(run.stdout, "", "{value}");
    }
}

#[test]
fn python_2_has_the_methods_of_object() {
    let folder = Folder::with(&[(
        "old.py",
        "import ssl\n\
         context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n\
         class Kept(object):\n    pass\n\
         try:\n    object.__setattr__(Kept(), 'context', context)\n\
         except AttributeError:\n    raise\n\
         context.wrap_socket(sock)\n",
    )]);
    let run = folder.run(&["inventory", "--target-python", "2.7"]);
    assert!(
        run.stdout.contains("9:1  client connection"),
        "{}",
        run.stdout
    );
}
