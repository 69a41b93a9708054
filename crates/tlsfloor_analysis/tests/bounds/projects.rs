//! Bounds on programs of several files.

use super::{CONTEXT, Found, LOW, UNCERTAIN, found_in, lines};
use tlsfloor_analysis::Steps;
use tlsfloor_analysis::project::imports;

fn project(files: &[(&str, String)]) -> Found {
    let files: Vec<(String, String)> = files
        .iter()
        .map(|(path, code)| ((*path).to_owned(), code.clone()))
        .collect();
    found_in(&files, Steps::default())
}

#[test]
fn imports_stand_in_so_many_others() {
    let mut files: Vec<(String, String)> = (0..70)
        .map(|number| {
            let code = format!("import ssl, m{}\nv = m{0}.v\n", number + 1);
            (format!("m{number}.py"), code)
        })
        .collect();
    files.push((
        "m70.py".to_owned(),
        "import ssl\nv = ssl.TLSVersion.TLSv1\n".to_owned(),
    ));
    let main = format!("{CONTEXT}import m0\nc.minimum_version = m0.v\nc.wrap_socket(s)\n");
    files.push(("main.py".to_owned(), main));
    let found = found_in(&files, Steps::default());
    assert!(
        found.says("imports nested too deeply: what this import gives is unknown"),
        "{:?}",
        found.bounds
    );
    assert_eq!(found.endpoints, ["1 1.1 1.2 1.3~"]);
}

/// A program that imports something when its steps are used up.
fn overdrawn(steps: Steps) {
    let long = "x = 1\n".repeat(100);
    let main = format!(
        "{CONTEXT}{long}import part\nc.minimum_version = part.v\nc.wrap_socket(s)\nprint(x)\n"
    );
    let part = "import ssl\nv = ssl.TLSVersion.TLSv1\n";
    let files = [
        ("main.py".to_owned(), main),
        ("part.py".to_owned(), part.to_owned()),
    ];
    let found = found_in(&files, steps);
    assert!(
        found.says("too many steps: what this import gives is unknown"),
        "{:?}",
        found.bounds
    );
    assert_eq!(found.endpoints, ["1 1.1 1.2 1.3~"]);
    // A module with connections of its own runs by itself then.
    let part = format!("{part}ssl.create_default_context().wrap_socket(s)\n");
    let both = [files[0].clone(), ("part.py".to_owned(), part)];
    let found = found_in(&both, steps);
    assert_eq!(found.endpoints, ["1 1.1 1.2 1.3~", "1.2 1.3"]);
    // With the usual ones, nothing is given up.
    assert_eq!(found_in(&files, Steps::default()).endpoints, [LOW]);
}

#[test]
fn an_entry_overdraws_its_steps_so_far() {
    overdrawn(Steps {
        entry: 20,
        overdrawn: 20,
        ..Steps::default()
    });
}

#[test]
fn a_project_overdraws_its_steps_so_far() {
    overdrawn(Steps {
        entry: 20,
        least: 1,
        project_overdrawn: 20,
        ..Steps::default()
    });
}

#[test]
fn a_module_runs_on_so_many_paths() {
    let paths = lines(0..6, |number| {
        format!("if unknown{number}():\n    import part\n    del sys.modules['part']")
    });
    let paths = paths.replace("\n    del sys.modules['part']", "\n    sys.exit()");
    let main = format!("{CONTEXT}{paths}import part\nc.wrap_socket(s)\n");
    let part = "import ssl\nimport main\nmain.low()\n".to_owned();
    let found = project(&[("main.py", main), ("part.py", part)]);
    assert!(
        found.says("imported on too many paths: on some of them what this import gives is unknown"),
        "{:?}",
        found.bounds
    );
    assert!(
        found.endpoints.iter().all(|own| own.ends_with('~')),
        "{:?}",
        found.endpoints
    );
}

#[test]
fn a_module_runs_in_so_many_programs() {
    let mut files: Vec<(String, String)> = (0..210)
        .map(|number| {
            let code = format!("{CONTEXT}import part\nc.wrap_socket(s)\nn = {number}\n");
            (format!("main{number}.py"), code)
        })
        .collect();
    // It changes another module, so that no other program may take over what
    // its run has left.
    files.push((
        "part.py".to_owned(),
        "import ssl, base\nbase.v = ssl.PROTOCOL_TLSv1\n".to_owned(),
    ));
    files.push((
        "base.py".to_owned(),
        "import ssl\nv = ssl.PROTOCOL_TLS\n".to_owned(),
    ));
    let found = found_in(&files, Steps::default());
    assert!(
        found.says("imported in too many programs: what differs in this one is unknown"),
        "{:?}",
        found.bounds
    );
    assert_eq!(found.endpoints.len(), 210);
    assert_eq!(found.endpoints[0], "1.2 1.3");
    assert_eq!(found.endpoints[209], UNCERTAIN);
}

#[test]
fn methods_that_nobody_calls_run_in_so_many_programs() {
    let mut files: Vec<(String, String)> = (0..6)
        .map(|number| {
            let code = format!("import part\nx = part.S({})\n", 774 - number);
            (format!("main{number}.py"), code)
        })
        .collect();
    let part = "import ssl\nclass S:\n    def __init__(self, v):\n        self.v = v\n    def go(self):\n        c = ssl.create_default_context()\n        c.minimum_version = self.v\n        c.wrap_socket(s)\n";
    files.push(("part.py".to_owned(), part.to_owned()));
    let found = found_in(&files, Steps::default());
    assert!(
        found.says(
            "a class is used in too many programs: methods that nobody calls run in some of them"
        ),
        "{:?}",
        found.bounds
    );
    assert_eq!(found.endpoints, [UNCERTAIN]);
}

#[test]
fn a_name_comes_through_so_many_files() {
    // Beyond, everything may matter, so that nothing is given up.
    let mut files: Vec<(String, String)> = (0..70)
        .map(|number| {
            let code = format!("from m{} import *\n", number + 1);
            (format!("m{number}.py"), code)
        })
        .collect();
    files.push((
        "m70.py".to_owned(),
        "from os import path\nfrom m71 import change\n".to_owned(),
    ));
    files.push((
        "m71.py".to_owned(),
        "def change(c):\n    c.minimum_version = 769\n".to_owned(),
    ));
    let main = "import ssl\nfrom m40 import change\nc = ssl.create_default_context()\nchange(c)\nc.wrap_socket(s)\n";
    files.push(("main.py".to_owned(), main.to_owned()));
    let found = found_in(&files, Steps::default());
    assert_eq!(found.endpoints, [LOW]);
}

#[test]
fn imports_are_looked_for_so_far() {
    let names = |count: usize| format!("from p import ({}q)\n", "name, ".repeat(count));
    let last = |code: &str| imports(code.as_bytes())[0].names.last().cloned();
    assert_eq!(last(&names(10_000)).as_deref(), Some("q"));
    assert_ne!(last(&names(14_000)).as_deref(), Some("q"));
}
