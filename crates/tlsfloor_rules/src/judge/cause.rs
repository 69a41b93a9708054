//! Which setting is to blame: the counterfactual for one endpoint, one
//! possibility of its settings, one build.
//!
//! In: settings with origins. Out: [`Cause`]s; at least one whenever the
//! negotiable set reaches below the floor.

use tlsfloor_analysis::facts::{Endpoint, Field, Origin, OriginKind, Outcome, Settings, StepKind};
use tlsfloor_protocol::context::available;
use tlsfloor_protocol::{Bound, Build, Method, PartialContext, Protocol, ProtocolSet, Role, Side};
use tlsfloor_source::Span;

use super::part::{always, brought_in, is_among};
use crate::finding::Confidence;
use crate::negotiable::{negotiable, values, values_of};

/// A setting of a context.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Setting {
    /// All of them: nothing is known of the context.
    Everything,
    /// The method; the protocol that it is fixed to, if it is known and fixed.
    Method(Option<Protocol>),
    /// The minimum.
    Minimum,
    /// The maximum.
    Maximum(Protocol),
    /// The `OP_NO_*` bit of a protocol.
    Bit(Protocol),
    /// No setting: a constant that leaves our sight.
    Constant,
}

/// Who chose the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Chooser {
    /// The code, and the value is known.
    Code,
    /// The code, with one of several values that are not told apart.
    Among,
    /// The code, and the value is unknown.
    Unknown,
    /// The library or the build.
    Default,
}

/// Why nothing can be negotiated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Emptiness {
    /// The build lacks the protocol that is named.
    Lacking(Protocol),
    /// The maximum is below the minimum, or everything is disabled.
    Crossed,
}

/// Another write that takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Other {
    /// Where.
    pub(crate) span: Span,
    /// What it set.
    pub(crate) setting: Setting,
    /// It brings nothing in, but makes a hole above what is let in.
    pub(crate) hole: bool,
    /// The value is known.
    pub(crate) certain: bool,
}

/// A setting that is to blame on one build.
#[derive(Clone, Debug)]
pub(crate) struct Cause<'a> {
    /// Which setting.
    pub(crate) setting: Setting,
    /// Who chose it.
    pub(crate) chooser: Chooser,
    /// Where it was written.
    pub(crate) span: Span,
    /// The origin with its steps; `None` when the place is the context's
    /// creation or a call.
    pub(crate) origin: Option<&'a Origin>,
    /// The protocols that it brings in on this build.
    pub(crate) protocols: ProtocolSet,
    /// Why there are none, if there are none.
    pub(crate) emptiness: Option<Emptiness>,
    /// How sure it is; of no meaning for defaults.
    pub(crate) confidence: Confidence,
    /// Other written settings that bring the same in, and flags that make a
    /// hole: where, and which.
    pub(crate) others: Vec<Other>,
    /// There are more origins than are kept.
    pub(crate) incomplete: bool,
}

/// The question: one endpoint on one build with one of its outcomes.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a> {
    pub(crate) endpoint: &'a Endpoint,
    pub(crate) outcome: &'a Outcome,
    pub(crate) build: &'a Build,
    pub(crate) floor: Protocol,
}

/// A field, whatever its type: who wrote it, and where.
#[derive(Clone)]
struct Candidate<'a> {
    setting: Setting,
    writers: Vec<(Chooser, &'a Origin)>,
    full: bool,
}

impl<'a> Candidate<'a> {
    fn new<T>(setting: Setting, field: &'a Field<T>) -> Self {
        let chooser = |origin: &Origin| match origin.kind {
            OriginKind::Default => Chooser::Default,
            OriginKind::Written if field.value.is_some() => Chooser::Code,
            OriginKind::Written if is_among(field, origin) => Chooser::Among,
            OriginKind::Unknown | OriginKind::Written => Chooser::Unknown,
        };
        let writers = field.origins.iter();
        Self {
            setting,
            writers: writers.map(|origin| (chooser(origin), origin)).collect(),
            full: field.origins_full,
        }
    }

    fn chosen_by(&self, choosers: &[Chooser]) -> impl Iterator<Item = (Chooser, &'a Origin)> {
        self.writers
            .iter()
            .copied()
            .filter(|(chooser, _)| choosers.contains(chooser))
    }

    /// Without those whose own values let no `protocol` in.
    fn without_the_innocent(mut self, guilty: impl Fn(Span) -> bool) -> Option<Self> {
        self.writers.retain(|(_, origin)| guilty(origin.span));
        (!self.writers.is_empty()).then_some(self)
    }
}

/// The causes of this case; empty when nothing is below the floor.
pub(crate) fn causes<'a>(case: Case<'a>) -> Vec<Cause<'a>> {
    let role = case.endpoint.role;
    let Some(settings) = &case.outcome.settings else {
        let low =
            negotiable(&values_of(case.endpoint, case.outcome), case.build, role).below(case.floor);
        return nothing_known(case, low).into_iter().collect();
    };
    let known = values(settings);
    let set = negotiable(&known, case.build, role);
    if set.is_empty() {
        return empty(case, settings);
    }
    let mut found: Vec<Cause<'a>> = Vec::new();
    for protocol in set.below(case.floor) {
        for cause in blame(case, settings, protocol) {
            let same = |other: &&mut Cause<'_>| {
                other.span == cause.span
                    && other.setting == cause.setting
                    && other.origin == cause.origin
            };
            match found.iter_mut().find(same) {
                Some(other) => {
                    other.protocols = other.protocols.union(cause.protocols);
                    other.others.extend(cause.others);
                }
                None => found.push(cause),
            }
        }
    }
    found
}

fn nothing_known(case: Case<'_>, low: ProtocolSet) -> Option<Cause<'_>> {
    (!low.is_empty()).then(|| Cause {
        setting: Setting::Everything,
        chooser: Chooser::Unknown,
        span: case.endpoint.call,
        origin: None,
        protocols: low,
        emptiness: None,
        confidence: Confidence::Low,
        others: Vec::new(),
        incomplete: false,
    })
}

/// The fixed method or maximum below the floor that left nothing.
fn empty<'a>(case: Case<'a>, settings: &'a Settings) -> Vec<Cause<'a>> {
    let lacks = |protocol| !available(settings.engine, case.build).contains(protocol);
    let (candidate, emptiness) = match (settings.method.value, settings.maximum.value) {
        (Some(Method::Fixed(protocol)), _) if protocol < case.floor => (
            Candidate::new(Setting::Method(Some(protocol)), &settings.method),
            if lacks(protocol) {
                Emptiness::Lacking(protocol)
            } else {
                Emptiness::Crossed
            },
        ),
        (Some(Method::Negotiating(_)), Some(Bound::At(protocol))) if protocol < case.floor => {
            let crossed =
                matches!(settings.minimum.value, Some(Bound::At(minimum)) if minimum > protocol);
            let emptiness = if !crossed && lacks(protocol) {
                Emptiness::Lacking(protocol)
            } else {
                Emptiness::Crossed
            };
            (
                Candidate::new(Setting::Maximum(protocol), &settings.maximum),
                emptiness,
            )
        }
        _ => return Vec::new(),
    };
    let mut found = findings_of(case, &candidate, &[Chooser::Code], ProtocolSet::EMPTY, &[]);
    for cause in &mut found {
        cause.emptiness = Some(emptiness);
        if emptiness == Emptiness::Crossed {
            cause.confidence = Confidence::Low;
        }
    }
    found
}

/// The causes that bring `protocol` in: of the first group in which there is
/// one, the field written nearest to the connection.
fn blame<'a>(case: Case<'a>, settings: &'a Settings, protocol: Protocol) -> Vec<Cause<'a>> {
    let candidates = candidates(case, settings, protocol);
    let protocols = ProtocolSet::only(protocol);
    for choosers in [&[Chooser::Code][..], &[Chooser::Among, Chooser::Unknown]] {
        let mut fields: Vec<&Candidate<'a>> = candidates
            .iter()
            .filter(|candidate| candidate.chosen_by(choosers).next().is_some())
            .collect();
        fields.sort_by_key(|candidate| {
            let nearest = candidate
                .chosen_by(choosers)
                .map(|(_, origin)| nearness(case.endpoint, origin))
                .max();
            (std::cmp::Reverse(nearest), candidate.setting)
        });
        let Some((nearest, rest)) = fields.split_first() else {
            continue;
        };
        let others: Vec<Other> = rest
            .iter()
            .flat_map(|other| {
                other.chosen_by(choosers).map(|(chooser, origin)| Other {
                    span: origin.span,
                    setting: other.setting,
                    hole: false,
                    certain: chooser == Chooser::Code,
                })
            })
            .collect();
        let mut found = findings_of(case, nearest, choosers, protocols, &others);
        // One path wrote the field, another left it: the default has its part,
        // unless another written field would do on both.
        let left = |field: &&Candidate<'a>| {
            let mut writers = field.chosen_by(&[Chooser::Default]);
            writers.next().is_some()
        };
        if fields.iter().all(left) {
            found.push(default_cause(case, settings, nearest, protocol));
        }
        return found;
    }
    let fallback = Candidate::new(Setting::Minimum, &settings.minimum);
    let candidate = candidates.first().unwrap_or(&fallback);
    vec![default_cause(case, settings, candidate, protocol)]
}

/// The fields to blame for `protocol`, with those who wrote what lets it in.
fn candidates<'a>(
    case: Case<'a>,
    settings: &'a Settings,
    protocol: Protocol,
) -> Vec<Candidate<'a>> {
    let all = fields(case, settings, protocol);
    let guilty = |span| brought_in(case, settings, span).contains(protocol);
    let blamed: Vec<Candidate<'a>> = all
        .iter()
        .cloned()
        .filter_map(|candidate| candidate.without_the_innocent(guilty))
        .collect();
    // It takes several together: then each has its part.
    if blamed.is_empty() { all } else { blamed }
}

/// The fields that take `protocol` away when one of them is put right, and a
/// low maximum, which is always a cause.
fn fields<'a>(case: Case<'a>, settings: &'a Settings, protocol: Protocol) -> Vec<Candidate<'a>> {
    let known = values(settings);
    let gone = |put_right: &PartialContext| {
        !negotiable(put_right, case.build, case.endpoint.role).contains(protocol)
    };
    let mut found = Vec::new();
    let negotiating = PartialContext {
        method: Some(Method::Negotiating(Side::Both)),
        minimum: Some(Bound::At(case.floor)),
        ..known
    };
    found.extend(fixed_method(settings).filter(|_| gone(&negotiating)));
    let raised = PartialContext {
        minimum: Some(Bound::At(case.floor)),
        ..known
    };
    if gone(&raised) {
        found.push(Candidate::new(Setting::Minimum, &settings.minimum));
    }
    let mut disabled = known;
    if let Some(bit) = disabled.disabled.get_mut(protocol.index()) {
        *bit = Some(true);
    }
    if let Some(field) = settings.disabled.get(protocol.index())
        && gone(&disabled)
    {
        found.push(Candidate::new(Setting::Bit(protocol), field));
    }
    // Lifting a maximum lets nothing old go: it is put right together with the
    // minimum, which is what the code should have said. A fixed method may
    // ignore both.
    let lifted = PartialContext {
        maximum: Some(Bound::Unset),
        ..raised
    };
    if let Some(Bound::At(maximum)) = settings.maximum.value
        && protocol <= maximum
        && maximum < case.floor
        && gone(&lifted)
        && settings
            .maximum
            .origins
            .iter()
            .any(|origin| origin.kind != OriginKind::Default)
    {
        found.push(Candidate::new(Setting::Maximum(maximum), &settings.maximum));
    }
    found
}

/// The method as a setting to blame: fixed, or unknown and so possibly fixed.
fn fixed_method(settings: &Settings) -> Option<Candidate<'_>> {
    let setting = match settings.method.value {
        Some(Method::Negotiating(_) | Method::Datagram) => return None,
        Some(Method::Fixed(protocol)) => Setting::Method(Some(protocol)),
        None => Setting::Method(None),
    };
    let mut candidate = Candidate::new(setting, &settings.method);
    // Of several, those that negotiate leave it to the default.
    let negotiates = |value: &Method| matches!(value, Method::Negotiating(_));
    for (chooser, origin) in &mut candidate.writers {
        if *chooser == Chooser::Among && always(&settings.method, origin, negotiates) {
            *chooser = Chooser::Default;
        }
    }
    Some(candidate)
}

fn findings_of<'a>(
    case: Case<'a>,
    candidate: &Candidate<'a>,
    choosers: &[Chooser],
    protocols: ProtocolSet,
    others: &[Other],
) -> Vec<Cause<'a>> {
    candidate
        .chosen_by(choosers)
        .map(|(chooser, origin)| Cause {
            setting: candidate.setting,
            chooser,
            span: origin.span,
            origin: Some(origin),
            protocols,
            emptiness: None,
            confidence: confidence(case.outcome, chooser, origin),
            others: others.to_vec(),
            incomplete: candidate.full,
        })
        .collect()
}

fn confidence(outcome: &Outcome, chooser: Chooser, origin: &Origin) -> Confidence {
    if chooser != Chooser::Code || outcome.removed {
        Confidence::Low
    } else if origin.public_default || origin.selected {
        Confidence::Medium
    } else {
        Confidence::High
    }
}

fn default_cause<'a>(
    case: Case<'a>,
    settings: &'a Settings,
    candidate: &Candidate<'a>,
    protocol: Protocol,
) -> Cause<'a> {
    let defaulted = candidate.chosen_by(&[Chooser::Default]).next();
    let span = case
        .endpoint
        .created_at
        .or(defaulted.map(|(_, origin)| origin.span))
        .unwrap_or(case.endpoint.call);
    Cause {
        setting: candidate.setting,
        chooser: Chooser::Default,
        span,
        origin: None,
        protocols: ProtocolSet::only(protocol),
        emptiness: None,
        confidence: Confidence::Low,
        others: hole(case, settings, protocol),
        incomplete: false,
    }
}

/// The written flags that make a hole above `protocol`: a client offers only
/// the lowest contiguous run of its enabled versions, a server all of them.
fn hole(case: Case<'_>, settings: &Settings, protocol: Protocol) -> Vec<Other> {
    if case.endpoint.role == Some(Role::Server) {
        return Vec::new();
    }
    let mut known = values(settings);
    if matches!(known.method, Some(Method::Negotiating(_))) {
        known.method = Some(Method::Negotiating(Side::Both));
    }
    let offered = negotiable(&known, case.build, Some(Role::Client)).ceiling();
    let enabled = negotiable(&known, case.build, Some(Role::Server)).ceiling();
    let mut found = Vec::new();
    for disabled in Protocol::ALL.into_iter().filter(|other| *other > protocol) {
        let Some(field) = settings.disabled.get(disabled.index()) else {
            continue;
        };
        if field.value == Some(true) && offered < Some(disabled) && Some(disabled) < enabled {
            let written = field
                .origins
                .iter()
                .filter(|origin| origin.kind == OriginKind::Written);
            found.extend(written.map(|origin| Other {
                span: origin.span,
                setting: Setting::Bit(disabled),
                hole: true,
                certain: true,
            }));
        }
    }
    found
}

/// How near a write is to the connection: by the place where the value entered
/// the context's settings. In the connection's own file before others, above
/// the connection before below it, then the later line.
fn nearness(endpoint: &Endpoint, origin: &Origin) -> (bool, bool, u32, u32) {
    let place = origin
        .steps
        .iter()
        .rev()
        .find(|step| step.kind == StepKind::Applied)
        .map_or(origin.span, |step| step.span);
    let same_file = place.file == endpoint.call.file;
    let above = same_file && place.range.start() <= endpoint.call.range.start();
    (same_file, above, place.file.0, place.range.start())
}
