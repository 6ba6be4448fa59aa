//! Hosts that fail at times, as a playground wants them to.

use crate::settings::{Failing, HostSettings};
use fastrand::Rng;
use machine::{
    Seconds,
    net::{Action, Conversation, Service},
};
use std::rc::Rc;

/// Which requests fail, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fails {
    /// The share of those that do, from 0 to 1.
    pub rate: f64,
    /// What becomes of them.
    pub how: Failing,
}

impl Fails {
    /// What settings say; `None`: all is answered.
    pub fn of(settings: &HostSettings) -> Option<Fails> {
        let rate = settings.failure_rate;
        (rate > 0.0).then_some(Fails {
            rate,
            how: settings.failing,
        })
    }

    /// How the next one fails, if it does. It is drawn from the run's seed.
    pub fn draw(&self, random: &mut Rng) -> Option<Failing> {
        (random.f64() < self.rate).then_some(self.how)
    }
}

/// A port on which something else than HTTP is spoken, and some connections fail.
pub struct Unreliable {
    /// What is spoken.
    pub inner: Rc<dyn Service>,
    /// Which connections do.
    pub fails: Fails,
}

impl Service for Unreliable {
    fn accept(&self, seed: u64) -> Box<dyn Conversation> {
        match self.fails.draw(&mut Rng::with_seed(seed)) {
            None => self.inner.accept(seed),
            Some(Failing::Silence) => Box::new(Mute),
            Some(_) => Box::new(Broken),
        }
    }
}

/// A connection on which nothing is ever said.
struct Mute;

impl Conversation for Mute {
    fn receive(&mut self, _now: Seconds, _bytes: &[u8]) -> Vec<Action> {
        Vec::new()
    }
}

/// A connection that is reset at the first word.
struct Broken;

impl Conversation for Broken {
    fn receive(&mut self, _now: Seconds, _bytes: &[u8]) -> Vec<Action> {
        vec![Action::Reset { after: 0.0 }]
    }
}
