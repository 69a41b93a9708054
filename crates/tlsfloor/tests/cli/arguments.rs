//! Mistakes on the command line: what each is answered with.

use crate::support::Folder;

/// The first line on stderr, of a run that must end with status 2 and print
/// nothing on stdout.
fn refused(arguments: &[&str]) -> String {
    let run = Folder::with(&[("a.py", "")]).run(arguments);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert_eq!(run.stdout, "");
    run.stderr.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn an_unknown_protocol_gets_the_nearest_name() {
    assert_eq!(
        refused(&["check", "--floor", "TLSv1.4"]),
        "error: invalid value 'TLSv1.4' for '--floor <PROTOCOL>': there is no such protocol; \
         did you mean `TLSv1.3`? There are SSLv2, SSLv3, TLSv1, TLSv1.1, TLSv1.2, TLSv1.3"
    );
}

#[test]
fn what_resembles_no_protocol_gets_the_list_only() {
    assert_eq!(
        refused(&["check", "--floor", "bogus"]),
        "error: invalid value 'bogus' for '--floor <PROTOCOL>': there is no such protocol; it \
         must be one of SSLv2, SSLv3, TLSv1, TLSv1.1, TLSv1.2, TLSv1.3"
    );
}

#[test]
fn a_python_that_is_none_is_told_the_forms() {
    assert_eq!(
        refused(&["check", "--target-python", "3"]),
        "error: invalid value '3' for '--target-python <VERSIONS>': `3` is no Python version: \
         write it as 3.8, 3.8-3.12, >=3.8 or 2.7"
    );
    assert_eq!(
        refused(&["inventory", "--target-python", "3.12-3.8"]),
        "error: invalid value '3.12-3.8' for '--target-python <VERSIONS>': the range `3.12-3.8` \
         runs backwards"
    );
}

#[test]
fn a_python_that_nobody_knows_is_told_the_known_ones() {
    assert_eq!(
        refused(&["check", "--target-python", ">=4"]),
        "error: invalid value '>=4' for '--target-python <VERSIONS>': no known Python matches \
         `>=4`: there are 2.7, 3.0 – 3.15"
    );
}

#[test]
fn an_unknown_rule_gets_the_nearest_name() {
    assert_eq!(
        refused(&["rule", "insecure-ssl-protocol"]),
        "error: there is no rule `insecure-ssl-protocol`; did you mean \
         `python-security/insecure-ssl-protocols`?"
    );
}

#[test]
fn choices_are_listed() {
    assert_eq!(
        refused(&["check", "--confidence", "none"]),
        "error: invalid value 'none' for '--confidence <LEVEL>'"
    );
    assert_eq!(
        refused(&["inventory", "--output-format", "sarif"]),
        "error: invalid value 'sarif' for '--output-format <FORMAT>'"
    );
}

#[test]
fn an_unknown_option_or_command_is_refused() {
    assert_eq!(
        refused(&["check", "--flor", "TLSv1.2"]),
        "error: unexpected argument '--flor' found"
    );
    assert_eq!(refused(&["chek"]), "error: unrecognized subcommand 'chek'");
    assert_eq!(
        refused(&["inventory", "--exit-zero"]),
        "error: unexpected argument '--exit-zero' found"
    );
}

#[test]
fn no_jobs_are_too_few() {
    assert_eq!(
        refused(&["check", "--jobs", "0"]),
        "error: invalid value '0' for '--jobs <N>': it must be a whole number from 1"
    );
}

#[test]
fn a_glob_that_is_not_understood_is_quoted() {
    for glob in ["!a.py", "[", "[b-a]"] {
        let said = refused(&["check", "--exclude", glob]);
        let start = format!("error: the glob `{glob}` is not understood: ");
        assert!(said.starts_with(&start), "{said}");
    }
}

#[test]
fn a_name_for_standard_input_needs_standard_input() {
    assert_eq!(
        refused(&["check", "a.py", "--stdin-filename", "b.py"]),
        "error: --stdin-filename names what comes on standard input: add the path `-`"
    );
}

#[test]
fn help_and_version_are_answers() {
    let folder = Folder::with(&[]);
    let help = folder.run(&["--help"]);
    assert_eq!(help.status, Some(0));
    assert!(
        help.stdout
            .contains("tlsfloor check src --target-python '>=3.8'")
    );
    assert!(
        help.stdout
            .contains("Exit status: 0 nothing to report, 1 findings")
    );
    let version = folder.run(&["--version"]);
    assert_eq!(
        version.stdout,
        format!("tlsfloor {}\n", env!("CARGO_PKG_VERSION"))
    );
    // Hidden: it is there for tests.
    assert!(
        !folder
            .run(&["check", "--help"])
            .stdout
            .contains("--no-prefilter")
    );
}
