//! Modules of the standard library that run the program's code.

use super::{CONTEXT, check};

fn check_after(rows: &[(&str, &[&str])]) {
    for (code, expected) in rows {
        check(&[(&format!("{CONTEXT}{code}"), expected)]);
    }
}

#[test]
fn threads_run_where_they_start() {
    check_after(&[
        (
            "import threading\nt = threading.Thread(target=low)\nc.wrap_socket(s)\nt.start()\nt.join()\nc.wrap_socket(s)",
            &["1.2 1.3", "1 1.1 1.2 1.3"],
        ),
        (
            "import threading\nclass W(threading.Thread):\n    def __init__(self, v):\n        super().__init__()\n        self.v = v\n    def run(self):\n        c.minimum_version = self.v\nw = W(770)\nw.start()\nc.wrap_socket(s)",
            &["1.1 1.2 1.3"],
        ),
        (
            "import threading\nt = threading.Timer(1, low)\nt.start()\nc.wrap_socket(s)\nt.join()\nc.wrap_socket(s)",
            &["1.2 1.3", "1 1.1 1.2 1.3"],
        ),
        (
            "import threading\nt = threading.Timer(1, low)\nt.start()\nt.cancel()\nt.join()\nc.wrap_socket(s)",
            &["1.2 1.3"],
        ),
        (
            "import queue, threading\nq = queue.Queue()\ndef work():\n    while True:\n        c.minimum_version = q.get()\nthreading.Thread(target=work, daemon=True).start()\nq.put(769)\nq.put(770)\nq.join()\nc.wrap_socket(s)",
            &["1.1 1.2 1.3"],
        ),
    ]);
}

#[test]
fn executors_run_what_they_are_given() {
    check_after(&[
        (
            "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor() as pool:\n    pool.submit(low).result()\nc.wrap_socket(s)",
            &["1 1.1 1.2 1.3"],
        ),
        (
            "import concurrent.futures as cf\ndef make(v):\n    k = ssl.create_default_context()\n    k.minimum_version = v\n    return k\nmade = list(cf.ThreadPoolExecutor().map(make, [769, 772]))\nmade[1].wrap_socket(s)",
            &["1.3", "[1 1.1 1.2 1.3]"],
        ),
    ]);
}

#[test]
fn what_is_registered_runs_at_the_end_the_last_first() {
    check_after(&[(
        "import atexit\n@atexit.register\ndef end():\n    c.wrap_socket(s)\natexit.register(low)\nc.wrap_socket(s)",
        &["1 1.1 1.2 1.3", "1.2 1.3"],
    )]);
}

#[test]
fn caches_give_what_they_gave_for_the_same_arguments() {
    check_after(&[
        (
            "import functools\n@functools.lru_cache(maxsize=None)\ndef make(v):\n    k = ssl.create_default_context()\n    k.minimum_version = v\n    return k\nmake(769).minimum_version = 772\nmake(770).wrap_socket(s)\nmake(769).wrap_socket(s)",
            &["1.1 1.2 1.3", "1.3", "[1 1.1 1.2 1.3]"],
        ),
        (
            "import functools\ncache = functools.lru_cache()(low)\ncache()\nhigh()\ncache()\nc.wrap_socket(s)",
            &["1.3"],
        ),
    ]);
}

#[test]
fn managers_decorate_functions() {
    check_after(&[(
        "import contextlib\n@contextlib.contextmanager\ndef lowered():\n    low()\n    yield\n    high()\n@lowered()\ndef work():\n    c.wrap_socket(s)\nwork()\nc.wrap_socket(s)",
        &["1 1.1 1.2 1.3", "1.3"],
    )]);
}
