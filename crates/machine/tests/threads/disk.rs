//! A disk that both kinds of clients use.

use crate::stage::Stage;
use machine::{Disk, EventLoop, Handle, Seconds, Wake};
use proptest::prelude::*;
use std::{cell::RefCell, rc::Rc};

struct Job(&'static str);

impl Handle for Job {
    fn is_cancelled(&self) -> bool {
        false
    }
}

/// The running thread reads for so many seconds.
fn read(stage: &Stage, disk: &Disk, seconds: Seconds) {
    let machine = &stage.machine;
    let parked = machine.park(None);
    let submission = machine.submission();
    disk.access(machine.now(), submission, seconds, Wake::Thread(parked));
    stage.give_way().unwrap();
}

#[test]
fn accesses_are_served_one_after_the_other_whoever_waits_for_them() {
    let stage = Stage::new();
    let disk = Rc::new(Disk::new());
    stage.machine.add_device(disk.clone());
    let event_loop = Rc::new(EventLoop::<Job, (), _>::new(
        stage.machine.clock().clone(),
        (),
    ));
    let (other, submission) = (event_loop.clone(), stage.machine.submission());
    let wakes = Wake::Loop(Box::new(move |at| other.complete(at, Job("loop"))));
    assert_eq!(disk.access(0.0, submission, 1.0, wakes), 1.0);
    for name in ["a", "b"] {
        let disk = disk.clone();
        stage.spawn(move |stage| {
            read(stage, &disk, 0.5);
            stage.say(name);
        });
    }
    stage.machine.select(&event_loop, &()).unwrap();
    let turn = event_loop.turn_at_once(&mut |job: &Job| {
        stage.say(job.0);
        Ok::<_, ()>(())
    });
    assert!(turn.is_ok());
    stage.run();
    assert_eq!(stage.said(), [("loop", 1.0), ("a", 1.5), ("b", 2.0)]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Each thread waits a while, then reads: ends are those of a queue with one counter.
    #[test]
    fn ends_are_those_of_one_queue(
        reads in prop::collection::vec((0u32..20, 1u32..5), 1..20),
    ) {
        let stage = Stage::new();
        let disk = Rc::new(Disk::new());
        stage.machine.add_device(disk.clone());
        let ends = Rc::new(RefCell::new(Vec::new()));
        for (number, (after, length)) in reads.iter().copied().enumerate() {
            let (disk, ends) = (disk.clone(), ends.clone());
            stage.spawn(move |stage| {
                stage.sleep(f64::from(after));
                read(stage, &disk, f64::from(length));
                ends.borrow_mut().push((number, stage.machine.now()));
            });
        }
        stage.run();
        let mut order: Vec<usize> = (0..reads.len()).collect();
        order.sort_by_key(|number| reads[*number].0);
        let mut free_at = 0.0_f64;
        let expected: Vec<(usize, Seconds)> = order
            .into_iter()
            .map(|number| {
                let (after, length) = reads[number];
                free_at = free_at.max(f64::from(after)) + f64::from(length);
                (number, free_at)
            })
            .collect();
        prop_assert_eq!(ends.take(), expected);
    }
}
