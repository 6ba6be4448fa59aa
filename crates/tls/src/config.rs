//! What the two ends want of each other.

use crate::{certificate::Certificate, verify::Failure, version::Version};
use std::{fmt, rc::Rc};

/// Decides whether the other end's certificates are trusted, and gives the chain that made it so: [`verify`](crate::verify())
/// with the caller's trust and time.
#[derive(Clone)]
pub struct Check(pub CheckFn);

/// What a [`Check`] is made of.
pub type CheckFn = Rc<dyn Fn(&[Certificate]) -> Result<Vec<Certificate>, Failure>>;

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Check")
    }
}

/// What a client wants.
#[derive(Clone, Debug)]
pub struct ClientConfig {
    /// The name that it asks for (SNI).
    pub server_name: Option<String>,
    /// The protocols that it speaks above TLS, best first (ALPN).
    pub protocols: Vec<Vec<u8>>,
    /// The oldest version that it speaks.
    pub oldest: Version,
    /// The newest version that it speaks.
    pub newest: Version,
    /// Whether it trusts the server; `None`: it does not ask.
    pub check: Option<Check>,
    /// What it shows when it is asked for a certificate: its own first.
    pub chain: Vec<Certificate>,
}

/// What a server wants.
#[derive(Clone, Debug)]
pub struct ServerConfig {
    /// What it shows: its own certificate first.
    pub chain: Vec<Certificate>,
    /// The protocols that it speaks above TLS, best first (ALPN).
    pub protocols: Vec<Vec<u8>>,
    /// The oldest version that it speaks.
    pub oldest: Version,
    /// The newest version that it speaks.
    pub newest: Version,
    /// Whether it trusts the client; `None`: it asks for no certificate.
    pub check: Option<Check>,
    /// Whether a client that is asked must show one.
    pub required: bool,
}

impl Default for ClientConfig {
    fn default() -> ClientConfig {
        ClientConfig {
            server_name: None,
            protocols: Vec::new(),
            oldest: Version::Tls12,
            newest: Version::Tls13,
            check: None,
            chain: Vec::new(),
        }
    }
}

impl Default for ServerConfig {
    fn default() -> ServerConfig {
        ServerConfig {
            chain: Vec::new(),
            protocols: Vec::new(),
            oldest: Version::Tls12,
            newest: Version::Tls13,
            check: None,
            required: false,
        }
    }
}
