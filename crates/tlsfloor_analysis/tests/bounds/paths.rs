//! Bounds on what may be: values, conditions, settings, tests.

use super::{LOW, PERHAPS_LOW, UNCERTAIN, lines, may_be, reach, reach_alone};

const CONDITIONS: &str =
    "too many conditions lead here: some are forgotten, so that more may be possible than is";
const TESTS: &str =
    "something unknown is tested in too many ways: what some tests say of each other is forgotten";
const OPERANDS: &str = "the operands may be too many things together: the result is unknown";
const ALTERNATIVES: &str =
    "an iterable may be too many things here: their items are taken together";
const CONTENTS: &str =
    "a container may hold too many different things here: it may hold any of them anywhere";

#[test]
fn a_value_is_so_many_things() {
    let code = may_be("v", 80, |number| format!("{}", 700 + number)) + "c.minimum_version = v";
    let said = "too many different values meet here: some of them are unknown";
    reach(&code, said, PERHAPS_LOW);
}

#[test]
fn equal_things_are_told_apart_so_far() {
    let code = may_be("v", 30, |number| format!("{}", 760 + number % 18)) + "c.minimum_version = v";
    let said = "many different values meet here: equal ones are no longer told apart by the conditions that lead to them";
    reach(&code, said, LOW);
}

#[test]
fn unknown_things_are_told_apart_so_far() {
    let code = may_be("v", 6, |number| format!("other{number}()")) + "c.minimum_version = v # here";
    let said = "several unknown values meet here: they are no longer told apart";
    let code = code.replace(" # here", "");
    reach(&code, said, PERHAPS_LOW);
}

#[test]
fn a_context_has_so_many_settings() {
    let code = lines(0..30, |number| {
        format!("if unknown{number}():\n    c.options |= 1 << {number}")
    });
    let said = "too many different settings meet here: where they differ, some of them are unknown";
    reach(&code, said, PERHAPS_LOW);
}

#[test]
fn a_container_holds_so_many_things() {
    let each = lines(1..80, |number| {
        format!("if unknown{number}():\n    l.append({number})")
    });
    let code = format!("l = [769]\n{each}c.minimum_version = l[0]");
    reach(&code, CONTENTS, PERHAPS_LOW);
}

#[test]
fn a_thing_stands_under_so_many_conditions() {
    let tests: String = (0..9)
        .map(|depth| format!("{}if unknown{depth}():\n", "    ".repeat(depth)))
        .collect();
    let code = format!("{tests}{}low()", "    ".repeat(9));
    reach(&code, CONDITIONS, LOW);
}

#[test]
fn a_path_stands_under_so_many_conditions() {
    let tests = lines(0..40, |number| {
        format!("    if unknown{number}():\n        return")
    });
    let code = format!("def f():\n{tests}    low()\nf()");
    reach(&code, CONDITIONS, LOW);
}

#[test]
fn one_unknown_is_tested_in_so_many_ways() {
    let tests = lines(0..100, |number| format!("if v == 'x{number}':\n    pass"));
    let code = format!("v = os.environ.get('V')\n{tests}if v == 'y':\n    low()");
    reach(&code, TESTS, LOW);
}

#[test]
fn one_test_implies_so_much() {
    // Each `v >= n` implies all that are below.
    let tests = lines(0..60, |number| format!("if v >= {number}:\n    pass"));
    let code = format!("v = int(os.environ['V'])\n{tests}if v == 30:\n    low()");
    reach(&code, TESTS, LOW);
}

#[test]
fn a_test_lists_so_many_values() {
    let listed: Vec<String> = (0..70).map(|number| format!("'x{number}'")).collect();
    let code = format!(
        "v = os.environ.get('V')\nif v in ({}): # here\n    high()\nif v == 'x3':\n    low()",
        listed.join(", ")
    );
    reach(&code, TESTS, LOW);
}

#[test]
fn one_unknown_is_compared_with_so_many_names() {
    let tests = lines(0..70, |number| {
        format!("if v == ssl.OP_X{number}:\n    pass")
    });
    let code = format!("v = unknown()\n{tests}if v == ssl.PROTOCOL_TLSv1:\n    low()");
    reach(&code, TESTS, LOW);
}

#[test]
fn operands_are_so_many_pairs() {
    let number = |number| format!("{}", 380 + number);
    let operands = may_be("a", 17, number) + &may_be("b", 17, number);
    let code = format!("{operands}c.minimum_version = a + b # here");
    reach(&code, OPERANDS, PERHAPS_LOW);
    let code = format!("{operands}if a == b: # here\n    low()");
    reach(&code, OPERANDS, LOW);
}

#[test]
fn operands_are_so_many_combinations() {
    let operands = may_be("a", 9, |number| format!("'a{number}'"))
        + &may_be("b", 9, |number| format!("'b{number}'"));
    for text in ["'%s%s' % (a, b)", "f'{a}{b}'"] {
        let code = format!("{operands}v = {text} # here\nif v == 'a1b1':\n    low()");
        reach(&code, OPERANDS, LOW);
    }
}

#[test]
fn a_loop_runs_over_so_many_iterables() {
    let lists = may_be("l", 6, |number| format!("[{}, 770]", 765 + number));
    let code = format!("{lists}for v in l: # here\n    c.minimum_version = v");
    reach(&code, ALTERNATIVES, LOW);
}

#[test]
fn so_many_iterables_are_unpacked() {
    let lists = may_be("l", 10, |number| format!("[{}, 769]", 765 + number));
    let code = format!("{lists}_, v = l # here\nc.minimum_version = v");
    reach(&code, ALTERNATIVES, LOW);
}

#[test]
fn so_many_iterables_are_arguments() {
    let lists = may_be("l", 8, |number| format!("[{}, 769]", 765 + number));
    let code = format!("{lists}def f(x, y):\n    c.minimum_version = y\nf(*l) # here");
    reach(&code, ALTERNATIVES, LOW);
}

#[test]
fn an_argument_is_missing_on_so_many_paths() {
    let given = lines(0..4, |number| {
        format!(
            "if a{number}():\n if b{number}():\n  if d{number}():\n   k['ssl_version'] = {}",
            2 + number
        )
    });
    let code = format!(
        "import urllib3\nk = {{}}\n{given}urllib3.PoolManager(**k).request('GET', 'https://x') # here\n"
    );
    let said = "something is there on too many paths: it may be missing on any of them";
    reach_alone(&code, said, LOW);
}

#[test]
fn what_is_handed_to_unknown_code_is_followed_through_so_many_functions() {
    let said = "a function is handed to unknown code inside of too many others: what it changes is not followed";
    let code = "def f():\n    global v\n    v = 769\nv = 772\nd = [[[[[f]]]]]\nunknown(d) # here\nc.minimum_version = v";
    reach(code, said, "1.3~");
}

#[test]
fn so_much_is_handed_to_unknown_code() {
    let said = "too much is handed to unknown code: it is not known what it changes";
    let code = "d = [[[[{i: [[i]] for i in range(250)}, [[c]]]]]]\nunknown(d) # here";
    reach(code, said, UNCERTAIN);
}

#[test]
fn so_many_paths_are_remembered_of_one() {
    // On each version, another test leads on.
    let tests: String = (3..15)
        .rev()
        .map(|minor| {
            format!(
                "elif sys.version_info >= (3, {minor}):\n    if u{minor}():\n        sys.exit()\n"
            )
        })
        .collect();
    let code = format!("if None:\n    pass\n{tests}if unknown():\n    low()");
    reach(&code, CONDITIONS, LOW);
}

#[test]
fn something_is_there_on_so_many_paths_together() {
    let functions: Vec<String> = (0..36)
        .map(|key| format!("'x{key}': lambda: [{key}]"))
        .collect();
    let code = format!(
        "first = {{{}}}[os.environ['V']]()\nd = {{1: first, 2: c}}\nfor one in list(d.values())[:1]:\n    if one is c:\n        low()",
        functions.join(", ")
    );
    let said = "something is there on too many paths: it may be missing on any of them";
    reach(&code, said, LOW);
}
