//! Python 2, construct by construct.

use super::*;

/// Parses `text` and checks that it is Python 2 without a problem.
fn old(text: &str, evidence: &str) -> ParsedModule {
    let module = parse(text);
    assert_eq!(module.errors, [], "{text}");
    let found = module.python2.map(|range| slice(text, range));
    assert_eq!(found, Some(evidence), "{text}");
    module
}

/// A block with calls around `statement`, each of which must be found.
fn beside(statement: &str) -> String {
    format!("import ssl\n\ndef f(self, s):\n    a(1)\n    {statement}\n    b(s, v=ssl.X)\n\nc()\n")
}

/// The calls that must be there beside a statement.
fn check_beside(text: &str, module: &ParsedModule) {
    let calls = calls(text, module);
    for call in ["f:a(1)", "f:b(s, v=ssl.X)", ":c()"] {
        assert!(
            calls.iter().any(|c| c == call),
            "{call} of {text}: {calls:?}"
        );
    }
}

#[test]
fn what_stands_beside_python_2_statements_is_kept() {
    for (statement, evidence) in [
        ("print x", "print x"),
        ("print \"a %s\" % x,", "print \"a %s\" % x,"),
        ("print 'a', g(x)", "print 'a', g(x)"),
        ("print not x", "print not x"),
        ("print {}", "print {}"),
        (
            "print >>sys.stderr, 'a', g(x)",
            "print >>sys.stderr, 'a', g(x)",
        ),
        ("if x: print 'a'; print g(2)", "print 'a'"),
        ("exec 'code' in ns", "exec 'code' in ns"),
        ("exec code", "exec code"),
        ("exec code in a, g(b)", "exec code in a, g(b)"),
        ("x = `y`", "`y`"),
        ("if x <> y: g(1)", "<>"),
        ("os.chmod(p, 0777)", "0777"),
        ("x = 10L", "10L"),
        ("x = 0xFFL", "0xFFL"),
        ("x = 0777L", "0777L"),
        ("x = ur'\\d' + UR\"b\"", "ur'\\d'"),
        ("ur'''doc'''", "ur'''doc'''"),
        ("raise E, 'msg'", "raise E, 'msg'"),
        ("raise a.E, 'msg' % g(x), tb", "raise a.E, 'msg' % g(x), tb"),
        ("x = lambda (a, b): a + b", "(a, b)"),
        ("x = [g(y) for y in 1, h(2) for z in y if z]", "1, h(2)"),
        ("x = -7L.__index__()", "7L"),
        ("def g((a, b), c): return g(a)", "(a, b)"),
    ] {
        let text = beside(statement);
        let module = old(&text, evidence);
        check_beside(&text, &module);
    }
}

#[test]
fn operands_of_old_statements_keep_their_places() {
    for (statement, call) in [
        ("print 'a', g(x)", "f:g(x)"),
        ("exec code in a, g(b)", "f:g(b)"),
        ("raise E, g(x), h(y)", "f:g(x)"),
        ("raise E, g(x), h(y)", "f:h(y)"),
        ("x = `g(y)`", "f:g(y)"),
        ("if x <> g(0777L): h(ur'x')", "f:g(0777L)"),
        ("if x <> g(0777L): h(ur'x')", "f:h(ur'x')"),
        ("g(7L, 07, 00, 0)", "f:g(7L, 07, 00, 0)"),
    ] {
        let text = beside(statement);
        let module = parse(&text);
        let calls = calls(&text, &module);
        assert!(calls.iter().any(|c| c == call), "{statement}: {calls:?}");
    }
}

/// The value of the integer literals of a text.
fn numbers(text: &str) -> Vec<String> {
    struct Numbers(Vec<String>);
    impl<'a> Visitor<'a> for Numbers {
        fn visit_expr(&mut self, expr: &'a Expr) {
            if let Expr::NumberLiteral(number) = expr
                && let ruff_python_ast::Number::Int(int) = &number.value
            {
                self.0.push(int.to_string());
            }
            visitor::walk_expr(self, expr);
        }
    }
    let mut numbers = Numbers(Vec::new());
    numbers.visit_body(&parse(text).body.body);
    numbers.0
}

#[test]
fn old_numbers_have_their_value() {
    let text = "x = [0777, 10L, 0xFFL, 07, 00, 0777l, 1]\n";
    assert_eq!(numbers(text).join(" "), "511 10 255 7 0 511 1");
}

#[test]
fn names_that_became_keywords() {
    let text = "import async\nfrom x.async import y\ndef f(async=True):\n    g(async=async)\n    \
                x.async(1)\n    self.await = nonlocal = 3\n    h(1)\nasync = k(2)\n";
    let module = parse(text);
    assert_eq!(module.errors, []);
    assert_eq!(module.python2, None);
    assert_eq!(
        calls(text, &module),
        ["f:g(async=async)", "f:x.async(1)", "f:h(1)", ":k(2)"]
    );
    let Some(Stmt::FunctionDef(function)) = module.body.body.get(2) else {
        panic!("{:?}", module.body);
    };
    assert_eq!(function.parameters.args[0].parameter.name.id, "async");
}

#[test]
fn real_coroutines_stay_coroutines() {
    let text = "async def f():\n    async with a() as b:\n        await b.c()\n    print x\n";
    let module = old(text, "print x");
    let Some(Stmt::FunctionDef(function)) = module.body.body.first() else {
        panic!("{:?}", module.body);
    };
    assert!(function.is_async);
    assert_eq!(calls(text, &module), ["f:a()", "f:b.c()", "f:print x"]);
}

#[test]
fn tuple_parameters_are_unpacked_in_their_function() {
    let text = "class A:\n    def g(self, (a, (b, c)), d=1):\n        '''doc'''\n        h(b)\n\n\
                k = lambda x, (y, z): w(z)\n";
    let module = old(text, "(a, (b, c))");
    assert_eq!(calls(text, &module), ["A.g:h(b)", ":w(z)"]);
    let Some(Stmt::ClassDef(class)) = module.body.body.first() else {
        panic!();
    };
    let Some(Stmt::FunctionDef(function)) = class.body.first() else {
        panic!();
    };
    let Some(Stmt::Assign(unpack)) = function.body.get(1) else {
        panic!("{:?}", function.body);
    };
    assert_eq!(slice(text, ours(unpack.range)), "(a, (b, c))");
    assert!(unpack.targets[0].is_tuple_expr());
    let Some(Stmt::Assign(lambda)) = module.body.body.get(1) else {
        panic!();
    };
    let Expr::Lambda(lambda) = &*lambda.value else {
        panic!();
    };
    let Expr::Call(call) = &*lambda.body else {
        panic!();
    };
    assert!(call.arguments.args[0].is_subscript_expr());
}

/// The names that handlers bind.
struct Handlers(Vec<String>);

impl<'a> Visitor<'a> for Handlers {
    fn visit_except_handler(&mut self, handler: &'a ruff_python_ast::ExceptHandler) {
        let ruff_python_ast::ExceptHandler::ExceptHandler(node) = handler;
        self.0.extend(node.name.as_ref().map(|n| n.id.to_string()));
        visitor::walk_except_handler(self, handler);
    }
}

/// The names that the handlers of a text bind.
fn bound(text: &str) -> (bool, Vec<String>) {
    let module = parse(text);
    let mut handlers = Handlers(Vec::new());
    handlers.visit_body(&module.body.body);
    (module.python2.is_some(), handlers.0)
}

#[test]
fn handlers_bind_what_is_used_after_them() {
    for (text, python2, names) in [
        ("try:\n  a()\nexcept E, e:\n  b(e)\n", true, vec!["e"]),
        (
            "try:\n  a()\nexcept (E, F), e:\n  pass\nb(e)\n",
            true,
            vec!["e"],
        ),
        // Written before it is read.
        (
            "try:\n  a()\nexcept E, e:\n  pass\ne = 1\nb(e)\n",
            false,
            vec![],
        ),
        (
            "try:\n  a()\nexcept E, e:\n  pass\nfor e in x:\n  b(e)\n",
            false,
            vec![],
        ),
        (
            "try:\n  a()\nexcept E, e:\n  b([e for e in x])\n",
            false,
            vec![],
        ),
        // Used in another function only.
        (
            "def f():\n  try: a()\n  except E, e: pass\ndef g(e): b(e)\n",
            false,
            vec![],
        ),
        // Python 3.14: two classes.
        (
            "try:\n  a()\nexcept ValueError, TypeError:\n  raise TypeError\n",
            false,
            vec![],
        ),
        (
            "from x import E, F\ntry:\n  a()\nexcept E, F:\n  b(F)\n",
            false,
            vec![],
        ),
        // One handler shows it for the file.
        (
            "try: a()\nexcept E, d: pass\ntry: a()\nexcept E, e: b(e)\n",
            true,
            vec!["d", "e"],
        ),
        ("print x\ntry: a()\nexcept E, d: pass\n", true, vec!["d"]),
    ] {
        let expected = names.iter().map(|&n| n.to_owned()).collect();
        assert_eq!(bound(text), (python2, expected), "{text}");
    }
}

#[test]
fn a_bound_handler_looks_like_one_of_python_3() {
    let module = parse("try:\n  a()\nexcept (E, F), e:\n  b(e)\n");
    let Some(Stmt::Try(stmt)) = module.body.body.first() else {
        panic!();
    };
    let ruff_python_ast::ExceptHandler::ExceptHandler(handler) = &stmt.handlers[0];
    assert_eq!(handler.name.as_ref().unwrap().id, "e");
    assert!(matches!(handler.type_.as_deref(), Some(Expr::Tuple(t)) if t.parenthesized));
}

#[test]
fn what_proves_nothing() {
    for text in [
        "# print x\nx = 'print y'\n",
        "print\n",
        "print(x)\nprint (x), y\n",
        "print >>f\n",
        "raise E,\n",
        "<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> 0777abc\n",
        "exec('x') in y\n",
        "x = 0\ny = 00\nz = 1e5\n",
        "print the document now\n",
        "see `this` and `that` for more\n",
        "2011-07-01 is a date\n",
        "foo(\n",
        "def f(:\n    pass\n",
        "x = 'unclosed `y`\n",
    ] {
        let module = parse(text);
        assert_eq!(
            module.python2.map(|range| slice(text, range)),
            None,
            "{text}"
        );
    }
}

#[test]
fn evidence_counts_beside_broken_lines() {
    let text = "def f(:\n    x = (1,\n\ndef g():\n    print 'a'\n";
    let module = parse(text);
    assert_eq!(module.python2.map(|r| slice(text, r)), Some("print 'a'"));
}

#[test]
fn tabs_go_to_multiples_of_eight() {
    let text = "class A:\n    def f(self):\n\tif x:\n\t    a(1)\n        b(2)\n\tc(3)\n    def g(self):\n\
                \td(4)\n";
    let module = parse(text);
    assert_eq!(
        calls(text, &module),
        ["A.f:a(1)", "A.f:b(2)", "A.f:c(3)", "A.g:d(4)"]
    );
    let Some(Stmt::ClassDef(class)) = module.body.body.first() else {
        panic!();
    };
    let Some(Stmt::FunctionDef(function)) = class.body.first() else {
        panic!();
    };
    assert_eq!(function.body.len(), 3, "{:?}", function.body);
    assert_eq!(module.errors.len(), 1);
}
