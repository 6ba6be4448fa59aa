//! The script's own functions that a request is in, as await stacks show them.

use super::Stage;
use crate::event::{Frame, Runner, Seconds};
use std::collections::HashMap;

/// The functions that each task is in, outermost first.
#[derive(Default)]
pub(super) struct Frames {
    open: HashMap<Runner, Vec<Entered>>,
    /// How many functions lie around those of a task that was made within them.
    around: HashMap<Runner, usize>,
}

struct Entered {
    function: String,
    what: String,
    line: Option<u32>,
    from: Seconds,
    event: usize,
}

impl Frames {
    /// A task waits in these functions, at the end of a step that began and ended at these moments; `within`: how many
    /// functions lie around its own, where that is not known yet.
    /// Gives how many of the script's functions it is in, and those that it has left.
    pub fn enter(
        &mut self,
        who: Runner,
        within: usize,
        stack: &[Frame],
        (from, to): (Seconds, Seconds),
        event: usize,
    ) -> (usize, Vec<Stage>) {
        let around = *self.around.entry(who).or_insert(within);
        let open = self.open.entry(who).or_default();
        let own: Vec<usize> = (0..stack.len())
            .filter(|at| stack[*at].line.is_some())
            .collect();
        let same = open.iter().zip(&own);
        let kept = same
            .take_while(|(known, at)| known.function == stack[**at].function)
            .count();
        let left = close(open, (around, kept), to);
        for (place, at) in own.iter().enumerate().skip(kept) {
            let before = place.checked_sub(1).map_or(0, |before| own[before] + 1);
            open.push(Entered {
                function: stack[*at].function.clone(),
                what: format!("{}{}", role(&stack[before..*at]), stack[*at].function),
                line: stack[*at].line,
                from,
                event,
            });
        }
        (around + open.len(), left)
    }

    /// A task is over.
    pub fn leave(&mut self, who: Runner, at: Seconds) -> Vec<Stage> {
        let around = self.around.get(&who).copied().unwrap_or_default();
        let open = self.open.remove(&who);
        open.map_or_else(Vec::new, |mut open| close(&mut open, (around, 0), at))
    }

    /// How many of the script's functions it is in; `None` before it has waited.
    pub fn depth(&self, who: Runner) -> Option<usize> {
        let around = self.around.get(&who)?;
        Some(around + self.open.get(&who).map_or(0, Vec::len))
    }
}

fn close(open: &mut Vec<Entered>, (around, kept): (usize, usize), to: Seconds) -> Vec<Stage> {
    let left = open.drain(kept.min(open.len())..).enumerate();
    left.map(|(place, left)| Stage {
        what: left.what,
        line: left.line,
        from: left.from,
        to: to.max(left.from),
        depth: around + kept + place,
        event: left.event,
    })
    .collect()
}

/// What a function of the script is to the library that calls it, told by the library's own functions in between.
fn role(between: &[Frame]) -> &'static str {
    let mut roles = between
        .iter()
        .rev()
        .map(|frame| match frame.function.as_str() {
            "run_endpoint_function" | "websocket_session.<locals>.app.<locals>.app" => "endpoint ",
            "solve_dependencies" => "dependency ",
            "_AsyncGeneratorContextManager.__aexit__" => "after the yield of ",
            "BaseHTTPMiddleware.__call__" => "middleware ",
            "BackgroundTask.__call__" => "background task ",
            _ => "",
        });
    roles.find(|role| !role.is_empty()).unwrap_or_default()
}

/// Whether a wait is that of a server's or a framework's own code around the script's: for what the script does.
pub(super) fn is_a_servers(function: &str) -> bool {
    [
        "BaseHTTPMiddleware.",
        "RequestResponseCycle.",
        "TaskHandle.",
    ]
    .iter()
    .any(|class| function.starts_with(class))
}

/// What a task waits for at anyio's pool of threads, in which plain functions run.
pub(super) fn pool(stack: &[Frame]) -> Option<&'static str> {
    let has = |name: &str| stack.iter().any(|frame| frame.function == name);
    if !has("AsyncIOBackend.run_sync_in_worker_thread") {
        return None;
    }
    Some(match stack.last()?.function.as_str() {
        "AsyncIOBackend.run_sync_in_worker_thread" if has("run_endpoint_function") => {
            "the endpoint, in a worker thread"
        }
        "AsyncIOBackend.run_sync_in_worker_thread" if has("solve_dependencies") => {
            "a dependency, in a worker thread"
        }
        "AsyncIOBackend.run_sync_in_worker_thread" => "a worker thread",
        _ => "a free worker thread",
    })
}
