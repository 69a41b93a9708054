//! The tlsfloor command line: arguments in, one run of the engine, a report
//! and an exit status out.

mod args;
mod catalogue;
mod check;
mod exit;
mod explain;
mod interrupt;
mod inventory;
mod notes;
mod printer;
mod request;
mod rule;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use exit::Exit;
use printer::{Message, OutputError, Printer};

fn main() -> ExitCode {
    interrupt::install();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are answers, not mistakes; a reader that went
            // away is neither.
            let _ = error.print();
            return if error.use_stderr() {
                Exit::Error
            } else {
                Exit::Clean
            }
            .into();
        }
    };
    let color = cli.color;
    let outcome = match cli.command {
        Command::Check(args) => check::run(&args, color),
        Command::Inventory(args) => inventory::run(&args, color),
        Command::Explain(args) => explain::run(&args, color),
        Command::Rule(args) => rule::run(&args, color),
        Command::Catalogue(args) => catalogue::run(&args, color),
    };
    let exit = outcome.unwrap_or_else(|failure| {
        Printer::new(color, None).say(Message::Error, &failure.0);
        Exit::Error
    });
    exit.into()
}

/// Why the job could not be done: a sentence.
struct Failure(String);

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        Self(error.to_string())
    }
}

impl From<tlsfloor_engine::ExplainError> for Failure {
    fn from(error: tlsfloor_engine::ExplainError) -> Self {
        Self(error.to_string())
    }
}

impl From<tlsfloor_engine::RunError> for Failure {
    fn from(error: tlsfloor_engine::RunError) -> Self {
        Self(error.to_string())
    }
}
