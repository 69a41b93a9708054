//! The data files, embedded. A test fails when a file of `data/` is missing
//! here, or when one of them has an error.

use tlsfloor_catalogue_schema::{Library, SchemaError, read};

/// Embeds `data/<path>` under its own path.
macro_rules! files {
    ($($path:literal),* $(,)?) => {
        /// Every data file: its path below `data/`, and its text.
        pub const FILES: &[(&str, &str)] = &[
            $(($path, include_str!(concat!("../data/", $path)))),*
        ];
    };
}

files![
    "stdlib/asyncio.toml",
    "stdlib/ftplib.toml",
    "stdlib/http_client.toml",
    "stdlib/http_server.toml",
    "stdlib/imaplib.toml",
    "stdlib/logging_handlers.toml",
    "stdlib/nntplib.toml",
    "stdlib/poplib.toml",
    "stdlib/smtplib.toml",
    "stdlib/ssl.toml",
    "stdlib/ssl_context.toml",
    "stdlib/ssl_names.toml",
    "stdlib/urllib_request.toml",
    "stdlib/xmlrpc_client.toml",
    "libraries/elastic_transport.toml",
    "libraries/elasticsearch.toml",
    "libraries/eventlet.toml",
    "libraries/gevent.toml",
    "libraries/gunicorn.toml",
    "libraries/pyopenssl.toml",
    "libraries/requests.toml",
    "libraries/twisted.toml",
    "libraries/urllib3.toml",
];

/// Reads every file of [`FILES`]. The tests of this crate show that there is no
/// error, so that a caller who only wants the libraries may drop the second
/// part.
#[must_use]
pub fn read_builtin() -> (Vec<Library>, Vec<SchemaError>) {
    let mut libraries = Vec::new();
    let mut errors = Vec::new();
    for (path, text) in FILES {
        match read(path, text) {
            Ok(library) => libraries.push(library),
            Err(found) => errors.extend(found),
        }
    }
    (libraries, errors)
}
