//! What an observer is told, and in which order.

use std::cell::RefCell;
use std::rc::Rc;

use machine::{EventLoop, Observer, Readied, Seconds, VirtualClock};

use crate::stage::{Task, fallible, named};

#[derive(Default)]
struct Journal(RefCell<Vec<String>>);

impl Journal {
    fn note(&self, line: String) {
        self.0.borrow_mut().push(line);
    }
}

impl Observer<Rc<Task>> for Journal {
    fn idle(&self, from: Seconds, until: Seconds) {
        self.note(format!("idle {from} to {until}"));
    }

    fn ready(&self, now: Seconds, task: &Rc<Task>, why: Readied) {
        self.note(format!("{now} ready {} {why:?}", task.name));
    }

    fn timer_set(&self, now: Seconds, task: &Rc<Task>, deadline: Seconds) {
        self.note(format!("{now} timer {} {deadline}", task.name));
    }

    fn turn_started(&self, now: Seconds, ready: usize) {
        self.note(format!("{now} turn of {ready}"));
    }

    fn step_started(&self, now: Seconds, task: &Rc<Task>) {
        self.note(format!("{now} step {}", task.name));
    }

    fn step_ended(&self, now: Seconds, task: &Rc<Task>) {
        self.note(format!("{now} end {}", task.name));
    }

    fn skipped(&self, now: Seconds, task: &Rc<Task>) {
        self.note(format!("{now} skip {}", task.name));
    }

    fn turn_ended(&self, now: Seconds, ran: usize) {
        self.note(format!("{now} ran {ran}"));
    }

    fn held(&self, from: Seconds, until: Seconds) {
        self.note(format!("held {from} to {until}"));
    }
}

#[test]
fn everything_that_happens_is_told_in_order() {
    let journal = Rc::new(Journal::default());
    let event_loop: EventLoop<_, _> = EventLoop::new(VirtualClock::new(), journal.clone());
    let (skipped, failing) = (named("skipped"), named("failing"));
    event_loop.call_soon(named("holder"));
    event_loop.call_soon(skipped.clone());
    event_loop.call_at(0.5, named("late")).unwrap();
    event_loop.call_at(2.0, failing).unwrap();
    let _ = event_loop.call_at(Seconds::NAN, named("refused"));

    let outcome = event_loop.run_forever(|task| match task.name {
        "holder" => {
            event_loop.hold(1.0).unwrap();
            event_loop.hold(0.0).unwrap();
            skipped.cancel();
            Ok(())
        }
        "failing" => Err("failed"),
        _ => Ok(()),
    });
    assert_eq!(outcome, Err("failed"));
    assert_eq!(
        *journal.0.borrow(),
        [
            "0 ready holder Soon",
            "0 ready skipped Soon",
            "0 timer late 0.5",
            "0 timer failing 2",
            "0 turn of 2",
            "0 step holder",
            "held 0 to 1",
            "1 end holder",
            "1 skip skipped",
            "1 ran 1",
            "1 ready late Timer { deadline: 0.5 }",
            "1 turn of 1",
            "1 step late",
            "1 end late",
            "1 ran 1",
            "idle 1 to 2",
            "2 ready failing Timer { deadline: 2.0 }",
            "2 turn of 1",
            "2 step failing",
            "2 end failing",
            "2 ran 1",
        ]
    );
}

/// Looks into the loop whenever it is told something.
#[derive(Default)]
struct Peeping(
    RefCell<std::rc::Weak<EventLoop<Rc<Task>, Peeping>>>,
    std::cell::Cell<usize>,
);

impl Peeping {
    fn look(&self) {
        if let Some(event_loop) = self.0.borrow().upgrade() {
            self.1
                .set(self.1.get() + event_loop.ready().len() + event_loop.timers().len());
        }
    }
}

impl Observer<Rc<Task>> for Peeping {
    fn idle(&self, _: Seconds, _: Seconds) {
        self.look();
    }

    fn ready(&self, _: Seconds, _: &Rc<Task>, _: Readied) {
        self.look();
    }

    fn timer_set(&self, _: Seconds, _: &Rc<Task>, _: Seconds) {
        self.look();
    }

    fn turn_started(&self, _: Seconds, _: usize) {
        self.look();
    }

    fn step_started(&self, _: Seconds, _: &Rc<Task>) {
        self.look();
    }

    fn step_ended(&self, _: Seconds, _: &Rc<Task>) {
        self.look();
    }
}

#[test]
fn an_observer_may_look_into_the_loop() {
    let event_loop = Rc::new(EventLoop::new(VirtualClock::new(), Peeping::default()));
    *event_loop.observer().0.borrow_mut() = Rc::downgrade(&event_loop);
    event_loop.call_soon(named("a"));
    event_loop.call_soon(named("b"));
    event_loop.call_at(1.0, fallible("c", |_| Ok(()))).unwrap();
    event_loop.run_forever(|_| Ok::<_, ()>(())).unwrap();
    // ready a 0, ready b 1, timer c 2; turn 3, step a 2, end 2, step b 1, end 1; idle 1, ready c 0, turn 1, step and end 0.
    assert_eq!(event_loop.observer().1.get(), 14);
}
