//! A million callbacks and a hundred thousand timers.

use std::cell::RefCell;
use std::rc::Rc;

use machine::{EventLoop, Handle, Pause, Seconds, Turn, VirtualClock};

struct Number(usize);

impl Handle for Number {
    fn is_cancelled(&self) -> bool {
        self.0 % 3 == 1
    }
}

const MILLION: usize = 1_000_000;

#[test]
fn a_million_callbacks_run_in_order_half_of_them_scheduled_by_the_others() {
    let event_loop: EventLoop<Rc<Number>> = EventLoop::new(VirtualClock::new(), ());
    // Multiples of 3 are not cancelled.
    for n in 0..MILLION / 2 {
        event_loop.call_soon(Rc::new(Number(3 * n)));
    }
    let mut next = 0;
    let mut run = |number: &Rc<Number>| {
        assert_eq!(number.0, 3 * next);
        next += 1;
        if next <= MILLION / 2 {
            event_loop.call_soon(Rc::new(Number(number.0 + 3 * (MILLION / 2))));
        }
        Ok::<_, ()>(())
    };
    assert_eq!(event_loop.turn(&mut run), Ok(Turn::Ran(MILLION / 2)));
    assert_eq!(event_loop.turn(&mut run), Ok(Turn::Ran(MILLION / 2)));
    assert_eq!(event_loop.turn(&mut run), Ok(Turn::Stuck));
    assert_eq!(next, MILLION);
}

#[test]
fn a_hundred_thousand_timers_run_in_order_without_the_cancelled_third() {
    let event_loop: EventLoop<Rc<Number>> = EventLoop::new(VirtualClock::new(), ());
    let deadlines: Vec<Seconds> = (0..100_000usize)
        // Scattered over 9973 distinct moments.
        .map(|n| ((n * 7_919) % 9_973) as Seconds / 8.0)
        .collect();
    for (n, at) in deadlines.iter().enumerate() {
        event_loop.call_at(*at, Rc::new(Number(n))).unwrap();
    }
    let order = RefCell::new(Vec::new());
    let paused = event_loop.run_forever(|number| {
        assert_eq!(event_loop.time(), deadlines[number.0]);
        order.borrow_mut().push(number.0);
        Ok::<_, ()>(())
    });
    assert_eq!(paused, Ok(Pause::Stuck));

    let mut expected: Vec<usize> = (0..deadlines.len()).filter(|n| n % 3 != 1).collect();
    expected.sort_by(|a, b| deadlines[*a].total_cmp(&deadlines[*b]));
    assert!(order.take() == expected);
}
