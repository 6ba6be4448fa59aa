//! Large records are let go of little by little: freeing a million events at once would be felt.

use std::{cell::RefCell, mem};
use trace::Event;

/// So many are freed at a time: a few milliseconds' worth.
const AT_ONCE: usize = 10_000;

thread_local! {
    static WAITING: RefCell<Vec<Vec<Event>>> = const { RefCell::new(Vec::new()) };
}

/// Takes events that nobody has any more, and frees them as the page finds time.
pub fn little_by_little(events: &mut Vec<Event>) {
    if events.len() <= AT_ONCE {
        return;
    }
    let events = mem::take(events);
    let first = WAITING.with_borrow_mut(|waiting| {
        waiting.push(events);
        waiting.len() == 1
    });
    if first {
        later();
    }
}

/// Frees as many as are freed at a time. Whether some are left.
fn free_some() -> bool {
    WAITING.with_borrow_mut(|waiting| {
        if let Some(events) = waiting.last_mut() {
            events.truncate(events.len().saturating_sub(AT_ONCE));
            if events.is_empty() {
                waiting.pop();
            }
        }
        !waiting.is_empty()
    })
}

/// In the page, with pauses.
#[cfg(target_arch = "wasm32")]
fn later() {
    gloo_timers::callback::Timeout::new(30, || {
        if free_some() {
            later();
        }
    })
    .forget();
}

/// Elsewhere nobody waits for a picture.
#[cfg(not(target_arch = "wasm32"))]
fn later() {
    while free_some() {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace::EventKind;

    #[test]
    fn all_is_let_go_of_in_the_end() {
        let event = Event {
            at: 0.0,
            runner: None,
            line: None,
            kind: EventKind::LoopStarted,
        };
        let mut few = vec![event.clone(); AT_ONCE];
        little_by_little(&mut few);
        assert_eq!(few.len(), AT_ONCE, "few are their owner's business");
        let mut many = vec![event; 3 * AT_ONCE + 1];
        little_by_little(&mut many);
        assert!(many.is_empty());
        assert!(!free_some(), "nothing is kept");
    }
}
