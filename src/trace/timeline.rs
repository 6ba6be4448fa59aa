//! From events to lanes.

use super::{
    event::{Event, EventKind, Frame, Runner, Seconds, TaskId, Trace},
    hold::{Hold, Holds, RESOLUTION},
    lane::{Holder, Lane, Owner, Span, State, Timeline},
};
use std::collections::HashMap;

/// A step that holds the loop for this long is blocking: `slow_callback_duration` of asyncio's debug mode.
pub const BLOCKING_THRESHOLD: Seconds = 0.1;

/// What a blocking span says where no call, but the script's own computing took the time.
pub const COMPUTING: &str = "computing";

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
    tasks: Vec<Task>,
    by_id: HashMap<TaskId, usize>,
    callbacks: HashMap<super::CallbackId, String>,
    /// Who runs: the innermost last. More than one where a task starts eagerly inside its creator's step.
    steps: Vec<Step>,
    /// Since when the loop idles, and the event that said so.
    idle: Option<(Seconds, usize)>,
    /// When the loop last stopped idling: nobody was kept from running before that.
    idled_until: Seconds,
    holds: Holds,
}

#[derive(Clone, Debug)]
struct Task {
    lane: Lane,
    /// Index of its creator.
    parent: Option<usize>,
    /// The wait it is in; never together with `ready`.
    wait: Option<Span>,
    /// Since when it has been able to run, and the event that said so.
    ready: Option<(Seconds, usize)>,
}

#[derive(Clone, Debug)]
struct Step {
    runner: Runner,
    from: Seconds,
    line: Option<u32>,
    event: usize,
    /// The holds from this index on are its own, or those of steps inside it.
    first_hold: usize,
}

impl Default for TimelineBuilder {
    fn default() -> Self {
        let mut builder = Self {
            now: 0.0,
            count: 0,
            line: None,
            loop_spans: Vec::new(),
            tasks: Vec::new(),
            by_id: HashMap::new(),
            callbacks: HashMap::new(),
            steps: Vec::new(),
            idle: None,
            idled_until: 0.0,
            holds: Holds::default(),
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
        self.advance(event, index);
        if event.line.is_some() {
            self.line = event.line;
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
            } => self.create(*task, name, coroutine, *parent, index),
            EventKind::TaskRenamed { task, name } => {
                if let Some(task) = self.task(*task) {
                    task.lane.name.clone_from(name);
                }
            }
            EventKind::CallbackCreated { callback, label } => {
                self.callbacks.insert(*callback, label.clone());
            }
            EventKind::Ready {
                what: Runner::Task(task),
                since,
                ..
            } => self.make_ready(*task, since.min(event.at), index),
            EventKind::StepStarted { what } => {
                if self
                    .steps
                    .last()
                    .is_some_and(|step| step.runner == Runner::Script)
                {
                    self.end_all_steps();
                }
                if let Runner::Task(task) = what {
                    self.resume(*task);
                }
                self.begin_step(*what, event.line, index);
            }
            EventKind::StepEnded { what } => {
                if let Some(depth) = self.steps.iter().rposition(|step| step.runner == *what) {
                    self.end_steps(depth);
                }
            }
            EventKind::Suspended { task, wait, stack } => {
                let from = self.now;
                let line = innermost_line(stack).or(event.line);
                // A task that is ready already (`sleep(0)`, or a future that is done) does not wait.
                if let Some(task) = self.task(*task).filter(|task| task.ready.is_none()) {
                    task.wait = Some(Span {
                        state: State::Waiting,
                        from,
                        to: from,
                        line,
                        what: wait.what.clone(),
                        until: wait.until,
                        held_by: Vec::new(),
                        event: index,
                    });
                }
            }
            EventKind::TaskEnded { task, outcome } => {
                if let Some(&position) = self.by_id.get(task) {
                    self.rest(position);
                    let at = self.now;
                    self.tasks[position]
                        .lane
                        .ended
                        .get_or_insert_with(|| (at, outcome.clone()));
                }
            }
            EventKind::Blocked { call, seconds } => {
                let step = match self.steps.last() {
                    Some(step) => step.runner,
                    None => {
                        self.begin_step(Runner::Script, event.line, index);
                        Runner::Script
                    }
                };
                let to = self.now + seconds;
                if to.is_finite() && to > self.now + RESOLUTION {
                    self.holds
                        .add((self.now, to), step, Some(call), event.line, index);
                    self.now = to;
                }
            }
            // A blocking call that was itself interrupted lasted until then.
            EventKind::Interrupted { .. } => {
                if let Some(hold) = self.holds.since(0).last()
                    && hold.to == self.now
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
            | EventKind::Output { .. }
            | EventKind::Warning { .. }
            | EventKind::ScriptFailed { .. }
            | EventKind::Exited { .. } => {}
        }
    }

    /// The lanes as far as they are known; what is open ends at the last known time.
    pub fn snapshot(&self) -> Timeline {
        self.clone().finish()
    }

    /// The lanes.
    pub fn finish(mut self) -> Timeline {
        self.end_all_steps();
        self.end_idle();
        for position in 0..self.tasks.len() {
            // A wait that has only just begun, or a deadlock's, is the last thing known: kept at any length.
            if let Some(mut wait) = self.tasks[position].wait.take() {
                wait.to = self.now.max(wait.from);
                self.tasks[position].lane.spans.push(wait);
            }
            self.rest(position);
        }
        let mut lanes = vec![Lane {
            owner: Owner::Loop,
            name: "loop".to_owned(),
            coroutine: String::new(),
            depth: 0,
            born: 0.0,
            ended: None,
            spans: self.loop_spans,
        }];
        lanes.extend(in_tree_order(self.tasks));
        Timeline {
            end: self.now,
            lanes,
        }
    }

    /// Moves the clock to the event, and says who spent the time.
    fn advance(&mut self, event: &Event, index: usize) {
        let since = self.now;
        if event.at.is_finite() && event.at > since {
            self.now = event.at;
        }
        if self.idle.is_some() {
            // What others write while the loop idles does not end the idling.
            if !matches!(
                event.kind,
                EventKind::Output { .. }
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
        let goes_on = self
            .holds
            .since(step.first_hold)
            .last()
            .is_some_and(|hold| {
                hold.to == since && hold.runner == step.runner && hold.call.is_none()
            });
        if goes_on {
            self.holds.extend(self.now);
        } else if self.now > since + RESOLUTION {
            let began = index.saturating_sub(1);
            self.holds
                .add((since, self.now), step.runner, None, self.line, began);
        }
    }

    fn task(&mut self, task: TaskId) -> Option<&mut Task> {
        let position = *self.by_id.get(&task)?;
        self.tasks
            .get_mut(position)
            .filter(|task| task.lane.ended.is_none())
    }

    fn create(
        &mut self,
        task: TaskId,
        name: &str,
        coroutine: &str,
        parent: Option<TaskId>,
        index: usize,
    ) {
        if self.by_id.contains_key(&task) {
            return;
        }
        let parent = parent.and_then(|parent| self.by_id.get(&parent).copied());
        let depth = parent.map_or(0, |parent| self.tasks[parent].lane.depth.saturating_add(1));
        self.by_id.insert(task, self.tasks.len());
        self.tasks.push(Task {
            lane: Lane {
                owner: Owner::Task(task),
                name: name.to_owned(),
                coroutine: coroutine.to_owned(),
                depth,
                born: self.now,
                ended: None,
                spans: Vec::new(),
            },
            parent,
            wait: None,
            // `Task.__init__` schedules the first step.
            ready: Some((self.now, index)),
        });
    }

    fn make_ready(&mut self, task: TaskId, since: Seconds, index: usize) {
        // The loop was free while it idled: a timer that fired late was kept by nobody.
        let since = since.max(self.idled_until);
        let Some(task) = self.task(task) else { return };
        let since = match task.wait.take() {
            Some(wait) => {
                let since = since.max(wait.from);
                if since > wait.from + RESOLUTION {
                    task.lane.spans.push(Span { to: since, ..wait });
                }
                since
            }
            None => since,
        };
        // Already ready: since creation, or since the first of two reasons.
        if task.ready.is_none() {
            task.ready = Some((since.max(task.lane.born), index));
        }
    }

    /// Ends the task's waiting, and the time for which it was ready.
    fn resume(&mut self, task: TaskId) {
        if let Some(&position) = self.by_id.get(&task) {
            self.rest(position);
        }
    }

    fn rest(&mut self, position: usize) {
        let now = self.now;
        let task = &mut self.tasks[position];
        if let Some(wait) = task.wait.take()
            && now > wait.from + RESOLUTION
        {
            task.lane.spans.push(Span { to: now, ..wait });
        }
        let Some((since, event)) = task.ready.take() else {
            return;
        };
        let from = task
            .lane
            .spans
            .last()
            .map_or(since, |last| last.to.max(since));
        if now <= from + RESOLUTION {
            return;
        }
        let held_by = self
            .holds
            .after(from)
            .into_iter()
            .map(|hold| self.holder(hold))
            .collect();
        self.tasks[position].lane.spans.push(Span {
            state: State::Ready,
            from,
            to: now,
            line: None,
            what: String::new(),
            until: None,
            held_by,
            event,
        });
    }

    fn holder(&self, hold: &Hold) -> Holder {
        let name = match hold.runner {
            Runner::Script => "script".to_owned(),
            Runner::Task(task) => match self.by_id.get(&task) {
                Some(&position) => self.tasks[position].lane.name.clone(),
                None => format!("task {}", task.0),
            },
            Runner::Callback(callback) => match self.callbacks.get(&callback) {
                Some(label) => label.clone(),
                None => format!("callback {}", callback.0),
            },
        };
        Holder {
            runner: hold.runner,
            name,
            call: hold.call.clone(),
            line: hold.call.as_ref().and(hold.line),
        }
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

    fn end_all_steps(&mut self) {
        self.end_steps(0);
    }

    /// Ends the steps from the innermost to the one at `depth`.
    fn end_steps(&mut self, depth: usize) {
        while self.steps.len() > depth {
            let Some(step) = self.steps.pop() else { return };
            let spans = spans_of(&step, self.now, self.holds.since(step.first_hold));
            if self.steps.is_empty() {
                for span in spans.clone() {
                    push_busy(&mut self.loop_spans, span);
                }
            }
            let Runner::Task(id) = step.runner else {
                continue;
            };
            let Some(&position) = self.by_id.get(&id) else {
                continue;
            };
            let task = &mut self.tasks[position];
            for span in spans {
                push_step(&mut task.lane.spans, span);
            }
            if let Some(wait) = &mut task.wait {
                wait.from = wait.from.max(self.now);
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

/// A step as the spans of its lane: one running span, of any length, or the holds that made it too long.
fn spans_of(step: &Step, to: Seconds, holds: &[Hold]) -> Vec<Span> {
    if to - step.from + RESOLUTION < BLOCKING_THRESHOLD {
        return vec![busy(step.from, to, step.line, step.event)];
    }
    holds
        .iter()
        .map(|hold| Span {
            state: State::Blocking,
            what: hold.call.clone().unwrap_or_else(|| COMPUTING.to_owned()),
            ..busy(hold.from, hold.to, hold.line, hold.event)
        })
        .collect()
}

fn busy(from: Seconds, to: Seconds, line: Option<u32>, event: usize) -> Span {
    Span {
        state: State::Running,
        from,
        to,
        line,
        what: String::new(),
        until: None,
        held_by: Vec::new(),
        event,
    }
}

/// Steps that follow each other in one instant are one span; so is such a step beside a longer one.
fn push_step(spans: &mut Vec<Span>, span: Span) {
    if let Some(last) = joined(spans, &span)
        && (last.to <= last.from || span.to <= span.from)
    {
        if span.to > span.from {
            *last = Span {
                from: last.from,
                ..span
            };
        }
    } else {
        spans.push(span);
    }
}

/// The loop is busy without a break while step follows step, whoever they are.
fn push_busy(spans: &mut Vec<Span>, span: Span) {
    if let Some(last) = joined(spans, &span) {
        last.to = last.to.max(span.to);
        if last.line != span.line {
            last.line = None;
        }
    } else {
        spans.push(span);
    }
}

fn joined<'a>(spans: &'a mut [Span], next: &Span) -> Option<&'a mut Span> {
    spans.last_mut().filter(|last| {
        last.state == State::Running
            && next.state == State::Running
            && next.from <= last.to + RESOLUTION
    })
}

fn innermost_line(stack: &[Frame]) -> Option<u32> {
    stack.iter().rev().find_map(|frame| frame.line)
}

/// Each task after its creator, siblings in order of creation.
fn in_tree_order(tasks: Vec<Task>) -> Vec<Lane> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); tasks.len()];
    // A stack, not recursion: a chain of tasks may be as deep as there are tasks.
    let mut next = Vec::new();
    for (position, task) in tasks.iter().enumerate().rev() {
        match task.parent {
            Some(parent) => children[parent].push(position),
            None => next.push(position),
        }
    }
    let mut lanes: Vec<Option<Lane>> = tasks.into_iter().map(|task| Some(task.lane)).collect();
    let mut ordered = Vec::with_capacity(lanes.len());
    while let Some(position) = next.pop() {
        ordered.extend(lanes[position].take());
        next.append(&mut children[position]);
    }
    ordered
}
