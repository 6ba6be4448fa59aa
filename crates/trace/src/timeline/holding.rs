//! Who held the loop, by name.

use super::TimelineBuilder;
use crate::{
    event::{Runner, Seconds, TaskId},
    hold::Hold,
    lane::Holder,
    row::Delay,
};

impl TimelineBuilder {
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
