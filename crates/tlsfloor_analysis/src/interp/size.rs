//! What is too large to be kept as it is.

use crate::domain::value::Atom;

/// Longest text that is kept, in bytes.
pub(super) const MAX_TEXT: usize = 4096;
/// Things inside one tuple, and inside the tuples in it.
const MAX_NESTED: usize = 4096;

/// Whether an atom is of a size that copying, comparing and hashing can bear.
pub(super) fn is_small(atom: &Atom) -> bool {
    fn count(atom: &Atom, left: &mut usize) -> bool {
        let Atom::Tuple(items) = atom else {
            return true;
        };
        for item in items.iter() {
            for (_, inner) in item.atoms() {
                *left = left.saturating_sub(1);
                if *left == 0 || !count(inner, left) {
                    return false;
                }
            }
        }
        true
    }
    match atom {
        Atom::Str(text) => text.len() <= MAX_TEXT,
        Atom::Bytes(bytes) => bytes.len() <= MAX_TEXT,
        Atom::Tuple(_) => count(atom, &mut MAX_NESTED.clone()),
        _ => true,
    }
}
