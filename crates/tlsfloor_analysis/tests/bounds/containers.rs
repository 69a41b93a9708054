//! Bounds on containers: items that are kept apart, lists that they may be.

use super::{LOW, PERHAPS_LOW, reach};

const ITEMS: &str = "too many items: they are no longer told apart by their places";
const CONTENTS: &str =
    "a container may hold too many different things here: it may hold any of them anywhere";

/// Each makes a list of which the item at its end is 769.
#[test]
fn so_many_items_are_kept_apart() {
    for (made, expected) in [
        (
            "l = [768] * 200\nl.extend([unknown()])\nl.extend([769] * 200) # here",
            PERHAPS_LOW,
        ),
        ("l = [unknown()] * 200 + [769] * 200 # here", PERHAPS_LOW),
        ("l = [unknown(), 769] * 150 # here", PERHAPS_LOW),
        (
            "l = []\nfor i in range(250):\n    l.append(i)\nfor i in range(250, 260):\n    l.append(i + 510) # here",
            PERHAPS_LOW,
        ),
        (
            "l = [v for v in (1, unknown(), 769) for w in (1,) * 100] # here",
            PERHAPS_LOW,
        ),
    ] {
        let code = format!("{made}\nc.minimum_version = l[-1]");
        reach(&code, ITEMS, expected);
    }
}

#[test]
fn so_many_keys_are_kept_apart() {
    let code = "d = {0: unknown()}\nfor i in range(256):\n    d[i] = 768\nd['x'] = 769 # here\nc.minimum_version = d.get(unknown(), 769)";
    reach(code, ITEMS, LOW);
}

#[test]
fn so_many_letters_are_kept_apart() {
    let code = "for l in 'a' * 300 + 'b': # here\n    if l == 'b':\n        low()";
    reach(code, ITEMS, LOW);
}

#[test]
fn so_many_numbers_are_a_range() {
    reach(
        "l = list(range(1000)) # here\nc.minimum_version = l[769]",
        ITEMS,
        PERHAPS_LOW,
    );
}

#[test]
fn so_many_items_are_unpacked_in_a_display() {
    let code = format!(
        "l = [*range(250)]\nm = [{}769]\nc.minimum_version = m[-1]",
        "*l, ".repeat(20)
    );
    reach(&code, ITEMS, PERHAPS_LOW);
}

#[test]
fn so_many_rows_are_a_product() {
    let code = "import itertools\nl = list(itertools.product(range(20), range(20)))\nif len(l) == 400:\n    low()";
    reach(code, ITEMS, PERHAPS_LOW);
}

#[test]
fn so_many_things_are_copied() {
    let code = "import copy\nl = [[i] for i in range(250)]\nm = copy.deepcopy([l, [[769] for i in range(20)]]) # here\nc.minimum_version = m[1][19][0]";
    let said = "too many things to copy: what some copies hold is unknown";
    reach(code, said, PERHAPS_LOW);
}

#[test]
fn so_many_things_are_sorted_by_a_method() {
    let code = "class K:\n    def __init__(self, v):\n        self.v = v\n    def __lt__(self, o):\n        return self.v < o.v\nl = sorted([K(800 - i) for i in range(40)]) # here\nc.minimum_version = l[8].v";
    let said = "too many things to sort by a method of the program: their order is unknown";
    reach(code, said, LOW);
}

#[test]
fn a_list_is_so_many_lists_where_its_methods_run() {
    let code = "l = [769]\nif a(): l = [769, 1]\nif b(): l = [769, 2]\nif d(): l.append(3)\nif e(): l.append(4)\nif f(): l.append(5)\nif g(): l.append(6)\nl.reverse()\nc.minimum_version = l[-1]";
    reach(code, CONTENTS, LOW);
}

#[test]
fn a_sparse_list_is_so_many_lists() {
    let code = "l = [v for v in (1, 2, 3, 4, 5, 6) if unknown(v)]\nc.minimum_version = 768 + len(l) # here";
    reach(code, CONTENTS, PERHAPS_LOW);
}

#[test]
fn an_item_stands_under_so_many_conditions() {
    let tests: String = (0..6).map(|number| format!(" if u{number}(v)")).collect();
    let code =
        format!("l = [v for v in (769, 2){tests}] # here\nfor v in l:\n    c.minimum_version = v");
    let said = "an item stands under too many conditions: where it stands is forgotten";
    reach(&code, said, LOW);
}
