//! Which setting is to blame: the counterfactual for one endpoint, one
//! possibility of its settings, one build.
//!
//! In: settings with origins. Out: [`Cause`]s; at least one whenever the
//! negotiable set reaches below the floor.

use tlsfloor_analysis::facts::{Endpoint, Field, Origin, OriginKind, Outcome, Settings, StepKind};
use tlsfloor_protocol::context::available;
use tlsfloor_protocol::{Bound, Build, Method, PartialContext, Protocol, ProtocolSet, Role, Side};
use tlsfloor_source::Span;

use crate::finding::Confidence;
use crate::negotiable::{negotiable, values};

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

/// A field, whatever its type: its origins and whether its value is known.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    setting: Setting,
    origins: &'a [Origin],
    known: bool,
    full: bool,
}

impl<'a> Candidate<'a> {
    fn new<T>(setting: Setting, field: &'a Field<T>) -> Self {
        Self {
            setting,
            origins: &field.origins,
            known: field.value.is_some(),
            full: field.origins_full,
        }
    }

    fn chooser(&self, origin: &Origin) -> Chooser {
        match origin.kind {
            OriginKind::Default => Chooser::Default,
            OriginKind::Written if self.known => Chooser::Code,
            OriginKind::Written | OriginKind::Unknown => Chooser::Unknown,
        }
    }

    fn chosen_by(&self, chooser: Chooser) -> impl Iterator<Item = &'a Origin> + use<'a> {
        let this = *self;
        this.origins
            .iter()
            .filter(move |origin| this.chooser(origin) == chooser)
    }
}

/// The causes of this case; empty when nothing is below the floor.
pub(crate) fn causes<'a>(case: Case<'a>) -> Vec<Cause<'a>> {
    let role = case.endpoint.role;
    let Some(settings) = &case.outcome.settings else {
        let low = negotiable(&values(None), case.build, role).below(case.floor);
        return nothing_known(case, low).into_iter().collect();
    };
    let known = values(Some(settings));
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
    let mut found = findings_of(case, &candidate, Chooser::Code, ProtocolSet::EMPTY, &[]);
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
    for chooser in [Chooser::Code, Chooser::Unknown] {
        let mut fields: Vec<Candidate<'a>> = candidates
            .iter()
            .copied()
            .filter(|candidate| candidate.chosen_by(chooser).next().is_some())
            .collect();
        fields.sort_by_key(|candidate| {
            let nearest = candidate
                .chosen_by(chooser)
                .map(|origin| nearness(case.endpoint, origin))
                .max();
            (std::cmp::Reverse(nearest), candidate.setting)
        });
        let Some((nearest, rest)) = fields.split_first() else {
            continue;
        };
        let others: Vec<Other> = rest
            .iter()
            .flat_map(|other| {
                other.chosen_by(chooser).map(|origin| Other {
                    span: origin.span,
                    setting: other.setting,
                    hole: false,
                })
            })
            .collect();
        let mut found = findings_of(case, nearest, chooser, protocols, &others);
        // One path wrote the field, another left it: the default has its part,
        // unless another written field would do on both.
        if rest.is_empty() && nearest.chosen_by(Chooser::Default).next().is_some() {
            found.push(default_cause(case, settings, nearest, protocol));
        }
        return found;
    }
    let fallback = Candidate::new(Setting::Minimum, &settings.minimum);
    let candidate = candidates.first().unwrap_or(&fallback);
    vec![default_cause(case, settings, candidate, protocol)]
}

/// The fields that take `protocol` away when one of them is put right, and a
/// low maximum, which is always a cause.
fn candidates<'a>(
    case: Case<'a>,
    settings: &'a Settings,
    protocol: Protocol,
) -> Vec<Candidate<'a>> {
    let known = values(Some(settings));
    let gone = |put_right: &PartialContext| {
        !negotiable(put_right, case.build, case.endpoint.role).contains(protocol)
    };
    let mut found = Vec::new();
    let negotiating = PartialContext {
        method: Some(Method::Negotiating(Side::Both)),
        minimum: Some(Bound::At(case.floor)),
        ..known
    };
    if let Some(setting) = fixed_method(settings)
        && gone(&negotiating)
    {
        found.push(Candidate::new(setting, &settings.method));
    }
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
fn fixed_method(settings: &Settings) -> Option<Setting> {
    match settings.method.value {
        Some(Method::Negotiating(_) | Method::Datagram) => None,
        Some(Method::Fixed(protocol)) => Some(Setting::Method(Some(protocol))),
        None => Some(Setting::Method(None)),
    }
}

fn findings_of<'a>(
    case: Case<'a>,
    candidate: &Candidate<'a>,
    chooser: Chooser,
    protocols: ProtocolSet,
    others: &[Other],
) -> Vec<Cause<'a>> {
    candidate
        .chosen_by(chooser)
        .map(|origin| Cause {
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
    if chooser == Chooser::Unknown || outcome.removed {
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
    let defaulted = candidate.chosen_by(Chooser::Default).next();
    let span = case
        .endpoint
        .created_at
        .or(defaulted.map(|origin| origin.span))
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
    let mut known = values(Some(settings));
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
