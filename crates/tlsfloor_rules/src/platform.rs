//! The platform that a file is judged on, and how versions are said.

use tlsfloor_protocol::{Build, BuildSet, PythonVersion};

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
    let mut wanted: Vec<PythonVersion> = universe
        .iter()
        .enumerate()
        .filter(|(index, _)| contains(builds, *index))
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
                version_text(*low)
            } else {
                format!("{} – {}", version_text(*low), version_text(*high))
            }
        })
        .collect::<Vec<_>>()
        .join(", ")
}

fn version_text(version: PythonVersion) -> String {
    format!("{}.{}", version.major, version.minor)
}

/// Whether bit `index` is in `builds`.
pub(crate) fn contains(builds: BuildSet, index: usize) -> bool {
    u32::try_from(index).is_ok_and(|index| builds.0.checked_shr(index).unwrap_or(0) & 1 == 1)
}
