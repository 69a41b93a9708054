//! What tlsfloor knows about libraries that speak TLS.

pub use tlsfloor_catalogue_schema::model;
