//! A host answered of which nobody here knows what it says in life.

use super::{Finding, Kind, diagnose::Check, script::index::Index, standing::Standing, words};
use trace::connection::What;

/// Looks at who was connected with, when all is known.
#[derive(Default)]
pub(crate) struct MadeUpHosts;

impl Check for MadeUpHosts {
    fn findings(&self, standing: &Standing, _: Option<&Index<'_>>) -> Vec<Finding> {
        let mut hosts: Vec<(String, Option<u32>, f64)> = Vec::new();
        for (_, wire) in standing.wires.all() {
            let made_up = wire.seen.iter().find(|seen| seen.what == What::MadeUp);
            if let Some(seen) = made_up
                && !hosts.iter().any(|(known, ..)| *known == wire.name())
            {
                hosts.push((wire.name(), seen.line, seen.at));
            }
        }
        let Some((_, line, at)) = hosts.first().cloned() else {
            return Vec::new();
        };
        let names: Vec<String> = hosts.into_iter().map(|(name, ..)| name).collect();
        let (is, it) = match names.len() {
            1 => ("is", "it"),
            _ => ("are", "they"),
        };
        vec![Finding {
            kind: Kind::MadeUpHost,
            line,
            columns: None,
            at,
            cost: None,
            text: format!(
                "{} {is} not among the hosts that are known here: what {it} answered is made up. The settings can give a host \
                 answers of your own.",
                words::listed(&names, names.len())
            ),
            fix: None,
        }]
    }
}
