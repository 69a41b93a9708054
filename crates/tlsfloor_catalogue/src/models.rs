//! The libraries of a user beside the built-in ones.

use std::collections::BTreeSet;
use std::fmt;

use tlsfloor_catalogue_schema::{Library, SchemaError, read};

use crate::{Catalogue, read_builtin};

/// A mistake in a user's models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// The file is not as the schema wants it.
    Schema(SchemaError),
    /// The file refers to something that no library describes.
    Dangling {
        /// The file, as the caller named it.
        file: String,
        /// What refers to what: a sentence.
        message: String,
    },
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Schema(error) => error.fmt(f),
            Self::Dangling { file, message } => write!(f, "{file}: {message}"),
        }
    }
}

impl std::error::Error for ModelError {}

impl Catalogue {
    /// The built-in catalogue with further data files, each by the name that
    /// errors show and its text. What they describe takes the place of built-in
    /// entries of the same name.
    ///
    /// # Errors
    ///
    /// Every mistake of every file.
    pub fn with_models(files: &[(String, String)]) -> Result<Self, Vec<ModelError>> {
        let mut models: Vec<Library> = Vec::new();
        let mut errors: Vec<ModelError> = Vec::new();
        for (path, text) in files {
            match read(path, text) {
                Ok(library) => models.push(library),
                Err(found) => errors.extend(found.into_iter().map(ModelError::Schema)),
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let (mut libraries, _) = read_builtin();
        give_way(&mut libraries, &models);
        libraries.extend(models.iter().cloned());
        let catalogue = Self::from_libraries(libraries);
        for ((file, _), library) in files.iter().zip(&models) {
            let messages = catalogue.dangling(library).into_iter();
            errors.extend(messages.map(|message| ModelError::Dangling {
                file: file.clone(),
                message,
            }));
        }
        if errors.is_empty() {
            Ok(catalogue)
        } else {
            Err(errors)
        }
    }
}

/// Takes away what `models` describe anew.
fn give_way(libraries: &mut [Library], models: &[Library]) {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for model in models {
        names.extend(model.apis.iter().map(|api| api.name.as_str()));
        names.extend(model.classes.iter().map(|class| class.name.as_str()));
        names.extend(
            model
                .constants
                .iter()
                .map(|constant| constant.name.as_str()),
        );
    }
    for library in libraries {
        library
            .apis
            .retain(|api| !names.contains(api.name.as_str()));
        library
            .classes
            .retain(|class| !names.contains(class.name.as_str()));
        library
            .constants
            .retain(|constant| !names.contains(constant.name.as_str()));
    }
}
