//! Bounds on how long code runs: steps, calls, loops.

use super::{CONTEXT, LOW, PERHAPS_LOW, UNCERTAIN, found_in, reach, reach_alone};
use tlsfloor_analysis::Steps;

const STEPS: &str =
    "too many steps: from here on calls are not followed, and what they return is unknown";
const CALLS: &str = "calls nested too deeply: what this call returns is unknown";
const LOOP: &str = "this loop does not settle: what it changes is unknown from here on";

/// Code that takes more steps than a function that only leads to TLS has.
const LONG: &str = "    for i in range(50):\n        for j in range(50):\n            i + j\n";

#[test]
fn an_entry_has_so_many_steps() {
    let code = "for i in range(200):\n    for j in range(200):\n        i + j\nlow()";
    reach(code, STEPS, UNCERTAIN);
}

#[test]
fn a_file_has_so_many_steps() {
    let code = format!("{CONTEXT}low()\nc.wrap_socket(s)\n");
    let files = [("program.py".to_owned(), code)];
    let found = found_in(
        &files,
        Steps {
            file: 8,
            ..Steps::default()
        },
    );
    assert!(found.says(STEPS), "{:?}", found.bounds);
    assert_eq!(found.endpoints, [UNCERTAIN]);
}

#[test]
fn a_project_has_so_many_steps() {
    // The first entry uses up what they share; the second has what is left to
    // each, which does not reach far.
    let first = format!("{CONTEXT}{}c.wrap_socket(s)\n", "x = 1\n".repeat(300));
    let second = format!("{CONTEXT}{}low()\nc.wrap_socket(s)\n", "x = 1\n".repeat(30));
    let files = [("a.py".to_owned(), first), ("b.py".to_owned(), second)];
    let steps = Steps {
        project: 100,
        least: 20,
        ..Steps::default()
    };
    let found = found_in(&files, steps);
    assert!(found.says(STEPS), "{:?}", found.bounds);
    assert_eq!(found.endpoints, ["1.2 1.3~", "1.2 1.3~"]);
    // With the usual ones, nothing is given up.
    let found = found_in(&files, Steps::default());
    assert_eq!(found.endpoints, ["1.2 1.3", LOW]);
}

#[test]
fn a_large_project_leaves_out_functions_that_only_lead_to_tls() {
    let go = "import ssl\ndef go(c=ssl.create_default_context()):\n    c.wrap_socket(s)\nclass A:\n    def run(self):\n        go()\n    def set(self):\n        self.other = 1\n";
    let files = [("a.py".to_owned(), go.to_owned())];
    let steps = Steps {
        project: 4,
        ..Steps::default()
    };
    let found = found_in(&files, steps);
    assert!(
        found.says("the project is too large: where this function leads is not followed"),
        "{:?}",
        found.bounds
    );
}

#[test]
fn functions_that_only_lead_to_tls_have_few_steps() {
    let code = format!(
        "import ssl\ndef go():\n    c = ssl.create_default_context()\n    c.wrap_socket(s)\ndef main():\n{LONG}    go()\n"
    );
    reach_alone(&code, STEPS, UNCERTAIN);
}

#[test]
fn functions_of_a_file_that_only_lead_to_tls_share_steps() {
    let main = |number| {
        format!(
            "def main{number}():\n    for i in range(20):\n        for j in range(20):\n            i + j\n    go()\n"
        )
    };
    let mains: String = (0..8).map(main).collect();
    let code = format!(
        "import ssl\n{mains}def go():\n    c = ssl.create_default_context()\n    c.wrap_socket(s)\n"
    );
    reach_alone(&code, STEPS, UNCERTAIN);
}

#[test]
fn calls_stand_in_so_many_others() {
    let code =
        "def f(n):\n    if n == 0:\n        low()\n    else:\n        f(n - 1) # here\nf(50)";
    reach(code, CALLS, UNCERTAIN);
}

#[test]
fn functions_call_themselves_so_often_where_it_is_not_known() {
    let code =
        "def f(n):\n    if unknown(n):\n        f(n + 1) # here\n    else:\n        low()\nf(0)";
    reach(code, CALLS, PERHAPS_LOW);
}

#[test]
fn loops_that_are_known_run_so_often() {
    let code = "n = 0\nwhile n < 300: # here\n    n += 1\n    if n == 299:\n        low()";
    reach(code, LOOP, UNCERTAIN);
}

#[test]
fn loops_that_are_not_known_settle_in_so_many_rounds() {
    let code = "n = 768\nwhile unknown(n): # here\n    n += 1\nc.minimum_version = n";
    reach(code, LOOP, PERHAPS_LOW);
}

#[test]
fn visits_of_loops_that_are_not_known_are_told_apart_so_often() {
    let said = "this loop may run more often than its visits are told apart: what the later ones change is taken together";
    let code = "v = w = x = y = z = 772\nwhile unknown(): # here\n    z = y\n    y = x\n    x = w\n    w = v\n    v = 769\nc.minimum_version = z";
    reach(code, said, LOW);
}

#[test]
fn managers_of_one_statement_are_followed_so_far() {
    let managers: Vec<&str> = (0..70)
        .map(|number| if number == 69 { "M()" } else { "open('x')" })
        .collect();
    let code = format!(
        "class M:\n    def __enter__(self):\n        return self\n    def __exit__(self, *a):\n        low()\nwith {}: # here\n    pass",
        managers.join(", ")
    );
    let said = "too many context managers: how this one is left is not followed";
    reach(&code, said, UNCERTAIN);
}

#[test]
fn items_of_an_iterator_of_the_program_are_taken_so_often() {
    let code = "class I:\n    n = 0\n    def __iter__(self):\n        return self\n    def __next__(self):\n        self.n += 1\n        if self.n > 300:\n            raise StopIteration\n        return self.n\nl = list(I()) # here\nif l[-1] == 300:\n    low()";
    let said = "too many items: they are no longer told apart by their places";
    reach(code, said, PERHAPS_LOW);
}

#[test]
fn so_many_things_are_followed_until_they_go() {
    let code = "class A:\n    def __del__(self):\n        low()\na = A()\nmany = []\nfor _ in range(100):\n    many.append(A())\nfor _ in range(100):\n    many.append(A())\nfor _ in range(100):\n    many.append(A()) # here\na = None";
    let said = "too many things act when nothing holds them any more: of some it is not followed";
    reach(code, said, PERHAPS_LOW);
}

#[test]
fn states_of_one_handler_are_merged() {
    // Nothing is given up: the handler sees each value that `v` may have.
    let body: String = (0..12)
        .map(|number| format!("    unknown()\n    v = {}\n", 700 + number))
        .collect();
    let code = format!(
        "{CONTEXT}v = 769\ntry:\n{body}except Exception:\n    c.minimum_version = v\nc.wrap_socket(s)\n"
    );
    assert_eq!(super::found(&code).endpoints, [LOW]);
}

#[test]
fn methods_that_nobody_calls_run_in_so_many_rounds() {
    let code = "import ssl\nclass S:\n    def __init__(self):\n        self.a = self.b = self.d = self.e = self.f = 771\n    def m1(self): # here\n        self.f = self.e\n    def m2(self):\n        self.e = self.d\n    def m3(self):\n        self.d = self.b\n    def m4(self):\n        self.b = 769\n    def go(self):\n        c = ssl.create_default_context()\n        c.minimum_version = self.f\n        c.wrap_socket(s)\nx = S()\n";
    let said = "methods that nobody calls keep changing what others read: what further calls change is not followed";
    reach_alone(code, said, PERHAPS_LOW);
}

#[test]
fn methods_that_nobody_calls_run_on_so_many_instances() {
    let made: String = (0..6)
        .map(|number| format!("x{number} = S({})\n", 774 - number))
        .collect();
    let code = format!(
        "import ssl\nclass S: # here\n    def __init__(self, v):\n        self.v = v\n    def go(self):\n        c = ssl.create_default_context()\n        c.minimum_version = self.v\n        c.wrap_socket(s)\n{made}"
    );
    let said = "a class has too many instances: methods that nobody calls run on some of them, or on all together";
    reach_alone(&code, said, LOW);
}

#[test]
fn a_function_runs_by_itself_where_a_call_of_it_was_not_followed() {
    // One caller is followed, the other comes after its steps are used up.
    let steps = Steps {
        entry: 60,
        ..Steps::default()
    };
    let code = "import ssl\ndef helper(sock, context, server_side):\n    return context.wrap_socket(sock, server_side=server_side)\ndef burn():\n    for number in range(200):\n        other(number)\nclass Stream:\n    def start(self, context):\n        burn()\n        self.socket = helper(self.socket, context, False)\nclass Server:\n    def accept(self, connection):\n        helper(connection, self.context, True)\n";
    let found = found_in(&[("program.py".to_owned(), code.to_owned())], steps);
    let analysis = found.endpoints;
    assert_eq!(analysis.len(), 2, "{analysis:?}");
}

#[test]
fn a_class_is_initialized_by_itself_where_no_call_of_it_was_followed() {
    let steps = Steps {
        entry: 60,
        ..Steps::default()
    };
    let code = "import ssl\nclass Transport:\n    def __init__(self, sock, context):\n        self.sock = context.wrap_socket(sock)\nfor number in range(200):\n    print(number)\ntransport = Transport(make_socket, make_context)\n";
    let found = found_in(&[("program.py".to_owned(), code.to_owned())], steps);
    let analysis = found.endpoints;
    assert_eq!(analysis.len(), 1, "{analysis:?}");
}

#[test]
fn functions_run_where_the_program_that_defines_them_has_ended_early() {
    let library = "import ssl\nmake = ssl.create_default_context\nclass Transport:\n    def __init__(self, sock):\n        self.sock = ssl.create_default_context().wrap_socket(sock)\ndef connect(sock):\n    return make().wrap_socket(sock)\n";
    let ends = [
        "sys.exit(1)",
        "raise ValueError",
        "if sys.argv[1:]:\n    sys.exit(1)\nraise SystemExit",
        "def main():\n    return len(sys.argv)\nif __name__ == '__main__':\n    sys.exit(main())",
    ];
    for end in ends {
        let program =
            format!("import ssl, sys, lib\ncontext = ssl.create_default_context()\n{end}\n");
        let files = [("a.py", program), ("lib.py", library.to_owned())];
        let files = files.map(|(path, code)| (path.to_owned(), code));
        let found = found_in(&files, Steps::default());
        assert_eq!(found.endpoints, ["1.2 1.3"; 3], "{end}");
    }
}

#[test]
fn methods_lead_to_tls_by_what_their_class_or_one_that_derives_from_it_gives() {
    let steps = Steps {
        project: 1,
        ..Steps::default()
    };
    let code = "import smtplib, ssl, functools\nfor number in range(200):\n    print(number)\nclass Backend:\n    def open(self):\n        self.connection = self.connection_class('mail')\nclass Mail(Backend):\n    @property\n    def connection_class(self):\n        return functools.partial(smtplib.SMTP_SSL, context=ssl.create_default_context())\n    def send(self):\n        self.connection = self.connection_class('mail')\n";
    let found = found_in(&[("program.py".to_owned(), code.to_owned())], steps);
    let analysis = found.endpoints;
    assert_eq!(analysis.len(), 1, "{analysis:?}");
}
