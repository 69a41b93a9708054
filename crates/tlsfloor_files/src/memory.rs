//! A file system in memory, for tests and for callers without a disk.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::system::{Entry, FileKind, Listing, Metadata, ReadError, System};

/// As many links as Linux follows before it speaks of a loop.
const MOST_LINKS: usize = 40;

/// Files, folders and links under absolute paths.
#[derive(Clone, Debug)]
pub struct MemorySystem {
    current_dir: PathBuf,
    nodes: BTreeMap<PathBuf, Node>,
    denied: BTreeSet<PathBuf>,
}

#[derive(Clone, Debug)]
enum Node {
    File(Vec<u8>),
    Folder,
    Link(PathBuf),
    Special(FileKind),
}

impl Node {
    fn metadata(&self) -> Metadata {
        let (kind, len) = match self {
            Self::File(bytes) => (FileKind::File, bytes.len() as u64),
            Self::Folder => (FileKind::Folder, 0),
            Self::Link(_) => (FileKind::Link, 0),
            Self::Special(kind) => (*kind, 0),
        };
        Metadata { kind, len }
    }
}

impl MemorySystem {
    /// An empty system whose working directory is `current_dir` (absolute).
    #[must_use]
    pub fn new(current_dir: impl Into<PathBuf>) -> Self {
        let mut system = Self {
            current_dir: current_dir.into(),
            nodes: BTreeMap::new(),
            denied: BTreeSet::new(),
        };
        system.add(&system.current_dir.clone(), Node::Folder);
        system
    }

    /// Adds a file and the folders above it. Here and below, a relative path
    /// starts at the working directory.
    pub fn file(&mut self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) -> &mut Self {
        self.add(path.as_ref(), Node::File(bytes.into()))
    }

    /// Adds an empty folder.
    pub fn folder(&mut self, path: impl AsRef<Path>) -> &mut Self {
        self.add(path.as_ref(), Node::Folder)
    }

    /// Adds a symbolic link; a relative target starts at the link's folder.
    pub fn link(&mut self, path: impl AsRef<Path>, target: impl Into<PathBuf>) -> &mut Self {
        self.add(path.as_ref(), Node::Link(target.into()))
    }

    /// Adds a pipe, socket or device.
    pub fn special(&mut self, path: impl AsRef<Path>, kind: FileKind) -> &mut Self {
        self.add(path.as_ref(), Node::Special(kind))
    }

    /// Lets nobody open the file, or list the folder, at `path`.
    pub fn deny(&mut self, path: impl AsRef<Path>) -> &mut Self {
        self.denied.insert(self.current_dir.join(path));
        self
    }

    /// Takes a file, link or folder away, with everything in it.
    pub fn remove(&mut self, path: impl AsRef<Path>) -> &mut Self {
        let path = self.current_dir.join(path);
        self.nodes.retain(|node, _| !node.starts_with(&path));
        self
    }

    fn add(&mut self, path: &Path, node: Node) -> &mut Self {
        let path = self.current_dir.join(path);
        for folder in path.ancestors().skip(1) {
            self.nodes
                .entry(folder.to_path_buf())
                .or_insert(Node::Folder);
        }
        self.nodes.insert(path, node);
        self
    }

    /// The path with every link on the way followed, and the last one if
    /// `last` says so.
    fn resolve(&self, path: &Path, last: bool) -> io::Result<PathBuf> {
        let mut waiting = self.parts(path);
        let mut done = PathBuf::new();
        let mut links = 0;
        while let Some(part) = waiting.pop() {
            if part == OsStr::new("..") {
                done.pop();
                continue;
            }
            let next = done.join(&part);
            match self.nodes.get(&next) {
                Some(Node::Link(target)) if last || !waiting.is_empty() => {
                    links += 1;
                    if links > MOST_LINKS {
                        return Err(io::Error::other("too many levels of symbolic links"));
                    }
                    waiting.extend(self.parts(&done.join(target)));
                    done = PathBuf::new();
                }
                Some(Node::Folder) => done = next,
                Some(_) if waiting.is_empty() => done = next,
                Some(_) => return Err(io::ErrorKind::NotADirectory.into()),
                None => return Err(io::ErrorKind::NotFound.into()),
            }
        }
        Ok(done)
    }

    /// The parts of an absolute path, the last first.
    fn parts(&self, path: &Path) -> Vec<std::ffi::OsString> {
        let path = self.current_dir.join(path);
        let parts = path.components().filter(|part| *part != Component::CurDir);
        let mut parts: Vec<_> = parts.map(|part| part.as_os_str().to_owned()).collect();
        parts.reverse();
        parts
    }

    fn open(&self, path: &Path) -> Result<&[u8], ReadError> {
        let path = self.resolve(path, true)?;
        match self.nodes.get(&path) {
            Some(Node::File(_)) if self.denied.contains(&path) => {
                Err(io::Error::from(io::ErrorKind::PermissionDenied).into())
            }
            Some(Node::File(bytes)) => Ok(bytes),
            Some(node) => Err(ReadError::NotRegular(node.metadata().kind)),
            None => Err(io::Error::from(io::ErrorKind::NotFound).into()),
        }
    }

    fn find(&self, path: &Path, last: bool) -> io::Result<Metadata> {
        let path = self.resolve(path, last)?;
        let node = self.nodes.get(&path).ok_or(io::ErrorKind::NotFound)?;
        Ok(node.metadata())
    }
}

impl System for MemorySystem {
    fn current_dir(&self) -> &Path {
        &self.current_dir
    }

    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        self.find(path, true)
    }

    fn link_metadata(&self, path: &Path) -> io::Result<Metadata> {
        self.find(path, false)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.resolve(path, true)
    }

    fn read_dir(&self, path: &Path) -> io::Result<Listing> {
        let path = self.resolve(path, true)?;
        if !matches!(self.nodes.get(&path), Some(Node::Folder)) {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        if self.denied.contains(&path) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let below = self
            .nodes
            .iter()
            .filter(|(node, _)| node.parent() == Some(&path));
        let entries = below.filter_map(|(node, found)| {
            Some(Entry {
                name: node.file_name()?.to_owned(),
                kind: found.metadata().kind,
            })
        });
        Ok(Listing {
            entries: entries.collect(),
            error: None,
        })
    }

    fn read_file(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        let bytes = self.open(path)?;
        let len = bytes.len() as u64;
        if len > limit {
            return Err(ReadError::TooLarge { len, limit });
        }
        Ok(bytes.to_vec())
    }

    fn read_start(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        let bytes = self.open(path)?;
        let end = usize::try_from(limit).map_or(bytes.len(), |limit| limit.min(bytes.len()));
        Ok(bytes[..end].to_vec())
    }
}
