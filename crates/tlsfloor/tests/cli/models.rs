//! Libraries that the user describes.

use crate::support::Folder;

const MODEL: &str = r#"name = "acme"
distribution = "acme-client"
summary = "The client of our own service"
modules = ["acme"]
source = "acme 1.0, acme/client.py"
verified = "read"

[[class]]
name = "acme.Client"

[[table]]
name = "tls"
rows = [
  { values = "'1.0'", minimum = "TLSv1" },
  { values = "'1.2'", minimum = "TLSv1.2" },
]
otherwise = "refuse"

[[api]]
name = "acme.Client"
kind = "constructor"
signature = "host, *, tls"
knobs = "tls"
implicit = true
returns = "acme.Client"
summary = "A minimum by name"
effects = [
  { new = "ssl.PROTOCOL_TLS_CLIENT" },
  { lookup = { argument = "tls", table = "tls" }, when = { given = "tls" } },
  { connect = "client" },
]
"#;
const PROGRAM: &str = "import acme\nacme.Client(host, tls='1.0')\nacme.Client(host, tls='1.2')\n";

#[test]
fn a_library_of_ones_own_is_judged_like_any_other() {
    let folder = Folder::with(&[
        ("app.py", PROGRAM),
        ("models/acme.toml", MODEL),
        ("models/README.md", "not a model"),
    ]);
    assert_eq!(folder.check(&[]).findings(), Vec::<String>::new());
    let text = folder.run(&["check", "--models", "models"]).stdout;
    assert!(text.contains("help: Write `'1.2'` here."), "{text}");
    for path in ["models", "models/acme.toml"] {
        let run = folder.check(&["--models", path]);
        assert_eq!(run.findings(), ["app.py:2"], "{}", run.stderr);
    }
    let listed = folder.run(&["catalogue", "--models", "models"]);
    assert!(
        listed
            .stdout
            .contains("acme.Client(tls=): A minimum by name"),
        "{}",
        listed.stdout
    );
}

#[test]
fn a_value_that_a_table_refuses_opens_nothing() {
    let folder = Folder::with(&[
        (
            "app.py",
            "import acme\nacme.Client(host, tls='1.1')\nacme.Client(host, tls=x())\n",
        ),
        ("acme.toml", MODEL),
    ]);
    let run = folder.run(&["inventory", "--models", "acme.toml"]);
    let listed: Vec<&str> = run.stdout.lines().skip(1).collect();
    assert_eq!(listed.len(), 1, "{}", run.stdout);
    assert!(listed[0].trim_start().starts_with("3:1"), "{}", run.stdout);
}

#[test]
fn what_a_model_describes_takes_the_place_of_what_is_built_in() {
    let model = MODEL
        .replace("acme.Client", "requests.get")
        .replace("modules = [\"acme\"]", "modules = [\"requests\"]")
        .replace("kind = \"constructor\"", "kind = \"function\"")
        .replace("[[class]]\nname = \"requests.get\"\n", "")
        .replace("returns = \"requests.get\"\n", "")
        .replace("requests.get", "requests.api.get");
    let program = PROGRAM.replace("acme.Client", "requests.get");
    let folder = Folder::with(&[
        ("app.py", &program.replace("acme", "requests")),
        ("acme.toml", &model),
    ]);
    let run = folder.check(&["--models", "acme.toml"]);
    assert_eq!(run.findings(), ["app.py:2"], "{}", run.stderr);
}

#[test]
fn mistakes_in_a_model_are_drawn() {
    let folder = Folder::with(&[
        ("app.py", PROGRAM),
        ("wrong.toml", &MODEL.replace("knobs", "knbos")),
        (
            "lost.toml",
            &MODEL.replace(
                "{ connect = \"client\" }",
                "{ call-function = \"ssl.gone\" }",
            ),
        ),
        ("right.toml", MODEL),
        ("empty/README.md", ""),
    ]);
    for (path, said) in [
        ("wrong.toml", "wrong.toml:23:1: unknown key `knbos`"),
        (
            "lost.toml",
            "lost.toml: acme.Client: there is no function ssl.gone to call",
        ),
        ("missing.toml", "missing.toml: cannot be read: "),
        ("empty", "empty: there is no file that ends in .toml"),
    ] {
        for run in [
            folder.run(&["catalogue", "check", path]),
            folder.run(&["check", ".", "--models", path]),
        ] {
            assert!(run.stderr.contains(said), "{path}: {}", run.stderr);
            assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
        }
    }
    let run = folder.run(&["catalogue", "check", "right.toml"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
}
