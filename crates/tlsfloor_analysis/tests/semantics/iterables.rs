//! Functions over iterables, sets, lists and views: what they hold and when
//! they call functions of the program.

use super::check_between;

const LOW: &str = "1 1.1 1.2 1.3";
const DEFAULT: &str = "1.2 1.3";
const HIGH: &str = "1.3";

#[test]
fn a_view_shows_what_its_dict_holds_by_now() {
    check_between(&[
        (
            "d = {'a': 772}\nv = d.values()\nd['a'] = 769\nfor n in v:\n    c.minimum_version = n",
            LOW,
        ),
        (
            "d = {'a': 772}\nv = d.items()\nd['b'] = 769\nfor k, n in v:\n    c.minimum_version = n",
            LOW,
        ),
        (
            "d = {'a': 772}\nv = list(d.values())\nd['a'] = 769\nc.minimum_version = v[0]",
            HIGH,
        ),
        (
            "d = {'a': 769, 'b': 769}\nfor k, n in d.items():\n    d['b'] = 772\n    \
             c.minimum_version = n",
            HIGH,
        ),
    ]);
}

#[test]
fn map_and_filter_call_where_an_item_is_taken() {
    check_between(&[
        ("map(lambda f: f(), [low])", DEFAULT),
        ("list(map(lambda f: f(), [low]))", LOW),
        ("m = map(lambda f: f(), [high, low])\nnext(m)", HIGH),
        ("m = map(lambda f: f(), [high, low])\nnext(m)\nnext(m)", LOW),
        (
            "m = map(lambda f: f(), [low])\nlist(m)\nhigh()\nlist(m)",
            HIGH,
        ),
        (
            "for n in filter(lambda n: n > 770, [769, 772]):\n    c.minimum_version = n",
            HIGH,
        ),
        ("c.minimum_version = next(filter(None, [0, 769]))", LOW),
    ]);
}

#[test]
fn order_follows_key_and_reverse() {
    check_between(&[
        (
            "c.minimum_version = sorted([769, 772], reverse=True)[0]",
            HIGH,
        ),
        (
            "c.minimum_version = sorted([769, 772], key=lambda n: -n)[-1]",
            LOW,
        ),
        ("c.minimum_version = max([769, 772], key=lambda n: -n)", LOW),
        ("l = [772, 769]\nl.sort()\nc.minimum_version = l[0]", LOW),
        (
            "l = [769]\nl.insert(0, 772)\nc.minimum_version = l[0]",
            HIGH,
        ),
    ]);
}

#[test]
fn sets_hold_each_item_once() {
    check_between(&[
        (
            "s = {769, 772}\ns.discard(769)\nfor n in s:\n    c.minimum_version = n",
            HIGH,
        ),
        (
            "s = t = {769, 772}\ns -= {772}\nfor n in t:\n    c.minimum_version = n",
            LOW,
        ),
        ("c.minimum_version = sum({257, 512, 257})", LOW),
        ("c.minimum_version = sorted({769, 772} & {772, 5})[0]", HIGH),
    ]);
}

#[test]
fn any_and_all_stop_where_the_answer_is_known() {
    check_between(&[
        ("if any([0, 1]):\n    low()", LOW),
        ("if all(n > 1 for n in (1, 2)):\n    low()", DEFAULT),
        ("if all(n > 0 for n in (1, 2)):\n    low()", LOW),
    ]);
}
