//! The far end of connections: what simulated hosts are to the network, and nothing of what they say.
//!
//! A [`Directory`] knows hosts by name. A [`HostSpec`] says where a host is, and what it serves on which port: a [`Service`]. Each
//! connection to one is a [`Conversation`], which is told what arrives and says what goes back. It knows nothing of latency or
//! bandwidth: the network moves the bytes.

use crate::Seconds;
use std::{collections::BTreeMap, net::IpAddr, rc::Rc};

/// What answers at the far end of connections without being code of the script: a simulated host's server on one port.
pub trait Service {
    /// Somebody connected. The state of one connection. `seed` differs for each connection of a run, and is the same in every
    /// run.
    fn accept(&self, seed: u64) -> Box<dyn Conversation>;
}

/// One connection, seen from the host's end.
pub trait Conversation {
    /// The connection stands, at `now`: what a host says before it is asked. Most say nothing.
    fn greet(&mut self, now: Seconds) -> Vec<Action> {
        let _ = now;
        Vec::new()
    }

    /// Bytes arrived at the host at `now`, in order, each once. Empty: the other end shut down its writing side.
    fn receive(&mut self, now: Seconds, bytes: &[u8]) -> Vec<Action>;
}

/// What the host does; `after` counts from the moment of the receipt, in virtual seconds, and actions take effect in their
/// order, none before the one before it.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Bytes go back.
    Send {
        /// Virtual seconds after the receipt.
        after: Seconds,
        /// What is sent.
        bytes: Vec<u8>,
    },
    /// No more bytes follow (FIN).
    Shutdown {
        /// Virtual seconds after the receipt.
        after: Seconds,
    },
    /// The connection is reset (RST).
    Reset {
        /// Virtual seconds after the receipt.
        after: Seconds,
    },
}

/// A host: where it is, how far away, and what it serves.
#[derive(Clone)]
pub struct HostSpec {
    /// The name it was asked for by.
    pub name: String,
    /// Where it is: at least one address, in the order in which the resolver gives them.
    pub addresses: Vec<IpAddr>,
    /// Virtual seconds that bytes take one way.
    pub latency: Seconds,
    /// By how many virtual seconds a way may take longer, drawn evenly from the seed.
    pub jitter: Seconds,
    /// Bytes a virtual second in each direction; `None`: as many as there are.
    pub bandwidth: Option<f64>,
    /// Virtual seconds that finding its address takes.
    pub dns_delay: Seconds,
    /// Whether nobody knows what this host answers in life, so that what it says is made up from nothing.
    pub made_up: bool,
    /// Whether a process of this machine answers there, by sockets that it binds to these addresses.
    pub served: bool,
    /// What it serves, by TCP port. Connections to all others are refused.
    pub ports: BTreeMap<u16, Rc<dyn Service>>,
}

/// The hosts of the world outside, by name.
pub trait Directory {
    /// The host of that name, or at that address in its text form; `None`: the name does not resolve.
    fn host(&self, name: &str) -> Option<HostSpec>;
}
