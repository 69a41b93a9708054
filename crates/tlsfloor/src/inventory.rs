//! `tlsfloor inventory`.

use tlsfloor_engine::run_inventory;
use tlsfloor_report::{Inventory, InventoryFormat, RenderOptions, render_inventory};

use crate::args::{InventoryArgs, PlainFormat};
use crate::exit::Exit;
use crate::printer::{ColorChoice, Printer};
use crate::{Failure, notes, request};

pub(crate) fn run(args: &InventoryArgs, color: ColorChoice) -> Result<Exit, Failure> {
    let printer = Printer::new(color, args.analysis.options.output.clone());
    let mut settings = request::settings(&args.analysis.paths, &args.analysis.options)?;
    settings.implicit = args.implicit;
    let result = run_inventory(&request::system()?, &settings)?;
    let inventory = Inventory {
        endpoints: &result.endpoints,
        universe: result.universe,
        platform_of: &|file| result.platform_of(file),
        diagnostics: &result.diagnostics,
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
    printer.report(|out| render_inventory(&inventory, format, &options, out))?;
    let verbose = args.analysis.options.verbose;
    notes::say(&printer, &result.diagnostics, &result.sources, verbose);
    if result.incomplete {
        request::say_incomplete(&printer);
    }
    Ok(if result.incomplete {
        Exit::Error
    } else {
        Exit::Clean
    })
}
