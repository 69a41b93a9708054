//! The tlsfloor command line.
fn main() {}
