//! What the reader calls a task.

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
