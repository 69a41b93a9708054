//! The command line: what can be said, and how it is explained.
//!
//! Values are checked here, so that a mistake is told before any work starts.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use tlsfloor_engine::Spot;
use tlsfloor_engine::platform::Specifier;
use tlsfloor_engine::protocol::Protocol;

use crate::printer::ColorChoice;

/// Reports where Python code can negotiate a TLS version below a floor.
#[derive(Debug, Parser)]
#[command(name = "tlsfloor", version, about, long_about = LONG_ABOUT, after_help = EXAMPLES)]
#[command(max_term_width = 100, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colours; `auto` respects NO_COLOR
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: ColorChoice,
}

const LONG_ABOUT: &str = "\
Reports where Python code can negotiate a TLS version below a floor.

For each connection in the code, tlsfloor computes the TLS versions that it can \
negotiate on the Pythons it is meant for, and reports each place to change \
where the lowest of them is below the floor (TLSv1.2 unless told otherwise).";

const EXAMPLES: &str = "\
Examples:
  tlsfloor check                              judge the code below this folder
  tlsfloor check src --target-python '>=3.8'  for these Pythons
  tlsfloor check app.py --confidence low      also what may be low
  tlsfloor check --output-format sarif --output tls.sarif
  cat app.py | tlsfloor check - --stdin-filename app.py
  tlsfloor inventory src                      every connection, with its versions
  tlsfloor explain src/app.py:12              how this line came to its versions
  tlsfloor rule insecure-ssl-protocols        what a rule is about

Exit status: 0 nothing to report, 1 findings, 2 the job could not be done,
130 after Ctrl-C.";

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Report each place where the floor of a connection falls too low
    Check(CheckArgs),
    /// List every connection with the versions that it can negotiate
    Inventory(InventoryArgs),
    /// Tell how the connections on a line came to their versions, or why nothing is said of it
    Explain(ExplainArgs),
    /// Print what a rule is about, or list the rules
    Rule(RuleArgs),
    /// List the libraries that are known, with what decides TLS in them
    Catalogue(CatalogueArgs),
}

/// Options of `check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) analysis: AnalysisArgs,

    /// How to write the findings
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) output_format: CheckFormat,

    /// The least confidence that is shown
    #[arg(long, value_enum, default_value_t, value_name = "LEVEL")]
    pub(crate) confidence: ConfidenceLevel,

    /// End with status 0 even when there are findings
    #[arg(long)]
    pub(crate) exit_zero: bool,
}

/// Options of `inventory`.
#[derive(Debug, Args)]
pub(crate) struct InventoryArgs {
    #[command(flatten)]
    pub(crate) analysis: AnalysisArgs,

    /// How to write the list
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) output_format: PlainFormat,

    /// Also list calls that leave everything to the library
    #[arg(long)]
    pub(crate) implicit: bool,
}

/// Options of `explain`.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The line, as in `src/app.py:12`; `-:12` is a line of standard input
    #[arg(value_name = "FILE:LINE", value_parser = spot, allow_hyphen_values = true)]
    pub(crate) spot: Spot,

    /// Files and folders that take part beside FILE; the current folder unless
    /// stated, where FILE lies in it
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) analysis: AnalysisOptions,

    /// In text, tell every way of a context by itself, where many are told in one
    #[arg(long)]
    pub(crate) every_way: bool,

    /// How to write the story
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) output_format: PlainFormat,
}

/// Paths and options of `check` and `inventory`.
#[derive(Debug, Args)]
pub(crate) struct AnalysisArgs {
    /// Files and folders to read; `-` is standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) options: AnalysisOptions,
}

/// Options of every command that analyses.
#[derive(Debug, Args)]
pub(crate) struct AnalysisOptions {
    /// Write the report to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The Pythons that the code is for: `3.8`, `3.8-3.12`, `>=3.8` or `2.7`.
    /// Without it, each file's project metadata decides
    #[arg(long, value_name = "VERSIONS", value_parser = target_python)]
    pub(crate) target_python: Option<Specifier>,

    /// The oldest protocol that may be negotiated
    #[arg(long, value_name = "PROTOCOL", value_parser = protocol, default_value = "TLSv1.2")]
    pub(crate) floor: Protocol,

    /// Read what ignore files hide, hidden folders and virtual environments
    #[arg(long)]
    pub(crate) no_ignore: bool,

    /// Leave out the files and folders below the named folders that match this
    /// pattern; can be given several times. A path that is named itself is
    /// always read
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,

    /// The path that standard input stands for
    #[arg(long, value_name = "PATH")]
    pub(crate) stdin_filename: Option<PathBuf>,

    /// Describe libraries of your own with this data file, or the `.toml` files
    /// of this folder; can be given several times
    #[arg(long, value_name = "PATH")]
    pub(crate) models: Vec<PathBuf>,

    /// How many files to analyse at once; as many as there are processors
    /// unless stated
    #[arg(long, value_name = "N", value_parser = jobs)]
    pub(crate) jobs: Option<NonZeroUsize>,

    /// Name every place at which a bound of the analysis was reached, where
    /// otherwise each kind of bound is one line
    #[arg(long)]
    pub(crate) verbose: bool,

    /// Analyse every file, also those that never name TLS: for tests
    #[arg(long, hide = true)]
    pub(crate) no_prefilter: bool,
}

/// Options of `rule`.
#[derive(Debug, Args)]
pub(crate) struct RuleArgs {
    /// The rule; the part before `/` may be left out
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,

    /// How to write it
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) output_format: PlainFormat,
}

/// Options of `catalogue`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct CatalogueArgs {
    #[command(subcommand)]
    pub(crate) command: Option<CatalogueCommand>,

    /// List these libraries of your own too
    #[arg(long, value_name = "PATH")]
    pub(crate) models: Vec<PathBuf>,

    /// How to write it
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) output_format: PlainFormat,
}

/// What else to do with the catalogue.
#[derive(Debug, Subcommand)]
pub(crate) enum CatalogueCommand {
    /// Check data files of your own for mistakes
    Check {
        /// A data file, or a folder with `.toml` files
        #[arg(value_name = "PATH", required = true)]
        models: Vec<PathBuf>,
    },
}

/// Formats of `check`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// Drawn source, for people
    #[default]
    Text,
    /// One line a finding
    Concise,
    /// For tools; `schema_version` 1
    Json,
    /// SARIF 2.1.0
    Sarif,
}

/// Formats of the other commands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum PlainFormat {
    /// For people
    #[default]
    Text,
    /// For tools; `schema_version` 1
    Json,
}

/// How sure a finding must be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConfidenceLevel {
    /// Also what may be low where something is unknown
    Low,
    /// Also low choices that leave our sight
    #[default]
    Medium,
    /// Only where every value is known
    High,
}

/// `app.py:12`; a column behind it, as in reports, may stay.
fn spot(text: &str) -> Result<Spot, String> {
    let usage = || "write it as FILE:LINE, as in `src/app.py:12`".to_owned();
    let text = text.trim_end_matches(':');
    let (mut file, mut number) = text.rsplit_once(':').ok_or_else(usage)?;
    if let Some((before, line)) = file.rsplit_once(':')
        && is_number(line)
        && is_number(number)
    {
        (file, number) = (before, line);
    }
    if file.is_empty() || !is_number(number) {
        return Err(usage());
    }
    let line: u32 = number
        .parse()
        .map_err(|_| "no file has so many lines".to_owned())?;
    if line == 0 {
        return Err("lines are counted from 1".to_owned());
    }
    Ok(Spot {
        file: (file != "-").then(|| PathBuf::from(file)),
        line,
    })
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn target_python(text: &str) -> Result<Specifier, String> {
    let specifier = Specifier::option(text)?;
    tlsfloor_engine::platform::require_known(&specifier, text)?;
    Ok(specifier)
}

fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    text.parse()
        .map_err(|_| "it must be a whole number from 1".to_owned())
}

/// A name with more slips than this, in letters, was not meant.
const LIKELY: usize = 2;

/// `TLSv1.2`, as OpenSSL writes it, or any of the ways in which people do.
fn protocol(text: &str) -> Result<Protocol, String> {
    let wanted = simplified(text);
    let named = |protocol: &Protocol| simplified(protocol.name()) == wanted;
    if let Some(protocol) = Protocol::ALL.into_iter().find(named) {
        return Ok(protocol);
    }
    let distance = |protocol: Protocol| {
        let name = simplified(protocol.name());
        (strsim::damerau_levenshtein(&name, &wanted), protocol.name())
    };
    let nearest = Protocol::ALL
        .into_iter()
        .rev()
        .map(distance)
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, _)| *distance <= LIKELY && !text.trim().is_empty());
    let names = Protocol::ALL.map(Protocol::name).join(", ");
    Err(match nearest {
        Some((_, nearest)) => {
            format!("there is no such protocol; did you mean `{nearest}`? There are {names}")
        }
        None => format!("there is no such protocol; it must be one of {names}"),
    })
}

/// `TLSv1.2`, `tls1.2`, `TLS 1.2`, `TLSv1_2` and `1.2` are one; so are `TLSv1`
/// and `1.0`.
fn simplified(text: &str) -> String {
    let lower = text.to_ascii_lowercase().replace('_', ".");
    let digits = lower
        .find(|letter: char| letter.is_ascii_digit())
        .unwrap_or(lower.len());
    let (prefix, version) = lower.split_at(digits);
    let family = match prefix.trim_end_matches(['v', ' ', '-']) {
        "" | "tls" => "tls",
        "ssl" => "ssl",
        _ => return lower,
    };
    format!("{family}{}", version.strip_suffix(".0").unwrap_or(version))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }

    #[test]
    fn protocols_as_people_write_them() {
        for (text, expected) in [
            ("TLSv1.2", Protocol::TlsV1_2),
            ("tlsv1.2", Protocol::TlsV1_2),
            ("TLS1.2", Protocol::TlsV1_2),
            ("TLS 1.2", Protocol::TlsV1_2),
            ("TLS-1.2", Protocol::TlsV1_2),
            ("TLSv1_2", Protocol::TlsV1_2),
            ("1.2", Protocol::TlsV1_2),
            ("1.3", Protocol::TlsV1_3),
            ("TLSv1", Protocol::TlsV1),
            ("TLSv1.0", Protocol::TlsV1),
            ("1.0", Protocol::TlsV1),
            ("SSLv3", Protocol::SslV3),
            ("ssl3", Protocol::SslV3),
        ] {
            assert_eq!(protocol(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn an_unknown_protocol_gets_the_nearest_name() {
        for (text, nearest) in [
            ("TLSv1.4", "TLSv1.3"),
            ("TLSv12", "TLSv1.2"),
            ("TSLv1.2", "TLSv1.2"),
            ("SSLv4", "SSLv3"),
        ] {
            let error = protocol(text).unwrap_err();
            assert!(
                error.contains(&format!("did you mean `{nearest}`")),
                "{text}: {error}"
            );
        }
    }

    #[test]
    fn what_resembles_no_protocol_gets_the_list_only() {
        for text in ["bogus", "", "highest", "9.9.9"] {
            assert_eq!(
                protocol(text).unwrap_err(),
                "there is no such protocol; it must be one of SSLv2, SSLv3, TLSv1, TLSv1.1, \
                 TLSv1.2, TLSv1.3",
                "{text}"
            );
        }
    }
}
