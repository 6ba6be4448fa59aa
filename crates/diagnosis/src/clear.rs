//! What is said where no check found anything: never an all-clear of a run that failed.

use trace::{Event, EventKind, Trace};

/// How a run ended, as far as that tells whether anything can be wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Ending {
    /// It came to its end, and nobody complained.
    #[default]
    Well,
    /// It did not, or somebody did: in a sentence.
    Badly(String),
}

impl Ending {
    /// Of a whole run.
    pub fn of(trace: &Trace) -> Self {
        let mut ending = Self::Well;
        trace.events.iter().for_each(|event| ending.see(event));
        ending
    }

    /// Takes the next event.
    pub fn see(&mut self, event: &Event) {
        let well = *self == Self::Well;
        let line = || {
            let line = event.line.map(|line| format!(" on line {line}"));
            line.unwrap_or_default()
        };
        let said = match &event.kind {
            EventKind::ScriptFailed { message, .. } => {
                format!("The script failed{}: {message}.", line())
            }
            EventKind::Interrupted { reason, .. } => reason.clone(),
            EventKind::Exited { code } if *code != 0 && well => {
                format!("The script ended with exit code {code}.")
            }
            EventKind::Reported { message, .. } if well => {
                format!(
                    "asyncio reported: {}.",
                    message.trim_end_matches(['.', '!'])
                )
            }
            EventKind::Warning { category, message } if well => {
                format!("Python warned{}: {category}: {message}.", line())
            }
            _ => return,
        };
        *self = Self::Badly(said);
    }
}
