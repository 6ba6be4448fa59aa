//! What is said where no check found anything: never an all-clear of a run that failed.

use trace::{EventKind, Trace};

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
        for event in &trace.events {
            let on_line = || {
                event
                    .line
                    .map(|line| format!(" on line {line}"))
                    .unwrap_or_default()
            };
            let said = match &event.kind {
                EventKind::ScriptFailed { message, .. } => {
                    format!("The script failed{}: {message}.", on_line())
                }
                EventKind::Interrupted { reason, .. } => reason.clone(),
                EventKind::Exited { code } if *code != 0 && ending == Self::Well => {
                    format!("The script ended with exit code {code}.")
                }
                EventKind::Reported { message, .. } if ending == Self::Well => {
                    format!(
                        "asyncio reported: {}.",
                        message.trim_end_matches(['.', '!'])
                    )
                }
                EventKind::Warning { category, message } if ending == Self::Well => {
                    format!("Python warned{}: {category}: {message}.", on_line())
                }
                _ => continue,
            };
            ending = Self::Badly(said);
        }
        ending
    }
}
