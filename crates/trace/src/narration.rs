//! One sentence for "now".

use super::{
    event::{EventKind, Runner, Seconds, Trace},
    history::History,
    moment::{Doing, Moment},
    number::spoken,
};

/// What a trace shows at a moment, in one sentence. For many moments of one trace, keep a [`History`] and ask
/// its [`Moment`]s.
pub fn narration(trace: &Trace, at: Seconds) -> String {
    History::of(trace).at(trace, at).narration()
}

impl Moment<'_> {
    /// What happens now, in one sentence without a full stop; names of tasks and code between backticks.
    pub fn narration(&self) -> String {
        if let Some(event) = self.over() {
            return self.end(event);
        }
        let next = || self.ready().next().map(|next| next.what);
        if self
            .running()
            .or_else(next)
            .is_some_and(|who| self.shuts_down(who))
        {
            return "`asyncio.run` cleans up".to_owned();
        }
        if let Some(running) = self.running() {
            return self.runs(running);
        }
        match self.idle() {
            Some(until) => self.waits(until),
            None => match next() {
                Some(next) => format!("{} runs next", self.called(next)),
                None => "The loop looks for what can run".to_owned(),
            },
        }
    }

    fn end(&self, event: usize) -> String {
        let ended = &self.trace.events[event];
        match (
            &ended.kind,
            self.failed().map(|event| &self.trace.events[event]),
        ) {
            (EventKind::Interrupted { reason, .. }, _) => reason.trim_end_matches('.').to_owned(),
            (_, Some(failure)) => {
                let line = failure.line.map(|line| format!(" on line {line}"));
                let message = match &failure.kind {
                    EventKind::ScriptFailed { message, .. } => message.as_str(),
                    _ => "",
                };
                format!("The script failed{}: {message}", line.unwrap_or_default())
            }
            (EventKind::Exited { code }, None) if *code != 0 => {
                format!(
                    "The script ended after {} with exit code {code}",
                    spoken(ended.at)
                )
            }
            _ => format!("The script ended after {}", spoken(ended.at)),
        }
    }

    fn runs(&self, running: Runner) -> String {
        let who = self.called(running);
        let place = |line: Option<u32>| {
            line.map(|line| format!(" on line {line}"))
                .unwrap_or_default()
        };
        let mut text = match self.blocking() {
            Some(blocking) => format!(
                "{who} holds {} {}{} until {}",
                if running == Runner::Script {
                    "the thread"
                } else {
                    "the loop"
                },
                match blocking.call {
                    Some(call) => format!("with `{call}`"),
                    None => "computing".to_owned(),
                },
                place(blocking.line),
                spoken(blocking.until)
            ),
            None => format!("{who} runs{}", place(self.line())),
        };
        if let (Some(first), count) = self.ready_tasks() {
            match (count, first.doing) {
                (1, Doing::Ready { since }) if since < self.time() => {
                    text += &format!("; `{}` could run since {}", first.name, spoken(since));
                }
                (1, _) => text += &format!("; `{}` can run next", first.name),
                _ => text += &format!("; {count} tasks could run"),
            }
        }
        text
    }

    fn waits(&self, until: Seconds) -> String {
        let (first, all) = self.next_waits();
        let said: Vec<String> = first
            .iter()
            .filter_map(|task| match task.doing {
                Doing::Waiting { wait, .. } => {
                    let who = Runner::Task(task.task);
                    let what = self.waits_at_connection(who, wait);
                    let what = what.unwrap_or_else(|| self.waited_for(wait));
                    Some((task.name, what, wait.until))
                }
                _ => None,
            })
            .map(|(name, what, until)| match until {
                Some(until) => format!("`{name}` waits for {what} until {}", spoken(until)),
                None => format!("`{name}` waits for {what}"),
            })
            .collect();
        match (said.as_slice(), all) {
            ([], _) => format!("The loop is idle until {}", spoken(until)),
            ([one], _) => format!("{one}; the loop is idle"),
            ([one, other], 2) => format!("{one}, {other}; the loop is idle"),
            ([one, ..], all) => format!("{one}, {} more tasks wait; the loop is idle", all - 1),
        }
    }

    fn called(&self, runner: Runner) -> String {
        let name = self.name(runner);
        match runner {
            Runner::Script => "The script".to_owned(),
            Runner::Task(_) | Runner::Thread(_) => format!("`{name}`"),
            Runner::Callback(callback) => match self.scheduled_by(callback) {
                Some(owner @ Runner::Task(_)) if !self.shuts_down(owner) => {
                    format!("The callback `{name}` of `{}`", self.name(owner))
                }
                _ => format!("The callback `{name}`"),
            },
        }
    }
}
