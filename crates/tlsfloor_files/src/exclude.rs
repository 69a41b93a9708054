//! `--exclude GLOB`.

use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::discover::BadGlob;

/// What the user wants left out. A glob without `/` means that name in any
/// folder, one with `/` a path from the working directory (or an absolute
/// one); a folder that matches is left out with all that is in it.
pub(crate) struct Exclude {
    from_current_dir: Gitignore,
    from_root: Gitignore,
}

impl Exclude {
    pub(crate) fn parse(current_dir: &Path, globs: &[String]) -> Result<Self, BadGlob> {
        let root = current_dir.ancestors().last().unwrap_or(current_dir);
        let mut relative = GitignoreBuilder::new(current_dir);
        let mut absolute = GitignoreBuilder::new(root);
        // Git takes `[` without `]` literally; on a command line it is a slip.
        relative.allow_unclosed_class(false);
        absolute.allow_unclosed_class(false);
        for glob in globs {
            let bad = |message: &str| BadGlob {
                glob: glob.clone(),
                message: message.to_owned(),
            };
            if glob.trim().is_empty() {
                return Err(bad("it is empty; name a file, a folder or a pattern"));
            }
            if glob.starts_with('!') {
                return Err(bad("leave out the `!`: what matches is excluded anyway"));
            }
            let mut line = glob.strip_prefix("./").unwrap_or(glob).to_owned();
            if line.starts_with('#') {
                // At the start of a line it would be a comment.
                line.insert(0, '\\');
            }
            let added = relative.add_line(None, &line);
            let added = added.and_then(|builder| {
                if Path::new(&line).is_absolute() {
                    absolute.add_line(None, &line)?;
                }
                Ok(builder)
            });
            if let Err(error) = added {
                let message = format!("{error}; write a special character as itself with `\\`");
                return Err(bad(&message));
            }
        }
        let build = |builder: &GitignoreBuilder| {
            builder.build().map_err(|error| BadGlob {
                glob: globs.join(" "),
                message: error.to_string(),
            })
        };
        Ok(Self {
            from_current_dir: build(&relative)?,
            from_root: build(&absolute)?,
        })
    }

    /// Whether the absolute `path` is left out.
    pub(crate) fn matches(&self, path: &Path, folder: bool) -> bool {
        self.from_current_dir.matched(path, folder).is_ignore()
            || self.from_root.matched(path, folder).is_ignore()
    }
}
