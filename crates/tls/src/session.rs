//! A session: one end of a connection, from the first hello to the last farewell.

use crate::{
    alert::Alert,
    certificate::Certificate,
    client::ClientStep,
    config::{ClientConfig, ServerConfig},
    error::Error,
    hello::ClientHello,
    record::{self, ALERT, APPLICATION_DATA, Incoming},
    server::ServerStep,
    version::{Cipher, Version},
};
use std::collections::VecDeque;

/// One end of a connection.
///
/// It moves only when asked to: bytes that were fed are read by [`Session::handshake`] and [`Session::read`], record by record
/// and only whole ones, so that it makes no difference in which pieces they arrived.
#[derive(Debug)]
pub struct Session {
    pub(crate) end: End,
    pub(crate) random: fastrand::Rng,
    pub(crate) incoming: Incoming,
    outgoing: Vec<u8>,
    /// Messages of a handshake, of which the last may not be whole.
    pub(crate) messages: Vec<u8>,
    pub(crate) plain: VecDeque<u8>,
    pub(crate) version: Option<Version>,
    pub(crate) protocol: Option<Vec<u8>>,
    pub(crate) peer: Vec<Certificate>,
    pub(crate) verified: Vec<Certificate>,
    /// What records in each direction would be encrypted with.
    pub(crate) reads_protected: Option<Version>,
    pub(crate) writes_protected: Option<Version>,
    pub(crate) binding: Vec<u8>,
    pub(crate) done: bool,
    /// Whether the other end said that no more follows.
    pub(crate) peer_closed: bool,
    /// Whether this end said so.
    closed: bool,
    /// Whether the transport ended.
    ended: bool,
    pub(crate) failed: Option<Error>,
}

/// Which end it is, and how far its handshake has come.
#[derive(Debug)]
pub(crate) enum End {
    Client {
        config: ClientConfig,
        step: ClientStep,
    },
    Server {
        /// `None`: its owner is to choose by what the client asks for.
        config: Option<ServerConfig>,
        hello: Option<ClientHello>,
        step: ServerStep,
    },
}

/// How a handshake stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Both ends know all that they need.
    Done,
    /// More bytes of the other end are needed.
    NeedsBytes,
    /// A server's owner is to choose its certificate: [`Session::answer`] or [`Session::turn_away`].
    NeedsAnswer,
}

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// Bytes of the other end, at least one.
    Data(Vec<u8>),
    /// More bytes of the other end are needed.
    NeedsBytes,
    /// The other end said that no more follows (close_notify).
    Closed,
}

impl Session {
    fn new(end: End, seed: u64) -> Session {
        Session {
            end,
            random: fastrand::Rng::with_seed(seed),
            incoming: Incoming::default(),
            outgoing: Vec::new(),
            messages: Vec::new(),
            plain: VecDeque::new(),
            version: None,
            protocol: None,
            peer: Vec::new(),
            verified: Vec::new(),
            reads_protected: None,
            writes_protected: None,
            binding: Vec::new(),
            done: false,
            peer_closed: false,
            closed: false,
            ended: false,
            failed: None,
        }
    }

    /// A client's end. `seed` fills what would be random.
    pub fn client(config: ClientConfig, seed: u64) -> Session {
        let step = ClientStep::Start;
        Session::new(End::Client { config, step }, seed)
    }

    /// A server's end.
    pub fn server(config: ServerConfig, seed: u64) -> Session {
        Session::new(
            End::Server {
                config: Some(config),
                hello: None,
                step: ServerStep::ClientHello,
            },
            seed,
        )
    }

    /// A server's end that stops at the client's hello, so that its owner can choose by the name: [`Session::hello`],
    /// [`Session::answer`].
    pub fn server_by_name(seed: u64) -> Session {
        Session::new(
            End::Server {
                config: None,
                hello: None,
                step: ServerStep::ClientHello,
            },
            seed,
        )
    }

    /// Bytes arrived from the transport.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.incoming.feed(bytes);
    }

    /// The transport ended: no more bytes arrive.
    pub fn feed_end(&mut self) {
        self.ended = true;
    }

    /// How many bytes of the transport's are needed next, at least: up to the end of a record's header, or of the record. Who
    /// feeds no more than that leaves what follows the other end's farewell to whoever comes after.
    pub fn missing(&self) -> usize {
        self.incoming.missing()
    }

    /// Takes what is to go to the transport.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.outgoing)
    }

    /// Goes on with the handshake as far as what has arrived allows.
    ///
    /// # Errors
    /// What ended the session: the other end is told by an alert, which is yet to be taken. Again at each call.
    pub fn handshake(&mut self) -> Result<Progress, Error> {
        self.guarded(Session::shake_hands)
    }

    fn shake_hands(&mut self) -> Result<Progress, Error> {
        self.start();
        while !self.done {
            if self.needs_answer() {
                return Ok(Progress::NeedsAnswer);
            }
            if !self.step()? {
                return if self.ended || self.peer_closed {
                    Err(Error::UnexpectedEof)
                } else {
                    Ok(Progress::NeedsBytes)
                };
            }
        }
        Ok(Progress::Done)
    }

    /// Reads up to `limit` bytes of what the other end wrote, one record's at most. Shakes hands first, where that is yet to be done.
    ///
    /// # Errors
    /// What ended the session; [`Error::UnexpectedEof`] where the transport ended without a farewell.
    pub fn read(&mut self, limit: usize) -> Result<Received, Error> {
        self.guarded(|session| {
            if session.plain.is_empty() && session.shake_hands()? != Progress::Done {
                return Ok(Received::NeedsBytes);
            }
            while session.plain.is_empty() {
                if session.peer_closed {
                    return Ok(Received::Closed);
                }
                if !session.step()? {
                    return if session.ended {
                        Err(Error::UnexpectedEof)
                    } else {
                        Ok(Received::NeedsBytes)
                    };
                }
            }
            let length = limit.min(session.plain.len());
            Ok(Received::Data(session.plain.drain(..length).collect()))
        })
    }

    /// Writes all of `bytes` to the other end. Shakes hands first, where that is yet to be done: `bytes` are taken only if that is
    /// [`Progress::Done`].
    ///
    /// # Errors
    /// What ended the session; [`Error::ProtocolIsShutdown`] after [`Session::close`].
    pub fn write(&mut self, bytes: &[u8]) -> Result<Progress, Error> {
        if self.closed {
            return Err(Error::ProtocolIsShutdown);
        }
        self.guarded(|session| {
            let progress = session.shake_hands()?;
            if progress == Progress::Done {
                session.send(APPLICATION_DATA, bytes);
            }
            Ok(progress)
        })
    }

    /// Says that no more follows from this end (close_notify), once.
    pub fn close(&mut self) {
        if !std::mem::replace(&mut self.closed, true) && self.failed.is_none() {
            self.send_alert(Alert::CLOSE_NOTIFY);
        }
    }

    /// Chooses what a server shows, now that its client's hello is there.
    pub fn answer(&mut self, chosen: ServerConfig) {
        if let End::Server { config, .. } = &mut self.end {
            *config = Some(chosen);
        }
    }

    /// Turns the client away with an alert.
    pub fn turn_away(&mut self, alert: Alert) {
        self.fail(Error::TurnedAway(alert));
    }

    /// What the client asked for, at a server that has heard it.
    pub fn hello(&self) -> Option<&ClientHello> {
        match &self.end {
            End::Server { hello, .. } => hello.as_ref(),
            End::Client { .. } => None,
        }
    }

    /// Whether the handshake is done.
    pub fn is_established(&self) -> bool {
        self.done
    }

    /// Whether this is a server's end.
    pub fn is_server(&self) -> bool {
        matches!(self.end, End::Server { .. })
    }

    /// The version that both ends settled on.
    pub fn version(&self) -> Option<Version> {
        self.version
    }

    /// What would encrypt.
    pub fn cipher(&self) -> Option<Cipher> {
        self.version.map(Version::cipher)
    }

    /// The protocol above TLS that both ends settled on (ALPN).
    pub fn protocol(&self) -> Option<&[u8]> {
        self.protocol.as_deref()
    }

    /// What the other end showed, its own certificate first.
    pub fn peer_certificates(&self) -> &[Certificate] {
        &self.peer
    }

    /// The chain that made the other end trusted; empty where nobody asked.
    pub fn verified_chain(&self) -> &[Certificate] {
        &self.verified
    }

    /// The client's proof that both ends saw the same handshake, by which something above can be bound to this session
    /// (`tls-unique`).
    pub fn binding(&self) -> Option<&[u8]> {
        (!self.binding.is_empty()).then_some(&self.binding)
    }

    /// How many bytes of the other end's can be read without more from the transport.
    pub fn pending(&self) -> usize {
        self.plain.len()
    }

    /// Whether the other end said that no more follows.
    pub fn peer_has_closed(&self) -> bool {
        self.peer_closed
    }

    /// Whether this end said that no more follows.
    pub fn has_closed(&self) -> bool {
        self.closed
    }

    /// Whether the transport's end was told and everything before it read.
    pub fn has_ended(&self) -> bool {
        self.ended && self.incoming.waiting() == 0
    }

    /// Keeps the first failure for ever, and tells the other end.
    fn guarded<T>(
        &mut self,
        what: impl FnOnce(&mut Session) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        what(self).inspect_err(|error| self.fail(error.clone()))
    }

    fn fail(&mut self, error: Error) {
        if self.failed.is_none() {
            let alert = match error {
                // The older version has no word of its own for it.
                Error::NoPeerCertificate if self.version == Some(Version::Tls12) => {
                    Some(Alert::HANDSHAKE_FAILURE)
                }
                _ => error.alert(),
            };
            if let Some(alert) = alert {
                self.send_alert(alert);
            }
            // A transport that ended may be asked again for its end.
            if error != Error::UnexpectedEof {
                self.failed = Some(error);
            }
        }
    }

    pub(crate) fn send(&mut self, kind: u8, bytes: &[u8]) {
        record::write(kind, bytes, self.writes_protected, &mut self.outgoing);
    }

    fn send_alert(&mut self, alert: Alert) {
        let level = if alert.is_fatal() { 2 } else { 1 };
        self.send(ALERT, &[level, alert.0]);
    }

    /// Whether a server has heard its client and its owner is to choose: [`Session::answer`], [`Session::turn_away`].
    pub fn needs_answer(&self) -> bool {
        self.failed.is_none()
            && matches!(
                &self.end,
                End::Server {
                    config: None,
                    hello: Some(_),
                    ..
                }
            )
    }

    fn start(&mut self) {
        if matches!(
            self.end,
            End::Client {
                step: ClientStep::Start,
                ..
            }
        ) {
            self.send_client_hello();
        } else if matches!(
            self.end,
            End::Server {
                config: Some(_),
                hello: Some(_),
                step: ServerStep::ClientHello,
            }
        ) {
            // Its owner has chosen by now. What cannot be answered is found at the next step.
            if let Err(error) = self.send_server_flight() {
                self.fail(error);
            }
        }
    }
}
