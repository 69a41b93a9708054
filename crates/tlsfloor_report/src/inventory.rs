//! The inventory for people: each file, then a line for each endpoint in it.

use std::io;

use tlsfloor_analysis::facts::Endpoint;
use tlsfloor_protocol::ProtocolSet;
use tlsfloor_rules::{Verdict, verdict};

use crate::json::{kind_name, names, role_name};
use crate::place::{Range, printable};
use crate::{Inventory, RenderOptions};

/// The endpoints that live on their file's platform, with what they can
/// negotiate, ordered by path, position, API and creation.
pub(crate) fn judged<'a>(inventory: &Inventory<'a>) -> Vec<(&'a Endpoint, Verdict)> {
    let mut judged: Vec<(&Endpoint, Verdict)> = inventory
        .endpoints
        .iter()
        .filter_map(|endpoint| {
            let target = (inventory.platform_of)(endpoint.call.file).target;
            Some((endpoint, verdict(endpoint, inventory.universe, target)?))
        })
        .collect();
    judged.sort_by_key(|(endpoint, _)| {
        let path = inventory.sources.get(endpoint.call.file).path();
        let created = endpoint.created_at;
        (
            path,
            endpoint.call.range,
            &endpoint.api,
            created,
            endpoint.role,
        )
    });
    judged
}

pub(crate) fn write(
    inventory: &Inventory<'_>,
    options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let judged = judged(inventory);
    for file in judged.chunk_by(|(left, _), (right, _)| left.call.file == right.call.file) {
        let Some((first, _)) = file.first() else {
            continue;
        };
        let path = printable(inventory.sources.get(first.call.file).path());
        if options.color {
            writeln!(out, "\u{1b}[1m{path}\u{1b}[0m")?;
        } else {
            writeln!(out, "{path}")?;
        }
        let rows: Vec<[String; 5]> = file
            .iter()
            .map(|(endpoint, verdict)| row(inventory, endpoint, verdict))
            .collect();
        write_table(&rows, out)?;
    }
    Ok(())
}

fn row(inventory: &Inventory<'_>, endpoint: &Endpoint, verdict: &Verdict) -> [String; 5] {
    let start = Range::of(endpoint.call, inventory.sources).start;
    let mut remarks = Vec::new();
    if verdict.approximate {
        remarks.push("approximate".to_owned());
    }
    if endpoint.implicit {
        remarks.push("implicit".to_owned());
    }
    if let Some(created) = endpoint
        .created_at
        .filter(|created| *created != endpoint.call)
    {
        let line = Range::of(created, inventory.sources).start.line;
        let path = inventory.sources.get(created.file).path();
        remarks.push(if created.file == endpoint.call.file {
            format!("created on line {line}")
        } else {
            format!("created at {}:{line}", printable(path))
        });
    }
    [
        format!("{}:{}", start.line, start.column),
        format!("{} {}", role_name(endpoint.role), kind_name(endpoint.kind)),
        printable(&endpoint.api),
        list(verdict.protocols),
        remarks.join(", "),
    ]
}

fn list(protocols: ProtocolSet) -> String {
    if protocols.is_empty() {
        "nothing".to_owned()
    } else {
        names(protocols).join(", ")
    }
}

/// Writes rows of columns, each as wide as its widest cell.
fn write_table(rows: &[[String; 5]], out: &mut dyn io::Write) -> io::Result<()> {
    let mut widths = [0; 5];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        writeln!(out, "  {}", cells.join("  ").trim_end())?;
    }
    Ok(())
}
