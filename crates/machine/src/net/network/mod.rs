//! The network as its users see it: one function an operation.
//!
//! * [`descriptors`]: descriptors, and what can be done with any.
//! * [`sockets`]: what can be done with sockets.
//! * [`waiting`]: until something can be done.

mod descriptors;
mod sockets;
mod waiting;

use super::{Address, Directory, FileId, Lookup, News, Outcome, state::State};
use crate::Seconds;
use std::{cell::RefCell, net::IpAddr, rc::Rc};

/// A watch that may be given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WatchId(u64);

/// All sockets, pipes and epolls of the machine, and the world outside. `now` is the present moment, in virtual seconds, in
/// every operation; descriptors are numbers as on Linux, the lowest that is free first.
///
/// # Errors
/// Operations fail with the [`Errno`] that Linux gives. `EAGAIN`: try again when [`watch`](Network::watch) says.
pub struct Network {
    state: RefCell<State>,
}

impl Network {
    /// A network on which nothing is open, whose chances the seed determines.
    pub fn new(seed: u64) -> Self {
        Self {
            state: RefCell::new(State::new(seed)),
        }
    }

    /// The hosts of the world outside, from now on.
    pub fn set_directory(&self, directory: Rc<dyn Directory>) {
        self.state.borrow_mut().hosts.directory = Some(directory);
    }

    /// Virtual seconds that bytes take over loopback: none, unless this says so.
    pub fn set_loopback(&self, seconds: Seconds) {
        self.state.borrow_mut().loopback = seconds.max(0.0);
    }

    fn at<T>(&self, now: Seconds, act: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.state.borrow_mut();
        state.advance(now);
        act(&mut state)
    }

    fn on<T>(
        &self,
        now: Seconds,
        descriptor: i32,
        act: impl FnOnce(&mut State, FileId) -> Outcome<T>,
    ) -> Outcome<T> {
        self.at(now, |state| {
            let file = state.find(descriptor)?;
            act(state, file)
        })
    }

    // Names.

    /// Looks up a name that is no address.
    pub fn look_up(&self, name: &str) -> Lookup {
        self.state.borrow_mut().hosts.look_up(name)
    }

    /// The name of who is at an address.
    pub fn name_of(&self, address: IpAddr) -> Option<String> {
        self.state.borrow().hosts.name_of(address)
    }

    /// An address as a reader knows it: by the host's name where it has one.
    pub fn shown(&self, address: &Address) -> String {
        match address {
            Address::Inet(inet) => match self.state.borrow().hosts.known_at(inet.ip()) {
                Some(name) => format!("{name}:{}", inet.port()),
                None => address.to_string(),
            },
            Address::Unix(_) => address.to_string(),
        }
    }

    // What there is to tell.

    /// The addresses at which somebody listens, in the order of opening.
    pub fn listening(&self) -> Vec<Address> {
        self.state.borrow().listening()
    }

    /// Whether a descriptor's socket is connected with the world outside, or asks to be.
    pub fn reaches_out(&self, descriptor: i32) -> bool {
        let state = self.state.borrow();
        state.find(descriptor).is_ok_and(|id| state.reaches_out(id))
    }

    /// What has happened since this was asked last, in order.
    pub fn news(&self) -> Vec<News> {
        std::mem::take(&mut self.state.borrow_mut().news)
    }
}
