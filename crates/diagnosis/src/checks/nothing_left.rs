//! Tasks wait, and nothing is left that could wake them.

use super::{
    Finding, Kind,
    diagnose::Check,
    script::index::Index,
    standing::{Standing, Task, Waiting},
    words::{code, on_line},
};
use trace::{Event, EventKind, Interruption, Meeting, Seconds, WaitKind, number::spoken};

/// Watches for the end that the engine makes of such a run.
#[derive(Default)]
pub(crate) struct NothingLeft {
    at: Option<Seconds>,
}

impl Check for NothingLeft {
    fn before(&mut self, event: &Event, _: &Standing) {
        if let EventKind::Interrupted {
            by: Interruption::NothingLeft,
            ..
        } = event.kind
        {
            self.at = Some(event.at);
        }
    }

    fn findings(&self, standing: &Standing, _: Option<&Index<'_>>) -> Vec<Finding> {
        let Some(at) = self.at else {
            return Vec::new();
        };
        let waiting: Vec<(&Task, &Waiting)> = standing
            .tasks()
            .filter(|(_, task)| !task.housekeeping)
            .filter_map(|(_, task)| Some((task, task.wait.as_ref()?)))
            .collect();
        // Those who wait for other tasks wait for what these wait for.
        let root = waiting
            .iter()
            .find(|(_, wait)| wait.wait.on.is_empty())
            .or(waiting.first());
        // A server whose clients are gone waits for others, as it should.
        let serves = |(_, wait): &(&Task, &Waiting)| wait.wait.kind == WaitKind::Serve;
        if root.is_some_and(serves)
            && waiting
                .iter()
                .all(|each| serves(each) || !each.1.wait.on.is_empty())
        {
            return Vec::new();
        }
        let Some((task, wait)) = root else {
            return vec![Finding {
                kind: Kind::NothingLeft,
                line: None,
                columns: None,
                at,
                cost: None,
                text: format!(
                    "At {} no task and no timer was left, and the loop went on running. Stop it with `loop.stop()`, \
                     or use `asyncio.run`.",
                    spoken(at)
                ),
                fix: None,
            }];
        };
        let others = waiting.len() - 1;
        let others = match others {
            0 => String::new(),
            count => format!(
                " {} with it.",
                match count {
                    1 => "One more task waits".to_owned(),
                    count => format!("{count} more tasks wait"),
                }
            ),
        };
        vec![Finding {
            kind: Kind::NothingLeft,
            line: wait.line,
            columns: None,
            at: wait.since,
            cost: None,
            text: format!(
                "{} waits for `{}`{} since {}, and from {} on nothing was left to run that could end that: it would \
                 wait for ever.{others} {}",
                code(&task.name),
                standing.waited_for(&wait.wait),
                on_line(wait.line),
                spoken(wait.since),
                spoken(at),
                advice(wait, standing)
            ),
            fix: None,
        }]
    }
}

fn advice(wait: &Waiting, standing: &Standing) -> String {
    let holder = wait.wait.object().and_then(|lock| standing.holder(lock));
    if let Some((task, hold)) = holder {
        let name = standing.name(task);
        let over = standing.task(task).is_some_and(|task| task.ended.is_some());
        let over = if over { ", is over," } else { "" };
        return format!(
            "`{name}` took the lock{}{over} and never let it go: use `async with`.",
            on_line(hold.line)
        );
    }
    let WaitKind::Shared { meeting, .. } = wait.wait.kind else {
        return "Make sure that somebody sets its result, or give the wait a deadline with `asyncio.timeout`."
            .to_owned();
    };
    let text = match meeting {
        Meeting::QueueGet => {
            "Nobody is left to put anything: put one last item that says so, or use `queue.shutdown()`."
        }
        Meeting::QueuePut => "The queue is full and nobody is left to take from it.",
        Meeting::QueueJoin => "Call `queue.task_done()` once for every item taken.",
        Meeting::EventWait => "Nobody is left to call `set()` on the event.",
        Meeting::ConditionWait | Meeting::ConditionWaitFor => {
            "Nobody is left to notify the condition."
        }
        Meeting::SemaphoreAcquire => "Nobody is left to release the semaphore: use `async with`.",
        Meeting::BarrierWait => "Fewer tasks came to the barrier than it waits for.",
        Meeting::LockAcquire => "Nobody is left to release the lock: use `async with`.",
    };
    text.to_owned()
}
