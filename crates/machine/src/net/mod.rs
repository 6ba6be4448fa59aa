//! The network: sockets, pipes and epolls behind descriptors, loopback, hosts outside, names.
//!
//! [`Network`] is a device of the machine. Its operations never wait: each gives a result or an [`Errno`], as Linux' do on
//! a descriptor that does not block. [`Network::watch`] says when another try is worthwhile, by a completion.
//!
//! * [`address`](Address), [`ports`]: where sockets are. [`Readiness`]: what can be done without waiting.
//! * [`stream`], [`datagram`], [`pipe`], [`epoll`]: the kinds of files. [`file`]: what they hold.
//! * [`link`]: the way to a host outside, which a [`Service`] of a [`Directory`] speaks for. [`parcel`]: what is on its way.
//! * [`News`]: what is told of connections, for a record. [`overhear`]: what their bytes tell.

mod address;
mod datagram;
mod directory;
mod epoll;
mod errno;
mod far;
mod file;
mod link;
mod network;
mod news;
mod options;
mod overhear;
mod parcel;
mod pipe;
mod ports;
mod readiness;
mod service;
mod state;
mod stream;

pub use address::{Address, Family, NAME_ADDRESS, OWN_ADDRESS, Type, UnixName, is_local};
pub use datagram::Message;
pub use directory::{HOST_NAME, Lookup, LookupError};
pub use epoll::{Control, Event};
pub use errno::{Errno, Outcome};
pub use file::{FileId, FileKind};
pub use network::{Network, WatchId};
pub use news::{Happening, News};
pub use readiness::Readiness;
pub use service::{Action, Conversation, Directory, HostSpec, Service};
pub use stream::How;
