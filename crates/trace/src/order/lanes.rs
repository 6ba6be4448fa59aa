//! The lanes over columns.

use super::{Column, Doer};
use crate::{
    connection::Seen,
    event::{Computing, EventKind, Outcome, Runner, Trace},
    lane::{FOREVER, Lane, Owner, Span, State, Timeline},
    names::Called,
    number::spoken,
    step::BLOCKING_THRESHOLD,
    wires::Wires,
    words::{COMPUTING, waited_for},
};
use std::collections::HashMap;

/// The lanes of a timeline, in the same places, with columns where it has seconds.
pub(super) fn lanes(trace: &Trace, timeline: &Timeline, columns: &[Column]) -> Timeline {
    let wires = Wires::of(&trace.events);
    let mut builder = Builder::new(timeline);
    let mut labels = HashMap::new();
    let mut called = Called::default();
    for (number, column) in columns.iter().enumerate() {
        let (here, next) = (number as f64, (number + 1) as f64);
        let what = match column.doer {
            Doer::Step(Runner::Callback(callback)) => labels.get(&callback).cloned(),
            Doer::Step(Runner::Script) => Some("script".to_owned()),
            Doer::CleanUp => Some("asyncio.run cleans up".to_owned()),
            Doer::Idle => Some(spoken(column.to - column.from)),
            Doer::Step(_) => {
                (column.lines.is_none() && ends(trace, column)).then(|| "ends".to_owned())
            }
        };
        let held = held(trace, column);
        let state = match column.doer {
            Doer::Idle => State::Idle,
            _ if held.is_some() => State::Blocking,
            _ => State::Running,
        };
        let (line, what) = match held {
            Some((line, what)) => (line, Some(what)),
            None => (column.lines.map(|(first, _)| first), what),
        };
        let owner = match column.doer {
            Doer::Step(Runner::Task(task)) => Owner::Task(task),
            Doer::Step(Runner::Thread(thread)) => Owner::Thread(thread),
            _ => Owner::Loop,
        };
        builder.begin(owner, state, here, column.events.start);
        builder.say(owner, line, what);
        for index in column.events.clone() {
            let event = &trace.events[index];
            called.see(event);
            if let EventKind::CallbackCreated { callback, label } = &event.kind {
                labels.insert(*callback, label.clone());
            }
            builder.push(&event.kind, index, next, |task| {
                called.now(task).unwrap_or("task").to_owned()
            });
            if let EventKind::Suspended { task, stack, .. } = &event.kind {
                let line = stack.iter().rev().find_map(|frame| frame.line);
                builder.say_line(Owner::Task(*task), line.or(event.line));
            }
        }
        builder.end(owner, next);
    }
    let mut all = builder.finish(columns.len() as f64);
    // What happens in a step shows behind it, as with tasks.
    let place =
        |seen: &Seen| columns.partition_point(|column| column.events.start <= seen.event) as f64;
    let lanes = std::mem::take(&mut all.lanes);
    all.lanes = wires.hang(lanes, place, all.end, all.horizon);
    all
}

/// Whether a task or a thread is over with a column.
fn ends(trace: &Trace, column: &Column) -> bool {
    let events = &trace.events[column.events.clone()];
    events.iter().any(|event| {
        matches!(
            event.kind,
            EventKind::TaskEnded { .. } | EventKind::ThreadEnded { .. }
        )
    })
}

/// What held the thread in a column for longer than the threshold, and its line.
fn held(trace: &Trace, column: &Column) -> Option<(Option<u32>, String)> {
    column.events.clone().find_map(|index| {
        let event = &trace.events[index];
        match &event.kind {
            EventKind::Blocked { call, seconds } if *seconds >= BLOCKING_THRESHOLD => {
                Some((event.line, call.text.clone()))
            }
            EventKind::Computed { seconds } if *seconds >= BLOCKING_THRESHOLD => {
                Some((event.line, COMPUTING.to_owned()))
            }
            _ => None,
        }
    })
}

struct Builder {
    lanes: Vec<Lane>,
    open: Vec<Option<Span>>,
    by_owner: HashMap<Owner, usize>,
}

impl Builder {
    fn new(timeline: &Timeline) -> Self {
        let lanes: Vec<Lane> = timeline
            .lanes
            .iter()
            .filter(|lane| !matches!(lane.owner, Owner::Connection(..)))
            .map(|lane| Lane {
                owner: lane.owner,
                name: lane.name.clone(),
                coroutine: lane.coroutine.clone(),
                depth: lane.depth,
                born: 0.0,
                ended: None,
                spans: Vec::new(),
            })
            .collect();
        let owners = lanes.iter().enumerate();
        Self {
            by_owner: owners.map(|(index, lane)| (lane.owner, index)).collect(),
            open: vec![None; lanes.len()],
            lanes,
        }
    }

    /// A state begins at a column. Where it does so at the one that the state before began at, that was of no width.
    fn begin(&mut self, owner: Owner, state: State, at: f64, event: usize) {
        let Some(&lane) = self.by_owner.get(&owner) else {
            return;
        };
        self.close(lane, at);
        self.open[lane] = Some(Span {
            state,
            from: at,
            to: at,
            line: None,
            what: String::new(),
            until: None,
            held_by: Vec::new(),
            event,
        });
    }

    fn close(&mut self, lane: usize, at: f64) {
        if let Some(open) = self.open[lane].take()
            && at > open.from
        {
            self.lanes[lane].spans.push(Span { to: at, ..open });
        }
    }

    fn say(&mut self, owner: Owner, line: Option<u32>, what: Option<String>) {
        if let Some(open) = self.of(owner) {
            open.line = line;
            open.what = what.unwrap_or_default();
        }
    }

    fn say_line(&mut self, owner: Owner, line: Option<u32>) {
        if let Some(open) = self.of(owner)
            && open.state == State::Waiting
        {
            open.line = line;
        }
    }

    fn of(&mut self, owner: Owner) -> Option<&mut Span> {
        self.open[*self.by_owner.get(&owner)?].as_mut()
    }

    /// A step's column is over: what its owner does from then on was said, or is not known.
    fn end(&mut self, owner: Owner, next: f64) {
        if let Some(&lane) = self.by_owner.get(&owner)
            && self.open[lane]
                .as_ref()
                .is_some_and(|open| open.from < next)
        {
            self.close(lane, next);
        }
    }

    fn push(
        &mut self,
        kind: &EventKind,
        event: usize,
        next: f64,
        name: impl Fn(crate::TaskId) -> String,
    ) {
        match kind {
            EventKind::TaskCreated { task, .. } => self.born(Owner::Task(*task), event, next),
            EventKind::ThreadStarted { thread, .. } => {
                self.born(Owner::Thread(*thread), event, next);
            }
            EventKind::Ready { what, .. } => {
                let Some(owner) = owner(*what) else { return };
                let already = self
                    .of(owner)
                    .is_some_and(|open| open.state == State::Ready);
                if !already && !self.over(owner) {
                    self.begin(owner, State::Ready, next, event);
                }
            }
            EventKind::Suspended { task, wait, .. } => {
                let owner = Owner::Task(*task);
                // What made itself ready goes on in the next turn: it waits for nothing.
                let ready = self
                    .of(owner)
                    .is_some_and(|open| open.state == State::Ready);
                if !ready && !self.over(owner) {
                    self.begin(owner, State::Waiting, next, event);
                    self.say(owner, None, Some(waited_for(wait, name)));
                }
            }
            EventKind::ThreadWaits { thread, wait } => {
                let owner = Owner::Thread(*thread);
                self.begin(owner, State::Waiting, next, event);
                self.say(owner, None, Some(waited_for(wait, name)));
            }
            EventKind::Computing { thread, computing } => {
                let state = match computing {
                    Computing::Runs => State::Running,
                    Computing::AwaitsInterpreter | Computing::AwaitsCore => State::Ready,
                    Computing::Stops => return,
                };
                self.begin(Owner::Thread(*thread), state, next, event);
            }
            EventKind::TaskEnded { task, outcome } => self.ended(Owner::Task(*task), outcome, next),
            EventKind::ThreadEnded { thread, outcome } => {
                self.ended(Owner::Thread(*thread), outcome, next);
            }
            _ => {}
        }
    }

    fn born(&mut self, owner: Owner, event: usize, next: f64) {
        if let Some(&lane) = self.by_owner.get(&owner) {
            self.lanes[lane].born = next;
            self.begin(owner, State::Ready, next, event);
        }
    }

    fn over(&self, owner: Owner) -> bool {
        let lane = self.by_owner.get(&owner);
        lane.is_some_and(|lane| self.lanes[*lane].ended.is_some())
    }

    fn ended(&mut self, owner: Owner, outcome: &Outcome, next: f64) {
        if let Some(&lane) = self.by_owner.get(&owner) {
            self.close(lane, next);
            self.lanes[lane]
                .ended
                .get_or_insert_with(|| (next, outcome.clone()));
        }
    }

    fn finish(mut self, end: f64) -> Timeline {
        for lane in 0..self.lanes.len() {
            let waits = self.open[lane]
                .as_mut()
                .filter(|open| open.state == State::Waiting && self.lanes[lane].ended.is_none());
            let mut behind = end;
            if let Some(open) = waits
                && open.from >= end
            {
                // The last thing known of it: kept, at a width to be seen.
                open.until = Some(FOREVER);
                behind = end + 1.0;
            }
            self.close(lane, behind);
        }
        let horizon = self
            .lanes
            .iter()
            .filter_map(|lane| Some(lane.spans.last()?.to));
        Timeline {
            end,
            horizon: horizon.fold(end, f64::max),
            lanes: self.lanes,
        }
    }
}

fn owner(runner: Runner) -> Option<Owner> {
    match runner {
        Runner::Task(task) => Some(Owner::Task(task)),
        Runner::Thread(thread) => Some(Owner::Thread(thread)),
        Runner::Script | Runner::Callback(_) => None,
    }
}
