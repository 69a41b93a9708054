//! Fingerprints: the same for the same cause after lines above it moved.
//!
//! They name a place by what stands there, not by its number: rule, path, the
//! cause's text and the text of its line, white space aside, and which one of
//! several such places it is.

use std::collections::BTreeMap;

use tlsfloor_source::SourceMap;

use crate::finding::Finding;

/// Fills in the fingerprints of `findings`, which are in their final order.
pub(super) fn assign(findings: &mut [Finding], sources: &SourceMap) {
    let mut seen: BTreeMap<u128, u32> = BTreeMap::new();
    for finding in findings {
        let file = sources.get(finding.span.file);
        let first = file.line_column(finding.span.range.start()).line;
        let line = file.slice(file.lines().line_range(first));
        let key = fnv1a(&[
            finding.rule.id,
            file.path(),
            &normalised(file.slice(finding.span.range)),
            &normalised(line),
        ]);
        let occurrence = seen.entry(key).or_insert(0);
        let print = fnv1a(&[&format!("{key:032x}"), &occurrence.to_string()]);
        *occurrence += 1;
        finding.fingerprint = format!("{print:032x}");
    }
}

/// The words of `text`, joined by single spaces.
fn normalised(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// FNV-1a with 128 bits (draft-eastlake-fnv) over `parts`, each ended by a
/// byte that UTF-8 never holds. Fingerprints only have to differ by accident,
/// so that a cryptographic hash, and the crates for one, are not needed.
fn fnv1a(parts: &[&str]) -> u128 {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let mut hash = OFFSET;
    for (index, part) in parts.iter().enumerate() {
        let separator: &[u8] = if index == 0 { &[] } else { &[0xFF] };
        for byte in separator.iter().chain(part.as_bytes()) {
            hash = (hash ^ u128::from(*byte)).wrapping_mul(PRIME);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fnv1a_gives_the_published_values() {
        assert_eq!(fnv1a(&["a"]), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
        assert_eq!(
            fnv1a(&["foobar"]),
            0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18
        );
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(fnv1a(&["ab", "c"]), fnv1a(&["a", "bc"]));
    }
}
