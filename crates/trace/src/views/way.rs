//! The way of a request through the program that answers it: when it was read, the functions of the script that it went
//! through, what they waited for, and when the answer went out.
//!
//! All of it is in the record already: connections say when bytes pass, and whoever waits says in which functions. So a
//! function in which nobody waited, blocked or computed does not show.

mod frames;
mod served;

pub use served::{at_connection, serving};

use super::super::{
    event::{Event, EventKind, Runner, Seconds, TaskId, ThreadId, Trace},
    hold::RESOLUTION,
    names::Called,
    wait::{Wait, WaitKind},
    wires::Exchange,
    words::waited_for,
};
use frames::Frames;
use std::collections::{HashMap, HashSet};

/// One stretch of the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// What it was: `endpoint home`, `sleep`, `the answer`.
    pub what: String,
    /// The script's line.
    pub line: Option<u32>,
    /// From when, in virtual seconds.
    pub from: Seconds,
    /// Until when.
    pub to: Seconds,
    /// Within how many others of the way it lies.
    pub depth: usize,
    /// The event that began it.
    pub event: usize,
}

/// The way of a request at the end that answers it, in the order of beginning; what goes on behind the last byte included.
pub fn way(trace: &Trace, request: &Exchange) -> Vec<Stage> {
    let mut walk = Walk::of(request);
    for (index, event) in trace.events.iter().enumerate() {
        walk.called.see(event);
        if index >= request.asked {
            walk.see(index, event, request);
        }
        if walk.is_over {
            break;
        }
    }
    walk.finish(trace, request)
}

/// The tasks and threads that serve one request, while events pass.
struct Walk {
    /// Whoever answers, and all whom it makes for that.
    family: HashSet<Runner>,
    /// Who made which of these tasks.
    parents: HashMap<Runner, Runner>,
    /// Threads that one of them woke: they work for it.
    lent: HashMap<ThreadId, Runner>,
    frames: Frames,
    /// Since when each of them runs, where it does.
    runs: HashMap<Runner, Seconds>,
    /// What each of them waits for: since when, in words, the line, and the event.
    waits: HashMap<Runner, Open>,
    /// Since when the one who answers was there, and when it first ran.
    began: Option<(usize, Seconds)>,
    first_step: Option<Seconds>,
    stages: Vec<Stage>,
    called: Called,
    now: Seconds,
    is_over: bool,
}

struct Open {
    since: Seconds,
    what: String,
    line: Option<u32>,
    depth: usize,
    event: usize,
}

impl Walk {
    fn of(request: &Exchange) -> Self {
        Self {
            family: request.by.into_iter().collect(),
            parents: HashMap::new(),
            lent: HashMap::new(),
            frames: Frames::default(),
            runs: HashMap::new(),
            waits: HashMap::new(),
            began: None,
            first_step: None,
            stages: Vec::new(),
            called: Called::default(),
            now: request.from,
            is_over: false,
        }
    }

    fn see(&mut self, index: usize, event: &Event, request: &Exchange) {
        self.now = event.at;
        match &event.kind {
            EventKind::TaskCreated { task, parent, .. } => {
                let task = Runner::Task(*task);
                let of_it = parent.is_some_and(|by| self.family.contains(&Runner::Task(by)));
                if Some(task) == request.by {
                    self.began = Some((index, event.at));
                } else if of_it {
                    self.family.insert(task);
                    self.parents
                        .extend(parent.map(|by| (task, Runner::Task(by))));
                }
            }
            EventKind::Ready {
                what: Runner::Thread(thread),
                ..
            } => {
                self.woken(*thread, event.runner, request);
            }
            EventKind::StepStarted { what } if self.family.contains(what) => {
                self.runs.insert(*what, event.at);
                if Some(*what) == request.by {
                    self.first_step.get_or_insert(event.at);
                }
                self.waited(*what, event.at);
            }
            EventKind::Suspended { task, wait, stack } => {
                let who = Runner::Task(*task);
                if self.family.contains(&who) {
                    let from = self.runs.get(&who).copied().unwrap_or(event.at);
                    let within = self.depth(who);
                    let step = (from, event.at);
                    let (depth, within) = self.frames.enter(who, within, stack, step, index);
                    self.stages.extend(within);
                    self.wait(who, wait, (depth, index), event);
                }
            }
            EventKind::ThreadWaits { thread, wait } => {
                self.thread_waits(*thread, wait, index, event)
            }
            EventKind::Blocked { call, seconds } => {
                self.held(
                    event.runner,
                    &call.text,
                    (event.at, event.at + seconds),
                    event.line,
                    index,
                );
            }
            EventKind::Held { call, from } => {
                self.held(
                    event.runner,
                    &call.text,
                    (*from, event.at),
                    event.line,
                    index,
                );
            }
            EventKind::Computed { seconds } => {
                self.held(
                    event.runner,
                    "computing",
                    (event.at, event.at + seconds),
                    event.line,
                    index,
                );
            }
            EventKind::TaskEnded { task, .. } => self.ended(Runner::Task(*task), event.at, request),
            EventKind::ThreadEnded { thread, .. } => {
                self.ended(Runner::Thread(*thread), event.at, request);
            }
            // A connection's next request is another's way, where one task serves all of them.
            EventKind::Connection {
                connection,
                state: super::super::event::ConnectionState::Request { .. },
                ..
            } if *connection == request.connection && index > request.asked => {
                self.is_over = self.began.is_none();
            }
            _ => {}
        }
    }

    /// Within how many of the script's functions somebody is: at first within those of who made it.
    fn depth(&self, who: Runner) -> usize {
        let known = self.frames.depth(who);
        known.unwrap_or_else(|| self.parents.get(&who).map_or(0, |by| self.depth(*by)))
    }

    /// Somebody of the family waits.
    fn wait(&mut self, who: Runner, wait: &Wait, (depth, index): (usize, usize), event: &Event) {
        let EventKind::Suspended { stack, .. } = &event.kind else {
            return;
        };
        let what = match (frames::pool(stack), &wait.kind) {
            (_, WaitKind::NextTurn) => return,
            (Some(pool), _) => pool.to_owned(),
            (None, WaitKind::Library(name)) if frames::is_a_servers(name) => return,
            (None, _) => waited_for(wait, |task: TaskId| {
                let name = self.called.now(task);
                name.map_or_else(|| format!("task {}", task.0), str::to_owned)
            }),
        };
        let line = stack.iter().rev().find_map(|frame| frame.line);
        self.waits.insert(
            who,
            Open {
                since: event.at,
                what,
                line,
                depth,
                event: index,
            },
        );
    }

    /// A thread is woken: by one of the family, for which it works from now on, or by somebody else.
    fn woken(&mut self, thread: ThreadId, by: Option<Runner>, request: &Exchange) {
        let who = Runner::Thread(thread);
        match by {
            Some(by) if self.family.contains(&by) => {
                self.lent.insert(thread, by);
                self.family.insert(who);
            }
            Some(Runner::Task(_)) if Some(who) != request.by => {
                self.lent.remove(&thread);
                self.family.remove(&who);
            }
            _ => {}
        }
    }

    /// A thread waits, which may work for somebody of the family: then that one is where the thread is.
    fn thread_waits(&mut self, thread: ThreadId, wait: &Wait, index: usize, event: &Event) {
        let who = Runner::Thread(thread);
        let of_it = self.family.contains(&who);
        let WaitKind::Blocking(call) = &wait.kind else {
            return;
        };
        if let (true, Some(line)) = (of_it, event.line) {
            let lender = self.lent.get(&thread).copied().unwrap_or(who);
            let depth = self.depth(lender) + usize::from(lender != who);
            let open = Open {
                since: event.at,
                what: call.text.clone(),
                line: Some(line),
                depth,
                event: index,
            };
            self.waits.insert(who, open);
        }
    }

    /// It goes on.
    fn waited(&mut self, who: Runner, at: Seconds) {
        if let Some(open) = self.waits.remove(&who) {
            self.push(open, at);
        }
    }

    fn push(&mut self, open: Open, to: Seconds) {
        if to > open.since + RESOLUTION {
            self.stages.push(Stage {
                what: open.what,
                line: open.line,
                from: open.since,
                to,
                depth: open.depth,
                event: open.event,
            });
        }
    }

    /// Somebody of the family held its thread.
    fn held(
        &mut self,
        who: Option<Runner>,
        what: &str,
        (since, to): (Seconds, Seconds),
        line: Option<u32>,
        event: usize,
    ) {
        if let Some(who) = who.filter(|who| self.family.contains(who)) {
            let lender = match who {
                Runner::Thread(thread) => self.lent.get(&thread).copied(),
                _ => None,
            };
            let depth = self.depth(lender.unwrap_or(who)) + usize::from(lender.is_some());
            let what = what.to_owned();
            let open = Open {
                since,
                what,
                line,
                depth,
                event,
            };
            self.push(open, to);
        }
    }

    fn ended(&mut self, who: Runner, at: Seconds, request: &Exchange) {
        if self.family.contains(&who) {
            self.waited(who, at);
            let closed = self.frames.leave(who, at);
            self.stages.extend(closed);
            self.is_over |= Some(who) == request.by;
        }
    }

    fn finish(mut self, trace: &Trace, request: &Exchange) -> Vec<Stage> {
        let now = self.now;
        for who in self.family.iter().copied().collect::<Vec<_>>() {
            self.waited(who, now);
            let closed = self.frames.leave(who, now);
            self.stages.extend(closed);
        }
        let stage = |what: &str, (from, to): (Seconds, Seconds), event: usize| Stage {
            what: what.to_owned(),
            line: None,
            from,
            to,
            depth: 0,
            event,
        };
        let mut way = Vec::new();
        let taken = self.began.map_or(self.first_step, |(_, at)| Some(at));
        if let Some(at) = taken {
            way.push(stage(
                "to be read",
                (request.from, at.max(request.from)),
                request.asked,
            ));
        }
        if let (Some((event, at)), Some(ran)) = (self.began, self.first_step)
            && ran > at + RESOLUTION
        {
            way.push(stage("for its task's turn", (at, ran), event));
        }
        self.stages.sort_by(|a, b| {
            a.from
                .total_cmp(&b.from)
                .then(a.depth.cmp(&b.depth))
                .then(a.event.cmp(&b.event))
        });
        way.append(&mut self.stages);
        if let (Some(event), Some(begun)) = (request.answered, request.begun) {
            let status = request
                .status
                .map_or(String::new(), |status| format!(" {status}"));
            let to = request.to.unwrap_or(begun);
            let place = way.partition_point(|stage| stage.from <= begun && stage.event <= event);
            way.insert(place, stage(&format!("answer{status}"), (begun, to), event));
        }
        debug_assert!(way.iter().all(|stage| stage.event < trace.events.len()));
        way
    }
}
