//! The words of a finding: what can happen, where, and what to write instead.
//!
//! What is not certain "may" happen; what is known to happen does.

use tlsfloor_analysis::facts::{Endpoint, EndpointKind, EscapeKind};
use tlsfloor_protocol::{Protocol, ProtocolSet, Role};

use super::Input;
use super::advice::{self, python_name};
use super::cause::{Emptiness, Other, Setting};
use super::story::{Reached, Story};
use crate::platform::describe_builds;

/// The message of a finding.
pub(super) fn message(input: &Input<'_>, story: &Story<'_>) -> String {
    let mut sentences = vec![what_happens(input, story)];
    if story.outside {
        sentences.push("The platform of this file has none of these versions.".to_owned());
    }
    if story.removed {
        let last = story
            .last
            .map_or(String::new(), |python| format!(" ({python})"));
        sentences.push(format!("No Python of the platform has this call any more: it is judged as on the last that had it{last}."));
    }
    let holes: Vec<Protocol> = story
        .others
        .iter()
        .filter(|other| other.hole)
        .filter_map(|other| match other.setting {
            Setting::Bit(protocol) => Some(protocol),
            _ => None,
        })
        .collect();
    let instead = if story.default {
        advice::defaulted(story.situation)
    } else {
        let setting = leading(story);
        let unknown = story.unknown && !story.among;
        advice::chosen(setting, unknown, story.text, story.situation, story.remedy)
    };
    sentences.push(sentence(&instead));
    if !holes.is_empty() {
        sentences.push(format!(
            "The disabled versions leave a hole, and a client offers only what is below it: {}.",
            advice::hole(&holes, story.situation)
        ));
    }
    if story.incomplete {
        sentences.push("This setting is written in more places than are listed.".to_owned());
    }
    sentences.join(" ")
}

/// The setting that says most about the place.
fn leading(story: &Story<'_>) -> Setting {
    story
        .settings
        .first()
        .copied()
        .unwrap_or(Setting::Everything)
}

fn what_happens(input: &Input<'_>, story: &Story<'_>) -> String {
    let on = format!("on Python {}", story.pythons);
    let list = list_of(story);
    if story.reached.is_empty() {
        return escape(story, &list);
    }
    let place = place(input, story);
    let many = story.reached.len() > 1;
    let code = code(story.text);
    if story.default && story.implicit {
        let leave = if many { "leave" } else { "leaves" };
        let clause = format!(
            "{place} {leave} the TLS version to the library, whose default allows {list} {on}"
        );
        return sentence(&clause);
    }
    if story.default {
        return format!(
            "No oldest version is set, and the default lets {place} negotiate {list} {on}."
        );
    }
    if story.unknown {
        return match leading(story) {
            Setting::Everything => {
                let they = if many { "they" } else { "it" };
                format!("The settings of {place} are not known: {they} may negotiate {list} {on}.")
            }
            _ if story.among => format!(
                "{code} may let {place} negotiate {list} {on}: it is one of several values that are not told apart there."
            ),
            _ => {
                let value = match (parameter(story.text), quoted(story.text)) {
                    (Some(name), _) => format!("The value of the parameter `{name}`"),
                    (None, Some(code)) => format!("The value of {code}"),
                    (None, None) => "The value written here".to_owned(),
                };
                format!("{value} is not known: it may let {place} negotiate {list} {on}.")
            }
        };
    }
    if let (true, Some(emptiness)) = (story.protocols.is_empty(), story.emptiness) {
        return match emptiness {
            Emptiness::Lacking(protocol) => format!(
                "{code} asks for {protocol}, which OpenSSL lacks {on}: {place} can negotiate nothing there, and {protocol} elsewhere."
            ),
            Emptiness::Crossed => format!(
                "{code} leaves {place} nothing to negotiate {on}: the newest version allowed is older than the oldest."
            ),
        };
    }
    match leading(story) {
        Setting::Method(Some(protocol)) if story.protocols == ProtocolSet::only(protocol) => {
            format!("{code} makes {place} speak {list} and nothing else {on}.")
        }
        Setting::Maximum(protocol) => {
            format!("{code} keeps {place} to {protocol} and older, here {list}, {on}.")
        }
        Setting::Bit(_) => format!("This switches {list} on for {place} {on}."),
        _ => format!("{code} lets {place} negotiate {list} {on}."),
    }
}

fn escape(story: &Story<'_>, list: &str) -> String {
    let Some(escape) = story.escapes.first() else {
        return format!(
            "{} may let a connection negotiate {list}.",
            code(story.text)
        );
    };
    let how = match escape.kind {
        EscapeKind::Returned => "is returned from a function of which no call was followed",
        EscapeKind::Stored => "is stored under a public name",
        EscapeKind::Table => "stands in a table",
        EscapeKind::Keyword => "is passed to a function that was not followed",
        EscapeKind::Attribute => "is assigned to something that is not known",
        EscapeKind::ParameterDefault => "is the default of a public parameter",
    };
    if escape.maximum {
        return format!(
            "`{}` {how} as the newest version allowed: it keeps connections to {} and older on Python {}.",
            escape.constant, escape.protocol, story.pythons
        );
    }
    format!(
        "`{}` {how}: a connection made with it may speak {list} on Python {}.",
        escape.constant, story.pythons
    )
}

/// `the client connection on line 12 and 2 more`.
fn place(input: &Input<'_>, story: &Story<'_>) -> String {
    let Some(first) = story.reached.first() else {
        return "a connection".to_owned();
    };
    let call = first.endpoint.call;
    let file = input.sources.get(call.file);
    let line = file.line_column(call.range.start()).line;
    let side = match first.endpoint.role {
        Some(Role::Client) => "client ",
        Some(Role::Server) => "server ",
        None => "",
    };
    let what = match first.endpoint.kind {
        EndpointKind::Connection => "connection",
        EndpointKind::Context => "context",
    };
    let more = match story.reached.len() - 1 {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    if call == story.span {
        return format!("this {side}{what}{more}");
    }
    if call.file == story.span.file {
        return format!("the {side}{what} on line {line}{more}");
    }
    format!("the {side}{what} at {}:{line}{more}", file.path())
}

/// What an endpoint's place says.
pub(super) fn endpoint(input: &Input<'_>, reached: &Reached<'_>) -> String {
    let endpoint = reached.endpoint;
    let on = describe_builds(reached.builds, input.universe);
    let side = match endpoint.role {
        Some(Role::Client) => "client",
        Some(Role::Server) => "server",
        None => "client or server",
    };
    let who = match endpoint.kind {
        EndpointKind::Connection => format!("`{}` connects here ({side})", endpoint.api),
        EndpointKind::Context => format!(
            "`{}` makes a context here that {}",
            endpoint.api,
            unconnected(endpoint)
        ),
    };
    if reached.protocols.is_empty() {
        format!("{who}: nothing to negotiate on Python {on}")
    } else {
        format!("{who}: {} on Python {on}", list(reached.protocols))
    }
}

/// What is known of the connections of a context of which none was found.
#[must_use]
pub const fn unconnected(endpoint: &Endpoint) -> &'static str {
    if endpoint.cut {
        "reached no connection before a bound was reached"
    } else {
        "reaches no connection in view"
    }
}

/// What the place of another write says.
pub(super) fn other(other: Other) -> String {
    if !other.certain {
        return match other.setting {
            Setting::Bit(protocol) => {
                format!("`OP_NO_{}` may be off by this, too", python_name(protocol))
            }
            Setting::Minimum => "the minimum written here may allow it too".to_owned(),
            Setting::Maximum(_) => "the maximum written here may be below the floor too".to_owned(),
            _ => "the method chosen here may allow it too".to_owned(),
        };
    }
    match (other.setting, other.hole) {
        (Setting::Bit(protocol), true) => {
            format!("switches {protocol} off and so leaves a hole that clients stop at")
        }
        (Setting::Bit(protocol), false) => {
            format!("`OP_NO_{}` is cleared here too", python_name(protocol))
        }
        (Setting::Minimum, _) => "the minimum written here allows it too".to_owned(),
        (Setting::Maximum(protocol), _) => {
            format!("the maximum written here, {protocol}, is below the floor too")
        }
        _ => "the method chosen here allows it too".to_owned(),
    }
}

/// The protocols of a finding: those that are certain before others.
fn list_of(story: &Story<'_>) -> String {
    let others = story.protocols.difference(story.certain);
    if others.is_empty() {
        return list(story.certain);
    }
    format!("{}, and perhaps {},", list(story.certain), list(others))
}

/// `SSLv3, TLSv1 and TLSv1.1`.
fn list(protocols: ProtocolSet) -> String {
    let names: Vec<&str> = protocols.into_iter().map(Protocol::name).collect();
    match names.split_last() {
        None => "nothing".to_owned(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// The text as code; words that point at it when it is not fit to quote.
fn code(text: &str) -> String {
    quoted(text).unwrap_or_else(|| "What is written here".to_owned())
}

/// The text as code, on one line; `None` when it is too long for that.
fn quoted(text: &str) -> Option<String> {
    let joined;
    let mut text = text;
    // In a literal, spaces are part of the text.
    if text.contains('\n') && !text.contains(['"', '\'', '#', '\\']) {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        joined = lines.join(" ").replace("( ", "(").replace(" )", ")");
        text = &joined;
    }
    let short = !text.is_empty() && text.chars().count() <= 60;
    let plain = !text.chars().any(|c| c.is_control() || c == '`');
    (short && plain).then(|| format!("`{text}`"))
}

/// The name of a parameter that is written with an annotation or a default:
/// its value is not what stands there.
fn parameter(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_'))?;
    let (name, rest) = text.split_at(end);
    let rest = rest.trim_start();
    let annotated = rest.starts_with(':') && !rest.starts_with(":=");
    let defaulted = rest.starts_with('=') && !rest.starts_with("==");
    (!name.is_empty() && (annotated || defaulted)).then_some(name)
}

/// A clause as a sentence.
fn sentence(clause: &str) -> String {
    let mut characters = clause.chars();
    match characters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), characters.as_str()),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{parameter, quoted};

    #[test]
    fn a_parameter_is_its_name() {
        assert_eq!(parameter("version=None"), Some("version"));
        assert_eq!(parameter("version: int | None = 2"), Some("version"));
        for other in [
            "version",
            "a == b",
            "a := 1",
            "self.a = 1",
            "f(a=1)",
            "=1",
            "",
        ] {
            assert_eq!(parameter(other), None, "{other}");
        }
    }

    #[test]
    fn code_over_several_lines_is_quoted_on_one() {
        let quoted = |text| quoted(text).unwrap_or_default();
        assert_eq!(quoted("get(\n    Version, name\n)"), "`get(Version, name)`");
        assert_eq!(quoted("a  +  b"), "`a  +  b`");
        assert_eq!(quoted("f('a\n  b')"), "", "spaces in a literal stay");
        assert_eq!(quoted(&"x".repeat(61)), "");
    }
}
