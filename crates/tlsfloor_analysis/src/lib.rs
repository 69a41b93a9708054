//! Abstract interpretation of Python code over OpenSSL's rules.
//!
//! A pure function from texts to facts: no files, environment, clock or
//! network. In: decoded files and the builds to judge. Out: [`facts::Analysis`].
//! The parser's types stay inside this crate.

mod domain;
pub mod facts;
mod interp;
mod limit;
mod outline;
mod parse;
mod plain;
pub mod project;
mod relevance;

use facts::{Analysis, AnalysisDiagnostic, AnalysisDiagnosticKind, FileFacts};
pub use interp::Steps;
use interp::{ModuleFile, Vocabulary, Worlds, prelude_files, run_worlds};
use project::Layout;
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
    /// The path by which imports find it, with `/`; `.` and `..` resolved.
    pub path: &'a str,
    /// Its decoded text.
    pub text: &'a str,
}

/// Files that see each other.
#[derive(Clone, Copy, Debug)]
pub struct Project<'a> {
    /// The files, in ascending order of their identities.
    pub files: &'a [InputFile<'a>],
    /// Folders, as in the paths of the files, that hold a project file: no
    /// import leads out of them.
    pub roots: &'a [String],
}

/// What to analyse the files for.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Also report calls that leave everything to the library.
    pub implicit: bool,
    /// Also tell how each context came to its settings, which statements ran
    /// and where TLS is named: [`facts::Endpoint::ways`],
    /// [`facts::Analysis::reached`], [`facts::Analysis::outlines`].
    pub story: bool,
    /// How long a run may take.
    pub steps: Steps,
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

    /// Analyses a project on every build of `universe` (at most 32, not empty)
    /// at once.
    ///
    /// Never fails: what is not understood is unknown, and says so. The calling
    /// thread must have a stack of [`STACK_BYTES`].
    #[must_use]
    pub fn analyse(
        &self,
        project: &Project<'_>,
        universe: &[Build],
        options: &Options,
    ) -> Analysis {
        let mut analysis = Analysis::default();
        if universe.is_empty() {
            return analysis;
        }
        let mut files = Vec::with_capacity(project.files.len());
        for input in project.files {
            let parsed = parse::parse(input.text);
            say(input.id, &parsed, &mut analysis);
            if options.story {
                let outline = outline::outline(input.id, &parsed, self.catalogue);
                analysis.outlines.push(outline);
            }
            files.push(ModuleFile {
                id: input.id,
                path: input.path,
                text: input.text,
                // What was cut out of the text may have done anything, too.
                reflective: interp::is_reflective(&parsed.body.body) || !parsed.too_deep.is_empty(),
                parsed,
            });
        }
        let paths = files.iter().map(|file| file.path);
        let layout = Layout::new(paths, project.roots.iter().cloned());
        let relevance = relevance::relevance(
            &files,
            &layout,
            self.catalogue,
            &self.vocabulary,
            options.story,
        );
        let preludes = prelude_files(project.files.iter().map(|file| file.text));
        let count = preludes.len();
        files.extend(preludes);
        run_worlds(
            &Worlds {
                files: &files,
                preludes: count,
                layout: &layout,
                relevance: &relevance,
                universe,
                catalogue: self.catalogue,
                vocabulary: &self.vocabulary,
                story: options.story,
                steps: options.steps,
            },
            &mut analysis,
        );
        if !options.implicit {
            analysis.endpoints.retain(|endpoint| !endpoint.implicit);
        }
        analysis
    }
}

/// What the text alone says about a file.
fn say(file: FileId, parsed: &parse::ParsedModule, analysis: &mut Analysis) {
    let span = |range: TextRange| Span { file, range };
    analysis.files.push(FileFacts {
        file,
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
}

/// Analyses a project with the built-in catalogue: see [`Analyser::analyse`].
#[must_use]
pub fn analyse(project: &Project<'_>, universe: &[Build], options: &Options) -> Analysis {
    Analyser::new(Catalogue::builtin()).analyse(project, universe, options)
}
