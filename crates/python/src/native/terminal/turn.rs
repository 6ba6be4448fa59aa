//! When a line is typed.

use super::lines::{Command, Terminals};
use crate::{engine::session::Session, threads::Operation};
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};
use std::{cmp::Ordering, rc::Rc};
use trace::{Call, CallKind, EventKind, Seconds, WaitKind};

/// So long, in virtual seconds, nothing has happened before somebody types the next line.
const PAUSE: Seconds = 1.0;
/// A run that never comes to rest is typed into after so many virtual seconds all the same.
const LONGEST: Seconds = 5.0;
/// And one in which nobody listens yet, as it waits for something: after so many.
const LONGEST_START: Seconds = 10.0;
/// And one whose terminal is busy: after so many.
const LONGEST_BUSY: Seconds = 60.0;

/// How soon a line follows those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    /// At once.
    AtOnce,
    /// When all that they began has come to rest: a server that starts listens by then.
    AtRest,
    /// When nothing happens any more for now: it interrupts what waits.
    Interrupting,
    /// When nothing else is going to happen: its terminal is busy, and reads it later.
    Ahead,
}

/// What a shell waits for.
pub(super) enum Event {
    /// That a line, by its place, can be typed.
    Turn { line: usize, pace: Pace },
    /// The end of the command in the foreground, or the line that is typed meanwhile.
    End {
        command: Command,
        meanwhile: Option<(usize, Pace)>,
    },
}

/// The wait of a shell for its next event. The result: the exit code of a command that has ended, or `None` when a line was
/// typed.
pub(super) struct Next {
    pub event: Event,
    /// What is waited for, in words.
    pub words: String,
}

/// Whether it is so far, or was before, or when to look again: when something wakes who waits, or at a moment.
enum Look {
    Now,
    Before,
    At(Seconds),
    WhenWoken,
}

impl Terminals {
    /// When the line at this place can be typed.
    fn turn(&self, session: &Session, line: usize, pace: Pace) -> Look {
        match self.typed.get().cmp(&line) {
            Ordering::Less => return Look::WhenWoken,
            Ordering::Greater => return Look::Before,
            Ordering::Equal => {}
        }
        let now = session.now();
        if line == 0 || pace == Pace::AtOnce {
            return Look::Now;
        }
        let typed_at = self.typed_at.get();
        let listens = !session.network.listening().is_empty();
        let (rest, longest) = match pace {
            Pace::Ahead => (session.waits_until(), LONGEST_BUSY),
            Pace::AtRest if !listens => (session.waits_until(), LONGEST_START),
            _ => (session.at_rest_since(), LONGEST),
        };
        let at = (rest.max(typed_at) + PAUSE).min(typed_at + longest);
        match now >= at {
            true => Look::Now,
            false => Look::At(at),
        }
    }

    /// The next line is typed.
    fn type_next(&self, session: &Session) {
        let (terminal, typed) = self.lines()[self.typed.get()].clone();
        session.record(None, EventKind::Typed { terminal, typed });
        self.typed.set(self.typed.get() + 1);
        self.typed_at.set(session.now());
        self.wake(session);
    }

    /// Whoever waits for a turn or for an end looks again.
    pub(super) fn wake(&self, session: &Session) {
        for parked in self.waiting.take() {
            session.threads.wake(session, parked);
        }
    }
}

impl Operation for Next {
    fn poll(&self, session: &Rc<Session>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let terminals = &session.terminals;
        let look = match self.event {
            Event::Turn { line, pace } => terminals.turn(session, line, pace),
            Event::End { command, meanwhile } => {
                if let Some(code) = terminals.ended.borrow_mut().remove(&command) {
                    return Ok(Some(vm.ctx.new_int(code).into()));
                }
                meanwhile.map_or(Look::WhenWoken, |(line, pace)| {
                    terminals.turn(session, line, pace)
                })
            }
        };
        let until = match look {
            Look::Now => {
                terminals.type_next(session);
                return Ok(Some(vm.ctx.none()));
            }
            Look::Before => return Ok(Some(vm.ctx.none())),
            Look::At(at) => Some(at),
            Look::WhenWoken => None,
        };
        let parked = session
            .threads
            .park_unannounced(session, until, self.what(), vm);
        terminals.waiting.borrow_mut().push(parked);
        Ok(None)
    }

    fn what(&self) -> WaitKind {
        WaitKind::Blocking(Call::new(CallKind::Process, self.words.clone()))
    }
}
