//! What holds for every endpoint: a negotiable set that reaches below the
//! floor on the platform has a finding, and the cause that it names, put
//! right, takes away what it is said to bring in.

use tlsfloor_analysis::facts::{Field, Origin, Settings};
use tlsfloor_protocol::{
    Bound, BuildSet, Engine, Method, Protocol, ProtocolSet, Role, Side, reference_builds,
};

use super::facts::{World, default, field, fresh, outcome, platform, unknown, written};
use crate::judge::cause::{Case, Chooser, Setting, causes};
use crate::negotiable::{negotiable, values};
use crate::verdict::verdict;

/// A small linear congruential generator (constants of Knuth's MMIX): the same
/// cases in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
}

const TEXT: &str = "made() method minimum maximum bit0 bit1 bit2 bit3 bit4 bit5\nconnect()\n";

fn bounds() -> Vec<Option<Bound>> {
    let mut bounds = vec![None, Some(Bound::Unset)];
    bounds.extend(Protocol::ALL.map(|protocol| Some(Bound::At(protocol))));
    bounds
}

fn methods() -> Vec<Option<Method>> {
    let sides = [Side::Both, Side::Client, Side::Server];
    let mut methods = vec![None, Some(Method::Datagram)];
    methods.extend(sides.map(|side| Some(Method::Negotiating(side))));
    methods.extend(Protocol::ALL.map(|protocol| Some(Method::Fixed(protocol))));
    methods
}

fn vary<T: Copy>(
    random: &mut Random,
    given: &Field<T>,
    values: &[Option<T>],
    origin: Origin,
) -> Field<T> {
    match (random.below(3), random.pick(values)) {
        (0, _) => given.clone(),
        (_, None) => field(None, unknown(origin.span)),
        (_, value) => field(value, origin),
    }
}

fn settings(random: &mut Random, world: &World, index: usize) -> Settings {
    let made = world.span("made()");
    let given = fresh(made, &reference_builds()[index]);
    let flags = [None, Some(false), Some(true)];
    let at = |piece: &str| written(world.span(piece));
    let mut disabled = given.disabled.clone();
    for (number, bit) in disabled.iter_mut().enumerate() {
        *bit = vary(random, bit, &flags, at(&format!("bit{number}")));
    }
    Settings {
        engine: random.pick(&[Engine::Ssl, Engine::PyOpenSsl]),
        method: vary(random, &given.method, &methods(), at("method")),
        minimum: vary(random, &given.minimum, &bounds(), at("minimum")),
        maximum: vary(random, &given.maximum, &bounds(), at("maximum")),
        disabled,
    }
}

/// The settings with the blamed field put right.
fn put_right(settings: &Settings, setting: Setting, floor: Protocol) -> Settings {
    let mut right = settings.clone();
    let at = settings.minimum.origins[0].clone();
    let raised = field(Some(Bound::At(floor)), at.clone());
    match setting {
        Setting::Method(_) => {
            right.method = field(Some(Method::Negotiating(Side::Both)), at);
            right.minimum = raised;
        }
        Setting::Minimum => right.minimum = raised,
        // What the message says to write instead of a low maximum.
        Setting::Maximum(_) => {
            right.maximum = field(Some(Bound::Unset), at);
            right.minimum = raised;
        }
        Setting::Bit(protocol) => right.disabled[protocol.index()].value = Some(true),
        Setting::Everything | Setting::Constant => panic!("{setting:?} cannot be put right"),
    }
    right
}

/// What all findings together bring in.
fn said(world: &World) -> ProtocolSet {
    world
        .judge()
        .iter()
        .fold(ProtocolSet::EMPTY, |set, finding| {
            set.union(finding.protocols)
        })
}

#[test]
fn whatever_reaches_below_the_floor_has_a_cause_that_can_be_put_right() {
    let mut random = Random(757);
    let universe = reference_builds();
    let mut low = 0;
    for _ in 0..10_000 {
        let index = random.below(universe.len());
        let target = BuildSet::only(index);
        let mut world = World::new(TEXT, platform(target, true));
        let settings = settings(&mut random, &world, index);
        world.policy.floor =
            random.pick(&[Protocol::TlsV1_1, Protocol::TlsV1_2, Protocol::TlsV1_3]);
        let role = random.pick(&[None, Some(Role::Client), Some(Role::Server)]);
        world
            .connect(
                "connect()",
                Some("made()"),
                vec![outcome(target, Some(settings.clone()))],
            )
            .role = role;

        let endpoint = &world.endpoints[0];
        let floor = world.policy.floor;
        let reached = verdict(endpoint, universe, target)
            .unwrap()
            .protocols
            .below(floor);
        let found = causes(Case {
            endpoint,
            outcome: &endpoint.outcomes[0],
            build: &universe[index],
            floor,
        });
        let blamed = found
            .iter()
            .fold(ProtocolSet::EMPTY, |set, cause| set.union(cause.protocols));
        assert_eq!(blamed, reached, "{settings:#?}");
        for cause in &found {
            assert!(
                cause.chooser == Chooser::Default
                    || cause.setting != Setting::Method(None)
                    || settings.method.value.is_none()
            );
            let right = put_right(&settings, cause.setting, floor);
            let left = negotiable(&values(&right), &universe[index], role);
            assert!(
                left.intersection(cause.protocols).is_empty(),
                "{cause:#?} in {settings:#?}"
            );
        }
        low += usize::from(!reached.is_empty());
        assert_eq!(said(&world), reached);
    }
    assert!(low > 2_500, "only {low} cases reached below the floor");
}

#[test]
fn a_written_field_that_would_do_rules_the_default_out() {
    let universe = reference_builds();
    let index = 9;
    let mut world = World::new(TEXT, platform(BuildSet::only(index), true));
    let made = world.span("made()");
    let mut settings = fresh(made, &universe[index]);
    settings.disabled[2] = field(Some(false), written(world.span("bit2")));
    assert_eq!(settings.minimum.origins, [default(made)]);
    world.connect(
        "connect()",
        Some("made()"),
        vec![outcome(BuildSet::only(index), Some(settings))],
    );
    let causes: Vec<(String, Vec<&str>)> = world
        .found()
        .into_iter()
        .map(|(_, cause, set)| (cause, set))
        .collect();
    assert_eq!(
        causes,
        [
            ("made()".to_owned(), vec!["TLSv1.1"]),
            ("bit2".to_owned(), vec!["TLSv1"])
        ]
    );
}
