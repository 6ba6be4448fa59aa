//! The script's own computing held the loop.

use super::{
    Finding, Kind,
    diagnose::Check,
    held::{Held, Holds},
    script::index::Index,
    serving,
    standing::Standing,
    words::{code, on_line},
};
use trace::{BLOCKING_THRESHOLD, Event, EventKind, Runner, Seconds, number::spoken};

/// Watches what steps compute beyond what is free.
#[derive(Default)]
pub(crate) struct Computing {
    holds: Holds,
    /// How long the present step has computed, since when, and on which line most recently.
    step: Option<Stretch>,
}

struct Stretch {
    runner: Runner,
    from: Seconds,
    seconds: Seconds,
    line: Option<u32>,
}

impl Computing {
    fn spend(&mut self, from: Seconds, seconds: Seconds, runner: Runner, line: Option<u32>) {
        match &mut self.step {
            Some(step) if step.runner == runner => {
                step.seconds += seconds;
                step.line = step.line.or(line);
            }
            _ => {
                self.step = Some(Stretch {
                    runner,
                    from,
                    seconds,
                    line,
                });
            }
        }
    }

    fn close(&mut self, standing: &Standing) {
        if let Some(step) = self.step.take()
            && step.seconds >= BLOCKING_THRESHOLD
        {
            self.holds.add(
                (step.from, step.seconds),
                step.runner,
                None,
                step.line,
                standing,
            );
        }
    }
}

impl Check for Computing {
    fn before(&mut self, event: &Event, standing: &Standing) {
        if let EventKind::Computed { seconds } = &event.kind
            && let Some(runner @ (Runner::Task(_) | Runner::Callback(_))) = event.runner
            && standing.in_loop()
            && seconds.is_finite()
        {
            self.spend(event.at, *seconds, runner, event.line);
        }
        if matches!(
            event.kind,
            EventKind::StepEnded { .. }
                | EventKind::StepStarted { .. }
                | EventKind::Interrupted { .. }
        ) {
            self.close(standing);
        }
        self.holds.see(event, standing);
    }

    fn findings(&self, standing: &Standing, index: Option<&Index<'_>>) -> Vec<Finding> {
        let groups = self.holds.groups().iter();
        groups.map(|held| finding(held, standing, index)).collect()
    }
}

fn finding(held: &Held, standing: &Standing, index: Option<&Index<'_>>) -> Finding {
    let serves = |runner| serving::request_of(standing, runner, held.at);
    let request = held.first().and_then(serves);
    let endpoint = index.and_then(|index| {
        let endpoint = serving::endpoint_at(index, held.line)?;
        request.is_some().then_some((index, endpoint))
    });
    let who = match (&request, endpoint) {
        (Some(request), Some((_, endpoint))) => {
            format!(
                "{}, which answers {},",
                code(&endpoint.def.name),
                code(request)
            )
        }
        (Some(request), None) => format!("The answer to {}", code(request)),
        (None, _) => code(&held.by),
    };
    let fix = endpoint.and_then(|(index, endpoint)| serving::into_thread(index, endpoint));
    let cure = match &fix {
        Some(fix) => format!(
            "Write {}: the framework then calls it in a thread, and the loop goes on meanwhile. For more than one at a time \
             start more workers, or put the computing into a process.",
            fix.label
        ),
        None => "Put the computing into a process (`loop.run_in_executor` with a `ProcessPoolExecutor`), or break it up \
                 with `await asyncio.sleep(0)`."
            .to_owned(),
    };
    Finding {
        kind: Kind::Computing,
        line: held.line,
        columns: None,
        at: held.at,
        cost: Some(held.seconds),
        text: format!(
            "{who} computed{} for {} without giving the loop back. {} {cure}",
            on_line(held.line),
            spoken(held.seconds),
            held.consequence(standing)
        ),
        fix,
    }
}
