//! What tests of the analysis share: they run programs, and read what an
//! endpoint can negotiate on one build.

use tlsfloor_analysis::facts::{Analysis, Endpoint};
use tlsfloor_analysis::{InputFile, Options, Project, analyse};
use tlsfloor_protocol::context::PartialContext;
use tlsfloor_protocol::negotiate::possible;
use tlsfloor_protocol::platform::{Build, reference_builds};
use tlsfloor_protocol::{Protocol, ProtocolSet};
use tlsfloor_source::FileId;

/// The analysis of files, given as paths and texts.
pub(crate) fn analysed(files: Vec<(String, String)>, options: Options) -> Analysis {
    std::thread::Builder::new()
        .stack_size(tlsfloor_analysis::STACK_BYTES)
        .spawn(move || {
            let inputs: Vec<InputFile<'_>> = (0..)
                .map(FileId)
                .zip(&files)
                .map(|(id, (path, text))| InputFile { id, path, text })
                .collect();
            let project = Project {
                files: &inputs,
                roots: &[],
            };
            analyse(&project, reference_builds(), &options)
        })
        .unwrap()
        .join()
        .unwrap()
}

/// The number of the build of this Python.
pub(crate) fn build_of(python: (u8, u8)) -> usize {
    reference_builds()
        .iter()
        .position(|build| (build.python.major, build.python.minor) == python)
        .unwrap()
}

/// Versions without the name of the protocol: `1 1.1 1.2`.
pub(crate) fn listed(set: ProtocolSet) -> String {
    let names: Vec<&str> = set
        .into_iter()
        .map(|protocol| protocol.name().trim_start_matches("TLSv"))
        .collect();
    names.join(" ")
}

/// What an endpoint can negotiate on a build, and whether that is approximate;
/// `None` where it does not exist.
pub(crate) fn negotiated(endpoint: &Endpoint, index: usize) -> Option<(ProtocolSet, bool)> {
    let build: &Build = &reference_builds()[index];
    let mut set = ProtocolSet::EMPTY;
    let (mut approximate, mut exists) = (false, false);
    for outcome in &endpoint.outcomes {
        if outcome.builds.0 & (1 << index) == 0 {
            continue;
        }
        exists = true;
        approximate |= outcome.approximate;
        set = set.union(match &outcome.settings {
            Some(settings) => possible(
                &PartialContext {
                    engine: settings.engine,
                    method: settings.method.value,
                    minimum: settings.minimum.value,
                    maximum: settings.maximum.value,
                    disabled: Protocol::ALL
                        .map(|protocol| settings.disabled[protocol.index()].value),
                },
                build,
                endpoint.role,
            ),
            None => build.available,
        });
    }
    exists.then_some((set, approximate))
}
