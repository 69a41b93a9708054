//! `tlsfloor explain`.

use std::path::PathBuf;

use tlsfloor_engine::rules::{Diagnostic, DiagnosticKind};
use tlsfloor_engine::{ExplainResult, run_explain};
use tlsfloor_report::{InventoryFormat, RenderOptions, Story, render_story};

use crate::args::{ExplainArgs, PlainFormat};
use crate::exit::Exit;
use crate::printer::{ColorChoice, Printer};
use crate::{Failure, notes, request};

pub(crate) fn run(args: &ExplainArgs, color: ColorChoice) -> Result<Exit, Failure> {
    let printer = Printer::new(color, args.analysis.output.clone());
    let mut paths = args.paths.clone();
    if args.spot.file.is_none() {
        paths.push(PathBuf::from("-"));
    }
    let settings = request::settings(&paths, &args.analysis)?;
    let result = run_explain(&request::system()?, &settings, &args.spot)?;
    let story = Story {
        explanation: &result.explanation,
        file: result.file,
        line: result.line,
        platform: &result.platform,
        floor: result.floor,
        diagnostics: &result.diagnostics,
        every_way: args.every_way,
        summary: request::summary(&result.counts),
        sources: &result.sources,
    };
    let format = match args.output_format {
        PlainFormat::Text => InventoryFormat::Text,
        PlainFormat::Json => InventoryFormat::Json,
    };
    let options = RenderOptions {
        color: printer.report_color(),
        width: printer.width(),
    };
    printer.report(|out| render_story(&story, format, &options, out))?;
    let verbose = args.analysis.verbose;
    notes::say(&printer, &concerning(&result), &result.sources, verbose);
    if result.incomplete {
        request::say_incomplete(&printer);
    }
    Ok(if result.incomplete {
        Exit::Error
    } else {
        Exit::Clean
    })
}

/// What concerns the file itself, and paths that could not be read: what else
/// was met in other files is the business of `check`.
fn concerning(result: &ExplainResult) -> Vec<Diagnostic> {
    let path = result.sources.get(result.file).path();
    let all = result.diagnostics.iter();
    all.filter(|found| {
        let unread = matches!(
            found.kind,
            DiagnosticKind::Missing | DiagnosticKind::Unreadable | DiagnosticKind::Config
        );
        found.path == path || unread
    })
    .cloned()
    .collect()
}
