//! Threads that wait for sockets on a machine.

use crate::wire::connection;
use machine::{
    Coroutines, Halt, Machine, VirtualClock, Waiting, Wake,
    net::{Network, Readiness},
};
use std::{cell::RefCell, rc::Rc};

type Said = Rc<RefCell<Vec<(&'static str, f64)>>>;

struct Stage {
    machine: Rc<Machine<Rc<VirtualClock>>>,
    network: Rc<Network>,
    said: Said,
}

impl Stage {
    fn new() -> Self {
        let machine = Machine::new(
            Rc::new(VirtualClock::new()),
            1,
            Box::new(Coroutines::new(256 << 10)),
        );
        let network = Rc::new(Network::new(1));
        machine.add_device(network.clone());
        Self {
            machine: Rc::new(machine),
            network,
            said: Rc::default(),
        }
    }

    /// A thread that waits for a socket, and says when it went on.
    fn waits(&self, name: &'static str, socket: i32, until: Option<f64>) {
        let (machine, network, said) = (
            self.machine.clone(),
            self.network.clone(),
            self.said.clone(),
        );
        let body = move || {
            let parked = machine.park(until);
            let wants = [(socket, Readiness::READABLE)];
            let watch = network.watch(
                machine.now(),
                &wants,
                machine.submission(),
                Wake::Thread(parked),
            );
            machine
                .give_way(Waiting::InCall, &())
                .expect("it is no main thread");
            network.give_up(watch);
            said.borrow_mut().push((name, machine.now()));
        };
        self.machine.spawn(0, Box::new(body), &());
    }

    /// A thread that does something then.
    fn at(&self, moment: f64, act: impl FnOnce(&Network, f64) + 'static) {
        let (machine, network) = (self.machine.clone(), self.network.clone());
        let body = move || {
            machine.park(Some(moment));
            machine
                .give_way(Waiting::InCall, &())
                .expect("it is no main thread");
            act(&network, machine.now());
        };
        self.machine.spawn(0, Box::new(body), &());
    }

    fn run(&self) -> Vec<(&'static str, f64)> {
        self.machine.park(None);
        assert_eq!(
            self.machine.give_way(Waiting::InCall, &()),
            Err(Halt::Stuck)
        );
        self.said.take()
    }
}

#[test]
fn who_waited_first_goes_on_first() {
    let stage = Stage::new();
    let (client, server) = connection(&stage.network);
    stage.waits("first", server, None);
    stage.waits("second", server, None);
    stage.at(1.5, move |network, now| {
        network
            .send(now, client, b"x", None)
            .expect("there is room");
    });
    assert_eq!(stage.run(), [("first", 1.5), ("second", 1.5)]);
}

#[test]
fn what_takes_time_wakes_when_it_is_there() {
    let stage = Stage::new();
    let (client, server) = connection(&stage.network);
    stage.network.set_loopback(0.25);
    stage.waits("reader", server, None);
    stage.waits("given up", server, Some(1.1));
    stage.at(1.0, move |network, now| {
        network
            .send(now, client, b"x", None)
            .expect("there is room");
    });
    assert_eq!(stage.run(), [("given up", 1.1), ("reader", 1.25)]);
}

#[test]
fn nobody_is_woken_by_what_never_comes() {
    let stage = Stage::new();
    let (_client, server) = connection(&stage.network);
    stage.waits("reader", server, None);
    assert_eq!(stage.run(), []);
}
