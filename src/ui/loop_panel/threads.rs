//! The threads of one moment, in words.

use super::now::List;
use trace::{Moment, Runner, ThreadDoing, number::spoken};

/// A thread.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ThreadRow {
    /// Its name.
    pub name: String,
    /// Whether it is the one that has the interpreter's lock (GIL).
    pub has_lock: bool,
    /// The state, as the style sheet names it.
    pub standing: &'static str,
    /// What it does, in words.
    pub detail: String,
}

/// The threads beside the main one, and who of them has the interpreter's lock.
pub(super) fn threads(moment: &Moment<'_>) -> List<ThreadRow> {
    let rows: Vec<ThreadRow> = moment
        .threads()
        .map(|(thread, doing)| {
            let wait = moment.thread_wait(thread);
            let (standing, detail) = match doing {
                ThreadDoing::Ready(_) => ("ready", "can run".to_owned()),
                ThreadDoing::Running(_) => ("running", "runs".to_owned()),
                ThreadDoing::Computing(_) => ("running", "computes, on a core".to_owned()),
                ThreadDoing::AwaitsTurn(_) => (
                    "ready",
                    "could compute: waits for the GIL or a core".to_owned(),
                ),
                ThreadDoing::Waiting(_) => {
                    let what = wait.map(|wait| moment.waited_for(wait));
                    let until = wait.and_then(|wait| wait.until);
                    let until = until.map(|until| format!(" until {}", spoken(until)));
                    let what = what.unwrap_or_default();
                    (
                        "waiting",
                        format!("waits for {what}{}", until.unwrap_or_default()),
                    )
                }
            };
            ThreadRow {
                name: moment.name(Runner::Thread(thread)).to_owned(),
                has_lock: matches!(doing, ThreadDoing::Running(_) | ThreadDoing::Computing(_)),
                standing,
                detail,
            }
        })
        .collect();
    List::of(rows)
}
