//! The story that a run may be asked for: it changes nothing that is found, and
//! costs nothing where nobody asks.

use super::told;
use tlsfloor_analysis::facts::{Analysis, Happening};

/// Branches, loops that settle and loops that do not, calls, copies, code out
/// of sight, recursion.
const PROGRAMS: [&str; 6] = [
    "c = ssl.create_default_context()\nif a:\n    c.minimum_version = ssl.TLSVersion.TLSv1\n\
     elif b:\n    c.options |= ssl.OP_NO_TLSv1_2\nc.wrap_socket(s)\n",
    "c = ssl.SSLContext()\nfor f in unknown():\n    c.options ^= f\n    c.minimum_version = 769\n\
     c.wrap_socket(s)\n",
    "def make(v):\n    c = ssl.SSLContext(v)\n    if v:\n        tune(c)\n    return c\n\
     for v in (ssl.PROTOCOL_TLSv1, ssl.PROTOCOL_TLS, unknown):\n    make(v).wrap_socket(s)\n",
    "def f(c, n):\n    c.options |= n\n    return f(c, n + 1)\nc = ssl.SSLContext()\n\
     f(c, 1)\nc.wrap_socket(s)\n",
    "class A:\n    def __init__(self):\n        self.c = ssl.SSLContext(ssl.PROTOCOL_TLSv1)\n    \
     def low(self):\n        self.c.options |= ssl.OP_NO_TLSv1\n    def go(self):\n        \
     self.c.wrap_socket(s)\n",
    "while unknown:\n    c = ssl.SSLContext()\n    while other:\n        \
     c.options = c.options * 2 + x\nc.wrap_socket(s)\n",
];

/// Everything but the story.
fn found(mut analysis: Analysis) -> String {
    for endpoint in &mut analysis.endpoints {
        endpoint.ways.clear();
    }
    analysis.outlines.clear();
    analysis.reached.clear();
    format!("{analysis:#?}")
}

#[test]
fn telling_the_story_changes_nothing_that_is_found() {
    for code in PROGRAMS {
        let code = format!("import ssl, os, sys\n{code}");
        let plain = told(&code, false);
        let ways = plain.endpoints.iter().map(|endpoint| endpoint.ways.len());
        assert_eq!(ways.sum::<usize>(), 0, "in\n{code}");
        assert!(plain.outlines.is_empty() && plain.reached.is_empty());
        let story = told(&code, true);
        assert!(!story.endpoints.is_empty() && !story.reached.is_empty());
        assert_eq!(found(plain), found(story), "in\n{code}");
    }
}

#[test]
fn every_context_in_view_has_a_way_that_begins_where_it_is_made() {
    for code in PROGRAMS {
        let code = format!("import ssl, os, sys\n{code}");
        for endpoint in told(&code, true).endpoints {
            let Some(made) = endpoint.created_at else {
                continue;
            };
            assert!(!endpoint.ways.is_empty(), "in\n{code}");
            for way in &endpoint.ways {
                let first = way.steps.first().unwrap();
                assert_eq!(
                    (first.span, first.kind),
                    (made, Happening::Made),
                    "in\n{code}"
                );
                assert!(way.steps.len() <= 25, "in\n{code}");
            }
            // What the ways end with is what the endpoint has, build by build.
            for outcome in &endpoint.outcomes {
                let settings = outcome.settings.as_ref().unwrap();
                let ends = endpoint.ways.iter().any(|way| {
                    let last = way.steps.last().unwrap();
                    way.builds.0 & outcome.builds.0 != 0
                        && last.after.minimum == settings.minimum.value
                        && last.after.method == settings.method.value
                });
                assert!(ends, "in\n{code}\n{settings:#?}");
            }
        }
    }
}

#[test]
fn statements_that_run_are_told_with_their_builds() {
    let code = "import sys\nif sys.version_info < (3,):\n    x = 1\nif False:\n    y = 1\n";
    let story = told(code, true);
    let builds = |text: &str| {
        let at = u32::try_from(code.find(text).unwrap()).unwrap();
        let mut reached = story.reached.iter();
        let found = reached.find(|(span, _)| span.range.start() == at);
        found.map_or(0, |(_, builds)| builds.0.count_ones())
    };
    assert_eq!(builds("x = 1"), 1);
    assert_eq!(builds("y = 1"), 0);
    assert!(builds("if sys") > 10);
    assert_eq!(story.outlines[0].statements.len(), 5);
}
