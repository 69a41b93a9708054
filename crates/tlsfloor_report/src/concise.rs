//! One line a finding: `path:line:column: severity[rule] message`.

use std::io;

use crate::Report;
use crate::place::{Range, printable};

pub(crate) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for finding in report.findings {
        let start = Range::of(finding.span, report.sources).start;
        let line = format!(
            "{}:{}:{}: {}[{}] {}",
            report.sources.get(finding.span.file).path(),
            start.line,
            start.column,
            finding.severity,
            finding.rule.id,
            finding.message,
        );
        writeln!(out, "{}", printable(&line))?;
    }
    Ok(())
}
