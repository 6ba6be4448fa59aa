//! What ends a session before its time.

use crate::{alert::Alert, verify::Failure};
use std::fmt;

/// Why a session failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The first bytes are not TLS: a server that speaks plain HTTP on this port, for one.
    WrongVersionNumber,
    /// The first bytes that a server got are an HTTP request.
    HttpRequest,
    /// The first bytes that a server got are a request to a proxy.
    HttpsProxyRequest,
    /// No version that both ends speak.
    UnsupportedProtocol,
    /// A server has no certificate to show.
    NoSharedCipher,
    /// The other end's certificate is not trusted.
    CertificateVerifyFailed(Failure),
    /// A client that must show a certificate has none.
    NoPeerCertificate,
    /// The other end gave up, and said why.
    Alert(Alert),
    /// A message where another belongs.
    UnexpectedMessage,
    /// A message that cannot be read.
    Decode,
    /// A record longer than any may be.
    RecordTooLong,
    /// A server's owner turned the client away, with this alert.
    TurnedAway(Alert),
    /// The transport ended without a word.
    UnexpectedEof,
    /// Data was to be written after this end had said that no more follows.
    ProtocolIsShutdown,
}

impl Error {
    /// OpenSSL's name for it, as in `[SSL: NAME]`, and its text.
    pub fn reason(&self) -> (&'static str, &'static str) {
        match self {
            Error::WrongVersionNumber => ("WRONG_VERSION_NUMBER", "wrong version number"),
            Error::HttpRequest => ("HTTP_REQUEST", "http request"),
            Error::HttpsProxyRequest => ("HTTPS_PROXY_REQUEST", "https proxy request"),
            Error::UnsupportedProtocol => ("UNSUPPORTED_PROTOCOL", "unsupported protocol"),
            Error::NoSharedCipher => ("NO_SHARED_CIPHER", "no shared cipher"),
            Error::CertificateVerifyFailed(_) => {
                ("CERTIFICATE_VERIFY_FAILED", "certificate verify failed")
            }
            Error::NoPeerCertificate => (
                "PEER_DID_NOT_RETURN_A_CERTIFICATE",
                "peer did not return a certificate",
            ),
            Error::Alert(alert) => alert.reason(),
            Error::UnexpectedMessage => ("UNEXPECTED_MESSAGE", "unexpected message"),
            Error::Decode => ("LENGTH_MISMATCH", "length mismatch"),
            Error::RecordTooLong => ("PACKET_LENGTH_TOO_LONG", "packet length too long"),
            Error::TurnedAway(_) => ("CALLBACK_FAILED", "callback failed"),
            Error::UnexpectedEof => (
                "UNEXPECTED_EOF_WHILE_READING",
                "unexpected eof while reading",
            ),
            Error::ProtocolIsShutdown => ("PROTOCOL_IS_SHUTDOWN", "protocol is shutdown"),
        }
    }

    /// What the other end is told, if anything.
    pub(crate) fn alert(&self) -> Option<Alert> {
        match self {
            Error::UnsupportedProtocol => Some(Alert::PROTOCOL_VERSION),
            Error::NoSharedCipher => Some(Alert::HANDSHAKE_FAILURE),
            Error::CertificateVerifyFailed(failure) => Some(failure.alert()),
            Error::NoPeerCertificate => Some(Alert::CERTIFICATE_REQUIRED),
            Error::UnexpectedMessage => Some(Alert::UNEXPECTED_MESSAGE),
            Error::Decode => Some(Alert::DECODE_ERROR),
            Error::RecordTooLong => Some(Alert(22)),
            Error::TurnedAway(alert) => Some(*alert),
            Error::WrongVersionNumber
            | Error::HttpRequest
            | Error::HttpsProxyRequest
            | Error::Alert(_)
            | Error::UnexpectedEof
            | Error::ProtocolIsShutdown => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, text) = self.reason();
        match self {
            Error::CertificateVerifyFailed(failure) => write!(f, "{text}: {}", failure.text),
            _ => f.write_str(text),
        }
    }
}

impl std::error::Error for Error {}
