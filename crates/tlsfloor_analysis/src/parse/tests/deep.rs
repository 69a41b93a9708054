//! Depth, length, and the stack that they take.

use super::depth::MAX_DEPTH;
use super::*;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The depth of a tree in statements, expressions and patterns.
#[derive(Default)]
struct Depth {
    now: u32,
    deepest: u32,
}

impl Depth {
    fn deeper(&mut self, walk: impl FnOnce(&mut Self)) {
        self.now += 1;
        self.deepest = self.deepest.max(self.now);
        // What three frames of an interpreter may take.
        black_box([0_u8; 12 * 1024]);
        walk(self);
        self.now -= 1;
    }
}

impl<'a> Visitor<'a> for Depth {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        self.deeper(|depth| visitor::walk_stmt(depth, stmt));
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        self.deeper(|depth| visitor::walk_expr(depth, expr));
    }

    fn visit_pattern(&mut self, pattern: &'a ruff_python_ast::Pattern) {
        self.deeper(|depth| visitor::walk_pattern(depth, pattern));
    }
}

/// Parses, walks and drops `text` on the stated stack; gives the depth and what
/// was cut.
fn measure(text: &str) -> (u32, usize, Duration) {
    with_stack(|| {
        let start = Instant::now();
        let module = parse(text);
        let time = start.elapsed();
        let mut depth = Depth::default();
        depth.visit_body(&module.body.body);
        (depth.deepest, module.too_deep.len(), time)
    })
}

fn blocks(levels: usize) -> String {
    let mut text = String::new();
    for level in 0..levels {
        text.push_str(&" ".repeat(level));
        text.push_str("if x:\n");
    }
    text.push_str(&" ".repeat(levels));
    text.push_str("y()\n");
    text
}

/// Texts of `n` levels, each of one kind of nesting.
fn nested(n: usize) -> Vec<(&'static str, String)> {
    vec![
        ("round", format!("x = {}{}\n", "(".repeat(n), ")".repeat(n))),
        (
            "calls",
            format!("x = {}{}\n", "f(".repeat(n), ")".repeat(n)),
        ),
        (
            "square",
            format!("x = {}{}\n", "[".repeat(n), "]".repeat(n)),
        ),
        (
            "target",
            format!("{}a{} = b\n", "[".repeat(n), "]".repeat(n)),
        ),
        (
            "curly",
            format!("x = {}{}\n", "{1:".repeat(n), "}".repeat(n)),
        ),
        ("open", "(".repeat(n)),
        ("open lines", "x = (\n".repeat(n)),
        (
            "with",
            format!("with {}a{} as b: c()\n", "(".repeat(n), ")".repeat(n)),
        ),
        (
            "with chain",
            format!("with (a{}) as b: c()\n", ".b()".repeat(n)),
        ),
        ("minus", format!("x = {}1\n", "- ".repeat(n))),
        ("invert", format!("x = {}1\n", "~".repeat(n))),
        ("not", format!("x = {}1\n", "not ".repeat(n))),
        ("await", format!("x = {}y\n", "await ".repeat(n))),
        ("lambda", format!("x = {}1\n", "lambda: ".repeat(n))),
        ("ternary", format!("x = {}0\n", "1 if a else ".repeat(n))),
        (
            "ternary brackets",
            format!("x = {}0{}\n", "1 if a else (".repeat(n), ")".repeat(n)),
        ),
        ("power", format!("x = {}2\n", "2 ** ".repeat(n))),
        (
            "walrus",
            format!("x = {}2{}\n", "(a := ".repeat(n), ")".repeat(n)),
        ),
        ("star", format!("x = [{}a]\n", "*".repeat(n))),
        ("chain", format!("x{}\n", ".b()".repeat(n))),
        ("items", format!("x{}\n", "[0]".repeat(n))),
        ("sum", format!("x = a{}\n", " + f(a)".repeat(n))),
        (
            "broken sum",
            format!("x = a{} +\ny = (\n", " + f(a)".repeat(n)),
        ),
        ("strings", format!("x = ('a'{})\n", " 'a'".repeat(n))),
        ("concatenation", format!("x = 'a'{}\n", " + 'a'".repeat(n))),
        ("compare", format!("x = a{}\n", " < a".repeat(n))),
        ("and", format!("x = a{}\n", " and a".repeat(n))),
        ("elif", format!("if a: pass\n{}", "elif a: b()\n".repeat(n))),
        (
            "decorators",
            format!("{}def f(): pass\n", "@a(1)\n".repeat(n)),
        ),
        ("assign", format!("{}1\n", "a = ".repeat(n))),
        (
            "fields",
            format!("x = f'{}a{}'\n", "{".repeat(n), "}".repeat(n)),
        ),
        (
            "specs",
            format!("x = f'{}a{}'\n", "{a:".repeat(n), "}".repeat(n)),
        ),
        (
            "f-strings",
            format!("x = {}1{}\n", "f'{".repeat(n), "}'".repeat(n)),
        ),
        (
            "patterns",
            format!(
                "match x:\n case {}a{}: pass\n",
                "[".repeat(n),
                "]".repeat(n)
            ),
        ),
        ("blocks", blocks(n.min(3_000))),
        (
            "subscript",
            format!("x = {}0{}\n", "a[".repeat(n), "]".repeat(n)),
        ),
        (
            "generators",
            format!("x = {}0{}\n", "(a for b in ".repeat(n), ")".repeat(n)),
        ),
    ]
}

#[test]
fn hostile_nesting_stays_within_the_stack() {
    for (name, text) in nested(8_000) {
        let (depth, _, time) = measure(&text);
        assert!(depth <= MAX_DEPTH + 2, "{name}: {depth}");
        assert!(time < Duration::from_secs(20), "{name}: {time:?}");
    }
}

#[test]
fn chains_beyond_their_bound_stay_within_the_stack() {
    for unit in [".b()", "[0]", " + 1", " + f(a)"] {
        let (depth, cut, _) = measure(&format!("x = a{}\n", unit.repeat(70_000)));
        assert!(depth <= MAX_DEPTH + 2, "{unit}: {depth}");
        assert!(cut > 0, "{unit}");
    }
}

#[test]
fn nesting_at_the_bounds_stays_within_the_stack() {
    for n in [990, 1_990, 2_100] {
        for (name, text) in nested(n) {
            let (depth, _, _) = measure(&text);
            assert!(depth <= MAX_DEPTH + 2, "{name}: {depth}");
        }
    }
}

#[test]
fn nesting_of_real_programs_is_left_alone() {
    for (name, text) in nested(90) {
        let module = parse(&text);
        assert_eq!(module.too_deep, [], "{name}");
    }
}

#[test]
fn long_chains_keep_their_calls() {
    with_stack(|| {
        let text = format!(
            "def f():\n    a()\n    x = g(){}\n    b()\n",
            " + g()".repeat(50_000)
        );
        let module = parse(&text);
        assert!(!module.too_deep.is_empty());
        let found = calls(&text, &module);
        assert_eq!(found.len(), 50_003);
        assert!(found.iter().all(|call| call.starts_with("f:")));
        let text = format!(
            "if x:\n    y\nelif z:\n    b()\n    c{}\nd()\n",
            ".b(1)".repeat(20_000)
        );
        let module = parse(&text);
        assert_eq!(calls(&text, &module).len(), 20_002);
        assert_eq!(module.body.body.len(), 2);
    });
}

#[test]
fn what_stands_beside_deep_code_is_kept() {
    for (name, text) in nested(4_000) {
        if name.starts_with("open") {
            continue;
        }
        let text = format!("a()\n{text}def f():\n    b()\n");
        with_stack(|| {
            let module = parse(&text);
            let found = calls(&text, &module);
            assert_eq!(found.first().map(String::as_str), Some(":a()"), "{name}");
            assert_eq!(found.last().map(String::as_str), Some("f:b()"), "{name}");
        });
    }
}

/// The time for `text`, the better of two.
fn time(text: &str) -> Duration {
    measure(text).2.min(measure(text).2)
}

#[test]
fn time_grows_with_the_length_alone() {
    for unit in [
        "def f(x):\n    return g(x, [1, 2], {'a': b})\n",
        "x = foo(1,\n",
        "x = 'abc\n",
        "x = f'{a\n",
        "x = '''abc\n",
        "print 'a'\n",
        "x = )\n",
        "x = (((\n\n\n",
        "<<<<<<< HEAD\n",
        "try:\n  a()\nexcept E, e:\n  pass\n",
        "    x\n  y\n",
        "except:\n",
        "x = (1\n# comment\n\n",
        "lambda (a, b): a\n",
        "\t\n",
    ] {
        let (short, long) = (time(&unit.repeat(1_500)), time(&unit.repeat(15_000)));
        let bound = short.max(Duration::from_millis(20)) * 40;
        assert!(long < bound, "{unit:?}: {short:?}, {long:?}");
    }
}
