//! Who created, woke and cancelled whom, as arrows between events; and what else happened at one moment.

use super::{
    Writer, annotation, event,
    messages::{EventType, TrackEvent, Value},
};
use crate::{
    event::{Cause, Event, EventKind, Runner, Seconds, Stream, TaskId},
    lane::Owner,
};
use std::collections::{HashMap, HashSet};

/// Arrows that have begun, by whom they lead to.
#[derive(Default)]
struct Pending {
    /// Tasks that have just been created: that they are ready needs no arrow of its own.
    fresh: HashSet<TaskId>,
    woken: HashMap<Runner, (u64, String)>,
    cancelled: HashMap<TaskId, u64>,
}

impl Writer<'_> {
    /// One event after the other.
    pub(super) fn causes(&mut self) {
        let mut pending = Pending::default();
        let trace = self.run.trace;
        for event in &trace.events {
            self.cause(event, &mut pending);
        }
    }

    fn cause(&mut self, event: &Event, pending: &mut Pending) {
        let runner = event.runner.unwrap_or(Runner::Script);
        match &event.kind {
            EventKind::TaskCreated { task, .. } if self.names.contains_key(task) => {
                let name = format!("creates {}", self.names[task]);
                let flow = self.begin(event.at, runner, name, "created", event.line);
                let by = format!("created by {}", self.called(runner));
                self.end(event.at, Owner::Task(*task), by, "created", flow);
                pending.fresh.insert(*task);
            }
            EventKind::Ready { what, cause, .. } if self.is_shown(*what) => {
                let (by, verb, category) = match cause {
                    Cause::Runner(by) => (*by, "wakes", "woke"),
                    Cause::Cancel(by) => (*by, "cancels", "cancelled"),
                    Cause::Timer(_) | Cause::Device(_) | Cause::Connection(_) => return,
                };
                let is_new = matches!(what, Runner::Task(task) if pending.fresh.remove(task));
                // Whoever gives way to the others wakes nobody.
                if is_new || by == *what || pending.woken.contains_key(what) {
                    return;
                }
                let name = format!("{verb} {}", self.called(*what));
                let flow = self.begin(event.at, by, name, category, event.line);
                let by = format!("woken by {}", self.called(by));
                pending.woken.insert(*what, (flow, by));
            }
            EventKind::StepStarted { what } => {
                if let Some((flow, by)) = pending.woken.remove(what) {
                    self.end(event.at, self.owner(*what), by, "woke", flow);
                }
            }
            EventKind::CancelRequested { task } if self.names.contains_key(task) => {
                let name = format!("asks {} to end", self.names[task]);
                let flow = self.begin(event.at, runner, name, "cancel", event.line);
                pending.cancelled.insert(*task, flow);
            }
            EventKind::CancelDelivered { task } => {
                if let Some(flow) = pending.cancelled.remove(task) {
                    let name = "CancelledError is thrown".to_owned();
                    self.end(event.at, Owner::Task(*task), name, "cancel", flow);
                }
            }
            EventKind::TimedOut { task } if self.names.contains_key(task) => {
                self.mark(
                    event.at,
                    Owner::Task(*task),
                    "timed out".to_owned(),
                    "cancel",
                    event,
                );
            }
            EventKind::Output { stream, text, .. } if !text.trim().is_empty() => {
                let category = match stream {
                    Stream::Stdout => "stdout",
                    Stream::Stderr => "stderr",
                };
                let name = text.trim_end().to_owned();
                self.mark(event.at, self.owner(runner), name, category, event);
            }
            EventKind::Warning { category, message } => {
                let name = format!("{category}: {message}");
                self.mark(event.at, self.owner(runner), name, "warning", event);
            }
            EventKind::ScriptFailed { message, .. } => {
                self.mark(event.at, Owner::Loop, message.clone(), "failed", event);
            }
            EventKind::Interrupted { reason, .. } => {
                self.mark(event.at, Owner::Loop, reason.clone(), "interrupted", event);
            }
            _ => {}
        }
    }

    fn is_shown(&self, runner: Runner) -> bool {
        match runner {
            Runner::Task(task) => self.names.contains_key(&task),
            Runner::Thread(thread) => thread.0 != 0,
            Runner::Script | Runner::Callback(_) => false,
        }
    }

    /// What the reader calls it.
    fn called(&self, runner: Runner) -> String {
        let lanes = &self.run.timeline.lanes;
        match runner {
            Runner::Task(task) => self.names.get(&task).map(|name| (*name).to_owned()),
            Runner::Thread(thread) => lanes
                .iter()
                .find(|lane| lane.owner == Owner::Thread(thread))
                .map(|lane| lane.name.clone()),
            Runner::Callback(_) => Some("a callback".to_owned()),
            Runner::Script => None,
        }
        .unwrap_or_else(|| "the script".to_owned())
    }

    /// Begins an arrow. Its number.
    fn begin(
        &mut self,
        at: Seconds,
        by: Runner,
        name: String,
        category: &str,
        line: Option<u32>,
    ) -> u64 {
        self.flows += 1;
        let track = self.uuid(self.owner(by));
        let line = line.map(|line| annotation("line", Value::Int(line.into())));
        let begins = TrackEvent {
            name: Some(name),
            categories: vec![category.to_owned()],
            debug_annotations: line.into_iter().collect(),
            flow_ids: vec![self.flows],
            ..event(EventType::Instant, track)
        };
        self.at(at, begins);
        self.flows
    }

    fn end(&mut self, at: Seconds, owner: Owner, name: String, category: &str, flow: u64) {
        let ends = TrackEvent {
            name: Some(name),
            categories: vec![category.to_owned()],
            terminating_flow_ids: vec![flow],
            ..event(EventType::Instant, self.uuid(owner))
        };
        self.at(at, ends);
    }

    /// Something that happened at one moment.
    fn mark(&mut self, at: Seconds, owner: Owner, name: String, category: &str, of: &Event) {
        let line = of
            .line
            .map(|line| annotation("line", Value::Int(line.into())));
        let mark = TrackEvent {
            name: Some(name),
            categories: vec![category.to_owned()],
            debug_annotations: line.into_iter().collect(),
            ..event(EventType::Instant, self.uuid(owner))
        };
        self.at(at, mark);
    }
}
