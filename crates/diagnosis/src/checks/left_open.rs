//! The script ended, and a client that it made still had connections open.

use super::{
    Finding, Kind, clients,
    diagnose::Check,
    script::index::{Call, Index},
    standing::Standing,
    words::{code, counted},
};
use trace::{End, Event, EventKind, Seconds, connection::What};

/// Looks at what was open when the script was over.
#[derive(Default)]
pub(crate) struct LeftOpen {
    /// When it ended by itself, and the last event before that.
    ended: Option<(Seconds, usize)>,
    events: usize,
    /// It was closed, but for an `await`: that is said by another finding.
    forgotten: bool,
}

impl Check for LeftOpen {
    fn after(&mut self, event: &Event, _: &Standing) {
        // What is closed when the last loop is gone, is closed by nobody.
        if event.kind == EventKind::LoopStopped {
            self.ended = Some((event.at, self.events));
        }
        if let EventKind::Warning { message, .. } = &event.kind {
            self.forgotten |= clients::unawaited_close(message).is_some();
        }
        self.events += 1;
    }

    fn findings(&self, standing: &Standing, index: Option<&Index<'_>>) -> Vec<Finding> {
        let (Some(index), Some((at, last))) = (index, self.ended) else {
            return Vec::new();
        };
        let made: Vec<(&Call<'_>, &str)> = clients::making(index)
            .filter(|(call, _)| !is_managed(index, call))
            .collect();
        let ([(call, close)], false) = (made.as_slice(), standing.run.in_loop() || self.forgotten)
        else {
            return Vec::new();
        };
        let mut hosts: Vec<String> = Vec::new();
        for (_, wire) in standing.wires.all() {
            let before = wire.seen.iter().take_while(|seen| seen.event <= last);
            let states: Vec<&What> = before.map(|seen| &seen.what).collect();
            let over = states
                .iter()
                .any(|what| matches!(what, What::Closed | What::Failed(_) | What::Reset));
            let asked = states.iter().any(|what| matches!(what, What::Request(_)));
            if wire.end == Some(End::Asks) && asked && !over {
                hosts.push(wire.name());
            }
        }
        let Some(host) = hosts.first() else {
            return Vec::new();
        };
        let name = call.written.as_deref().unwrap_or_default();
        let line = index.script.line(call.call);
        let were = if hosts.len() == 1 { "was" } else { "were" };
        vec![Finding {
            kind: Kind::LeftOpen,
            line: Some(line),
            columns: Some(index.script.columns(call.call)),
            at,
            cost: None,
            text: format!(
                "{} with {} {were} still open when the loop ended: nobody closed what {} on line {line} made. Use it in a `with` \
                 statement, or close it when you are done: {}.",
                counted(hosts.len(), "connection"),
                code(host),
                code(name),
                code(close)
            ),
            fix: None,
        }]
    }
}

/// Whether a `with` statement closes it, or somebody hands it to what does.
fn is_managed(index: &Index<'_>, call: &Call<'_>) -> bool {
    let (first, _) = index.script.lines(call.call);
    let text = index.script.text();
    let line = text.lines().nth(first as usize - 1).unwrap_or_default();
    line.contains("with ") || text.contains("enter_async_context") || text.contains("enter_context")
}
