//! Who held the loop, by name.

use super::TimelineBuilder;
use crate::{
    event::{Runner, Seconds, TaskId},
    hold::{Hold, RESOLUTION},
    lane::Holder,
    row::Delay,
    wait::Call,
};

impl TimelineBuilder {
    /// The runner computes until `to`: one stretch with what it has computed just before.
    pub(super) fn compute(&mut self, to: Seconds, runner: Runner, line: Option<u32>, event: usize) {
        let first = self.steps.last().map_or(0, |step| step.first_hold);
        let goes_on = self.holds.since(first).last().is_some_and(|hold| {
            hold.to == self.now && hold.runner == runner && hold.call.is_none()
        });
        if goes_on {
            self.holds.extend(to);
        } else if to > self.now + RESOLUTION {
            self.holds.add((self.now, to), runner, None, line, event);
        }
    }

    /// A call has held the main thread since then: what looked like computing was this.
    pub(super) fn hold_since(
        &mut self,
        from: Seconds,
        call: &Call,
        line: Option<u32>,
        event: usize,
    ) {
        let Some(runner) = self.steps.last().map(|step| step.runner) else {
            return;
        };
        self.holds
            .name_since(from, (runner, self.now), &call.text, line, event);
        // Where no loop runs, one that waits for others keeps nobody from anything.
        if runner == Runner::Script && call.kind.is_for_others() {
            self.holds.only_waited();
        }
    }

    pub(super) fn push_delay(&mut self, position: usize, delay: Delay) {
        let held_by = self.holders_after(delay.from);
        self.rows[position].push_delay(delay, self.now, held_by);
    }

    /// Who held the loop since a moment.
    pub(super) fn holders_after(&self, since: Seconds) -> Vec<Holder> {
        let holds = self.holds.after(since);
        holds.into_iter().map(|hold| self.holder(hold)).collect()
    }

    pub(super) fn holder(&self, hold: &Hold) -> Holder {
        let name = match hold.runner {
            Runner::Script => "script".to_owned(),
            Runner::Thread(thread) => self
                .workers
                .name(thread)
                .map_or_else(|| format!("thread {}", thread.0), str::to_owned),
            Runner::Task(task) => self.name_of(task),
            Runner::Callback(callback) => match self.callbacks.get(&callback) {
                Some(label) => label.clone(),
                None => format!("callback {}", callback.0),
            },
        };
        Holder {
            runner: hold.runner,
            name,
            call: hold.call.clone(),
            line: hold.line,
        }
    }

    pub(super) fn name_of(&self, task: TaskId) -> String {
        match self.by_id.get(&task) {
            Some(&position) => self.rows[position].lane.name.clone(),
            None => format!("task {}", task.0),
        }
    }
}
