//! Decoded source text, positions, and suppression comments.
