//! What tlsfloor knows about libraries that speak TLS.
