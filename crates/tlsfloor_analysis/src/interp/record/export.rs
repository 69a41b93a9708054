//! The findings as facts, in the order of place.

use super::{Entry, Found, Key, Records, add_found};
use crate::domain::object::is_prelude;
use crate::facts::{
    Analysis, AnalysisDiagnostic, AnalysisDiagnosticKind, Endpoint, EndpointKind, Escape, Outcome,
    Remedy, Way,
};
use crate::interp::Interp;
use crate::limit::Limit;
use rustc_hash::FxHashSet;
use tlsfloor_protocol::{Engine, Role};
use tlsfloor_source::{FileId, Span};

impl<'a> Interp<'a> {
    /// Everything that was found, in the order of place.
    pub(in crate::interp) fn finish(&mut self, analysis: &mut Analysis) {
        let mut records = std::mem::take(&mut self.records);
        let mut bounds = records.bounds.iter();
        analysis.cut = bounds.any(|(_, limit)| !limit.joins());
        let mut keys: Vec<Key> = records.endpoints.keys().cloned().collect();
        keys.sort();
        for key in keys {
            let Some(entry) = records.endpoints.remove(&key) else {
                continue;
            };
            self.export(&key, entry, &records, analysis);
        }
        self.export_contexts(&records, analysis);
        let used = used_origins(&analysis.endpoints);
        let mut escapes: Vec<Escape> = records
            .escapes
            .drain()
            .filter(|escape| !used.contains(&escape.span))
            .collect();
        escapes.sort();
        analysis.escapes.extend(escapes);
        let mut remedies: Vec<Remedy> = records.remedies.drain().map(|(_, own)| own).collect();
        remedies.sort_by_key(|remedy| remedy.span);
        analysis.remedies.extend(remedies);
        let bounds = said(records.bounds, analysis);
        analysis.diagnostics.extend(bounds);
        let mut unresolved: Vec<(Span, String)> = records.unresolved.into_iter().collect();
        unresolved.sort();
        analysis.unresolved_imports.extend(unresolved);
        self.story.export(analysis);
    }

    /// One endpoint for each role that it plays.
    fn export(&self, key: &Key, entry: Entry, records: &Records, analysis: &mut Analysis) {
        let mut by_role: Vec<(Option<Role>, Vec<Found>)> = Vec::new();
        for found in entry.outcomes {
            let played = found
                .instance
                .and_then(|instance| records.played.get(&instance));
            let roles: Vec<Option<Role>> = match (key.role, played) {
                (None, Some(roles)) => roles.iter().map(|role| Some(*role)).collect(),
                (role, _) => vec![role],
            };
            for role in roles {
                let found = Found {
                    instance: None,
                    ..found.clone()
                };
                match by_role.iter_mut().find(|(own, _)| *own == role) {
                    Some((_, list)) => add_found(list, found),
                    None => by_role.push((role, vec![found])),
                }
            }
        }
        by_role.sort_by_key(|(role, _)| *role);
        for (role, outcomes) in by_role {
            let ways = self.ways(&outcomes);
            analysis.endpoints.push(Endpoint {
                call: key.call,
                kind: EndpointKind::Connection,
                implicit: entry.implicit,
                engine: engine_of(&outcomes).unwrap_or(entry.engine),
                library: entry.library.clone(),
                api: key.api.clone(),
                role,
                created_at: key.created_at,
                outcomes: self.outcomes(outcomes),
                cut: analysis.cut,
                ways,
            });
        }
    }

    /// Contexts that reached no connection, one for each place of creation. One
    /// that a connecting call makes for itself is part of that connection.
    fn export_contexts(&self, records: &Records, analysis: &mut Analysis) {
        let mut by_span: Vec<(Span, Vec<Found>)> = Vec::new();
        let connections: FxHashSet<Span> = analysis
            .endpoints
            .iter()
            .map(|endpoint| endpoint.call)
            .collect();
        for (object, span) in &records.all_contexts {
            if records.connected.contains(span) || connections.contains(span) {
                continue;
            }
            let found = records.last.get(object).cloned().unwrap_or_default();
            match by_span.iter_mut().find(|(own, _)| own == span) {
                Some((_, list)) => {
                    for found in found {
                        add_found(list, found);
                    }
                }
                None => by_span.push((*span, found)),
            }
        }
        by_span.sort_by_key(|(span, _)| *span);
        for (span, found) in by_span {
            if found.is_empty() {
                continue;
            }
            let (library, api) = records
                .created_by
                .get(&span)
                .cloned()
                .unwrap_or_else(|| ("ssl".to_owned(), "ssl.SSLContext".to_owned()));
            let ways = self.ways(&found);
            analysis.endpoints.push(Endpoint {
                call: span,
                kind: EndpointKind::Context,
                implicit: false,
                engine: engine_of(&found).unwrap_or(Engine::Ssl),
                library,
                api,
                role: None,
                created_at: Some(span),
                outcomes: self.outcomes(found),
                cut: analysis.cut,
                ways,
            });
        }
    }

    /// How the contexts came to what they are, ordered.
    fn ways(&self, found: &[Found]) -> Vec<Way> {
        let mut ways: Vec<Way> = found
            .iter()
            .filter_map(|found| Some((found.config.as_ref()?, found.builds)))
            .flat_map(|(config, builds)| self.story.ways(&config.history, builds, &self.traces))
            .collect();
        ways.sort();
        ways.dedup();
        ways
    }

    pub(super) fn outcomes(&self, found: Vec<Found>) -> Vec<Outcome> {
        let mut outcomes: Vec<Outcome> = found
            .into_iter()
            .map(|found| {
                let approximate = found
                    .config
                    .as_ref()
                    .is_none_or(|config| config.exposed || config.has_unknown());
                Outcome {
                    builds: found.builds,
                    settings: found.config.map(|config| config.export(&self.traces)),
                    approximate,
                    removed: found.removed,
                }
            })
            .collect();
        outcomes.sort();
        outcomes
    }
}

/// Whose rules the contexts follow, if one is in view.
fn engine_of(found: &[Found]) -> Option<Engine> {
    let mut configs = found.iter().filter_map(|found| found.config.as_ref());
    configs.next().map(|config| config.engine)
}

/// The bounds whose being reached can matter to what was found. Where each
/// answer is one, it did not get wider.
fn said(reached: FxHashSet<(Span, Limit)>, found: &Analysis) -> Vec<AnalysisDiagnostic> {
    if found.endpoints.is_empty() && found.escapes.is_empty() {
        return Vec::new();
    }
    let wide: FxHashSet<FileId> = found
        .endpoints
        .iter()
        .filter(|endpoint| may_be_wider(&endpoint.outcomes))
        .map(|endpoint| endpoint.call.file)
        .collect();
    let mut reached: Vec<(Span, Limit)> = reached
        .into_iter()
        .filter(|(span, limit)| {
            !is_prelude(span.file) && (!limit.joins() || wide.contains(&span.file))
        })
        .collect();
    reached.sort_unstable();
    let said = reached.into_iter();
    said.map(|(span, limit)| AnalysisDiagnostic {
        kind: AnalysisDiagnosticKind::Bound,
        span,
        message: limit.sentence().to_owned(),
    })
    .collect()
}

/// Whether some build has more than one outcome, or one that is not exact.
fn may_be_wider(outcomes: &[Outcome]) -> bool {
    let mut seen = 0_u32;
    outcomes.iter().any(|outcome| {
        let again = seen & outcome.builds.0 != 0;
        seen |= outcome.builds.0;
        again || outcome.approximate
    })
}

/// Where the settings of endpoints were written.
fn used_origins(endpoints: &[Endpoint]) -> FxHashSet<Span> {
    let mut used = FxHashSet::default();
    for settings in endpoints
        .iter()
        .flat_map(|endpoint| &endpoint.outcomes)
        .filter_map(|outcome| outcome.settings.as_ref())
    {
        used.extend(settings.method.origins.iter().map(|origin| origin.span));
        used.extend(settings.minimum.origins.iter().map(|origin| origin.span));
        used.extend(settings.maximum.origins.iter().map(|origin| origin.span));
    }
    used
}
