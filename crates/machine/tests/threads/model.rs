//! Random programs for threads, and a machine for them written as naively as possible.

use machine::Seconds;
use std::collections::VecDeque;

/// Something that a thread does.
#[derive(Clone, Debug)]
pub enum Act {
    /// Waits for so many seconds, whatever others do.
    Sleep(Seconds),
    /// Waits until it is woken, or so many seconds have passed.
    Park(Option<Seconds>),
    /// Wakes one of the threads made so far, if it waits in [`Act::Park`].
    Wake(usize),
    /// Starts a thread.
    Spawn(Vec<Act>),
    /// Lets those that are ready run.
    LetOthersRun,
}

/// A thread, and when it went on.
pub type Step = (usize, Seconds);

struct Thread {
    acts: VecDeque<Act>,
    waits: Option<Wait>,
}

struct Wait {
    until: Seconds,
    order: usize,
    can_be_woken: bool,
}

/// Runs the program as the main thread's, and all threads to their ends: what went on when.
pub fn play(program: &[Act]) -> Vec<Step> {
    let mut threads = vec![Thread {
        acts: program.iter().cloned().collect(),
        waits: None,
    }];
    let mut ready = VecDeque::from([0]);
    let (mut now, mut order, mut steps) = (0.0, 0, Vec::new());
    loop {
        while let Some(running) = ready.pop_front() {
            steps.push((running, now));
            while let Some(act) = threads[running].acts.pop_front() {
                let (until, can_be_woken) = match act {
                    Act::Sleep(seconds) => (now + seconds, false),
                    Act::Park(seconds) => (seconds.map_or(Seconds::INFINITY, |s| now + s), true),
                    Act::Wake(which) => {
                        let which = which % threads.len();
                        let wait = &mut threads[which].waits;
                        if wait.as_ref().is_some_and(|wait| wait.can_be_woken) {
                            *wait = None;
                            ready.push_back(which);
                        }
                        continue;
                    }
                    Act::Spawn(acts) => {
                        ready.push_back(threads.len());
                        threads.push(Thread {
                            acts: acts.into(),
                            waits: None,
                        });
                        continue;
                    }
                    Act::LetOthersRun if ready.is_empty() => continue,
                    Act::LetOthersRun => {
                        ready.push_back(running);
                        break;
                    }
                };
                order += 1;
                threads[running].waits = Some(Wait {
                    until,
                    order,
                    can_be_woken,
                });
                break;
            }
        }
        let next = threads.iter().filter_map(|thread| thread.waits.as_ref());
        let next = next
            .map(|wait| wait.until)
            .fold(Seconds::INFINITY, Seconds::min);
        if next == Seconds::INFINITY {
            return steps;
        }
        now = next.max(now);
        let mut due: Vec<_> = (0..threads.len())
            .filter_map(|index| {
                let wait = threads[index].waits.as_ref()?;
                (wait.until <= now).then_some((wait.until, wait.order, index))
            })
            .collect();
        due.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        for (_, _, index) in due {
            threads[index].waits = None;
            ready.push_back(index);
        }
    }
}
