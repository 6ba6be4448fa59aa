//! A server's handshake.

use crate::{
    client::{proof, signature},
    error::Error,
    hello::{filler, read_client_hello, write_server_hello},
    message::{
        CERTIFICATE, CERTIFICATE_REQUEST, CERTIFICATE_VERIFY, CLIENT_HELLO, CLIENT_KEY_EXCHANGE,
        ENCRYPTED_EXTENSIONS, FINISHED, SERVER_HELLO, SERVER_HELLO_DONE, SERVER_KEY_EXCHANGE,
        certificates, extension, message, prefixed, protocols, read_certificates,
    },
    record::{CHANGE_CIPHER_SPEC, HANDSHAKE},
    session::{End, Session},
    version::Version,
};

/// What a server waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ServerStep {
    ClientHello,
    /// It asked for one.
    Certificate,
    /// With TLS 1.2. `signed`: a signature follows, since there was a certificate.
    Key {
        signed: bool,
    },
    Signature,
    Finished,
}

impl Session {
    fn serve(&mut self, next: ServerStep) {
        if let End::Server { step, .. } = &mut self.end {
            *step = next;
        }
    }

    pub(crate) fn server_reads(&mut self, kind: u8, body: &[u8]) -> Result<(), Error> {
        let End::Server { step, .. } = &self.end else {
            return Err(Error::UnexpectedMessage);
        };
        match (*step, kind) {
            (ServerStep::ClientHello, CLIENT_HELLO) => {
                if self.hello().is_some() {
                    return Err(Error::UnexpectedMessage);
                }
                let read = read_client_hello(body)?;
                let End::Server { config, hello, .. } = &mut self.end else {
                    return Err(Error::UnexpectedMessage);
                };
                *hello = Some(read);
                if config.is_some() {
                    self.send_server_flight()?;
                }
                Ok(())
            }
            (ServerStep::Certificate, CERTIFICATE) => self.read_client_certificate(body),
            (ServerStep::Key { signed }, CLIENT_KEY_EXCHANGE) => {
                self.serve(if signed {
                    ServerStep::Signature
                } else {
                    ServerStep::Finished
                });
                Ok(())
            }
            (ServerStep::Signature, CERTIFICATE_VERIFY) => {
                self.serve(ServerStep::Finished);
                Ok(())
            }
            (ServerStep::Finished, FINISHED) => {
                self.binding = body.to_vec();
                if self.version == Some(Version::Tls12) {
                    self.send(CHANGE_CIPHER_SPEC, &[1]);
                    self.writes_protected = self.version;
                    let proof = filler(&mut self.random, proof(Version::Tls12));
                    self.send(HANDSHAKE, &message(FINISHED, &proof));
                }
                self.done = true;
                Ok(())
            }
            _ => Err(Error::UnexpectedMessage),
        }
    }

    /// Everything that a server says at once, after the client's hello.
    pub(crate) fn send_server_flight(&mut self) -> Result<(), Error> {
        let End::Server {
            config: Some(config),
            hello: Some(hello),
            ..
        } = &self.end
        else {
            return Err(Error::UnexpectedMessage);
        };
        let config = config.clone();
        let version = hello
            .versions
            .iter()
            .copied()
            .filter(|version| (config.oldest..=config.newest).contains(version))
            .max()
            .ok_or(Error::UnsupportedProtocol)?;
        // The server's order decides; where nothing is common, nothing is said of it, as OpenSSL does under CPython.
        self.protocol = config
            .protocols
            .iter()
            .find(|protocol| hello.protocols.contains(protocol))
            .cloned();
        self.version = Some(version);
        if config.chain.is_empty() {
            return Err(Error::NoSharedCipher);
        }
        let body = write_server_hello(version, self.protocol.as_ref(), &mut self.random);
        self.send(HANDSHAKE, &message(SERVER_HELLO, &body));
        let mut flight = Vec::new();
        let asks = config.check.is_some();
        if version == Version::Tls13 {
            self.send(CHANGE_CIPHER_SPEC, &[1]);
            self.writes_protected = Some(version);
            self.reads_protected = Some(version);
            let chosen = self
                .protocol
                .as_ref()
                .map(|protocol| protocols(std::slice::from_ref(protocol)))
                .unwrap_or_default();
            flight.extend(message(ENCRYPTED_EXTENSIONS, &prefixed(2, &chosen)));
            if asks {
                let signatures = extension(13, &prefixed(2, &[0x08, 0x04, 0x04, 0x01]));
                let body = [&[0][..], &prefixed(2, &signatures)].concat();
                flight.extend(message(CERTIFICATE_REQUEST, &body));
            }
        }
        flight.extend(message(CERTIFICATE, &certificates(&config.chain, version)));
        match version {
            Version::Tls13 => {
                flight.extend(message(CERTIFICATE_VERIFY, &signature(&mut self.random)));
                let proof = filler(&mut self.random, proof(version));
                flight.extend(message(FINISHED, &proof));
            }
            Version::Tls12 => {
                let curve = [
                    &[3, 0, 0x1D][..],
                    &prefixed(1, &filler(&mut self.random, 32)),
                ];
                let key = [curve.concat(), signature(&mut self.random)].concat();
                flight.extend(message(SERVER_KEY_EXCHANGE, &key));
                if asks {
                    // Kinds of certificates, of signatures, and no authorities.
                    let body = [&[1, 1][..], &prefixed(2, &[0x04, 0x01]), &[0, 0]].concat();
                    flight.extend(message(CERTIFICATE_REQUEST, &body));
                }
                flight.extend(message(SERVER_HELLO_DONE, &[]));
            }
        }
        self.send(HANDSHAKE, &flight);
        self.serve(match (asks, version) {
            (true, _) => ServerStep::Certificate,
            (false, Version::Tls13) => ServerStep::Finished,
            (false, Version::Tls12) => ServerStep::Key { signed: false },
        });
        Ok(())
    }

    fn read_client_certificate(&mut self, body: &[u8]) -> Result<(), Error> {
        let version = self.version.ok_or(Error::UnexpectedMessage)?;
        self.peer = read_certificates(body, version)?;
        let End::Server {
            config: Some(config),
            ..
        } = &self.end
        else {
            return Err(Error::UnexpectedMessage);
        };
        if self.peer.is_empty() {
            if config.required {
                return Err(Error::NoPeerCertificate);
            }
        } else if let Some(check) = &config.check {
            self.verified = (check.0)(&self.peer).map_err(Error::CertificateVerifyFailed)?;
        }
        let signed = !self.peer.is_empty();
        self.serve(match (version, signed) {
            (Version::Tls12, _) => ServerStep::Key { signed },
            (Version::Tls13, true) => ServerStep::Signature,
            (Version::Tls13, false) => ServerStep::Finished,
        });
        Ok(())
    }
}
