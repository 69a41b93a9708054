//! Programs that nobody writes by hand: deep, long, wide, circular. Each ends
//! soon, and what is beside the damage is judged.

use super::{CONTEXT, Found, LOW, found_in_time, lines};

fn program(code: &str) -> Found {
    let code = format!("{CONTEXT}{code}\nlow()\nc.wrap_socket(s)\n");
    found_in_time(&[("program.py".to_owned(), code)])
}

/// The low context is found to be that, or may be anything.
#[track_caller]
fn survives(name: &str, code: &str) {
    let found = program(code);
    let last = found.endpoints.last().map_or("", String::as_str);
    assert!(last == LOW || last.ends_with('~'), "{name}: {last}");
}

/// Of what a test without optimisation has the time for.
const fn many(count: u32, unoptimised: u32) -> u32 {
    if cfg!(debug_assertions) {
        unoptimised
    } else {
        count
    }
}

#[test]
fn ten_thousand_levels() {
    let n = 10_000;
    for (name, before, middle, after) in [
        ("parentheses", "(", "1", ")"),
        ("lists", "[", "1", "]"),
        ("sets", "{", "1", "}"),
        ("dicts", "{1: ", "1", "}"),
        ("tuples", "(", "1", ",)"),
        ("calls", "f(", "1", ")"),
        ("keywords", "f(a=", "1", ")"),
        ("stars", "f(*", "1", ")"),
        ("subscripts", "f[", "1", "]"),
        ("lambdas", "lambda: ", "1", ""),
        ("defaults", "lambda a=", "1", ": 1"),
        ("not", "not ", "1", ""),
        ("minus", "-", "1", ""),
        ("inversions", "~", "1", ""),
        ("awaits", "await ", "1", ""),
        ("conditionals", "1 if f else ", "1", ""),
        ("conditions", "", "1", " if 1 else 2"),
        ("comprehensions", "[x for x in ", "y", "]"),
        ("generators", "(", "y", " for x in y)"),
        ("walruses", "(x := ", "1", ")"),
        ("attributes", "", "x", ".a"),
        ("methods", "", "x", ".a()"),
        ("items", "", "x", "[0]"),
        ("chained calls", "", "f", "()"),
        ("sums", "", "1", " + 1"),
        ("powers", "2 ** ", "1", ""),
        ("texts", "", "'a'", " + 'a'"),
        ("adjacent texts", "", "'a'", " 'a'"),
        ("and", "", "f", " and f"),
        ("or", "", "f", " or (f and f)"),
        ("comparisons", "", "1", " < 1"),
        ("differences", "1 - (", "1", ")"),
        ("fields of texts", "f'{", "1", "}'"),
    ] {
        let code = format!("x = {}{middle}{}", before.repeat(n), after.repeat(n));
        survives(name, &code);
    }
}

#[test]
fn ten_thousand_unclosed_levels() {
    for open in ["(", "[", "{", "f(", "f'{", "lambda x=(", "'''", "{1: "] {
        let code = format!(
            "{CONTEXT}low()\nc.wrap_socket(s)\nx = {}\n",
            open.repeat(10_000)
        );
        let found = found_in_time(&[("program.py".to_owned(), code)]);
        assert_eq!(found.endpoints.len(), 1, "{open}");
    }
}

#[test]
fn a_thousand_levels_of_statements() {
    for (name, line) in [
        ("if", "if f:"),
        ("while", "while f:"),
        ("for", "for x in f:"),
        ("with", "with f:"),
        ("try", "try:"),
        ("def", "def g():"),
        ("class", "class G:"),
        ("match", "match f:"),
    ] {
        let code: String = (0..1_000)
            .map(|depth| format!("{}{line}\n", " ".repeat(depth)))
            .collect();
        survives(name, &format!("{code}{}pass", " ".repeat(1_000)));
    }
}

#[test]
fn a_thousand_functions_that_call_each_other() {
    let next = lines(0..1_000, |number| {
        format!(
            "def f{number}(n):\n    f{}(n)\n    ssl.OP_ALL",
            (number + 1) % 1_000
        )
    });
    survives("in a circle", &format!("{next}f0(1)"));
    survives("in a circle that nobody enters", &next);
    let all = lines(0..1_000, |number| {
        let (one, other) = ((number * 7 + 1) % 1_000, (number * 13 + 5) % 1_000);
        format!(
            "def f{number}(n):\n    if unknown():\n        f{one}(n)\n    else:\n        f{other}(n)\n    return ssl.OP_ALL"
        )
    });
    survives("in a tangle", &format!("{all}f0(1)"));
    survives("in a tangle that nobody enters", &all);
}

#[test]
fn trees_of_calls_that_grow_exponentially() {
    let twice = lines(0..40, |number| {
        format!(
            "def f{number}(n):\n    return f{0}(n) + f{0}(n + 1)",
            number + 1
        )
    });
    let end = "def f40(n):\n    return n\n";
    survives("twice each", &format!("{twice}{end}f0(1)"));
    let branching = lines(0..40, |number| {
        format!(
            "def f{number}(n):\n    if unknown(n):\n        return f{0}(n)\n    return f{0}(n + 1)",
            number + 1
        )
    });
    survives("one of two each", &format!("{branching}{end}f0(1)"));
    survives(
        "recursion",
        "def f(n):\n    return 1 if n < 2 else f(n - 1) + f(n - 2)\nf(90)",
    );
    survives(
        "closures",
        "def f(g, n):\n    return f(lambda x: g(g(x)), n - 1) if n else g\nf(lambda x: x, 20)(1)",
    );
    survives(
        "generators",
        "def f(n):\n    if n:\n        yield from f(n - 1)\n        yield from f(n - 1)\n    yield n\nlist(f(20))",
    );
}

#[test]
fn data_that_grows_exponentially() {
    for code in [
        "x = (1,)\nfor i in range(60):\n    x = (x, x)",
        "x = [1]\nfor i in range(60):\n    x = [x, x]",
        "x = [1]\nfor i in range(60):\n    x = x + x",
        "x = [1]\nfor i in range(60):\n    x += x",
        "x = 'a'\nfor i in range(60):\n    x += x",
        "x = unknown() + 'a'\nfor i in range(60):\n    x += x",
        "x = {}\nfor i in range(60):\n    x = {1: x, 2: x}\nstr(x)",
        "x = 2\nfor i in range(60):\n    x = x ** x",
        "x = 1 << 10 ** 9",
        "x = 'a' * 10 ** 12",
        "x = [0] * 10 ** 12",
        "x = bytes(10 ** 12)",
        "x = list(range(10 ** 12))",
        "x = '%1000000000d' % 1",
        "import itertools\nx = list(itertools.permutations(range(50)))",
        "x = []\nx.append(x)\nstr(x)\nx == x\nimport copy\ncopy.deepcopy(x)",
        "x = {}\nx['x'] = x\nunknown(x)\nx == {'x': x}",
    ] {
        survives(code, code);
    }
}

#[test]
fn a_thousand_classes() {
    let chain = lines(1..1_000, |number| {
        format!(
            "class A{number}(A{}):\n    def m{number}(self):\n        return ssl.OP_ALL",
            number - 1
        )
    });
    survives(
        "each of the one before",
        &format!("class A0:\n    pass\n{chain}A999().m1()"),
    );
    let bases: Vec<String> = (0..1_000).map(|number| format!("B{number}")).collect();
    let wide = lines(0..1_000, |number| {
        format!("class B{number}:\n    v{number} = ssl.OP_ALL")
    });
    survives(
        "one of all",
        &format!("{wide}class C({}):\n    pass\nC().v500", bases.join(", ")),
    );
    let diamonds = lines(1..300, |number| {
        format!(
            "class L{number}(T{0}):\n    pass\nclass R{number}(T{0}):\n    pass\nclass T{number}(L{number}, R{number}):\n    pass",
            number - 1
        )
    });
    survives(
        "diamonds",
        &format!("class T0:\n    v = 1\n{diamonds}T299().v"),
    );
}

#[test]
fn modules_that_import_each_other() {
    let count = many(10_000, 400);
    for import in [
        "import ssl, m{next}",
        "from m{next} import *\nimport ssl",
        "import ssl\nfrom m{next} import f as g",
    ] {
        let mut files: Vec<(String, String)> = (0..count)
            .map(|number| {
                let import = import.replace("{next}", &((number + 1) % count).to_string());
                let code =
                    format!("{import}\ndef f():\n    m{number}.f()\n    g()\n    ssl.OP_ALL\n");
                (format!("m{number}.py"), code)
            })
            .collect();
        let main = format!("{CONTEXT}import m0\nlow()\nc.wrap_socket(s)\n");
        files.push(("main.py".to_owned(), main));
        let found = found_in_time(&files);
        let last = found.endpoints.last().map_or("", String::as_str);
        assert_eq!(last.trim_end_matches('~'), LOW, "{import}");
    }
}

#[test]
fn a_generated_file_of_fifty_thousand_lines() {
    let count = many(50_000, 6_000);
    for (name, code) in [
        (
            "constants",
            lines(0..count, |number| format!("NAME_{number} = {number}")),
        ),
        (
            "calls",
            lines(0..count, |number| {
                format!("register('name', {number}, ssl.OP_ALL)")
            }),
        ),
        (
            "attributes",
            lines(0..count, |number| format!("c.name_{number} = {number}")),
        ),
        (
            "functions",
            lines(0..count / 4, |number| {
                format!("def f{number}(a, b=ssl.OP_ALL):\n    x = a + {number}\n    return x\n")
            }),
        ),
        (
            "classes",
            lines(0..count / 5, |number| {
                format!(
                    "class C{number}:\n    v = ssl.OP_ALL\n    def m(self):\n        return self.v\n"
                )
            }),
        ),
        (
            "contexts",
            lines(0..count / 20, |number| {
                format!("x{number} = ssl.create_default_context()")
            }),
        ),
        (
            "texts",
            lines(0..count, |number| {
                format!("TEXT_{number} = 'text {number}' + NAME")
            }),
        ),
    ] {
        let began = std::time::Instant::now();
        let found = program(&code);
        assert!(!found.endpoints.is_empty(), "{name}");
        println!("{name}: {:?}", began.elapsed());
    }
}
