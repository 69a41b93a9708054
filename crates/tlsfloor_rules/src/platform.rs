//! The platform that a file is judged on, and how versions are said.

use tlsfloor_protocol::{Build, BuildSet, Engine, PythonVersion};

/// A project of the run: files with the same number belong together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProjectId(pub u32);

/// The platform of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Platform {
    /// The builds that the file is judged on; never empty.
    pub target: BuildSet,
    /// An option, the configuration or the project's metadata says so; false
    /// when it was assumed or guessed from the syntax.
    pub stated: bool,
    /// Who says so: `--target-python`, `pyproject.toml requires-python`,
    /// `Python 2 syntax`, `default`.
    pub source: String,
    /// The Pythons of the target: `3.10 – 3.15`.
    pub description: String,
    /// The project of the file.
    pub project: ProjectId,
}

/// The Python versions of `builds` as ranges, oldest first: `2.7, 3.4 – 3.9`.
/// A range joins versions that stand side by side in `universe`.
#[must_use]
pub fn describe_builds(builds: BuildSet, universe: &[Build]) -> String {
    let mut all: Vec<PythonVersion> = universe.iter().map(|build| build.python).collect();
    all.sort_unstable();
    all.dedup();
    let mut wanted: Vec<PythonVersion> = indices(builds, universe)
        .map(|(_, build)| build.python)
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut runs: Vec<(PythonVersion, PythonVersion)> = Vec::new();
    for version in wanted {
        let before = all.iter().rev().find(|other| **other < version);
        match runs.last_mut() {
            Some((_, end)) if Some(&*end) == before && end.major == version.major => *end = version,
            _ => runs.push((version, version)),
        }
    }
    runs.iter()
        .map(|(low, high)| {
            if low == high {
                low.to_string()
            } else {
                format!("{low} – {high}")
            }
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// The OpenSSL versions of `builds`, each once, in the order of the Pythons:
/// those of `ssl`, or those that pyOpenSSL brings along.
#[must_use]
pub fn describe_openssl(builds: BuildSet, universe: &[Build], engine: Engine) -> String {
    let mut versions: Vec<&str> = Vec::new();
    for (_, build) in indices(builds, universe) {
        let full = match engine {
            Engine::Ssl => &build.openssl,
            Engine::PyOpenSsl => &build.pyopenssl.openssl,
        };
        let version = full.strip_prefix("OpenSSL ").unwrap_or(full);
        if !versions.contains(&version) {
            versions.push(version);
        }
    }
    versions.join(", ")
}

/// The members of `builds` with their numbers.
pub(crate) fn indices(
    builds: BuildSet,
    universe: &[Build],
) -> impl Iterator<Item = (usize, &Build)> {
    universe
        .iter()
        .enumerate()
        .filter(move |(index, _)| builds.contains(*index))
}
