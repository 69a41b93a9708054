//! Comments that hide findings.

use crate::support::Folder;

#[test]
fn a_comment_on_the_line_or_the_statement_hides_the_finding() {
    let folder = Folder::with(&[
        (
            "line.py",
            "import ssl\nc = ssl.SSLContext(ssl.PROTOCOL_TLSv1)  \
             # tlsfloor: ignore[insecure-ssl-protocols] old printer\n",
        ),
        (
            "statement.py",
            "import ssl\nc = ssl.SSLContext(  # tlsfloor: ignore[python-security/insecure-ssl-protocols]\n    \
             ssl.PROTOCOL_TLSv1\n)\n",
        ),
        (
            "file.py",
            "# tlsfloor: ignore-file[insecure-ssl-protocols]\nimport ssl\n\n\
             c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n",
        ),
    ]);
    let run = folder.check(&[]);
    assert_eq!(run.findings(), [""; 0]);
    assert_eq!(run.diagnostics(), [""; 0]);
    assert_eq!(run.count("suppressed"), 3);
    assert_eq!(run.status, Some(0));
}

#[test]
fn a_comment_for_another_rule_hides_nothing_and_is_said() {
    let folder = Folder::with(&[(
        "a.py",
        "import ssl\nc = ssl.SSLContext(ssl.PROTOCOL_TLSv1)  \
         # tlsfloor: ignore[insecure-default-ssl-protocols]\n",
    )]);
    let run = folder.check(&[]);
    assert_eq!(run.findings(), ["a.py:2"]);
    assert_eq!(run.diagnostics(), ["unused-suppression a.py"]);
    assert!(run.stderr.contains("a.py:2:"), "{}", run.stderr);
}

#[test]
fn an_unused_comment_is_said_even_where_nothing_names_tls() {
    let folder = Folder::with(&[(
        "a.py",
        "x = 1  # tlsfloor: ignore[insecure-ssl-protocols]\n",
    )]);
    let run = folder.check(&[]);
    assert_eq!(run.diagnostics(), ["unused-suppression a.py"]);
    assert_eq!(run.status, Some(0));
}

#[test]
fn a_mistaken_comment_gets_the_nearest_rule() {
    let folder = Folder::with(&[
        ("a.py", "x = 1  # tlsfloor: ignore[insecure-ssl-protocol]\n"),
        ("b.py", "x = 1  # tlsfloor: ignore\n"),
    ]);
    let run = folder.check(&[]);
    assert_eq!(
        run.diagnostics(),
        ["invalid-suppression a.py", "invalid-suppression b.py"]
    );
    assert!(
        run.stderr
            .contains("did you mean `python-security/insecure-ssl-protocols`?"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_comment_in_a_string_is_none() {
    let folder = Folder::with(&[(
        "a.py",
        "import ssl\nx = '# tlsfloor: ignore[insecure-ssl-protocols]'; ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n",
    )]);
    let run = folder.check(&[]);
    assert_eq!(run.findings(), ["a.py:2"]);
    assert_eq!(run.diagnostics(), [""; 0]);
}
