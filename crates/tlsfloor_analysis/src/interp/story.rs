//! Recording what happens to contexts, and what runs, where somebody asks for
//! the story. Nothing here changes what the run finds.

use super::Interp;
use crate::domain::config::Config;
use crate::domain::history::{Event, Histories, History};
use crate::domain::object::CallPath;
use crate::domain::origin::{Origins, Traces};
use crate::facts::{Analysis, Happening, Way};
use rustc_hash::FxHashMap;
use tlsfloor_protocol::platform::BuildSet;
use tlsfloor_source::Span;

/// What was recorded so far.
#[derive(Debug, Default)]
pub(super) struct Story {
    asked: bool,
    histories: Histories,
    reached: FxHashMap<Span, BuildSet>,
}

/// A place on the current path, with what happens there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scene {
    pub(super) span: Span,
    pub(super) path: CallPath,
    pub(super) builds: BuildSet,
    pub(super) kind: Happening,
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

    /// `config` was made here.
    pub(super) fn begin(&mut self, scene: &Scene, from: &Origins, config: &mut Config) {
        if self.asked {
            config.history = self.histories.begin(event(scene, from, config));
        }
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
        builds: scene.builds,
        after: config.values(),
    }
}

impl<'a> Interp<'a> {
    /// What happens at `span` on the current path.
    pub(super) fn scene(&self, span: Span, kind: Happening) -> Scene {
        Scene {
            span,
            path: self.frame().path,
            builds: self.builds(),
            kind,
        }
    }

    /// A statement runs.
    pub(super) fn tell_reached(&mut self, span: Span) {
        if self.story.asked {
            let builds = self.builds();
            self.story.reached.entry(span).or_default().0 |= builds.0;
        }
    }
}
