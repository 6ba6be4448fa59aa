//! What the reader calls a task.

use super::event::{Event, EventKind, TaskId};
use std::collections::HashMap;

/// What `asyncio.run` runs when the script's own tasks are over.
const HOUSEKEEPING: [&str; 2] = [
    "BaseEventLoop.shutdown_asyncgens",
    "BaseEventLoop.shutdown_default_executor",
];

/// Whether a thread is one that `asyncio.run` starts by itself, when it ends, to wait for its pool.
pub fn is_housekeeping_thread(name: &str) -> bool {
    name.ends_with("(_do_shutdown)")
}

/// Whether a task with this coroutine is none of the script's own: it gets no row and is not listed.
pub fn is_housekeeping(coroutine: &str) -> bool {
    HOUSEKEEPING.contains(&coroutine)
}

/// Gives tasks the names under which they are shown. A name that the script gave is kept. A task that asyncio
/// numbered (`Task-7`) is called after its coroutine, the second of that coroutine `worker 2`: a number
/// that counts all tasks of a run tells nothing.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// How many tasks were called after each coroutine.
    taken: HashMap<String, u32>,
}

impl Names {
    /// The shown name of the next task that was created.
    pub fn created(&mut self, name: &str, coroutine: &str) -> String {
        let function = coroutine.rsplit("<locals>.").next().unwrap_or(coroutine);
        if function.is_empty() || !is_numbered(name) {
            return name.to_owned();
        }
        let taken = self.taken.entry(function.to_owned()).or_default();
        *taken += 1;
        match *taken {
            1 => function.to_owned(),
            n => format!("{function} {n}"),
        }
    }
}

/// Whether asyncio made the name up: `Task-` and a number.
fn is_numbered(name: &str) -> bool {
    name.strip_prefix("Task-").is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit())
    })
}

/// What the tasks of a run are called, derived once for all who show it: it is told every event.
#[derive(Clone, Debug, Default)]
pub struct Called {
    names: Names,
    tasks: HashMap<TaskId, Name>,
}

#[derive(Clone, Debug)]
struct Name {
    first: String,
    /// What it was renamed to.
    now: Option<String>,
}

impl Called {
    /// Takes the next event.
    pub fn see(&mut self, event: &Event) {
        match &event.kind {
            EventKind::TaskCreated {
                task,
                name,
                coroutine,
                ..
            } if !self.tasks.contains_key(task) => {
                let first = match is_housekeeping(coroutine) {
                    true => name.clone(),
                    false => self.names.created(name, coroutine),
                };
                self.tasks.insert(*task, Name { first, now: None });
            }
            EventKind::TaskRenamed { task, name } => {
                if let Some(known) = self.tasks.get_mut(task) {
                    known.now = Some(name.clone());
                }
            }
            _ => {}
        }
    }

    /// What a task was called when it was created.
    pub fn at_first(&self, task: TaskId) -> Option<&str> {
        Some(&self.tasks.get(&task)?.first)
    }

    /// What a task is called after the last event.
    pub fn now(&self, task: TaskId) -> Option<&str> {
        let name = self.tasks.get(&task)?;
        Some(name.now.as_ref().unwrap_or(&name.first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_numbered_task_is_called_after_its_coroutine() {
        let mut names = Names::default();
        assert_eq!(names.created("Task-1", "main"), "main");
        assert_eq!(names.created("Task-2", "main.<locals>.worker"), "worker");
        assert_eq!(names.created("Task-3", "main.<locals>.worker"), "worker 2");
        assert_eq!(names.created("Task-4", "Cafe.brew"), "Cafe.brew");
    }

    #[test]
    fn a_given_name_is_kept() {
        let mut names = Names::default();
        for name in ["latte", "Task-", "Task-x", "Task 1", ""] {
            assert_eq!(names.created(name, "brew"), name);
        }
        assert_eq!(names.created("Task-9", ""), "Task-9");
    }
}
