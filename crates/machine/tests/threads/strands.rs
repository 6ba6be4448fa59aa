//! Stacks within a thread: switched at once, and paused with their thread.

use machine::{Coroutines, Resumed, Stacks, Strand, Strands, ThreadId};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

type Log = Rc<RefCell<Vec<&'static str>>>;

fn strands() -> (Rc<Strands>, Log) {
    let stacks = Strands::new(Box::new(Coroutines::new(1 << 20)));
    (Rc::new(stacks), Log::default())
}

#[test]
fn two_strands_switch_to_each_other_and_back() {
    let (strands, log) = strands();
    let other: Rc<Cell<Option<Strand>>> = Rc::default();
    let first = Strands::begin(&strands, {
        let (strands, log, other) = (strands.clone(), log.clone(), other.clone());
        Box::new(move || {
            for _ in 0..2 {
                log.borrow_mut().push("first");
                strands.switch(other.get());
            }
            strands.leave_for(None);
        })
    });
    let second = Strands::begin(&strands, {
        let (strands, log) = (strands.clone(), log.clone());
        Box::new(move || {
            for _ in 0..2 {
                log.borrow_mut().push("second");
                strands.switch(Some(first));
            }
            log.borrow_mut().push("nobody switches to it again");
        })
    });
    other.set(Some(second));
    strands.switch(Some(first));
    assert_eq!(*log.borrow(), ["first", "second", "first", "second"]);
}

#[test]
fn a_thread_that_gives_way_within_a_strand_goes_on_there() {
    let (strands, log) = strands();
    let threads = [ThreadId(1), ThreadId(2)];
    for (thread, name) in threads.into_iter().zip(["one", "two"]) {
        let (inner, log) = (strands.clone(), log.clone());
        strands.clone().begin_thread(thread, move || {
            let strand = Strands::begin(&inner, {
                let (inner, log) = (inner.clone(), log.clone());
                Box::new(move || {
                    log.borrow_mut().push(name);
                    inner.give_way();
                    log.borrow_mut().push(name);
                    inner.leave_for(None);
                })
            });
            inner.switch(Some(strand));
            log.borrow_mut().push("over");
        });
    }
    for thread in threads {
        assert_eq!(strands.resume(thread), Resumed::GaveWay);
    }
    for thread in threads {
        assert_eq!(strands.resume(thread), Resumed::Ended);
    }
    let expected = ["one", "two", "one", "over", "two", "over"];
    assert_eq!(*log.borrow(), expected);
}

#[test]
fn the_main_thread_resumes_others_from_any_of_its_strands() {
    let (strands, log) = strands();
    let thread = ThreadId(1);
    strands.clone().begin_thread(thread, {
        let (strands, log) = (strands.clone(), log.clone());
        move || {
            log.borrow_mut().push("thread");
            strands.give_way();
            log.borrow_mut().push("thread");
        }
    });
    let strand = Strands::begin(&strands, {
        let (strands, log) = (strands.clone(), log.clone());
        Box::new(move || {
            assert_eq!(strands.resume(thread), Resumed::GaveWay);
            log.borrow_mut().push("strand");
            strands.leave_for(None);
        })
    });
    strands.switch(Some(strand));
    assert_eq!(strands.resume(thread), Resumed::Ended);
    assert_eq!(*log.borrow(), ["thread", "strand", "thread"]);
}

/// A thread's stack, where there is a machine.
trait BeginThread {
    fn begin_thread(self, thread: ThreadId, body: impl FnOnce() + 'static);
}

impl BeginThread for Rc<Strands> {
    fn begin_thread(self, thread: ThreadId, body: impl FnOnce() + 'static) {
        Stacks::begin(&self, thread, Box::new(body));
    }
}
