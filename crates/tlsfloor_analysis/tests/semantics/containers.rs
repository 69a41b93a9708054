//! Containers of the language and of `collections`: what they hold after each of
//! their methods.

use super::{check, check_between};

const LOW: &str = "1 1.1 1.2 1.3";
const DEFAULT: &str = "1.2 1.3";
const HIGH: &str = "1.3";

fn check_with(imports: &str, rows: &[(&str, &str)]) {
    let programs: Vec<(String, &str)> = rows
        .iter()
        .map(|(code, expected)| (format!("{imports}\n{code}"), *expected))
        .collect();
    let rows: Vec<(&str, &str)> = programs
        .iter()
        .map(|(code, expected)| (code.as_str(), *expected))
        .collect();
    check_between(&rows);
}

#[test]
fn dicts_do_what_their_methods_say() {
    check_between(&[
        ("c.minimum_version = dict.fromkeys('ab', 772)['b']", HIGH),
        (
            "d = {'a': 769, 'b': 772}\nk, v = d.popitem()\nc.minimum_version = v",
            HIGH,
        ),
        ("d = {'a': 1}\nd.popitem()\nif not d:\n    low()", LOW),
        (
            "d = {'a': 769}\nd |= [('a', 772)]\nc.minimum_version = d['a']",
            HIGH,
        ),
        ("c.minimum_version = {1: 772}[1.0]", HIGH),
        ("if {'a': 1}.keys() & {'b'}:\n    low()", DEFAULT),
    ]);
}

#[test]
fn slices_are_read_and_written() {
    check_between(&[
        (
            "l = [769, 1, 2]\nl[1:3] = [772]\nc.minimum_version = l[-1]",
            HIGH,
        ),
        ("l = [769, 772]\ndel l[:1]\nc.minimum_version = l[0]", HIGH),
        ("l = [769]\nl[:] = [772]\nc.minimum_version = l[0]", HIGH),
        ("c.minimum_version = [769, 772][slice(1, 2)][0]", HIGH),
        (
            "class S:\n    def __getitem__(self, k):\n        return 769 if isinstance(k, int) else 768 + k.stop\n\
             c.minimum_version = S()[1:4]",
            HIGH,
        ),
    ]);
}

#[test]
fn order_is_that_of_the_comparisons() {
    check_between(&[
        (
            "class V:\n    def __init__(self, n):\n        self.n = n\n    def __lt__(self, o):\n        return self.n < o.n\n\
             c.minimum_version = sorted([V(772), V(769)])[1].n",
            HIGH,
        ),
        (
            "c.minimum_version = max(770, 772 if os.environ.get('A') else 769)",
            "1.1 1.2 1.3",
        ),
        (
            "l = [769]\nif os.environ.get('A'):\n    l.append(772)\nc.minimum_version = min(l)",
            LOW,
        ),
        (
            "l = [772]\nif os.environ.get('A'):\n    l.append(772)\nc.minimum_version = max(l)",
            HIGH,
        ),
    ]);
}

#[test]
fn each_sequence_is_unpacked_on_its_own() {
    check_between(&[
        (
            "t = (769, 771) if os.environ.get('A') else (771, 772)\na, b = t\nc.minimum_version = b",
            DEFAULT,
        ),
        (
            "def f(*v):\n    return v[-1]\nl = [771]\nif os.environ.get('A'):\n    l.append(772)\n\
             c.minimum_version = f(769, *l)",
            DEFAULT,
        ),
    ]);
}

#[test]
fn collections_are_followed() {
    check_with(
        "from collections import *\nimport collections\nfrom collections import defaultdict, deque, Counter, ChainMap, OrderedDict",
        &[
            (
                "d = defaultdict(lambda: 772)\nc.minimum_version = d['x']",
                HIGH,
            ),
            (
                "d = defaultdict(list)\nd['a'].append(769)\nd['a'].append(772)\nc.minimum_version = d['a'][-1]",
                HIGH,
            ),
            (
                "d = defaultdict(int, a=2)\nc.minimum_version = 770 + d['a'] + d['b']",
                HIGH,
            ),
            (
                "o = OrderedDict([('a', 769), ('b', 772)])\no.move_to_end('a')\nc.minimum_version = next(iter(o.values()))",
                HIGH,
            ),
            (
                "m = ChainMap({}, {'v': 769})\nm['v'] = 772\nc.minimum_version = m['v']",
                HIGH,
            ),
            (
                "q = deque([769, 772], maxlen=2)\nq.append(770)\nc.minimum_version = q[0]",
                HIGH,
            ),
            (
                "q = deque([769, 772])\nq.rotate(1)\nc.minimum_version = q.popleft()",
                HIGH,
            ),
            (
                "n = Counter('aab')\nif n['a'] == 2 and n['z'] == 0:\n    low()",
                LOW,
            ),
        ],
    );
}

#[test]
fn heaps_and_bisection_are_followed() {
    check_with(
        "import heapq, bisect",
        &[
            (
                "h = []\nfor v in (772, 769, 770):\n    heapq.heappush(h, v)\nheapq.heappop(h)\nheapq.heappop(h)\nc.minimum_version = h[0]",
                HIGH,
            ),
            (
                "l = [769, 772]\nbisect.insort(l, 771)\nc.minimum_version = l[1]",
                DEFAULT,
            ),
        ],
    );
}

#[test]
fn a_sentinel_is_itself_alone() {
    check_between(&[
        (
            "M = object()\ndef f(v=M):\n    return 772 if v is M else v\nc.minimum_version = f()",
            HIGH,
        ),
        (
            "M = object()\nif {'a': None}.get('a', M) is M:\n    low()",
            DEFAULT,
        ),
    ]);
}

#[test]
fn keys_may_hold_what_is_one_of_several_things() {
    check(&[
        (
            "m = ssl.TLSVersion.TLSv1_3 if unknown() else ssl.TLSVersion.TLSv1_2\nd = {(m, 1): m}\nc = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nc.minimum_version = d[m, 1]\nc.wrap_socket(s)",
            &["1.2 1.3"],
        ),
        (
            "import functools\n@functools.cache\ndef f(m):\n    return m\nc = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nc.minimum_version = f(ssl.TLSVersion.TLSv1_3 if unknown() else ssl.TLSVersion.TLSv1_2)\nc.wrap_socket(s)",
            &["1.2 1.3"],
        ),
        (
            "m = 1 if unknown() else 2\nd = {}\nd[m, 'x'] = ssl.TLSVersion.TLSv1_3\nc = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nc.minimum_version = d.get((1, 'x'), ssl.TLSVersion.TLSv1)\nc.wrap_socket(s)",
            &["1 1.1 1.2 1.3"],
        ),
        (
            "m = 1 if unknown() else 2\nc = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nif (m, 3) in {(1, 3): 0, (2, 3): 0}:\n    c.minimum_version = ssl.TLSVersion.TLSv1_3\nc.wrap_socket(s)",
            &["1.3"],
        ),
    ]);
}
