//! Broken code: what stands beside the damage stays.

use super::*;

#[test]
fn the_rule_s_own_example() {
    let text = "import ssl\n\ndef newconnect(self):\n  try:\n    s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)\n    remote = ssl.wrap_socket(s,\n                             ca_certs= CA,\n                             cert_reqs=ssl.CERT_REQUIRED,\n                             ssl_version = ssl.PROTOCOL_SSLv3)\n    remote.connect(self.server.seradd)\n    if not self.send_PW(remote):\n      logging.warn('PW error !')\n      return\n    except socket.error, e:\n      logging.warn(e)\n      return\n";
    let module = parse(text);
    assert_eq!(
        module.python2.map(|r| slice(text, r)),
        Some("except socket.error, e")
    );
    let Some(Stmt::FunctionDef(function)) = module.body.body.get(1) else {
        panic!();
    };
    let Some(Stmt::Try(block)) = function.body.first() else {
        panic!("{:?}", function.body);
    };
    assert_eq!(block.body.len(), 4);
    assert_eq!(block.handlers.len(), 1);
    assert_eq!(
        calls(text, &module),
        [
            "newconnect:socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
            "newconnect:ssl.wrap_socket(s,\n                             ca_certs= CA,\n                             cert_reqs=ssl.CERT_REQUIRED,\n                             ssl_version = ssl.PROTOCOL_SSLv3)",
            "newconnect:remote.connect(self.server.seradd)",
            "newconnect:self.send_PW(remote)",
            "newconnect:logging.warn('PW error !')",
            "newconnect:logging.warn(e)",
        ]
    );
    assert_eq!(module.errors.len(), 1);
}

/// Code around damage: `{D}` is where a damaged line goes, at each of several
/// depths. Every call beside it must survive.
const SNIPPETS: [&str; 6] = [
    "import ssl\n{D}def f(s):\n    a(1)\n    return b(s, v=ssl.X)\n\nc(2)\n",
    "import ssl\ndef f(s):\n    a(1)\n{D}    x = b(s, v=ssl.X)\n    return x.c()\n\nd(2)\n",
    "class A(object):\n    def f(self):\n        with a() as x:\n            b(x)\n{D}            c(x)\n        return d()\n\n    def g(self):\n        return e()\n",
    "def f():\n    if a():\n        b(1)\n{D}    else:\n        c(2)\n    d(3)\n\ndef g():\n    e()\n",
    "def f():\n    for x in a():\n        b(x)\n{D}\n    c(\n        1,\n        2)\n\nclass B:\n    x = d()\n",
    "@a(1)\ndef f(x=b(2)):\n    '''doc'''\n    c('%s' % x)\n{D}    try:\n        d()\n    except E as e:\n        e2(e)\n    finally:\n        g()\n",
];

/// Damage: lines, to be indented like what stands around.
const DAMAGE: [&str; 44] = [
    "x = (1, 2",
    "x = foo(1, bar(2",
    "foo(a,",
    "foo(a, b=",
    "x = [1, 2",
    "x = {'a': 1,",
    "x = {'a':",
    "x = 'unclosed",
    "x = \"un(closed",
    "foo('abc)",
    "x =",
    "x.",
    "x = y +",
    "if",
    "if x",
    "if x ==",
    "for x in",
    "for",
    "while True",
    "def",
    "def g",
    "def g(",
    "def g(a, b",
    "def g(a, b):",
    "class",
    "class X(",
    "import",
    "from x import",
    "from x import (a, b",
    "return )",
    "x = 1)",
    "x = ]",
    "lambda",
    "with open(x) as",
    "raise E,",
    "print 'x",
    "%matplotlib inline",
    "!ls -l",
    "{% if x %}",
    "{{ x }}",
    "{# it's a (comment #}",
    "$foo bar",
    "<<<<<<< HEAD",
    "don't do this",
];

fn indent_of(snippet: &str) -> String {
    let before = snippet.split("{D}").next().unwrap_or("");
    let line = before.trim_end_matches('\n').lines().last().unwrap_or("");
    line.chars().take_while(|c| *c == ' ').collect()
}

/// The calls of `snippet` without damage, and those with it.
fn compare(snippet: &str, damage: &str, failures: &mut Vec<String>) {
    let whole = snippet.replace("{D}", "");
    let wanted = calls(&whole, &parse(&whole));
    let text = snippet.replace("{D}", damage);
    let module = parse(&text);
    let found = calls(&text, &module);
    let missing: Vec<_> = wanted.iter().filter(|c| !found.contains(c)).collect();
    if !missing.is_empty() {
        failures.push(format!("{text}\nlost {missing:?}, found {found:?}"));
    }
}

#[test]
fn damage_costs_nothing_beside_it() {
    let mut failures = Vec::new();
    for snippet in SNIPPETS {
        let indent = indent_of(snippet);
        for damage in DAMAGE {
            compare(snippet, &format!("{indent}{damage}\n"), &mut failures);
        }
    }
    assert!(
        failures.is_empty(),
        "{}\n{}",
        failures.len(),
        failures.join("\n---\n")
    );
}

#[test]
fn damage_in_crlf_and_cr_files() {
    let mut failures = Vec::new();
    for ending in ["\r\n", "\r"] {
        for snippet in SNIPPETS {
            let indent = indent_of(snippet);
            for damage in DAMAGE {
                let snippet = snippet.replace('\n', ending);
                compare(
                    &snippet,
                    &format!("{indent}{damage}{ending}"),
                    &mut failures,
                );
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{}\n{}",
        failures.len(),
        failures.join("\n---\n")
    );
}

#[test]
fn damage_of_the_layout_costs_nothing() {
    let mut failures = Vec::new();
    for snippet in SNIPPETS {
        let indent = indent_of(snippet);
        for damage in [
            "    h(9)\n",
            "  h(9)\n",
            "\th(9)\n",
            " h(9)\n",
            "\u{c}\n",
            "h(9)\0\n",
        ] {
            compare(snippet, &format!("{indent}{damage}"), &mut failures);
        }
    }
    assert!(
        failures.is_empty(),
        "{}\n{}",
        failures.len(),
        failures.join("\n---\n")
    );
}

#[test]
fn both_sides_of_a_conflict_are_kept() {
    for text in [
        "def f():\n    a()\n<<<<<<< HEAD\n    b(1)\n=======\n    c(2)\n>>>>>>> x y\n    d()\n",
        "def f():\n    a()\n<<<<<<< HEAD\n    b(1)\n||||||| base\n    z(1)\n=======\n    c(2)\n>>>>>>> x\n    d()\n",
        "def f():\n    a()\n    x = [b(1),\n<<<<<<< HEAD\n    c(2),\n=======\n    c(2),\n>>>>>>> x\n   ]\n    d()\n",
    ] {
        let module = parse(text);
        let mut found = calls(text, &module);
        found.dedup();
        assert_eq!(found, ["f:a()", "f:b(1)", "f:c(2)", "f:d()"], "{text}");
        assert_eq!(module.python2, None);
        assert!(
            module
                .errors
                .iter()
                .all(|e| e.message == "merge conflict marker")
        );
    }
}

#[test]
fn two_headers_of_a_conflict() {
    let text = "class A:\n<<<<<<< HEAD\n    def f(self, a):\n=======\n    def f(self, b):\n>>>>>>> x\n        \
                return g(self)\n\n    def h(self):\n        return i()\n";
    let module = parse(text);
    assert_eq!(calls(text, &module), ["A.f:g(self)", "A.h:i()"]);
}

#[test]
fn an_unclosed_docstring_ends_with_its_line() {
    let text = "import a\n\ndef f():\n    \"\"\"Half a docstring\n    b(1)\n\ndef g():\n    \
                \"\"\"A whole one.\"\"\"\n    c(2)\n\nd()\n";
    let module = parse(text);
    assert_eq!(calls(text, &module), ["f:b(1)", "g:c(2)", ":d()"]);
    let text = "def f():\n    a()\n    x = '''abc\n    b(1)\n";
    assert_eq!(calls(text, &parse(text)), ["f:a()", "f:b(1)"]);
}

#[test]
fn no_python_at_all() {
    for text in [
        "",
        "\u{feff}",
        "\0\0\0",
        "\0\0\0\n\u{7f}\u{1}",
        "Dear reader,\nthis isn't Python. (Really\n",
        "<html><body class=\"x\">it's</body></html>\n",
        "{\"a\": [1, 2, {\"b\": null}]}\n",
        "\\",
        "'''",
        "f'{",
        "f'{x:{y:{",
        "rb'",
        "\u{1F600} = (\u{2028}\n",
        "a\\\n",
        "if x:\n\\",
        "(\n)\n)\n(\n[\n}",
    ] {
        let module = parse(text);
        assert!(module.python2.is_none(), "{text}");
        assert!(module.errors.len() <= MAX_ERRORS);
    }
}

#[test]
fn problems_say_where() {
    let text = "a()\nx = foo(1,\nb()\n";
    let module = parse(text);
    let problem = &module.errors[0];
    assert_eq!(slice(text, problem.range), "(");
    assert_eq!(problem.message, "bracket is never closed");
    assert_eq!(calls(text, &module).len(), 3);
    assert_eq!(parse(&"x = )\n".repeat(100)).errors.len(), MAX_ERRORS);
}

#[test]
fn comments_and_extents_keep_their_places() {
    let text = "x = '# none'  # one\nprint 'a'  # two\nfoo(\n  1)\nif (a and\n    b):\n    c(\n)\n\
                else: pass\n";
    let module = parse(text);
    let comments: Vec<_> = module.comments.iter().map(|&r| slice(text, r)).collect();
    assert_eq!(comments, ["# one", "# two"]);
    let statements: Vec<_> = module.statements.iter().map(|&r| slice(text, r)).collect();
    assert_eq!(statements, ["foo(\n  1)", "if (a and\n    b", "c(\n)"]);
}
