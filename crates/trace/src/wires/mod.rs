//! What a run's connections were used for: each end that is on this machine, by what happened at it.
//!
//! * [`Wire`]: one end, or a socket that listens. [`users`]: which task or thread it serves.
//! * [`Exchange`]: one request with its answer.
//! * [`now`]: how they stand at a moment.
//! * [`lanes`]: the timeline's rows of them; [`hanging`]: where those stand.

mod exchange;
mod hanging;
mod lanes;
pub mod now;
mod users;

pub use exchange::{Exchange, exchanges};

use super::{
    connection::{ConnectionId, ConnectionState, Seen},
    event::{Event, EventKind, Runner},
    lane::End,
};
use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};
use users::Users;

/// One end of a connection, or a socket that listens.
#[derive(Clone, Debug, Default)]
pub struct Wire {
    /// Its own address, in words.
    pub local: String,
    /// The other end's: that of a host by its name.
    pub remote: String,
    /// What it is to the connection; none for what was never connected and does not listen.
    pub end: Option<End>,
    /// What happened at it, in order.
    pub seen: Vec<Seen>,
    /// Who used it, and in which events.
    users: Vec<(usize, Runner)>,
}

/// All connections of a run, built while events arrive.
#[derive(Clone, Debug, Default)]
pub struct Wires {
    /// Shared with the copies that are taken while a run goes on.
    all: BTreeMap<ConnectionId, Arc<Wire>>,
    /// Those that listen.
    listeners: Vec<ConnectionId>,
    users: Users,
    /// Everybody who used one.
    have: HashSet<Runner>,
    count: usize,
}

impl Wires {
    /// Of all events of a run.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut wires = Self::default();
        events.into_iter().for_each(|event| wires.push(event));
        wires
    }

    /// Takes the next event.
    pub fn push(&mut self, event: &Event) {
        let index = self.count;
        self.count += 1;
        if let Some((connection, by)) = self.users.see(event) {
            // Whom a listening socket's callback creates is for the connection that it accepts.
            let listens = self.get(connection).and_then(|wire| wire.end) == Some(End::Listens);
            if !listens {
                self.used(connection, index, by);
            }
        }
        let EventKind::Connection {
            connection,
            since,
            state,
        } = &event.kind
        else {
            return;
        };
        let wire = Arc::make_mut(self.all.entry(*connection).or_default());
        wire.take(state);
        if matches!(state, ConnectionState::Listening(_)) {
            self.listeners.push(*connection);
        }
        wire.seen.push(Seen {
            event: index,
            at: *since,
            line: event.line,
            what: state.into(),
        });
        // Whoever happens to run when something arrives has no part in that.
        let its_doing = matches!(
            state,
            ConnectionState::Listening(_)
                | ConnectionState::Connecting(_)
                | ConnectionState::Accepted { .. }
                | ConnectionState::Sent(_)
        );
        if let (true, Some(by)) = (its_doing, event.runner) {
            self.used(*connection, index, by);
        }
    }

    fn used(&mut self, connection: ConnectionId, event: usize, by: Runner) {
        if let (Runner::Task(_) | Runner::Thread(_) | Runner::Script, Some(wire)) =
            (by, self.all.get_mut(&connection))
        {
            Arc::make_mut(wire).users.push((event, by));
            self.have.insert(by);
        }
    }

    /// A connection.
    pub fn get(&self, connection: ConnectionId) -> Option<&Wire> {
        self.all.get(&connection).map(|wire| &**wire)
    }

    /// All that were connected or listened, or asked to be, in the order of opening.
    pub fn all(&self) -> impl Iterator<Item = (ConnectionId, &Wire)> {
        let all = self.all.iter();
        all.filter(|(_, wire)| wire.end.is_some())
            .map(|(connection, wire)| (*connection, &**wire))
    }

    /// Whether somebody used any.
    pub fn has(&self, who: Runner) -> bool {
        self.have.contains(&who)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all().next().is_none()
    }

    /// Whom a connection serves: the one task or thread that used it most. One that many took turns at belongs to who
    /// listens for it.
    pub fn user(&self, connection: ConnectionId) -> Option<Runner> {
        let wire = self.get(connection)?;
        let (most, share) = wire.most_used_by()?;
        if wire.end == Some(End::Answers)
            && share * 2 <= wire.users.len()
            && let Some(server) = self.listener(wire)
        {
            return server.most_used_by().map(|(by, _)| by);
        }
        Some(most)
    }

    /// The socket from which a connection was accepted.
    fn listener(&self, accepted: &Wire) -> Option<&Wire> {
        let port = |address: &str| address.rsplit_once(':').map(|(_, port)| port.to_owned());
        let at = port(&accepted.local);
        let listeners = self.listeners.iter().filter_map(|id| self.get(*id));
        listeners.into_iter().find(|wire| {
            wire.end == Some(End::Listens)
                && (wire.local == accepted.local || at.is_some() && port(&wire.local) == at)
        })
    }

    /// What the reader calls a connection.
    pub fn name(&self, connection: ConnectionId) -> String {
        self.get(connection).map_or_else(String::new, Wire::name)
    }

    /// How many bytes had last arrived at a connection when an event happened.
    pub fn arrived(&self, connection: ConnectionId, event: usize) -> Option<u64> {
        self.get(connection)?.arrived(event)
    }
}

impl Wire {
    fn take(&mut self, state: &ConnectionState) {
        match state {
            ConnectionState::Listening(at) => {
                self.end = Some(End::Listens);
                self.local.clone_from(at);
            }
            ConnectionState::Connecting(to) => {
                self.end = Some(End::Asks);
                self.remote.clone_from(to);
            }
            ConnectionState::Connected { local, .. } => {
                self.end = Some(End::Asks);
                self.local.clone_from(local);
            }
            ConnectionState::Accepted { local, remote } => {
                self.end = Some(End::Answers);
                self.local.clone_from(local);
                self.remote.clone_from(remote);
            }
            _ => {}
        }
    }

    /// What the reader calls it: where it leads, or where it listens. A host's name stands alone where the port says
    /// nothing that one would not think.
    pub fn name(&self) -> String {
        let shown = match self.end {
            Some(End::Listens) => &self.local,
            _ => &self.remote,
        };
        let usual = shown
            .strip_suffix(":443")
            .or_else(|| shown.strip_suffix(":80"))
            .filter(|host| {
                host.contains(|letter: char| letter.is_ascii_alphabetic()) && !host.contains(':')
            });
        usual.unwrap_or(shown).to_owned()
    }

    /// Who used it most, the first of several, and how often.
    fn most_used_by(&self) -> Option<(Runner, usize)> {
        let mut counts: Vec<(Runner, usize)> = Vec::new();
        for (_, by) in &self.users {
            // Of hundreds that take turns none has it most.
            let room = counts.len() < 64;
            match counts.iter_mut().find(|(known, _)| known == by) {
                Some((_, count)) => *count += 1,
                None if room => counts.push((*by, 1)),
                None => {}
            }
        }
        let most = counts.iter().map(|(_, count)| *count).max()?;
        counts.into_iter().find(|(_, count)| *count == most)
    }

    /// Who had used it last when an event happened.
    pub fn user_at(&self, event: usize) -> Option<Runner> {
        let behind = self.users.partition_point(|(used, _)| *used <= event);
        self.users
            .get(behind.checked_sub(1)?)
            .or(self.users.first())
            .map(|(_, by)| *by)
    }

    /// How many bytes had last arrived when an event happened: all that did at once.
    fn arrived(&self, event: usize) -> Option<u64> {
        let behind = self.seen.partition_point(|seen| seen.event < event);
        let mut arrived = None;
        for seen in self.seen[..behind].iter().rev() {
            match (&seen.what, arrived) {
                (super::connection::What::Received(bytes), None) => {
                    arrived = Some((seen.at, *bytes));
                }
                (super::connection::What::Received(bytes), Some((at, all))) if seen.at == at => {
                    arrived = Some((at, all + bytes));
                }
                (super::connection::What::Sent(_), _) | (_, Some(_)) => break,
                _ => {}
            }
        }
        arrived.map(|(_, bytes)| bytes)
    }
}
