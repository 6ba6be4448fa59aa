//! Who reads a connection: not the loop's callback that takes the bytes, but whom it wakes, or whom it creates.

use crate::{
    connection::ConnectionId,
    event::{CallbackId, Cause, Event, EventKind, Runner},
};
use std::collections::HashMap;

/// Callbacks that a selector made ready, and the one of them that runs.
#[derive(Clone, Debug, Default)]
pub(super) struct Users {
    told: HashMap<CallbackId, ConnectionId>,
    runs: Option<(CallbackId, ConnectionId)>,
}

impl Users {
    /// Takes the next event: a connection that it shows in use, and by whom.
    pub fn see(&mut self, event: &Event) -> Option<(ConnectionId, Runner)> {
        match &event.kind {
            EventKind::Ready {
                what: Runner::Callback(callback),
                cause: Cause::Connection(connection),
                ..
            } => {
                self.told.insert(*callback, *connection);
            }
            EventKind::Ready {
                what,
                cause: Cause::Connection(connection),
                ..
            } => return Some((*connection, *what)),
            EventKind::StepStarted {
                what: Runner::Callback(callback),
            } => {
                // It is told of anew whenever it is to run.
                let connection = self.told.remove(callback);
                self.runs = connection.map(|connection| (*callback, connection));
            }
            EventKind::StepEnded {
                what: Runner::Callback(_),
            } => self.runs = None,
            EventKind::Ready {
                what: what @ Runner::Task(_),
                cause: Cause::Runner(Runner::Callback(by)),
                ..
            } => {
                let (callback, connection) = self.runs?;
                return (callback == *by).then_some((connection, *what));
            }
            EventKind::TaskCreated { task, .. } => {
                let (callback, connection) = self.runs?;
                let by = event.runner == Some(Runner::Callback(callback));
                return by.then_some((connection, Runner::Task(*task)));
            }
            _ => {}
        }
        None
    }
}
