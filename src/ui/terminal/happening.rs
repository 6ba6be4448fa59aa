//! What of a run is seen at a terminal.

use trace::{Event, EventKind, Interruption, Stream};

/// One thing that happens at a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening<'a> {
    /// A line is typed.
    Typed(&'a str),
    /// Something is printed; not necessarily a whole line.
    Printed(Stream, &'a str),
    /// A command that was typed is over, with this exit code.
    Ended(i32),
    /// The run was ended from outside, for this reason: at all terminals.
    Cut(&'a str),
    /// Nothing was left to happen: what still runs would wait for ever.
    Rests,
}

/// What an event is at a terminal, and at which; none is at all of them.
pub fn happening(event: &Event) -> Option<(Option<u32>, Happening<'_>)> {
    match &event.kind {
        EventKind::Typed { terminal, typed } => Some((Some(*terminal), Happening::Typed(typed))),
        EventKind::Output {
            stream,
            text,
            terminal: Some(terminal),
        } => Some((Some(*terminal), Happening::Printed(*stream, text))),
        EventKind::CommandEnded { terminal, code } => {
            Some((Some(*terminal), Happening::Ended(*code)))
        }
        EventKind::Interrupted {
            by: Interruption::NothingLeft | Interruption::StillListening,
            ..
        } => Some((None, Happening::Rests)),
        EventKind::Interrupted { reason, .. } => Some((None, Happening::Cut(reason))),
        _ => None,
    }
}
