//! `tlsfloor catalogue`: the libraries that are known, with what decides TLS
//! in them.

use std::io::{self, Write};

use serde_json::{Value, json};
use tlsfloor_engine::catalogue::{Catalogue, KnobListing, LibraryListing};

use crate::args::{CatalogueArgs, CatalogueCommand, PlainFormat};
use crate::exit::Exit;
use crate::printer::{ColorChoice, Printer};
use crate::rule::document;
use crate::{Failure, request};

pub(crate) fn run(args: &CatalogueArgs, color: ColorChoice) -> Result<Exit, Failure> {
    if let Some(CatalogueCommand::Check { models }) = &args.command {
        tlsfloor_engine::models(&request::system()?, models)?;
        return Ok(Exit::Clean);
    }
    let with_models = tlsfloor_engine::models(&request::system()?, &args.models)?;
    let catalogue = with_models.as_ref().unwrap_or_else(|| Catalogue::builtin());
    let libraries = catalogue.listing();
    Printer::new(color, None).report(|out| match args.output_format {
        PlainFormat::Text => text(&libraries, out),
        PlainFormat::Json => {
            let libraries: Vec<Value> = libraries.iter().map(library).collect();
            document(&json!({"schema_version": 1, "libraries": libraries}), out)
        }
    })?;
    Ok(Exit::Clean)
}

fn text(libraries: &[LibraryListing], out: &mut dyn Write) -> io::Result<()> {
    for (index, library) in libraries.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}: {}", library.name, library.summary)?;
        for knob in &library.knobs {
            let parameter = knob
                .parameter
                .as_ref()
                .map_or_else(String::new, |parameter| format!("({parameter}=)"));
            writeln!(out, "  {}{parameter}: {}", knob.name, knob.summary)?;
        }
    }
    Ok(())
}

fn library(library: &LibraryListing) -> Value {
    let knobs: Vec<Value> = library.knobs.iter().map(knob).collect();
    json!({
        "name": library.name,
        "distribution": library.distribution,
        "summary": library.summary,
        "knobs": knobs,
    })
}

fn knob(knob: &KnobListing) -> Value {
    json!({
        "name": knob.name,
        "kind": knob.kind,
        "parameter": knob.parameter,
        "summary": knob.summary,
    })
}
