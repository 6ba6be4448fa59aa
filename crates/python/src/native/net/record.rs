//! What is recorded of connections.

use crate::{asyncio::observation, engine::session::Session};
use machine::net::{FileId, Happening};
use rustpython_vm::VirtualMachine;
use trace::{ConnectionId, ConnectionState, EventKind};

impl Session {
    /// The number of a socket in the record: they are counted as they are met, whatever else was opened, while modules were
    /// imported, say.
    pub(crate) fn connection(&self, file: FileId) -> ConnectionId {
        let mut met = self.sockets.borrow_mut();
        let next = met.len() as u32;
        ConnectionId(*met.entry(file).or_insert(next))
    }

    /// Records what has happened to connections since this was called last.
    pub fn tell_of_connections(&self, vm: &VirtualMachine) {
        let news = self.network.news();
        if news.is_empty() {
            return;
        }
        let line = observation::script_line(self, vm);
        let shown = |address: &machine::net::Address| self.network.shown(address);
        for each in news {
            let state = match &each.what {
                Happening::Listens(address) => ConnectionState::Listening(shown(address)),
                Happening::Connects(remote) => ConnectionState::Connecting(shown(remote)),
                Happening::Connected { local, remote } => ConnectionState::Connected {
                    local: shown(local),
                    remote: shown(remote),
                },
                Happening::Accepted { local, remote } => ConnectionState::Accepted {
                    local: shown(local),
                    remote: shown(remote),
                },
                Happening::Failed(errno) => ConnectionState::Failed(errno.0),
                Happening::Sent(bytes) => ConnectionState::Sent(*bytes as u64),
                Happening::Arrived(bytes) => ConnectionState::Received(*bytes as u64),
                Happening::Full => ConnectionState::Full,
                Happening::Queued(waiting) => ConnectionState::Queued(*waiting as u32),
                Happening::HandshakeBegan => ConnectionState::HandshakeBegan,
                Happening::HandshakeEnded => ConnectionState::HandshakeEnded,
                Happening::Request { method, target } => ConnectionState::Request {
                    method: method.clone(),
                    target: target.clone(),
                },
                Happening::Answer(status) => ConnectionState::Answer(*status),
                Happening::MadeUp => ConnectionState::MadeUp,
                Happening::Ended => ConnectionState::Ended,
                Happening::ShutDown => ConnectionState::ShutDown,
                Happening::Reset => ConnectionState::Reset,
                Happening::Closed => ConnectionState::Closed,
            };
            let connection = self.connection(each.file);
            let since = each.at.min(self.now());
            self.record(
                line,
                EventKind::Connection {
                    connection,
                    since,
                    state,
                },
            );
        }
    }
}
