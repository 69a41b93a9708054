//! Abstract interpretation of Python code over OpenSSL's rules.
//!
//! A pure function from texts to facts: no files, environment, clock or
//! network. In: decoded files and the builds to judge. Out: [`facts::Analysis`].
//! The parser's types stay inside this crate.

mod domain;
pub mod facts;
mod interp;
mod parse;

use facts::{Analysis, AnalysisDiagnostic, AnalysisDiagnosticKind, FileFacts};
use interp::{Vocabulary, World, run_world};
use tlsfloor_catalogue::Catalogue;
use tlsfloor_protocol::platform::Build;
use tlsfloor_source::{FileId, Span, TextRange};

/// The stack, in bytes, of the thread that calls [`analyse`]: the parser and
/// the interpreter recurse as deep as code may be nested.
pub const STACK_BYTES: usize = parse::STACK_BYTES;

/// One file to analyse.
#[derive(Clone, Copy, Debug)]
pub struct InputFile<'a> {
    /// Its identity in the run; in ascending order.
    pub id: FileId,
    /// The path by which imports find it: relative to the run's root, with `/`.
    pub path: &'a str,
    /// Its decoded text.
    pub text: &'a str,
}

/// What to analyse the files for.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Also report calls that leave everything to the library.
    pub implicit: bool,
}

/// An analyser: what it has learnt from the catalogue serves every file.
#[derive(Debug)]
pub struct Analyser<'c> {
    catalogue: &'c Catalogue,
    vocabulary: Vocabulary,
}

impl<'c> Analyser<'c> {
    /// An analyser that knows the libraries of `catalogue`.
    #[must_use]
    pub fn new(catalogue: &'c Catalogue) -> Self {
        Self {
            catalogue,
            vocabulary: Vocabulary::new(catalogue),
        }
    }

    /// Analyses `files`, each as a world of its own, on every build of
    /// `universe` (at most 32, not empty) at once.
    ///
    /// Never fails: what is not understood is unknown, and says so. The calling
    /// thread must have a stack of [`STACK_BYTES`].
    #[must_use]
    pub fn analyse(
        &self,
        files: &[InputFile<'_>],
        universe: &[Build],
        options: &Options,
    ) -> Analysis {
        let mut analysis = Analysis::default();
        if universe.is_empty() {
            return analysis;
        }
        for file in files {
            self.analyse_file(file, universe, &mut analysis);
        }
        if !options.implicit {
            analysis.endpoints.retain(|endpoint| !endpoint.implicit);
        }
        analysis
    }

    fn analyse_file(&self, file: &InputFile<'_>, universe: &[Build], analysis: &mut Analysis) {
        let parsed = parse::parse(file.text);
        let span = |range: TextRange| Span {
            file: file.id,
            range,
        };
        analysis.files.push(FileFacts {
            file: file.id,
            python2: parsed.python2.map(span),
            comments: parsed.comments.iter().copied().map(span).collect(),
            statements: parsed.statements.iter().copied().map(span).collect(),
        });
        for error in &parsed.errors {
            analysis.diagnostics.push(AnalysisDiagnostic {
                kind: AnalysisDiagnosticKind::Syntax,
                span: span(error.range),
                message: error.message.clone(),
            });
        }
        for range in &parsed.too_deep {
            analysis.diagnostics.push(AnalysisDiagnostic {
                kind: AnalysisDiagnosticKind::Bound,
                span: span(*range),
                message: "nested too deeply: this part is not analysed".to_owned(),
            });
        }
        run_world(
            &World {
                file: file.id,
                text: file.text,
                parsed: &parsed,
                universe,
                catalogue: self.catalogue,
                vocabulary: &self.vocabulary,
            },
            analysis,
        );
    }
}

/// Analyses `files` with the built-in catalogue: see [`Analyser::analyse`].
#[must_use]
pub fn analyse(files: &[InputFile<'_>], universe: &[Build], options: &Options) -> Analysis {
    Analyser::new(Catalogue::builtin()).analyse(files, universe, options)
}
