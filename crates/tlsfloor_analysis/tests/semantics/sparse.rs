//! Lists with items that are there on some paths or builds only, and
//! enumerations and namespaces of libraries.

use super::{check, check_between};

const LOW: &str = "1 1.1 1.2 1.3";
const HIGH: &str = "1.3";

#[test]
fn a_comprehension_keeps_each_item_where_it_is() {
    check_between(&[
        (
            "l = [v for v in (769, 772) if v == 772 or os.environ.get('A')]\nc.minimum_version = l[-1]",
            HIGH,
        ),
        (
            "a = os.environ.get('A')\nl = [v for v in (769, 772) if v == 772 or a]\nc.minimum_version = l[0]\n\
             if not a:\n    pass\nelse:\n    high()",
            HIGH,
        ),
        (
            "d = {k: v for k, v in {'a': 769, 'b': 772}.items() if k == 'b' or os.environ.get('A')}\nc.minimum_version = d['b']",
            HIGH,
        ),
        (
            "s = {v for v in (772, 769, 772) if v == 772 or os.environ.get('A')}\nc.minimum_version = max(s)",
            HIGH,
        ),
    ]);
}

#[test]
fn enumerations_are_gone_through_in_order() {
    check_between(&[
        (
            "c.minimum_version = [v for v in ssl.TLSVersion if v.name == 'TLSv1_3'][0]",
            HIGH,
        ),
        ("c.minimum_version = ssl.TLSVersion(772).value", HIGH),
        (
            "c.minimum_version = ssl.TLSVersion.__members__['TLSv1_3']",
            HIGH,
        ),
        (
            "for v in sorted(ssl.TLSVersion):\n    if v.name == 'TLSv1':\n        c.minimum_version = v",
            LOW,
        ),
    ]);
}

#[test]
fn the_names_of_ssl_are_known() {
    let made = "c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\nc.minimum_version = 769\n";
    check(&[
        (
            &format!(
                "{made}for n in dir(ssl):\n    if n.startswith('OP_NO_TLSv1') and not n.endswith('_3'):\n        c.options |= getattr(ssl, n)\nc.wrap_socket(s)"
            ),
            &["1.3"],
        ),
        (
            &format!(
                "{made}for n, v in vars(ssl).items():\n    if n.startswith('OP_NO_TLSv1_'):\n        c.options |= v\nc.wrap_socket(s)"
            ),
            &["1"],
        ),
        (
            &format!(
                "{made}for o in ssl.Options:\n    if o.name in ('OP_NO_TLSv1', 'OP_NO_TLSv1_1'):\n        c.options |= o\nc.wrap_socket(s)"
            ),
            &["1.2 1.3"],
        ),
    ]);
}

#[test]
fn flags_are_in_the_order_that_each_build_has() {
    check(&[
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS)\nfor f in sorted(ssl.Options):\n    if f.name in ('OP_NO_TLSv1', 'OP_NO_TLSv1_3'):\n        c.options |= f\nc.wrap_socket(s)",
            &["1.2"],
        ),
        (
            "c = ssl.SSLContext(ssl.PROTOCOL_TLS)\nc.options |= sorted([ssl.OP_NO_TLSv1_3, ssl.OP_NO_TLSv1_1, ssl.OP_NO_TLSv1])[2]\nc.wrap_socket(s)",
            &["1.2"],
        ),
        // The test of a loop takes from the list that it goes through.
        (
            "w = [ssl.OP_NO_TLSv1_2, ssl.OP_NO_TLSv1_3]\nwhile w.pop() and w:\n    pass\nssl.SSLContext(ssl.PROTOCOL_TLSv1).wrap_socket(s)",
            &["1"],
        ),
    ]);
}

#[test]
fn a_command_line_is_its_choices() {
    let parser = "import argparse\np = argparse.ArgumentParser()\np.add_argument('--tls', choices=['769', '772'], default='772')\n";
    check_between(&[
        (
            &format!("{parser}c.minimum_version = int(p.parse_args([]).tls)"),
            HIGH,
        ),
        (
            &format!("{parser}c.minimum_version = int(p.parse_args(['--tls', '769']).tls)"),
            LOW,
        ),
        (
            &format!("{parser}c.minimum_version = {{'769': 770, '772': 771}}[p.parse_args().tls]"),
            "1.1 1.2 1.3",
        ),
    ]);
}

#[test]
fn a_configuration_in_view_is_read() {
    check_between(&[
        (
            "import configparser\nk = configparser.ConfigParser()\nk.read_string('[tls]\\nmin = TLSv1_3\\n')\nc.minimum_version = getattr(ssl.TLSVersion, k['tls']['min'])",
            HIGH,
        ),
        (
            "import configparser\nk = configparser.ConfigParser()\nk.read('tls.ini')\nc.minimum_version = getattr(ssl.TLSVersion, k['tls']['min'])",
            LOW,
        ),
    ]);
}

#[test]
fn pairs_that_exist_on_some_pythons_make_a_dict() {
    let names = "('PROTOCOL_TLSv1', 'PROTOCOL_TLSv1_2')";
    for pairs in [
        format!("((n, getattr(ssl, n)) for n in {names} if hasattr(ssl, n))"),
        format!("[(n, getattr(ssl, n)) for n in {names} if hasattr(ssl, n)]"),
    ] {
        let code = format!(
            "import ssl\nd = dict({pairs})\nssl.SSLContext(d['PROTOCOL_TLSv1']).wrap_socket(s)"
        );
        assert_eq!(super::verdicts(&code, (3, 11)), ["1"], "{pairs}");
    }
}
