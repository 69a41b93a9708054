//! Recording what happens to contexts, and what runs, where somebody asks for
//! the story. Nothing here changes what the run finds.

use super::Interp;
use super::flow::Split;
use crate::domain::config::Config;
use crate::domain::guard::Guard;
use crate::domain::history::{Event, Histories, History};
use crate::domain::object::{CallPath, is_prelude};
use crate::domain::origin::{Origins, Traces};
use crate::facts::{Analysis, Happening, Tested, Way};
use rustc_hash::FxHashMap;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_source::Span;

/// What was recorded so far.
#[derive(Debug, Default)]
pub(super) struct Story {
    asked: bool,
    /// What gets to see contexts now is in view, and not entered.
    in_view: bool,
    histories: Histories,
    reached: FxHashMap<Span, BuildSet>,
    /// By number of a choice: the test that made it last, and whether the
    /// choice's true side is the one where it holds.
    tests: FxHashMap<u32, Tested>,
}

/// A place on the current path, with what happens there.
#[derive(Clone, Debug)]
pub(super) struct Scene {
    pub(super) span: Span,
    pub(super) path: CallPath,
    pub(super) builds: BuildSet,
    pub(super) kind: Happening,
    when: Vec<Tested>,
}

impl Story {
    pub(super) fn new(asked: bool) -> Self {
        Self {
            asked,
            ..Self::default()
        }
    }

    /// `config` has just become what it is, by values from `from`.
    pub(super) fn tell(&mut self, scene: &Scene, from: &Origins, config: &mut Config) {
        if self.asked {
            let event = event(scene, from, config);
            config.history = self.histories.step(&config.history, &event);
        }
    }

    /// Says whether what gets to see contexts from now on is in view; returns
    /// what held before.
    pub(super) fn in_view(&mut self, in_view: bool) -> bool {
        std::mem::replace(&mut self.in_view, in_view)
    }

    /// How a context is handed to what is not entered.
    pub(super) fn handing(&self) -> Happening {
        if self.in_view {
            Happening::Unfollowed
        } else {
            Happening::Handed
        }
    }

    /// `config` was made here.
    pub(super) fn begin(&mut self, scene: &Scene, from: &Origins, config: &mut Config) {
        if self.asked {
            config.history = self.histories.begin(event(scene, from, config));
        }
    }

    /// An expression was tested, with these sides.
    pub(super) fn tested(&mut self, test: Span, split: &Split) {
        let sides = [(&split.yes, true), (&split.no, false)];
        for (side, held) in sides.into_iter().rev() {
            // A side of several choices is no test of one of them.
            // One in a model of the standard library has no place to show.
            if self.asked
                && !is_prelude(test.file)
                && let Some(guard) = side
                && let [literal] = guard.literals()
            {
                let held = held == literal.is_true_side();
                self.tests.insert(literal.choice(), Tested { test, held });
            }
        }
    }

    /// The tests that came out in a certain way on this path.
    fn when(&self, path: &Guard) -> Vec<Tested> {
        let mut when: Vec<Tested> = path
            .literals()
            .iter()
            .filter_map(|literal| {
                let tested = self.tests.get(&literal.choice())?;
                Some(Tested {
                    test: tested.test,
                    held: tested.held == literal.is_true_side(),
                })
            })
            .collect();
        when.sort_unstable();
        when.dedup();
        when
    }

    /// The same, for what stands under a guard.
    pub(super) fn under(&self, scene: &Scene, guard: &Guard) -> Scene {
        let mut scene = Scene {
            builds: guard.builds.intersection(scene.builds),
            ..scene.clone()
        };
        if self.asked {
            scene.when.extend(self.when(guard));
            scene.when.sort_unstable();
            scene.when.dedup();
        }
        scene
    }

    /// The ways to a configuration.
    pub(super) fn ways(&self, history: &History, builds: BuildSet, traces: &Traces) -> Vec<Way> {
        self.histories.export(history, builds, traces)
    }

    /// The statements that ran.
    pub(super) fn export(&self, analysis: &mut Analysis) {
        let first = analysis.reached.len();
        let all = self.reached.iter();
        analysis
            .reached
            .extend(all.map(|(span, builds)| (*span, *builds)));
        analysis.reached[first..].sort_unstable();
    }
}

fn event(scene: &Scene, from: &Origins, config: &Config) -> Event {
    Event {
        span: scene.span,
        path: scene.path,
        kind: scene.kind,
        from: from.clone(),
        when: scene.when.clone(),
        builds: scene.builds,
        after: config.values(),
    }
}

impl<'a> Interp<'a> {
    /// What happens at `span` on the current path.
    pub(super) fn scene(&self, span: Span, kind: Happening) -> Scene {
        Scene {
            span: self.in_program(span),
            path: self.frame().path,
            builds: self.builds(),
            kind,
            when: if self.story.asked {
                self.story.when(&self.state.path)
            } else {
                Vec::new()
            },
        }
    }

    /// A statement runs.
    pub(super) fn tell_reached(&mut self, span: Span) {
        if self.story.asked && !is_prelude(span.file) {
            let builds = self.builds();
            self.story.reached.entry(span).or_default().0 |= builds.0;
        }
    }
}
