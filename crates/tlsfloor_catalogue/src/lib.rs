//! What tlsfloor knows about libraries that speak TLS.

pub mod model;
