//! A copy of a run's state that is made while events arrive, when nobody should wait for it.

use crate::{
    event::{CallbackId, Seconds, TaskId, TimerId},
    run_state::{RunState, TaskState},
};
use std::collections::BTreeMap;

/// The state after some events. What there may be a hundred thousand of is in plain lists: those are written in one go, where
/// a tree is put together node by node.
#[derive(Clone, Debug)]
pub(super) struct Copied {
    /// Everything else.
    rest: RunState,
    tasks: Vec<(TaskId, TaskState)>,
    callbacks: Vec<(CallbackId, usize)>,
    timers: Vec<(TimerId, (usize, Seconds))>,
}

impl Copied {
    /// Of a state, which stays as it is. What is sorted in it is not copied.
    pub fn of(state: &mut RunState) -> Self {
        let tasks = std::mem::take(&mut state.tasks);
        let callbacks = std::mem::take(&mut state.callbacks);
        let timers = std::mem::take(&mut state.timers);
        let groups = state.groups.take();
        let copied = Self {
            rest: state.clone(),
            tasks: list(&tasks),
            callbacks: list(&callbacks),
            timers: list(&timers),
        };
        (state.tasks, state.callbacks) = (tasks, callbacks);
        (state.timers, state.groups) = (timers, groups);
        copied
    }

    /// How many events it knows.
    pub fn events(&self) -> usize {
        self.rest.events
    }

    /// How many things a state that is made from it has to copy.
    pub fn size(&self) -> usize {
        self.tasks.len() + self.callbacks.len() + self.timers.len() + self.rest.size()
    }

    /// The state.
    pub fn state(&self) -> RunState {
        RunState {
            tasks: self.tasks.iter().copied().collect(),
            callbacks: self.callbacks.iter().copied().collect(),
            timers: self.timers.iter().copied().collect(),
            ..self.rest.clone()
        }
    }
}

fn list<K: Copy, V: Copy>(map: &BTreeMap<K, V>) -> Vec<(K, V)> {
    map.iter().map(|(key, value)| (*key, *value)).collect()
}
