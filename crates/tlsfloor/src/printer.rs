//! The one place that writes: reports to stdout or a file, all else to stderr.
//!
//! A reader that went away (`tlsfloor check | head`) is no error: what it did
//! not want to read is dropped.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use crate::interrupt::Unfinished;

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Even into a file or a pipe.
    Always,
    /// No colours.
    Never,
}

/// Where output goes and how it looks.
#[derive(Debug)]
pub(crate) struct Printer {
    color: ColorChoice,
    output: Option<PathBuf>,
}

/// An output that could not be written.
#[derive(Debug)]
pub(crate) struct OutputError {
    path: Option<PathBuf>,
    error: io::Error,
}

impl std::fmt::Display for OutputError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.path {
            Some(path) => write!(
                f,
                "cannot write `{}`: {}",
                path.display(),
                reason(&self.error)
            ),
            None => write!(
                f,
                "cannot write to standard output: {}",
                reason(&self.error)
            ),
        }
    }
}

/// A sentence for people: the system's own one without its number, but for
/// what happens every day.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::NotFound => "its folder does not exist".to_owned(),
        ErrorKind::NotADirectory => "what should be its folder is a file".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_owned()
        }
    }
}

impl Printer {
    pub(crate) fn new(color: ColorChoice, output: Option<PathBuf>) -> Self {
        Self { color, output }
    }

    /// Whether the report may hold colours. A file gets them only when asked.
    pub(crate) fn report_color(&self) -> bool {
        self.use_color(self.output.is_none() && io::stdout().is_terminal())
    }

    /// Whether what goes to stderr may hold colours.
    pub(crate) fn message_color(&self) -> bool {
        self.use_color(io::stderr().is_terminal())
    }

    fn use_color(&self, terminal: bool) -> bool {
        match self.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            // https://no-color.org: set and not empty, whatever the value.
            ColorChoice::Auto => {
                terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        }
    }

    /// Columns to draw in: the terminal's where the report goes to one.
    pub(crate) fn width(&self) -> usize {
        const DEFAULT: usize = 100;
        if self.output.is_some() || !io::stdout().is_terminal() {
            return DEFAULT;
        }
        terminal_size::terminal_size().map_or(DEFAULT, |(width, _)| usize::from(width.0).max(40))
    }

    /// Writes a report with `write`, to stdout or to the file that was named.
    ///
    /// A regular file (or one that does not exist yet) is replaced at once when
    /// all is written: nobody sees half a report. Anything else, such as a
    /// device or a named pipe, is written straight through.
    pub(crate) fn report(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), OutputError> {
        let result = match &self.output {
            None => write_through(io::stdout().lock(), write),
            Some(path) => write_file(path, write),
        };
        result.map_err(|error| OutputError {
            path: self.output.clone(),
            error,
        })
    }

    /// Says `line` on stderr, coloured as `kind`. Nobody listening is no error.
    pub(crate) fn say(&self, kind: Message, line: &str) {
        let (start, end) = match (kind, self.message_color()) {
            (Message::Error, true) => ("\x1b[1;31merror\x1b[0m: ", ""),
            (Message::Error, false) => ("error: ", ""),
            (Message::Warning, true) => ("\x1b[1;33mwarning\x1b[0m: ", ""),
            (Message::Warning, false) => ("warning: ", ""),
            (Message::Plain, _) => ("", ""),
        };
        let _ = writeln!(io::stderr().lock(), "{start}{line}{end}");
    }
}

/// What a line on stderr is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Message {
    /// Why the job could not be done.
    Error,
    /// What the reader must know about the result.
    Warning,
    /// A line that speaks for itself.
    Plain,
}

fn write_through(
    out: impl Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let written = write(&mut out).and_then(|()| out.flush());
    // What is left in the buffer must not be written when it is dropped.
    drop(out.into_parts());
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // A link is followed: what it leads to is replaced, not the link.
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match std::fs::metadata(&target) {
        Ok(metadata) if metadata.is_dir() => return Err(ErrorKind::IsADirectory.into()),
        Ok(metadata) if !metadata.is_file() => {
            let file = OpenOptions::new().write(true).open(&target)?;
            return write_through(file, write);
        }
        // A file that may not be written must not be replaced either.
        Ok(_) => drop(OpenOptions::new().append(true).open(&target)?),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    replace(&target, write)
}

fn replace(target: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut temporary = tempfile::Builder::new()
        .prefix(".tlsfloor-")
        .permissions_like(target)
        .tempfile_in(folder)
        // The temporary file's name would only puzzle the reader.
        .map_err(|error| io::Error::from(error.kind()))?;
    let _unfinished = Unfinished::new(temporary.path().to_owned());
    write_through(temporary.as_file_mut(), write)?;
    temporary.persist(target).map_err(|error| error.error)?;
    Ok(())
}

/// Gives the temporary file the rights that the final one has or would get.
trait PermissionsLike {
    fn permissions_like(&mut self, target: &Path) -> &mut Self;
}

impl PermissionsLike for tempfile::Builder<'_, '_> {
    #[cfg(unix)]
    fn permissions_like(&mut self, target: &Path) -> &mut Self {
        use std::os::unix::fs::PermissionsExt;
        // For a new file these are cut by the process's mask, as usual.
        let permissions = File::open(target)
            .and_then(|file| file.metadata())
            .map_or_else(
                |_| std::fs::Permissions::from_mode(0o666),
                |metadata| metadata.permissions(),
            );
        self.permissions(permissions)
    }

    #[cfg(not(unix))]
    fn permissions_like(&mut self, _: &Path) -> &mut Self {
        self
    }
}
