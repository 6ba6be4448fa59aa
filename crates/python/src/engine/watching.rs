//! What the machine tells of a loop, for the record.

use super::session::Session;
use crate::asyncio::handle::Scheduled;
use machine::{Observer, Readied};
use std::rc::Rc;
use trace::{Cause, Device, EventKind, Seconds};

/// Turns what the executor tells into events.
pub struct Watch(pub Rc<Session>);

impl Observer<Scheduled> for Watch {
    fn ready(&self, now: Seconds, handle: &Scheduled, why: Readied) {
        let session = &self.0;
        let (cause, since) = match why {
            Readied::Soon => (session.cause(handle), session.readiness(handle)),
            Readied::Timer { deadline } => {
                let timer = handle.timer();
                session.record(None, EventKind::TimerFired { timer });
                (
                    Cause::Timer(timer),
                    deadline.clamp(handle.set_at(), now.max(handle.set_at())),
                )
            }
            Readied::Device { completed } => {
                let connection = handle.connection();
                let cause = connection.map_or(Cause::Device(Device::Network), Cause::Connection);
                (cause, completed.min(now))
            }
        };
        handle.made_ready(since);
        session.record(
            None,
            EventKind::Ready {
                what: handle.runner(),
                cause,
                since,
            },
        );
    }

    fn turn_started(&self, _now: Seconds, ready: usize) {
        self.0.clock.breathe();
        self.0.record(
            None,
            EventKind::TurnStarted {
                ready: ready as u32,
            },
        );
    }
}
