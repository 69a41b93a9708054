//! Which files, functions and statements of a project can matter to TLS, judged
//! by names before anything runs.
//!
//! Code reaches a library's TLS by words of the catalogue, and the program's
//! own code by the names of its functions, classes and variables, as far as a
//! file imports them. So a piece of code matters that holds such a word, or
//! mentions something that matters (`reach`); what it mentions has to run as
//! well, wherever it stands, and so has what changes that (`needs`). All else
//! may do what it likes: no connection can tell the difference.

mod families;
mod imports;
mod mentions;
mod needs;
mod reach;
mod seeds;
mod units;

use crate::domain::intern::Names;
use crate::interp::{ModuleFile, Vocabulary};
use crate::project::Layout;
use reach::Reach;
use rustc_hash::FxHashSet;
use tlsfloor_catalogue::Catalogue;
use tlsfloor_source::{Span, TextRange};
use units::{FileUnits, units_of};

/// What of a project can matter to TLS.
#[derive(Debug)]
pub(crate) struct Relevance {
    /// Of each file: whether it may do something, so that it is worth running
    /// by itself.
    pub(crate) acts: Vec<bool>,
    /// Of each file: whether it is worth running where it is imported.
    pub(crate) feeds: Vec<bool>,
    /// Of each file: whether one that runs imports it.
    pub(crate) imported: Vec<bool>,
    /// By file: how many functions concern TLS by themselves.
    pub(crate) concerned: Vec<u64>,
    functions: FxHashSet<Span>,
    reached: FxHashSet<Span>,
    seeds: FxHashSet<Span>,
}

impl Relevance {
    /// Whether a function concerns TLS by itself.
    pub(crate) fn is_seed(&self, span: Span) -> bool {
        self.seeds.contains(&span)
    }

    /// Whether the function can reach TLS by what it names itself, or by a
    /// call of what its class or the family of that gives its object.
    pub(crate) fn is_reached(&self, span: Span) -> bool {
        self.reached.contains(&span)
    }

    /// Whether the function, or another method of its class, can reach TLS.
    pub(crate) fn of(&self, span: Span) -> bool {
        self.functions.contains(&span)
    }
}

/// What of the files can matter. With `all`, every file runs.
pub(crate) fn relevance(
    files: &[ModuleFile<'_>],
    layout: &Layout,
    catalogue: &Catalogue,
    vocabulary: &Vocabulary,
    all: bool,
) -> Relevance {
    let mut names = Names::default();
    let parts: Vec<FileUnits> = files
        .iter()
        .map(|file| units_of(&file.parsed.body.body, file.path, layout, &mut names))
        .collect();
    let mut reach = Reach::new(&parts);
    let paths: Vec<&str> = files.iter().map(|file| file.path).collect();
    seeds::plant(&mut reach, &names, catalogue, vocabulary, &paths);
    let needs = needs::settle(&mut reach);
    let in_families = families::reached_in_families(&reach);
    let unsure = reach.cut.get();
    let all = all || unsure;
    let mut found = Relevance {
        acts: vec![all; files.len()],
        feeds: needs.feeds,
        imported: vec![false; files.len()],
        concerned: vec![0; files.len()],
        functions: FxHashSet::default(),
        reached: FxHashSet::default(),
        seeds: FxHashSet::default(),
    };
    for (number, part) in parts.iter().enumerate() {
        found.feeds[number] |= all;
        found.acts[number] |= needs.acting[number] || reach.acts(number);
        for (position, unit) in part.units.iter().enumerate() {
            let Some(range) = unit.function else { continue };
            let span = Span {
                file: files[number].id,
                range: TextRange::new(range.start().into(), range.end().into()),
            };
            if reach.is_seed(number, position) {
                found.seeds.insert(span);
                found.concerned[number] += 1;
            }
            let place = (reach::to_u32(number), reach::to_u32(position));
            let is_reached = reach.is_taken(number, position) || in_families.contains(&place);
            if is_reached {
                found.reached.insert(span);
            }
            // Methods change what the others of their class see.
            let of_class = |class| {
                let mut members = reach.members(number, class).iter();
                members.any(|other| reach.is_taken(number, *other as usize))
            };
            if unsure || is_reached || unit.class.is_some_and(of_class) {
                found.functions.insert(span);
            }
        }
    }
    for (number, part) in parts.iter().enumerate() {
        if !found.acts[number] && !found.feeds[number] {
            continue;
        }
        for import in &part.imports {
            let target = import.file as usize;
            found.imported[target] |= target != number && found.feeds[target];
        }
    }
    found
}
