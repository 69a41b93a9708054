//! From the command line to the engine's settings, and from its diagnostics to
//! lines on stderr.

use std::io::Read;
use std::path::{Path, PathBuf};

use tlsfloor_engine::files::OsSystem;
use tlsfloor_engine::rules::Policy;
use tlsfloor_engine::{Counts, Settings, Stdin, Target};
use tlsfloor_report::Summary;

use crate::Failure;
use crate::args::AnalysisOptions;
use crate::printer::{Message, Printer};

/// The machine's files, seen from the working directory.
pub(crate) fn system() -> Result<OsSystem, Failure> {
    OsSystem::new().map_err(|error| Failure(format!("cannot find the working directory: {error}")))
}

/// What the engine is to do. Reads standard input when it is asked for.
pub(crate) fn settings(paths: &[PathBuf], args: &AnalysisOptions) -> Result<Settings, Failure> {
    let is_stdin = |path: &Path| path.as_os_str() == "-";
    let wants_stdin = paths.iter().any(|path| is_stdin(path));
    if args.stdin_filename.is_some() && !wants_stdin {
        return Err(Failure(
            "--stdin-filename names what comes on standard input: add the path `-`".to_owned(),
        ));
    }
    let stdin = if wants_stdin {
        Some(Stdin {
            bytes: read_stdin()?,
            path: args.stdin_filename.clone(),
        })
    } else {
        None
    };
    Ok(Settings {
        paths: paths
            .iter()
            .filter(|path| !is_stdin(path))
            .cloned()
            .collect(),
        stdin,
        target: args.target_python.clone().map(|versions| Target {
            versions,
            source: "--target-python".to_owned(),
        }),
        policy: Policy { floor: args.floor },
        no_ignore: args.no_ignore,
        exclude: args.exclude.clone(),
        jobs: args.jobs.map_or(0, std::num::NonZeroUsize::get),
        prefilter: !args.no_prefilter,
        models: args.models.clone(),
        ..Settings::default()
    })
}

fn read_stdin() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| Failure(format!("cannot read standard input: {error}")))?;
    Ok(bytes)
}

/// Says that the result does not cover all that was asked for.
pub(crate) fn say_incomplete(printer: &Printer) {
    let line = "not all that was named could be read; the rest is judged";
    printer.say(Message::Error, line);
}

/// The counts as reports take them.
pub(crate) fn summary(counts: &Counts) -> Summary {
    Summary {
        files_discovered: counts.files_discovered,
        files_parsed: counts.files_parsed,
        paths_unread: counts.paths_unread,
        findings: counts.findings,
        hidden: counts.hidden,
        suppressed: counts.suppressed,
        endpoints: counts.endpoints,
        approximate: counts.approximate,
        unresolved_imports: counts.unresolved_imports,
        bounds_reached: counts.bounds_reached,
    }
}
