//! A client's handshake.

use crate::{
    error::Error,
    hello::{filler, read_server_hello, write_client_hello},
    message::{
        ALPN, CERTIFICATE, CERTIFICATE_REQUEST, CERTIFICATE_VERIFY, CLIENT_HELLO,
        CLIENT_KEY_EXCHANGE, ENCRYPTED_EXTENSIONS, FINISHED, Reader, SERVER_HELLO,
        SERVER_HELLO_DONE, SERVER_KEY_EXCHANGE, certificates, message, prefixed, read_certificates,
        read_protocols,
    },
    record::{CHANGE_CIPHER_SPEC, HANDSHAKE},
    session::{End, Session},
    version::Version,
};

/// What a client waits for. With TLS 1.3: hello, extensions, perhaps a request, certificate, signature, end. With 1.2: hello,
/// certificate, key, perhaps a request, done, end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClientStep {
    /// Nothing is sent yet.
    Start,
    ServerHello,
    Extensions,
    /// `asked`: the server wants a certificate too.
    Certificate {
        asked: bool,
    },
    Signature {
        asked: bool,
    },
    Key,
    HelloDone {
        asked: bool,
    },
    Finished {
        asked: bool,
    },
}

/// The length of the proof that both ends saw the same handshake: with SHA-384, and with TLS 1.2.
pub(crate) fn proof(version: Version) -> usize {
    match version {
        Version::Tls13 => 48,
        Version::Tls12 => 12,
    }
}

impl Session {
    fn step_to(&mut self, next: ClientStep) {
        if let End::Client { step, .. } = &mut self.end {
            *step = next;
        }
    }

    pub(crate) fn send_client_hello(&mut self) {
        if let End::Client { config, .. } = &self.end {
            let body = write_client_hello(config, &mut self.random);
            self.send(HANDSHAKE, &message(CLIENT_HELLO, &body));
            self.step_to(ClientStep::ServerHello);
        }
    }

    pub(crate) fn client_reads(&mut self, kind: u8, body: &[u8]) -> Result<(), Error> {
        let End::Client { step, .. } = &self.end else {
            return Err(Error::UnexpectedMessage);
        };
        match (*step, kind) {
            (ClientStep::ServerHello, SERVER_HELLO) => self.read_hello(body),
            (ClientStep::Extensions, ENCRYPTED_EXTENSIONS) => {
                for (number, body) in Reader(body).extensions()? {
                    if number == ALPN {
                        self.protocol = read_protocols(body)?.into_iter().next();
                    }
                }
                self.step_to(ClientStep::Certificate { asked: false });
                Ok(())
            }
            (ClientStep::Certificate { asked: false }, CERTIFICATE_REQUEST) => {
                self.step_to(ClientStep::Certificate { asked: true });
                Ok(())
            }
            (ClientStep::Certificate { asked }, CERTIFICATE) => {
                self.read_server_certificate(body)?;
                self.step_to(match self.version {
                    Some(Version::Tls12) => ClientStep::Key,
                    _ => ClientStep::Signature { asked },
                });
                Ok(())
            }
            (ClientStep::Signature { asked }, CERTIFICATE_VERIFY) => {
                self.step_to(ClientStep::Finished { asked });
                Ok(())
            }
            (ClientStep::Key, SERVER_KEY_EXCHANGE) => {
                self.step_to(ClientStep::HelloDone { asked: false });
                Ok(())
            }
            (ClientStep::HelloDone { asked: false }, CERTIFICATE_REQUEST) => {
                self.step_to(ClientStep::HelloDone { asked: true });
                Ok(())
            }
            (ClientStep::HelloDone { asked }, SERVER_HELLO_DONE) => {
                self.send_client_flight(Version::Tls12, asked);
                self.step_to(ClientStep::Finished { asked });
                Ok(())
            }
            (ClientStep::Finished { asked }, FINISHED) => {
                if self.version == Some(Version::Tls13) {
                    self.send_client_flight(Version::Tls13, asked);
                }
                self.done = true;
                Ok(())
            }
            _ => Err(Error::UnexpectedMessage),
        }
    }

    fn read_hello(&mut self, body: &[u8]) -> Result<(), Error> {
        let End::Client { config, .. } = &self.end else {
            return Err(Error::UnexpectedMessage);
        };
        let (version, protocol) = read_server_hello(body)?;
        let version = version
            .filter(|version| (config.oldest..=config.newest).contains(version))
            .ok_or(Error::UnsupportedProtocol)?;
        self.version = Some(version);
        self.protocol = protocol;
        match version {
            Version::Tls13 => {
                self.reads_protected = Some(version);
                self.step_to(ClientStep::Extensions);
            }
            Version::Tls12 => self.step_to(ClientStep::Certificate { asked: false }),
        }
        Ok(())
    }

    fn read_server_certificate(&mut self, body: &[u8]) -> Result<(), Error> {
        let version = self.version.ok_or(Error::UnexpectedMessage)?;
        self.peer = read_certificates(body, version)?;
        if self.peer.is_empty() {
            return Err(Error::Decode);
        }
        if let End::Client { config, .. } = &self.end
            && let Some(check) = &config.check
        {
            let verified = (check.0)(&self.peer);
            match verified {
                Ok(chain) => self.verified = chain,
                Err(failure) => {
                    // The other end is told under the protection that it waits for.
                    if version == Version::Tls13 {
                        self.writes_protected = Some(version);
                    }
                    return Err(Error::CertificateVerifyFailed(failure));
                }
            }
        }
        Ok(())
    }

    /// The client's last messages: its certificate where it was asked for one, its key with TLS 1.2, and the end.
    fn send_client_flight(&mut self, version: Version, asked: bool) {
        let chain = match &self.end {
            End::Client { config, .. } => config.chain.clone(),
            End::Server { .. } => Vec::new(),
        };
        if version == Version::Tls13 {
            self.send(CHANGE_CIPHER_SPEC, &[1]);
            self.writes_protected = Some(version);
        }
        let mut flight = Vec::new();
        if asked {
            flight.extend(message(CERTIFICATE, &certificates(&chain, version)));
        }
        if version == Version::Tls12 {
            let key = prefixed(1, &filler(&mut self.random, 32));
            flight.extend(message(CLIENT_KEY_EXCHANGE, &key));
        }
        if asked && !chain.is_empty() {
            let body = signature(&mut self.random);
            flight.extend(message(CERTIFICATE_VERIFY, &body));
        }
        if version == Version::Tls12 {
            self.send(HANDSHAKE, &flight);
            self.send(CHANGE_CIPHER_SPEC, &[1]);
            self.writes_protected = Some(version);
            flight.clear();
        }
        let proof = filler(&mut self.random, proof(version));
        flight.extend(message(FINISHED, &proof));
        self.send(HANDSHAKE, &flight);
        self.binding = proof;
    }
}

/// The shape of a signature by RSA-PSS with SHA-256.
pub(crate) fn signature(random: &mut fastrand::Rng) -> Vec<u8> {
    [&[0x08, 0x04][..], &prefixed(2, &filler(random, 256))].concat()
}
