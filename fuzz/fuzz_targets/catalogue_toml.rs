//! Any text as a file of the catalogue: a library, or errors that name their
//! place.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(errors) = tlsfloor_catalogue_schema::read("fuzz.toml", text) {
        assert!(!errors.is_empty());
        for error in errors {
            assert!(!error.to_string().is_empty());
        }
    }
});
