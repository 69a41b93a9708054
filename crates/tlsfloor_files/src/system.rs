//! The file system, as far as this program asks it.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What a name in a folder stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A named pipe (FIFO).
    Pipe,
    /// A socket.
    Socket,
    /// A character or block device.
    Device,
    /// Anything else that a system may have.
    Other,
}

impl FileKind {
    /// With its article, for messages.
    #[must_use]
    pub fn described(self) -> &'static str {
        match self {
            Self::File => "a file",
            Self::Folder => "a folder",
            Self::Link => "a symbolic link",
            Self::Pipe => "a named pipe",
            Self::Socket => "a socket",
            Self::Device => "a device",
            Self::Other => "neither a file nor a folder",
        }
    }
}

/// What is known of a path without opening it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// What it is.
    pub kind: FileKind,
    /// Its size in bytes; 0 where that means nothing.
    pub len: u64,
}

/// A name in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The bare name.
    pub name: OsString,
    /// What it is; links are not followed.
    pub kind: FileKind,
}

/// The names in a folder, in no order.
#[derive(Debug, Default)]
pub struct Listing {
    /// Those that could be read.
    pub entries: Vec<Entry>,
    /// Why the others could not.
    pub error: Option<io::Error>,
}

/// Why a file was not read.
#[derive(Debug)]
pub enum ReadError {
    /// It is no regular file; it was not opened, or not read.
    NotRegular(FileKind),
    /// It is larger than the limit (both in bytes).
    TooLarge {
        /// The size; for a file that grows, the least that it has.
        len: u64,
        /// The limit.
        limit: u64,
    },
    /// The system's own answer.
    Io(io::Error),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// A file system: the machine's, or one in memory.
pub trait System: Sync {
    /// The working directory, absolute.
    fn current_dir(&self) -> &Path;

    /// What `path` is, links followed.
    ///
    /// # Errors
    ///
    /// When it does not exist or may not be asked.
    fn metadata(&self, path: &Path) -> io::Result<Metadata>;

    /// What `path` is; a link is a link.
    ///
    /// # Errors
    ///
    /// When it does not exist or may not be asked.
    fn link_metadata(&self, path: &Path) -> io::Result<Metadata>;

    /// The absolute path without links, `.` and `..`.
    ///
    /// # Errors
    ///
    /// When it does not exist or may not be asked.
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf>;

    /// The names in a folder.
    ///
    /// # Errors
    ///
    /// When it cannot be listed at all.
    fn read_dir(&self, path: &Path) -> io::Result<Listing>;

    /// The content of a regular file of at most `limit` bytes.
    ///
    /// # Errors
    ///
    /// When it is none, is larger, or cannot be read.
    fn read_file(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError>;

    /// The first bytes of a regular file, at most `limit`. A file of size 0 is
    /// not read: on Linux some of those wait for the kernel to speak.
    ///
    /// # Errors
    ///
    /// When it is none or cannot be read.
    fn read_start(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError>;
}

/// The machine's file system.
#[derive(Clone, Debug)]
pub struct OsSystem {
    current_dir: PathBuf,
}

impl OsSystem {
    /// With the process's working directory, asked once.
    ///
    /// # Errors
    ///
    /// When the working directory was removed or may not be asked.
    pub fn new() -> io::Result<Self> {
        Ok(Self::at(std::env::current_dir()?))
    }

    /// With a stated working directory (absolute).
    #[must_use]
    pub fn at(current_dir: PathBuf) -> Self {
        Self { current_dir }
    }

    /// Opens what is a regular file before and after the opening: opening a
    /// pipe would wait, opening a device may do anything.
    fn open(path: &Path) -> Result<(fs::File, u64), ReadError> {
        let before = fs::metadata(path)?;
        if !before.is_file() {
            return Err(ReadError::NotRegular(kind(before.file_type())));
        }
        let file = fs::File::open(path)?;
        let after = file.metadata()?;
        if !after.is_file() {
            return Err(ReadError::NotRegular(kind(after.file_type())));
        }
        Ok((file, after.len()))
    }
}

impl System for OsSystem {
    fn current_dir(&self) -> &Path {
        &self.current_dir
    }

    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        fs::metadata(path).map(|found| Metadata {
            kind: kind(found.file_type()),
            len: found.len(),
        })
    }

    fn link_metadata(&self, path: &Path) -> io::Result<Metadata> {
        fs::symlink_metadata(path).map(|found| Metadata {
            kind: kind(found.file_type()),
            len: found.len(),
        })
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn read_dir(&self, path: &Path) -> io::Result<Listing> {
        let mut listing = Listing::default();
        for entry in fs::read_dir(path)? {
            match entry.and_then(|entry| Ok((entry.file_type()?, entry.file_name()))) {
                Ok((file_type, name)) => listing.entries.push(Entry {
                    name,
                    kind: kind(file_type),
                }),
                Err(error) => listing.error = Some(error),
            }
        }
        Ok(listing)
    }

    fn read_file(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        let (file, len) = Self::open(path)?;
        if len > limit {
            return Err(ReadError::TooLarge { len, limit });
        }
        let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or(0));
        // One byte more than allowed shows a file that has grown meanwhile.
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        let read = bytes.len() as u64;
        if read > limit {
            return Err(ReadError::TooLarge { len: read, limit });
        }
        Ok(bytes)
    }

    fn read_start(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        let (file, len) = Self::open(path)?;
        let mut bytes = Vec::new();
        if len > 0 {
            file.take(limit.min(len)).read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    }
}

#[cfg(unix)]
fn kind(found: fs::FileType) -> FileKind {
    use std::os::unix::fs::FileTypeExt;
    if found.is_fifo() {
        FileKind::Pipe
    } else if found.is_socket() {
        FileKind::Socket
    } else if found.is_char_device() || found.is_block_device() {
        FileKind::Device
    } else {
        common_kind(found)
    }
}

#[cfg(not(unix))]
fn kind(found: fs::FileType) -> FileKind {
    common_kind(found)
}

fn common_kind(found: fs::FileType) -> FileKind {
    if found.is_file() {
        FileKind::File
    } else if found.is_dir() {
        FileKind::Folder
    } else if found.is_symlink() {
        FileKind::Link
    } else {
        FileKind::Other
    }
}
