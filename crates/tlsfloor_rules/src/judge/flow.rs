//! The data flow from a cause to each endpoint that it reaches.
//!
//! A finding's related places are a set over all endpoints. A flow is one way
//! through them: the cause, the steps in their order, the other writes that
//! take part, and the endpoint.

use super::Input;
use super::group::{Group, Subject};
use super::message;
use super::story::{Story, step_text};
use crate::finding::{Related, RelatedKind};
use tlsfloor_analysis::facts::Step;

/// The flows of a finding, in the order of its endpoints; a value that leaves
/// our sight has one up to there.
pub(super) fn flows(input: &Input<'_>, group: &Group<'_>, story: &Story<'_>) -> Vec<Vec<Related>> {
    let mut flows = Vec::new();
    let mut add = |flow: Vec<Related>| {
        if flow.len() > 1 && !flows.contains(&flow) {
            flows.push(flow);
        }
    };
    for reached in &story.reached {
        for hit in &group.hits {
            let Subject::Endpoint(_, endpoint, _) = hit.subject else {
                continue;
            };
            if !std::ptr::eq(endpoint, reached.endpoint) {
                continue;
            }
            let steps = hit.cause.origin.map_or(&[][..], |origin| &origin.steps);
            let mut flow = begun(story, steps);
            for other in &hit.cause.others {
                if other.span != story.span {
                    flow.push(Related {
                        kind: RelatedKind::Cause,
                        message: message::other(*other),
                        span: other.span,
                    });
                }
            }
            flow.push(Related {
                kind: RelatedKind::Endpoint,
                message: message::endpoint(input, reached),
                span: reached.endpoint.call,
            });
            add(flow);
        }
    }
    for escape in &story.escapes {
        add(begun(story, &escape.steps));
    }
    flows
}

/// The cause and the steps from there.
fn begun(story: &Story<'_>, steps: &[Step]) -> Vec<Related> {
    let written = if story.default {
        "nothing newer is asked for here"
    } else {
        "written here"
    };
    let mut flow = vec![Related {
        kind: RelatedKind::Cause,
        message: written.to_owned(),
        span: story.span,
    }];
    for step in steps.iter().filter(|step| step.span != story.span) {
        flow.push(Related {
            kind: RelatedKind::Step,
            message: step_text(step.kind).to_owned(),
            span: step.span,
        });
    }
    flow
}
