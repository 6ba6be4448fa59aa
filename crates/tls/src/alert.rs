//! Alerts: what one end tells the other before it gives up (RFC 8446, section 6).

/// What an alert says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alert(pub u8);

impl Alert {
    /// No more data follows.
    pub const CLOSE_NOTIFY: Alert = Alert(0);
    /// A message that does not belong here.
    pub const UNEXPECTED_MESSAGE: Alert = Alert(10);
    /// No set of parameters that both ends accept.
    pub const HANDSHAKE_FAILURE: Alert = Alert(40);
    /// A certificate that is not in order.
    pub const BAD_CERTIFICATE: Alert = Alert(42);
    /// A certificate of a kind that is not taken.
    pub const UNSUPPORTED_CERTIFICATE: Alert = Alert(43);
    /// A certificate whose time is over.
    pub const CERTIFICATE_EXPIRED: Alert = Alert(45);
    /// A certificate from an authority that is not known.
    pub const UNKNOWN_CA: Alert = Alert(48);
    /// A message that cannot be read.
    pub const DECODE_ERROR: Alert = Alert(50);
    /// No version that both ends speak.
    pub const PROTOCOL_VERSION: Alert = Alert(70);
    /// A failure that has nothing to do with the other end.
    pub const INTERNAL_ERROR: Alert = Alert(80);
    /// The server has no such name.
    pub const UNRECOGNIZED_NAME: Alert = Alert(112);
    /// The client has no certificate, and must have one.
    pub const CERTIFICATE_REQUIRED: Alert = Alert(116);

    /// Whether it ends the connection.
    pub fn is_fatal(self) -> bool {
        self != Alert::CLOSE_NOTIFY && self.0 != 90
    }

    /// OpenSSL's words for having received it: the name of the reason, and its text.
    pub fn reason(self) -> (&'static str, &'static str) {
        match self.0 {
            10 => (
                "SSLV3_ALERT_UNEXPECTED_MESSAGE",
                "ssl/tls alert unexpected message",
            ),
            20 => ("SSLV3_ALERT_BAD_RECORD_MAC", "ssl/tls alert bad record mac"),
            22 => ("TLSV1_ALERT_RECORD_OVERFLOW", "tlsv1 alert record overflow"),
            40 => (
                "SSLV3_ALERT_HANDSHAKE_FAILURE",
                "ssl/tls alert handshake failure",
            ),
            42 => (
                "SSLV3_ALERT_BAD_CERTIFICATE",
                "ssl/tls alert bad certificate",
            ),
            43 => (
                "SSLV3_ALERT_UNSUPPORTED_CERTIFICATE",
                "ssl/tls alert unsupported certificate",
            ),
            44 => (
                "SSLV3_ALERT_CERTIFICATE_REVOKED",
                "ssl/tls alert certificate revoked",
            ),
            45 => (
                "SSLV3_ALERT_CERTIFICATE_EXPIRED",
                "ssl/tls alert certificate expired",
            ),
            46 => (
                "SSLV3_ALERT_CERTIFICATE_UNKNOWN",
                "ssl/tls alert certificate unknown",
            ),
            47 => (
                "SSLV3_ALERT_ILLEGAL_PARAMETER",
                "ssl/tls alert illegal parameter",
            ),
            48 => ("TLSV1_ALERT_UNKNOWN_CA", "tlsv1 alert unknown ca"),
            49 => ("TLSV1_ALERT_ACCESS_DENIED", "tlsv1 alert access denied"),
            50 => ("TLSV1_ALERT_DECODE_ERROR", "tlsv1 alert decode error"),
            51 => ("TLSV1_ALERT_DECRYPT_ERROR", "tlsv1 alert decrypt error"),
            70 => (
                "TLSV1_ALERT_PROTOCOL_VERSION",
                "tlsv1 alert protocol version",
            ),
            71 => (
                "TLSV1_ALERT_INSUFFICIENT_SECURITY",
                "tlsv1 alert insufficient security",
            ),
            80 => ("TLSV1_ALERT_INTERNAL_ERROR", "tlsv1 alert internal error"),
            86 => (
                "TLSV1_ALERT_INAPPROPRIATE_FALLBACK",
                "tlsv1 alert inappropriate fallback",
            ),
            109 => (
                "TLSV13_ALERT_MISSING_EXTENSION",
                "tlsv13 alert missing extension",
            ),
            112 => ("TLSV1_UNRECOGNIZED_NAME", "tlsv1 unrecognized name"),
            116 => (
                "TLSV13_ALERT_CERTIFICATE_REQUIRED",
                "tlsv13 alert certificate required",
            ),
            120 => (
                "TLSV1_ALERT_NO_APPLICATION_PROTOCOL",
                "tlsv1 alert no application protocol",
            ),
            _ => (
                "SSLV3_ALERT_CERTIFICATE_UNKNOWN",
                "ssl/tls alert certificate unknown",
            ),
        }
    }
}
