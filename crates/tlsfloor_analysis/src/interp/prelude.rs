//! Models of the standard library that are written in Python, `prelude/*.py`:
//! they run as any other code does, so that what they do with the program's
//! functions, generators and exceptions is what Python does with them.
//!
//! They run once, before the first world begins; what they define is found
//! under the library's names. They are no part of a program: what happens in
//! them is told at the call that leads there, and they connect nothing.

use super::Interp;
use super::arguments::Arguments;
use super::world::{ModuleFile, module_frame};
use crate::domain::object::{CallPath, FIRST_PRELUDE, ObjectId, Place};
use crate::domain::value::Value;
use crate::parse;
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;
use tlsfloor_source::{FileId, Span};

/// A model of a module of the standard library.
struct Model {
    /// The names of the module.
    names: &'static [&'static str],
    /// Words of which every program that needs the model holds one.
    words: &'static [&'static str],
    text: &'static str,
}

/// Those on which others build come first.
const MODELS: &[Model] = &[
    Model {
        names: &["builtins"],
        words: &["zip", "map", "filter", "enumerate", "iter", "reversed"],
        text: include_str!("../prelude/builtins.py"),
    },
    Model {
        names: &["contextlib"],
        words: &["contextlib"],
        text: include_str!("../prelude/contextlib.py"),
    },
    Model {
        names: &["itertools"],
        words: &["itertools"],
        text: include_str!("../prelude/itertools.py"),
    },
    Model {
        names: &["functools"],
        words: &[
            "lru_cache",
            "cache",
            "cmp_to_key",
            "partialmethod",
            "singledispatch",
            "wraps",
            "update_wrapper",
        ],
        text: include_str!("../prelude/functools.py"),
    },
    Model {
        names: &["operator"],
        words: &["operator"],
        text: include_str!("../prelude/operator.py"),
    },
    Model {
        names: &["collections"],
        words: &["collections"],
        text: include_str!("../prelude/collections.py"),
    },
    Model {
        names: &["types"],
        words: &["MappingProxyType"],
        text: include_str!("../prelude/types.py"),
    },
    Model {
        names: &["weakref"],
        words: &["weakref"],
        text: include_str!("../prelude/weakref.py"),
    },
    Model {
        names: &["argparse"],
        words: &["argparse"],
        text: include_str!("../prelude/argparse.py"),
    },
    Model {
        names: &["configparser", "ConfigParser"],
        words: &["configparser", "ConfigParser"],
        text: include_str!("../prelude/configparser.py"),
    },
    Model {
        names: &["heapq"],
        words: &["heapq"],
        text: include_str!("../prelude/heapq.py"),
    },
    Model {
        names: &["bisect"],
        words: &["bisect"],
        text: include_str!("../prelude/bisect.py"),
    },
    Model {
        names: &["threading"],
        words: &["threading", "queue", "Queue", "atexit"],
        text: include_str!("../prelude/threading.py"),
    },
    Model {
        names: &["atexit"],
        words: &["atexit"],
        text: include_str!("../prelude/atexit.py"),
    },
    Model {
        names: &["time"],
        words: &["threading"],
        text: include_str!("../prelude/time.py"),
    },
    Model {
        names: &["queue", "Queue"],
        words: &["queue", "Queue"],
        text: include_str!("../prelude/queue.py"),
    },
    Model {
        names: &["concurrent.futures", "concurrent.futures.thread"],
        words: &["concurrent"],
        text: include_str!("../prelude/futures.py"),
    },
    Model {
        names: &[
            "asyncio",
            "asyncio.tasks",
            "asyncio.queues",
            "asyncio.locks",
        ],
        words: &["asyncio", "async def"],
        text: include_str!("../prelude/asyncio.py"),
    },
    Model {
        names: &["multiprocessing.pool", "multiprocessing.dummy"],
        words: &["multiprocessing"],
        text: include_str!("../prelude/pool.py"),
    },
];

/// The models that a program with these texts may use.
pub(crate) fn prelude_files<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<ModuleFile<'static>> {
    static SEARCH: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        let words = MODELS.iter().flat_map(|model| model.words);
        AhoCorasick::new(words).ok()
    });
    let Some(search) = SEARCH.as_ref() else {
        return Vec::new();
    };
    let owners: Vec<usize> = (MODELS.iter().enumerate())
        .flat_map(|(number, model)| model.words.iter().map(move |_| number))
        .collect();
    let mut wanted = vec![false; MODELS.len()];
    let found = texts.flat_map(|text| search.find_overlapping_iter(text));
    for word in found {
        wanted[owners[word.pattern().as_usize()]] = true;
        if wanted.iter().all(|wanted| *wanted) {
            break;
        }
    }
    let mut files = Vec::new();
    for ((number, model), _) in (0..).zip(MODELS).zip(wanted).filter(|(_, wanted)| *wanted) {
        files.push(ModuleFile {
            id: FileId(FIRST_PRELUDE.0 + number),
            path: model.names[0],
            text: model.text,
            reflective: false,
            parsed: parse::parse(model.text),
        });
    }
    files
}

/// Whether models know this name of the interpreter.
pub(super) fn is_native(name: &str) -> bool {
    matches!(
        name,
        "_Raised" | "_held" | "_watched" | "_guessed" | "_chosen"
    )
}

impl<'a> Interp<'a> {
    /// Runs the models, the last so many files; worlds begin after that.
    pub(super) fn run_preludes(&mut self, count: usize) {
        let files = self.modules;
        let (outer_file, outer_home) = (self.source, self.objects.home);
        for (number, file) in files.iter().enumerate().skip(files.len() - count) {
            let module = self.module_object(number, false);
            self.source = file;
            self.objects.home = module;
            self.bind_module_names(module, file.path);
            self.frames.push(module_frame(module, CallPath(0)));
            self.run(&file.parsed.body.body);
            self.frames.pop();
            self.publish(module, file.id);
        }
        (self.source, self.objects.home) = (outer_file, outer_home);
        self.impure = false;
        self.disturbed.clear();
        self.start = self.state.clone();
    }

    /// What a model defines is found under the library's names.
    fn publish(&mut self, module: ObjectId, file: FileId) {
        let model = &MODELS[(file.0 - FIRST_PRELUDE.0) as usize];
        for name in self.objects.names(module).to_vec() {
            let text = self.names.text(name);
            if text.starts_with("__") || text.contains(' ') {
                continue;
            }
            let value = self.read(Place::Name(module, name));
            for own in model.names {
                let dotted = self.names.intern(&format!("{own}.{text}"));
                self.write_quietly(Place::LibraryAttribute(dotted), value.clone());
            }
        }
    }

    /// What a model calls by this name; empty where it is not in use.
    pub(super) fn model(&mut self, dotted: &str) -> Value {
        let name = self.names.intern(dotted);
        self.read(Place::LibraryAttribute(name))
    }

    /// Calls a function of a model; `None` where it is not in use.
    pub(super) fn call_model(
        &mut self,
        dotted: &str,
        positional: Vec<Value>,
        span: Span,
    ) -> Option<Value> {
        let function = self.model(dotted);
        if function.is_empty() {
            return None;
        }
        let mut arguments = Arguments::none(span);
        arguments.positional = positional;
        Some(self.call_value(&function, &arguments))
    }
}
