//! Valid programs that change contexts, against what the changes mean.
//!
//! The program is built from a list of actions, as Python and, on the side, as
//! calls of the concrete rules. What the analysis says of each connection must
//! hold what the rules give, and be just that where it is called exact.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tlsfloor_engine::analysis::facts::EndpointKind;
use tlsfloor_engine::protocol::ProtocolSet;
use tlsfloor_engine::rules::verdict;
use tlsfloor_fuzz::Files;
use tlsfloor_fuzz::program::Program;

fuzz_target!(|program: Program| {
    let (text, expected) = program.render();
    let files = Files::new([("main.py", text.as_bytes())]).on("3.11");
    let inventory = files.inventory();
    for (line, truth) in expected {
        let mut found = ProtocolSet::EMPTY;
        let (mut seen, mut exact) = (false, true);
        for endpoint in &inventory.endpoints {
            let source = inventory.sources.get(endpoint.call.file);
            let start = source.lines().line(endpoint.call.range.start());
            if endpoint.kind != EndpointKind::Connection || start != line {
                continue;
            }
            let target = inventory.platform_of(endpoint.call.file).target;
            if let Some(verdict) = verdict(endpoint, inventory.universe, target) {
                seen = true;
                exact &= !verdict.approximate;
                found = found.union(verdict.protocols);
            }
        }
        assert!(seen, "line {line} is missing in\n{text}");
        let lost = truth.difference(found);
        assert!(lost.is_empty(), "line {line} lacks {lost:?} in\n{text}");
        assert!(
            !exact || found == truth,
            "line {line} is called exact: {found:?}, not {truth:?}, in\n{text}"
        );
    }
});
