//! The user's own libraries, read from the data files that the settings name.

use std::path::{Path, PathBuf};

use tlsfloor_catalogue::Catalogue;
use tlsfloor_files::{FileKind, ReadError, System};

use crate::run::RunError;

/// Bytes of a data file; the largest built-in one has about 20,000.
const MAX_MODEL_BYTES: u64 = 4 << 20;

/// The catalogue with the models of `paths`, each a file or a folder of files
/// that end in `.toml`; `None` without paths.
///
/// # Errors
///
/// When a path cannot be read, names nothing, or has a mistake in it.
pub fn models(system: &dyn System, paths: &[PathBuf]) -> Result<Option<Catalogue>, RunError> {
    if paths.is_empty() {
        return Ok(None);
    }
    let mut files = Vec::new();
    for path in paths {
        for file in data_files(system, path)? {
            let failed = |reason: &dyn std::fmt::Display| {
                RunError::Models(format!("{}: cannot be read: {reason}", file.display()))
            };
            let bytes = match system.read_file(&file, MAX_MODEL_BYTES) {
                Ok(bytes) => bytes,
                Err(ReadError::NotRegular(kind)) => {
                    return Err(failed(&format_args!("it is {}", kind.described())));
                }
                Err(ReadError::TooLarge { len, limit }) => {
                    return Err(failed(&format_args!(
                        "it has {len} bytes, and {limit} are the most"
                    )));
                }
                Err(ReadError::Io(error)) => return Err(failed(&error)),
            };
            let text = String::from_utf8(bytes).map_err(|_| failed(&"it is not UTF-8"))?;
            files.push((file.display().to_string(), text));
        }
    }
    Catalogue::with_models(&files).map(Some).map_err(|errors| {
        let drawn: Vec<String> = errors.iter().map(ToString::to_string).collect();
        RunError::Models(drawn.join("\n"))
    })
}

/// The file itself, or the data files of a folder in the order of their names.
fn data_files(system: &dyn System, path: &Path) -> Result<Vec<PathBuf>, RunError> {
    let failed = |error: std::io::Error| {
        RunError::Models(format!("{}: cannot be read: {error}", path.display()))
    };
    if system.metadata(path).map_err(failed)?.kind != FileKind::Folder {
        return Ok(vec![path.to_owned()]);
    }
    let listing = system.read_dir(path).map_err(failed)?;
    if let Some(error) = listing.error {
        return Err(failed(error));
    }
    let names = listing.entries.into_iter().map(|entry| entry.name);
    let mut files: Vec<PathBuf> = names
        .map(|name| path.join(name))
        .filter(|file| {
            file.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(RunError::Models(format!(
            "{}: there is no file that ends in .toml",
            path.display()
        )));
    }
    Ok(files)
}
