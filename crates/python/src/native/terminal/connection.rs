//! One connection of a client.

use machine::net::{Errno, How, Network, Readiness, WatchId};
use std::{collections::VecDeque, net::SocketAddr};
use trace::Seconds;

/// A connection, or the way to one.
#[derive(Default)]
pub(super) struct Connection {
    /// Its socket; `None` while its host is looked for.
    pub descriptor: Option<i32>,
    /// Whether it is connected.
    pub stands: bool,
    /// Other addresses to try.
    pub addresses: Vec<SocketAddr>,
    /// What is still to be sent.
    pub outgoing: VecDeque<u8>,
    /// Whether the other end has said all.
    pub ended: bool,
    /// What wakes the client, and for what.
    pub watch: Option<(WatchId, Readiness)>,
}

impl Connection {
    /// One that was asked for.
    pub fn connecting(descriptor: i32, addresses: Vec<SocketAddr>) -> Self {
        Self {
            descriptor: Some(descriptor),
            addresses,
            ..Self::default()
        }
    }

    /// What it waits for.
    pub fn interest(&self) -> Readiness {
        let mut interest = Readiness::NONE;
        if self.stands && !self.ended {
            interest |= Readiness::READABLE;
        }
        if !self.stands || !self.outgoing.is_empty() {
            interest |= Readiness::WRITABLE;
        }
        interest
    }

    /// Sends and receives as much as goes without waiting; `told`: what has come, or that nothing more will.
    ///
    /// # Errors
    /// Of a connection that broke.
    pub fn exchange(
        &mut self,
        network: &Network,
        now: Seconds,
        portion: usize,
        mut told: impl FnMut(Option<Vec<u8>>),
    ) -> Result<(), Errno> {
        let Some(descriptor) = self.descriptor else {
            return Ok(());
        };
        while !self.outgoing.is_empty() {
            let (front, _) = self.outgoing.as_slices();
            match network.send(now, descriptor, front, None) {
                Ok(sent) => drop(self.outgoing.drain(..sent)),
                Err(Errno::EAGAIN) => break,
                // What has come before can still be read.
                Err(Errno::EPIPE) => self.outgoing.clear(),
                Err(errno) => return Err(errno),
            }
        }
        while !self.ended {
            match network.receive(now, descriptor, portion, false) {
                Ok(message) if message.bytes.is_empty() => {
                    self.ended = true;
                    told(None);
                }
                Ok(message) => told(Some(message.bytes)),
                Err(Errno::EAGAIN) => break,
                Err(errno) => return Err(errno),
            }
        }
        Ok(())
    }

    /// Closes it.
    pub fn leave(&mut self, network: &Network, now: Seconds) {
        if let Some((watch, _)) = self.watch.take() {
            network.give_up(watch);
        }
        if let Some(descriptor) = self.descriptor.take() {
            let _ = network.shutdown(now, descriptor, How::Write);
            let _ = network.close(now, descriptor);
        }
    }
}
