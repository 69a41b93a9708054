//! Bounds on data: how long, how wide, how deep; and on classes.

use super::{LOW, PERHAPS_LOW, reach};

const SIZE: &str = "a text or a tuple grows too large: it is unknown";
const DEPTH: &str = "data nested too deeply: what is computed from it is unknown";

/// Each makes a text that ends in one that is tested for.
#[test]
fn a_text_is_so_long() {
    let bytes = format!("v = b'{}'\nv = v + v # here", "a".repeat(4_000));
    for made in [
        bytes.as_str(),
        "v = 'a' * 5000 # here",
        "v = 'a' * 4000\nv = v + v # here",
        "v = str(['a' * 4000, 'b' * 4000]) # here",
    ] {
        let code = format!("{made}\nif v[-1:] in ('a', b'a', ']'):\n    low()");
        reach(&code, SIZE, LOW);
    }
}

#[test]
fn a_number_is_written_so_wide() {
    for made in ["'%5000d' % 1", "format(1, '5000')", "'1'.rjust(5000)"] {
        let code = format!("v = {made} # here\nif v.endswith('1'):\n    low()");
        reach(&code, SIZE, LOW);
    }
}

#[test]
fn a_number_is_written_with_so_many_digits() {
    for made in ["'%.70f' % 1", "format(1.0, '.70f')"] {
        let code = format!("v = {made} # here\nif v.endswith('0'):\n    low()");
        reach(&code, SIZE, LOW);
    }
}

#[test]
fn tab_stops_are_so_far_apart() {
    let code = "v = '\\t1'.expandtabs(100) # here\nif v.endswith('1'):\n    low()";
    reach(code, SIZE, LOW);
}

#[test]
fn a_tuple_holds_so_much() {
    let code = "t = (1,)\nfor i in range(13):\n    t = (t, t) # here\nif len(t) == 2:\n    low()";
    reach(code, SIZE, LOW);
    reach(
        "t = (769,) * 300 # here\nc.minimum_version = t[299]",
        SIZE,
        PERHAPS_LOW,
    );
}

#[test]
fn data_is_so_deep_where_it_is_computed_with() {
    let code = format!(
        "d = 769\n{}v = '%s' % d # here\nif v == '{}769{}':\n    low()",
        "d = [d]\n".repeat(10),
        "[".repeat(10),
        "]".repeat(10)
    );
    reach(&code, DEPTH, LOW);
}

#[test]
fn data_is_so_deep_where_it_is_compared() {
    let code = format!(
        "d = e = 769\n{}if d == e: # here\n    low()",
        "d = [d]\ne = [e]\n".repeat(20)
    );
    reach(&code, DEPTH, LOW);
}

#[test]
fn json_has_so_many_brackets() {
    let code = format!(
        "import json\nd = json.loads('{}769{}') # here\nwhile isinstance(d, list):\n    d = d[0]\nc.minimum_version = d",
        "[".repeat(200),
        "]".repeat(200)
    );
    reach(&code, DEPTH, PERHAPS_LOW);
}

#[test]
fn a_class_has_so_many_ancestors() {
    let classes = super::lines(1..40, |number| {
        format!("class A{number}(A{}):\n    pass", number - 1)
    });
    let code = format!("class A0:\n    v = 769\n{classes}c.minimum_version = A39.v");
    let said = "a class has too many base classes: what the farthest of them give is unknown";
    reach(&code, said, PERHAPS_LOW);
}

#[test]
fn a_text_has_so_many_parts() {
    let code = "v = str(unknown())\nfor i in range(60):\n    v = v + 'a' + v # here\nif v == 'a':\n    low()";
    reach(code, SIZE, LOW);
}

#[test]
fn flags_are_so_deep() {
    let code = format!(
        "m = unknown()\n{}c.options |= m # here",
        "m = m | 1\n".repeat(30)
    );
    reach(&code, DEPTH, "1.2 1.3~");
}
