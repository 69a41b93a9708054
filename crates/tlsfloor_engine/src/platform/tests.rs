//! Where a file's platform comes from.

use super::*;
use tlsfloor_files::MemorySystem;

fn platform(system: &MemorySystem, path: &str) -> (String, String, bool) {
    let universe = reference_builds();
    let mut detector = Detector::new(system, universe, None).unwrap();
    let platform = detector.platform_of(&system.current_dir().join(path), false);
    (platform.description, platform.source, platform.stated)
}

fn stated(description: &str, source: &str) -> (String, String, bool) {
    (description.to_owned(), source.to_owned(), true)
}

fn system(files: &[(&str, &str)]) -> MemorySystem {
    let mut system = MemorySystem::new("/repo");
    for (path, text) in files {
        system.file(path, *text);
    }
    system
}

const REQUIRES_38: &str = "[project]\nrequires-python = '==3.8.*'\n";

#[test]
fn without_any_statement_it_is_assumed() {
    let system = system(&[("a.py", "")]);
    assert_eq!(
        platform(&system, "a.py"),
        ("3.10 – 3.15".into(), "default".into(), false)
    );
    let universe = reference_builds();
    let mut detector = Detector::new(&system, universe, None).unwrap();
    let platform = detector.platform_of(Path::new("/repo/a.py"), true);
    assert_eq!(platform.description, "2.7");
    assert_eq!(platform.source, "Python 2 syntax");
    assert!(!platform.stated);
}

#[test]
fn what_the_user_states_overrules_the_project() {
    let system = system(&[("pyproject.toml", REQUIRES_38)]);
    let universe = reference_builds();
    let target = Target {
        versions: Specifier::option("2.7").unwrap(),
        source: "--target-python".into(),
    };
    let mut detector = Detector::new(&system, universe, Some(&target)).unwrap();
    let platform = detector.platform_of(Path::new("/repo/a.py"), false);
    assert_eq!(platform.description, "2.7");
    assert_eq!(platform.source, "--target-python");
    assert!(platform.stated);
}

#[test]
fn the_nearest_folder_wins_and_within_it_the_order() {
    let system = system(&[
        ("pyproject.toml", REQUIRES_38),
        ("old/setup.py", "setup(python_requires='==3.6.*')"),
        ("old/setup.cfg", "[options]\npython_requires = ==3.7.*\n"),
        ("tool/pyproject.toml", "[tool.black]\n"),
        ("tool/PKG-INFO", "Requires-Python: ==3.5.*\n"),
    ]);
    for (path, expected) in [
        ("a.py", stated("3.8", "requires-python in pyproject.toml")),
        (
            "new/deep/a.py",
            stated("3.8", "requires-python in pyproject.toml"),
        ),
        (
            "old/pkg/a.py",
            stated("3.7", "python_requires in old/setup.cfg"),
        ),
        (
            "tool/a.py",
            stated("3.5", "Requires-Python in tool/PKG-INFO"),
        ),
    ] {
        assert_eq!(platform(&system, path), expected, "{path}");
    }
}

#[test]
fn a_requirement_comes_before_classifiers_of_the_same_folder() {
    let classified = "[project]\nclassifiers = ['Programming Language :: Python :: 3.4']\n";
    let both = system(&[
        ("pyproject.toml", classified),
        ("setup.py", "setup(python_requires='==3.6.*')"),
    ]);
    assert_eq!(
        platform(&both, "a.py"),
        stated("3.6", "python_requires in setup.py")
    );
    let only = system(&[("pyproject.toml", classified), ("setup.py", "setup()")]);
    assert_eq!(
        platform(&only, "a.py"),
        stated("3.4", "classifiers in pyproject.toml")
    );
}

#[test]
fn another_repository_above_does_not_count() {
    let system = system(&[
        ("pyproject.toml", REQUIRES_38),
        ("sub/.git/HEAD", ""),
        (".venv/lib/python3.12/site-packages/loose/a.py", ""),
    ]);
    assert_eq!(platform(&system, "sub/a.py").1, "default");
    let installed = ".venv/lib/python3.12/site-packages/loose/a.py";
    assert_eq!(platform(&system, installed).1, "default");
}

#[test]
fn broken_metadata_is_said_once_and_passed_over() {
    let system = system(&[
        ("pyproject.toml", "[project\n"),
        ("setup.cfg", "[options]\npython_requires = ==3.7.*\n"),
        (
            "future/pyproject.toml",
            "[project]\nrequires-python = '>=4'\n",
        ),
    ]);
    let universe = reference_builds();
    let mut detector = Detector::new(&system, universe, None).unwrap();
    for path in ["/repo/a.py", "/repo/b.py", "/repo/future/c.py"] {
        let platform = detector.platform_of(Path::new(path), false);
        assert_eq!(platform.source, "python_requires in setup.cfg");
    }
    let said: Vec<_> = detector.into_diagnostics();
    let paths: Vec<_> = said
        .iter()
        .map(|diagnostic| diagnostic.path.as_str())
        .collect();
    assert_eq!(paths, ["pyproject.toml", "future/pyproject.toml"]);
    assert!(
        said[0].message.starts_with("line 1: "),
        "{}",
        said[0].message
    );
    assert!(
        said[1].message.contains("allows no Python"),
        "{}",
        said[1].message
    );
}

#[test]
fn installed_packages_have_their_own_metadata() {
    let site = "lib/site-packages";
    let at = |path: &str| format!("{site}/{path}");
    let mut system = MemorySystem::new("/repo");
    system
        .file(
            at("foo-1.0.dist-info/METADATA"),
            "Requires-Python: ==3.6.*\n",
        )
        .file(
            at("Old_Name-2.dist-info/METADATA"),
            "Requires-Python: ==3.7.*\n",
        )
        .file(at("Old_Name-2.dist-info/top_level.txt"), "newname\n")
        .file(
            at("google_a-1.dist-info/METADATA"),
            "Requires-Python: ==3.8.*\n",
        )
        .file(
            at("google_a-1.dist-info/RECORD"),
            "google/a/x.py,sha256=1,2\n",
        )
        .file(
            at("google_b-1.dist-info/METADATA"),
            "Requires-Python: ==3.9.*\n",
        )
        .file(
            at("google_b-1.dist-info/RECORD"),
            "google/b/x.py,,\nsingle.py,,\n",
        )
        .file(at("egg.egg-info/PKG-INFO"), "Requires-Python: ==3.5.*\n");
    for (path, expected) in [
        ("foo/a/b.py", "3.6"),
        ("newname/a.py", "3.7"),
        ("google/a/x.py", "3.8"),
        ("google/b/x.py", "3.9"),
        ("single.py", "3.9"),
        ("egg/a.py", "3.5"),
        ("other/a.py", "3.10 – 3.15"),
    ] {
        assert_eq!(platform(&system, &at(path)).0, expected, "{path}");
    }
    let shown = platform(&system, &at("foo/a.py")).1;
    assert_eq!(
        shown,
        "Requires-Python in lib/site-packages/foo-1.0.dist-info/METADATA"
    );
}

#[test]
fn files_of_a_project_belong_together() {
    let system = system(&[("a/pyproject.toml", REQUIRES_38), ("b/setup.py", "setup()")]);
    let universe = reference_builds();
    let mut detector = Detector::new(&system, universe, None).unwrap();
    let mut project = |path: &str| detector.platform_of(Path::new(path), false).project;
    assert_eq!(project("/repo/a/x.py"), project("/repo/a/pkg/y.py"));
    assert_eq!(project("/repo/b/x.py"), project("/repo/b/pkg/y.py"));
    assert_eq!(project("/repo/x.py"), project("/repo/c/y.py"));
    assert_ne!(project("/repo/a/x.py"), project("/repo/b/x.py"));
    assert_ne!(project("/repo/a/x.py"), project("/repo/x.py"));
}

#[test]
fn versions_that_nobody_knows_are_refused() {
    let versions = Specifier::option(">=4").unwrap();
    let error = require_known(&versions, ">=4").unwrap_err();
    assert!(error.contains("`>=4`") && error.contains("2.7"), "{error}");
    assert!(require_known(&Specifier::option("3.8").unwrap(), "3.8").is_ok());
}
