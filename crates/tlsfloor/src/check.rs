//! `tlsfloor check`.

use tlsfloor_engine::rules::Confidence;
use tlsfloor_engine::run_check;
use tlsfloor_report::{Format, RenderOptions, Report, closing_line, render};

use crate::args::{CheckArgs, CheckFormat, ConfidenceLevel};
use crate::exit::Exit;
use crate::printer::{ColorChoice, Message, Printer};
use crate::{Failure, notes, request};

pub(crate) fn run(args: &CheckArgs, color: ColorChoice) -> Result<Exit, Failure> {
    let printer = Printer::new(color, args.analysis.options.output.clone());
    let mut settings = request::settings(&args.analysis.paths, &args.analysis.options)?;
    settings.confidence = match args.confidence {
        ConfidenceLevel::Low => Confidence::Low,
        ConfidenceLevel::Medium => Confidence::Medium,
        ConfidenceLevel::High => Confidence::High,
    };
    let result = run_check(&request::system()?, &settings)?;
    let report = Report {
        findings: &result.findings,
        diagnostics: &result.diagnostics,
        summary: request::summary(&result.counts),
        sources: &result.sources,
    };
    let format = match args.output_format {
        CheckFormat::Text => Format::Text,
        CheckFormat::Concise => Format::Concise,
        CheckFormat::Json => Format::Json,
        CheckFormat::Sarif => Format::Sarif,
    };
    let options = RenderOptions {
        color: printer.report_color(),
        width: printer.width(),
    };
    printer.report(|out| render(&report, format, &options, out))?;
    let verbose = args.analysis.options.verbose;
    notes::say(&printer, &result.diagnostics, &result.sources, verbose);
    if result.incomplete {
        request::say_incomplete(&printer);
    }
    printer.say(Message::Plain, &closing_line(&report.summary));
    Ok(if result.incomplete {
        Exit::Error
    } else if result.findings.is_empty() || args.exit_zero {
        Exit::Clean
    } else {
        Exit::Findings
    })
}
