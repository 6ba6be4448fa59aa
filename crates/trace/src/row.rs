//! A task's lane while it is being built.

use super::{
    event::{Frame, Outcome, Seconds, TaskId},
    hold::RESOLUTION,
    lane::{FOREVER, Holder, Lane, Owner, Span, State},
    step::push_step,
    wait::Wait,
};

#[derive(Clone, Debug)]
pub(super) struct Row {
    pub lane: Lane,
    /// Index of its creator's row.
    pub parent: Option<usize>,
    /// The wait it is in; never together with `ready`.
    wait: Option<Span>,
    /// Since when it has been able to run, and the event that said so.
    ready: Option<(Seconds, usize)>,
}

/// A stretch in which a task could have run but did not: a ready span but for those who held the loop.
pub(super) struct Delay {
    pub from: Seconds,
    event: usize,
}

impl Row {
    /// A new task: `Task.__init__` schedules its first step.
    pub fn new(task: TaskId, name: &str, coroutine: &str, now: Seconds, event: usize) -> Self {
        Self {
            lane: Lane {
                owner: Owner::Task(task),
                name: name.to_owned(),
                coroutine: coroutine.to_owned(),
                depth: 0,
                born: now,
                ended: None,
                spans: Vec::new(),
            },
            parent: None,
            wait: None,
            ready: Some((now, event)),
        }
    }

    /// Its step was the last for now. A task that is ready already (`sleep(0)`, a future that was done)
    /// does not wait.
    pub fn suspend(
        &mut self,
        now: Seconds,
        (wait, what): (&Wait, String),
        stack: &[Frame],
        line: Option<u32>,
        event: usize,
    ) {
        if self.ready.is_some() || self.lane.ended.is_some() {
            return;
        }
        self.wait = Some(Span {
            state: State::Waiting,
            from: now,
            to: now,
            line: stack.iter().rev().find_map(|frame| frame.line).or(line),
            what,
            until: wait.until,
            held_by: Vec::new(),
            event,
        });
    }

    /// It can run since then.
    pub fn make_ready(&mut self, since: Seconds, event: usize) {
        if self.lane.ended.is_some() {
            return;
        }
        let since = match self.wait.take() {
            Some(wait) => {
                let since = since.max(wait.from);
                self.push_wait(wait, since);
                since
            }
            None => since.max(self.lane.born),
        };
        // Where it is ready already, it is since the first of two reasons.
        self.ready.get_or_insert((since, event));
    }

    /// It runs now: ends its waiting, and tells for how long it was kept from running.
    pub fn resume(&mut self, now: Seconds) -> Option<Delay> {
        if let Some(wait) = self.wait.take() {
            self.push_wait(wait, now);
        }
        let (since, event) = self.ready.take()?;
        let from = since.max(self.lane.spans.last().map_or(since, |last| last.to));
        (now > from + RESOLUTION).then_some(Delay { from, event })
    }

    /// A delay ends now.
    pub fn push_delay(&mut self, delay: Delay, now: Seconds, held_by: Vec<Holder>) {
        self.lane.spans.push(Span {
            state: State::Ready,
            from: delay.from,
            to: now,
            line: None,
            what: String::new(),
            until: None,
            held_by,
            event: delay.event,
        });
    }

    /// Its step ended now, and was this.
    pub fn end_step(&mut self, spans: Vec<Span>, now: Seconds) {
        // Only in a damaged trace has the task done something else meanwhile.
        let earliest = self
            .lane
            .spans
            .last()
            .map_or(self.lane.born, |last| last.to);
        for mut span in spans {
            span.from = span.from.max(earliest);
            span.to = span.to.max(span.from);
            push_step(&mut self.lane.spans, span);
        }
        if let Some(wait) = &mut self.wait {
            wait.from = wait.from.max(now);
        }
    }

    /// It is over.
    pub fn end(&mut self, now: Seconds, outcome: &Outcome) {
        if let Some(wait) = self.wait.take() {
            self.push_wait(wait, now);
        }
        self.ready = None;
        self.lane
            .ended
            .get_or_insert_with(|| (now, outcome.clone()));
    }

    /// The trace ends here. Where the loop was `held` when it was cut, a wait whose timer was due is over.
    pub fn cut(&mut self, now: Seconds, held: bool) -> Option<Delay> {
        if let Some(wait) = self.wait.take() {
            match wait.until.map(|until| until.max(wait.from)) {
                Some(due) if held && due + RESOLUTION < now => {
                    let event = wait.event;
                    self.push_wait(wait, due);
                    self.ready = Some((due, event));
                }
                // A wait that has only just begun, or a deadlock's, is the last thing known: kept at any
                // length.
                _ => {
                    let to = now.max(wait.from);
                    self.lane.spans.push(Span { to, ..wait });
                }
            }
        }
        self.resume(now)
    }

    /// The run is over, and what it waited for then never comes: that is shown up to the horizon.
    pub fn wait_for_ever(&mut self, now: Seconds, horizon: Seconds) {
        if self.lane.ended.is_none()
            && let Some(last) = self.lane.spans.last_mut()
            && last.state == State::Waiting
            && last.to >= now
        {
            last.to = horizon;
            last.until = Some(FOREVER);
        }
    }

    fn push_wait(&mut self, wait: Span, to: Seconds) {
        if to > wait.from + RESOLUTION {
            self.lane.spans.push(Span { to, ..wait });
        }
    }
}

/// Each task after its creator, siblings in order of creation.
pub(super) fn in_tree_order(rows: Vec<Row>) -> Vec<Lane> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
    // A stack, not recursion: a chain of tasks may be as deep as there are tasks.
    let mut next = Vec::new();
    for (position, row) in rows.iter().enumerate().rev() {
        match row.parent {
            Some(parent) => children[parent].push(position),
            None => next.push(position),
        }
    }
    let mut lanes: Vec<Option<Lane>> = rows.into_iter().map(|row| Some(row.lane)).collect();
    let mut ordered = Vec::with_capacity(lanes.len());
    while let Some(position) = next.pop() {
        ordered.extend(lanes[position].take());
        next.append(&mut children[position]);
    }
    ordered
}
