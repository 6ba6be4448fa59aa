//! From events to lanes.

use super::{
    event::{Event, EventKind, Interruption, Runner, Seconds, TaskId, Trace},
    heart::Heart,
    hold::{Holds, RESOLUTION},
    lane::{Lane, Owner, Span, State, Timeline},
    names::{Called, is_housekeeping},
    row::Row,
    step::{Step, busy, push_busy},
    wires::Wires,
    words::waited_for,
    workers::Workers,
};
use std::collections::HashMap;

mod beside;
mod finish;
mod holding;
mod sharing;

use beside::Beside;
use sharing::Share;

impl Timeline {
    /// The rows of a whole trace, or of one cut short: whatever was open then ends at the last known time.
    pub fn of(trace: &Trace) -> Self {
        let mut builder = TimelineBuilder::default();
        trace.events.iter().for_each(|event| builder.push(event));
        builder.finish()
    }

    /// The row of a task.
    pub fn task(&self, task: TaskId) -> Option<&Lane> {
        self.lanes
            .iter()
            .find(|lane| lane.owner == Owner::Task(task))
    }
}

/// On a live clock a blocking call lasts a little longer than it says: so much, in seconds, is still the call's, and
/// not computing that nobody did.
const OVERSHOOT: Seconds = 0.01;

/// Builds lanes while events arrive.
///
/// Three things move time: idling, which the loop says beforehand; a blocking call, which says how long it
/// takes; and whatever else a step does, seen by the next event's time. The latter two are *holds*: stretches
/// in which nobody else could run. From them follow both the blocking spans of those who held the loop and
/// the names that a ready span gives.
#[derive(Clone, Debug)]
pub struct TimelineBuilder {
    /// The latest known time: the last event's, or the end of the blocking call that it began.
    now: Seconds,
    /// How many events were pushed.
    count: usize,
    /// The last known line of the runner that runs.
    line: Option<u32>,
    loop_spans: Vec<Span>,
    /// In order of creation.
    rows: Vec<Row>,
    by_id: HashMap<TaskId, usize>,
    called: Called,
    callbacks: HashMap<super::CallbackId, String>,
    workers: Workers,
    beside: Beside,
    share: Share,
    wires: Wires,
    /// Who runs: the innermost last. More than one where a task starts eagerly inside its creator's step.
    steps: Vec<Step>,
    /// Since when the loop idles, and the event that said so.
    idle: Option<(Seconds, usize)>,
    /// When the loop last stopped idling: nobody was kept from running before that.
    idled_until: Seconds,
    holds: Holds,
    heart: Heart,
    /// Nothing was left that could ever run: who waits then waits for ever.
    stuck: bool,
}

impl Default for TimelineBuilder {
    fn default() -> Self {
        let mut builder = Self {
            now: 0.0,
            count: 0,
            line: None,
            loop_spans: Vec::new(),
            rows: Vec::new(),
            by_id: HashMap::new(),
            called: Called::default(),
            callbacks: HashMap::new(),
            workers: Workers::default(),
            beside: Beside::default(),
            share: Share::default(),
            wires: Wires::default(),
            steps: Vec::new(),
            idle: None,
            idled_until: 0.0,
            holds: Holds::default(),
            heart: Heart::default(),
            stuck: false,
        };
        builder.begin_step(Runner::Script, None, 0);
        builder
    }
}

impl TimelineBuilder {
    /// Takes the next event.
    pub fn push(&mut self, event: &Event) {
        let index = self.count;
        self.count += 1;
        self.wires.push(event);
        if event.kind.thread().is_some() {
            // Beside the loop, and beside whatever holds it.
            self.workers.push(event, index);
            self.share_with(event);
            self.push_thread(event, index);
            return;
        }
        self.called.see(event);
        if self.push_beside(event, index) || self.push_share(event, index) {
            return;
        }
        self.advance(event, index);
        match event.runner {
            Some(runner @ Runner::Thread(_)) => self.workers.at_line(runner, event.line),
            _ if event.line.is_some() => self.line = event.line,
            _ => {}
        }
        match &event.kind {
            EventKind::LoopStarted | EventKind::TurnStarted { .. } => self.end_all_steps(),
            EventKind::LoopStopped => {
                self.end_all_steps();
                self.begin_step(Runner::Script, event.line, index);
            }
            EventKind::Idle { .. } => {
                self.end_all_steps();
                self.idle = Some((self.now, index));
            }
            EventKind::TaskCreated {
                task,
                name,
                coroutine,
                parent,
            } => {
                if !is_housekeeping(coroutine) {
                    let name = self.called.now(*task).unwrap_or(name);
                    let row = Row::new(*task, name, coroutine, self.now, index);
                    self.create(row, *task, *parent);
                }
            }
            EventKind::TaskRenamed { task, name } => {
                if let Some(row) = self.row(*task) {
                    row.lane.name.clone_from(name);
                }
            }
            EventKind::CallbackCreated { callback, label } => {
                self.callbacks.insert(*callback, label.clone());
            }
            EventKind::Ready {
                what: Runner::Task(task),
                since,
                ..
            } => {
                // The loop was free while it idled: a timer that fired late was kept by nobody.
                let since = since.min(event.at).max(self.idled_until);
                if let Some(row) = self.row(*task) {
                    row.make_ready(since, index);
                }
            }
            EventKind::StepStarted { what } => {
                let outermost = self.steps.last();
                if outermost.is_some_and(|step| step.runner == Runner::Script) {
                    self.end_all_steps();
                }
                if let Runner::Task(task) = what
                    && let Some(&position) = self.by_id.get(task)
                    && let Some(delay) = self.rows[position].resume(self.now)
                {
                    self.push_delay(position, delay);
                }
                self.begin_step(*what, event.line, index);
            }
            EventKind::StepEnded { what } => {
                if let Some(depth) = self.steps.iter().rposition(|step| step.runner == *what) {
                    self.end_steps(depth);
                }
            }
            EventKind::Suspended { task, wait, stack } => {
                let now = self.now;
                let what = waited_for(wait, |task| self.name_of(task));
                if let Some(row) = self.row(*task) {
                    row.suspend(now, (wait, what), stack, event.line, index);
                }
            }
            EventKind::TaskEnded { task, outcome } => {
                let now = self.now;
                if let Some(row) = self.row(*task) {
                    row.end(now, outcome);
                }
            }
            EventKind::Blocked { call, seconds } => {
                let step = self.who_runs(event.line, index);
                let to = self.now + seconds;
                if to.is_finite() && to > self.now + RESOLUTION {
                    self.holds
                        .add((self.now, to), step, Some(&call.text), event.line, index);
                    self.now = to;
                }
            }
            EventKind::Computed { seconds } => {
                let step = self.who_runs(event.line, index);
                let to = self.now + seconds;
                if to.is_finite() && to > self.now {
                    self.compute(to, step, event.line, index);
                    self.now = to;
                }
            }
            EventKind::Held { call, from } => self.hold_since(*from, call, event.line, index),
            // A blocking call that was itself interrupted lasted until then.
            EventKind::Interrupted { by, .. } => {
                self.stuck = *by == Interruption::NothingLeft;
                if let Some(hold) = self.holds.since(0).last()
                    && hold.to == self.now
                    && hold.call.is_some()
                    && !self.steps.is_empty()
                    && hold.from < event.at
                    && event.at < hold.to
                {
                    self.holds.cut(event.at);
                    self.now = event.at;
                }
            }
            EventKind::Ready { .. }
            | EventKind::TimerSet { .. }
            | EventKind::TimerFired { .. }
            | EventKind::TimerCancelled { .. }
            | EventKind::CancelRequested { .. }
            | EventKind::CancelDelivered { .. }
            | EventKind::TimedOut { .. }
            | EventKind::ObjectSeen { .. }
            | EventKind::Acquired { .. }
            | EventKind::Released { .. }
            | EventKind::ForeignCall { .. }
            | EventKind::Computing { .. }
            | EventKind::Reported { .. }
            | EventKind::ThreadStarted { .. }
            | EventKind::ThreadWaits { .. }
            | EventKind::ThreadEnded { .. }
            | EventKind::JobStarted { .. }
            | EventKind::JobEnded { .. }
            | EventKind::Connection { .. }
            | EventKind::Output { .. }
            | EventKind::Typed { .. }
            | EventKind::CommandEnded { .. }
            | EventKind::Warning { .. }
            | EventKind::ScriptFailed { .. }
            | EventKind::Exited { .. } => {}
            EventKind::Beat => {
                let mut heart = std::mem::take(&mut self.heart);
                heart.beat(self.now, index, |since| self.holders_after(since));
                self.heart = heart;
            }
        }
    }

    /// The latest known time, in virtual seconds: where the run would end if it ended now.
    pub fn time(&self) -> Seconds {
        self.now
    }

    /// Moves the clock to the event, and says who spent the time.
    fn advance(&mut self, event: &Event, index: usize) {
        self.await_until(event.at);
        let since = self.now;
        if event.at.is_finite() && event.at > since {
            self.now = event.at;
        }
        if self.idle.is_some() {
            // What others write while the loop idles does not end the idling.
            if !matches!(
                event.kind,
                EventKind::Output { .. }
                    | EventKind::Typed { .. }
                    | EventKind::CommandEnded { .. }
                    | EventKind::Beat
                    | EventKind::Connection { .. }
                    | EventKind::Warning { .. }
                    | EventKind::Interrupted { .. }
            ) {
                self.end_idle();
            }
            return;
        }
        let Some(step) = self.steps.last() else {
            if self.now > since {
                push_busy(&mut self.loop_spans, busy(since, self.now, None, index));
            }
            return;
        };
        if self.now > since {
            let (to, runner) = (self.now, step.runner);
            let first = step.first_hold;
            let overslept = to - since <= OVERSHOOT
                && self.holds.since(first).last().is_some_and(|hold| {
                    hold.to == since && hold.runner == runner && hold.call.is_some()
                });
            if overslept {
                self.holds.extend(to);
                return;
            }
            self.now = since;
            self.compute(to, runner, self.line, index.saturating_sub(1));
            self.now = to;
        }
    }

    fn row(&mut self, task: TaskId) -> Option<&mut Row> {
        let position = *self.by_id.get(&task)?;
        self.rows.get_mut(position)
    }

    fn create(&mut self, mut row: Row, task: TaskId, parent: Option<TaskId>) {
        if self.by_id.contains_key(&task) {
            return;
        }
        row.parent = parent.and_then(|parent| self.by_id.get(&parent).copied());
        row.lane.depth = match row.parent {
            Some(parent) => self.rows[parent].lane.depth.saturating_add(1),
            None => 0,
        };
        self.by_id.insert(task, self.rows.len());
        self.rows.push(row);
    }

    fn begin_step(&mut self, runner: Runner, line: Option<u32>, event: usize) {
        self.line = line;
        self.steps.push(Step {
            runner,
            from: self.now,
            line,
            event,
            first_hold: self.holds.len(),
        });
    }

    /// The innermost runner: outside any step the script itself, whose step begins then.
    fn who_runs(&mut self, line: Option<u32>, event: usize) -> Runner {
        if self.steps.is_empty() {
            self.begin_step(Runner::Script, line, event);
        }
        self.steps.last().map_or(Runner::Script, |step| step.runner)
    }

    fn end_all_steps(&mut self) {
        self.end_steps(0);
    }

    /// Ends the steps from the innermost to the one at `depth`.
    fn end_steps(&mut self, depth: usize) {
        while self.steps.len() > depth {
            let Some(step) = self.steps.pop() else { return };
            let holds = self.holds.since(step.first_hold);
            let spans = step.spans(self.now, holds, |hold| self.holder(hold));
            if self.steps.is_empty() {
                for span in spans.clone() {
                    push_busy(&mut self.loop_spans, span);
                }
            }
            let now = self.now;
            if let Runner::Task(task) = step.runner
                && let Some(row) = self.row(task)
            {
                row.end_step(spans, now);
            }
        }
    }

    fn end_idle(&mut self) {
        let Some((from, event)) = self.idle.take() else {
            return;
        };
        self.idled_until = self.now;
        if self.now > from {
            self.loop_spans.push(Span {
                state: State::Idle,
                ..busy(from, self.now, None, event)
            });
        }
    }
}
