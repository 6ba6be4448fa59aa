//! A pool was full: who wanted a thread or a connection of it had to wait for one.

use super::{
    Finding, Kind,
    diagnose::Check,
    script::index::Index,
    standing::Standing,
    words::{counted, listed},
};
use rustc_hash::FxHashMap;
use trace::{Event, EventKind, RESOLUTION, Runner, Seconds, TaskId, number::spoken};

/// A pool that nobody has given a size: its own is what bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Pool {
    /// anyio's worker threads, in which `def` endpoints run.
    Threads,
    /// The connections of an httpx client.
    Httpx,
    /// The connections of an aiohttp session.
    Aiohttp,
}

impl Pool {
    /// The pool at which a function of a library waits.
    fn of(function: &str) -> Option<Self> {
        match function {
            "CapacityLimiter.acquire_on_behalf_of" => Some(Self::Threads),
            "AsyncPoolRequest.wait_for_connection" => Some(Self::Httpx),
            "BaseConnector._wait_for_available_connection" => Some(Self::Aiohttp),
            _ => None,
        }
    }

    /// What sizes it, in a script that does so.
    fn sized_by(self) -> &'static [&'static str] {
        match self {
            Self::Threads => &["total_tokens", "CapacityLimiter"],
            Self::Httpx => &["Limits("],
            Self::Aiohttp => &["TCPConnector("],
        }
    }

    fn wanted(self) -> &'static str {
        match self {
            Self::Threads => "one of the 40 worker threads",
            Self::Httpx => "one of the 100 connections of its client",
            Self::Aiohttp => "one of the 100 connections of its session",
        }
    }

    fn cure(self) -> &'static str {
        match self {
            Self::Threads => {
                "Make what they call a coroutine that awaits, or give the pool more: \
                 `anyio.to_thread.current_default_thread_limiter().total_tokens = 100`."
            }
            Self::Httpx => {
                "If the other end can take more at once, say so: `limits=httpx.Limits(max_connections=200)`."
            }
            Self::Aiohttp => {
                "If the other end can take more at once, say so: `connector=aiohttp.TCPConnector(limit=200)`."
            }
        }
    }
}

/// Watches who waits at a pool.
#[derive(Default)]
pub(crate) struct PoolsFull {
    waits: FxHashMap<TaskId, (Pool, Seconds, Option<u32>)>,
    full: Vec<Full>,
}

#[derive(Clone, Copy)]
struct Full {
    pool: Pool,
    task: TaskId,
    from: Seconds,
    seconds: Seconds,
    line: Option<u32>,
}

impl Check for PoolsFull {
    fn after(&mut self, event: &Event, _: &Standing) {
        match &event.kind {
            EventKind::Suspended { task, stack, .. } => {
                let pool = stack
                    .iter()
                    .rev()
                    .find_map(|frame| Pool::of(&frame.function));
                let line = stack.iter().rev().find_map(|frame| frame.line);
                if let Some(pool) = pool {
                    self.waits.insert(*task, (pool, event.at, line));
                }
            }
            EventKind::StepStarted {
                what: Runner::Task(task),
            } => {
                if let Some((pool, from, line)) = self.waits.remove(task)
                    && event.at > from + RESOLUTION
                {
                    self.full.push(Full {
                        pool,
                        task: *task,
                        from,
                        seconds: event.at - from,
                        line,
                    });
                }
            }
            _ => {}
        }
    }

    fn findings(&self, standing: &Standing, index: Option<&Index<'_>>) -> Vec<Finding> {
        let Some(index) = index else {
            return Vec::new();
        };
        [Pool::Threads, Pool::Httpx, Pool::Aiohttp]
            .into_iter()
            // Whoever gave it a size meant it.
            .filter(|pool| {
                let mut sizes = pool.sized_by().iter();
                !sizes.any(|word| index.script.text().contains(word))
            })
            .filter_map(|pool| finding(pool, &self.full, standing))
            .collect()
    }
}

fn finding(pool: Pool, full: &[Full], standing: &Standing) -> Option<Finding> {
    let its: Vec<&Full> = full.iter().filter(|full| full.pool == pool).collect();
    let first = its.first()?;
    let longest = its.iter().map(|full| full.seconds).fold(0.0, f64::max);
    let mut names: Vec<String> = Vec::new();
    for full in &its {
        let name = standing.name(full.task);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let count = its.len();
    let whose = match names.len() {
        1 => format!("{} of `{}`", counted(count, "call"), names[0]),
        _ => format!("{} ({})", counted(count, "task"), listed(&names, count)),
    };
    Some(Finding {
        kind: Kind::PoolFull,
        line: first.line,
        columns: None,
        at: first.from,
        cost: Some(longest),
        text: format!(
            "{whose} had to wait for {}, the longest {}: all were taken. {}",
            pool.wanted(),
            spoken(longest),
            pool.cure()
        ),
        fix: None,
    })
}
