//! Arbitrary programs, run by the loop's rules in miniature: their traces, and what the lanes must show.

use super::Run;
use proptest::prelude::*;
use std::collections::{BTreeMap, HashMap, VecDeque};
use trace::{
    CallbackId, Cause, EventKind, Outcome, Runner, Seconds, TaskId, TimerId, Trace, WaitKind,
};

/// Times are counted in these: sums of them are exact.
const TICK: Seconds = 1.0 / 64.0;

#[derive(Clone, Debug)]
pub enum Action {
    Sleep(u8),
    Yield,
    Block(u8),
    Compute(u8),
    Print,
    Spawn(Vec<Action>),
    /// Waits for the last task that it spawned.
    Join,
}

/// A main task and those that it spawns, three generations deep.
pub fn program() -> impl Strategy<Value = Vec<Action>> {
    let leaf = prop_oneof![
        3 => (1u8..64).prop_map(Action::Sleep),
        2 => Just(Action::Yield),
        1 => (1u8..32).prop_map(Action::Block),
        1 => (1u8..12).prop_map(Action::Compute),
        1 => Just(Action::Print),
        1 => Just(Action::Join),
    ];
    let actions = proptest::collection::vec(leaf, 0..6);
    actions.prop_recursive(3, 48, 6, |inner| {
        proptest::collection::vec(
            prop_oneof![
                3 => inner.clone().prop_map(Action::Spawn),
                1 => (1u8..64).prop_map(Action::Sleep),
                1 => (1u8..32).prop_map(Action::Block),
                1 => Just(Action::Join),
            ],
            0..6,
        )
        .prop_flat_map(move |outer| {
            inner.clone().prop_map(move |then| {
                let mut all = outer.clone();
                all.extend(then);
                all
            })
        })
    })
}

/// A task that could run from `since` to `ran` and did not.
#[derive(Clone, Debug, PartialEq)]
pub struct Delay {
    pub task: TaskId,
    pub since: Seconds,
    pub ran: Seconds,
}

/// Code that took time.
#[derive(Clone, Debug, PartialEq)]
pub struct Hold {
    pub runner: TaskId,
    pub from: Seconds,
    pub to: Seconds,
    pub call: Option<String>,
}

/// What the model knows of the run besides its trace.
#[derive(Default)]
pub struct Truth {
    pub trace: Trace,
    pub delays: Vec<Delay>,
    /// Task, start and end of every wait of some length.
    pub waits: Vec<(TaskId, Seconds, Seconds)>,
    /// In order, adjacent computing of one step joined.
    pub holds: Vec<Hold>,
}

struct Task {
    todo: VecDeque<Action>,
    last_child: Option<TaskId>,
    joined_by: Vec<TaskId>,
    over: bool,
    /// When it was suspended.
    waits_since: Seconds,
    ready_since: Seconds,
}

struct Model {
    run: Run,
    tasks: Vec<Task>,
    ready: VecDeque<Runner>,
    /// By deadline and number.
    timers: BTreeMap<(u64, u32), (TimerId, CallbackId, TaskId)>,
    wakes: HashMap<CallbackId, (TaskId, Seconds)>,
    callbacks: u32,
    truth: Truth,
}

fn ticks(count: u8) -> Seconds {
    Seconds::from(count) * TICK
}

/// Runs a program to its end.
pub fn run(program: Vec<Action>) -> Truth {
    let mut model = Model {
        run: Run::new(),
        tasks: Vec::new(),
        ready: VecDeque::new(),
        timers: BTreeMap::new(),
        wakes: HashMap::new(),
        callbacks: 0,
        truth: Truth::default(),
    };
    model.spawn(program);
    while model.turn() {}
    model.run.exits();
    model.truth.trace = model.run.trace;
    model.truth
}

impl Model {
    fn spawn(&mut self, todo: Vec<Action>) -> TaskId {
        let task = self.run.task("task");
        self.tasks.push(Task {
            todo: todo.into(),
            last_child: None,
            joined_by: Vec::new(),
            over: false,
            waits_since: self.run.now,
            ready_since: self.run.now,
        });
        self.ready.push_back(Runner::Task(task));
        task
    }

    /// One turn of the loop (`BaseEventLoop._run_once`); whether there was anything to do.
    fn turn(&mut self) -> bool {
        if self.ready.is_empty() {
            let Some(&(deadline, _)) = self.timers.keys().next() else {
                return false;
            };
            let deadline = deadline as Seconds * TICK;
            if deadline > self.run.now {
                self.run.idle(deadline);
            }
        }
        while let Some(entry) = self.timers.first_entry() {
            let deadline = entry.key().0 as Seconds * TICK;
            if deadline > self.run.now {
                break;
            }
            let (timer, callback, task) = entry.remove();
            self.run.emit(None, EventKind::TimerFired { timer });
            let what = Runner::Callback(callback);
            let cause = Cause::Timer(timer);
            let since = deadline;
            self.run.emit(None, EventKind::Ready { what, cause, since });
            self.wakes.insert(callback, (task, deadline));
            self.ready.push_back(what);
        }
        let count = self.ready.len();
        self.run.turn(count as u32);
        for _ in 0..count {
            match self.ready.pop_front() {
                Some(Runner::Task(task)) => self.step(task),
                Some(Runner::Callback(callback)) => {
                    let (task, since) = self.wakes[&callback];
                    self.run.callback(callback, |run| {
                        run.ready(task, since);
                    });
                    self.wake(task, since);
                }
                _ => {}
            }
        }
        true
    }

    fn wake(&mut self, task: TaskId, since: Seconds) {
        let woken = &mut self.tasks[task.0 as usize];
        woken.ready_since = since;
        if since > woken.waits_since {
            self.truth.waits.push((task, woken.waits_since, since));
        }
        self.ready.push_back(Runner::Task(task));
    }

    fn step(&mut self, task: TaskId) {
        let index = task.0 as usize;
        let since = self.tasks[index].ready_since;
        if since < self.run.now {
            let ran = self.run.now;
            self.truth.delays.push(Delay { task, since, ran });
        }
        self.run.step(task);
        let first_hold = self.truth.holds.len();
        loop {
            self.tasks[index].waits_since = self.run.now;
            match self.tasks[index].todo.pop_front() {
                Some(Action::Sleep(count)) => {
                    let until = self.run.now + ticks(count);
                    let timer = self.run.sleeps(until, 4);
                    let callback = CallbackId(self.callbacks);
                    self.callbacks += 1;
                    let key = ((until / TICK) as u64, timer.0);
                    self.timers.insert(key, (timer, callback, task));
                    return;
                }
                Some(Action::Yield) => {
                    let now = self.run.now;
                    self.run
                        .ready(task, now)
                        .waits(WaitKind::NextTurn, None, &[], 6);
                    self.tasks[index].ready_since = now;
                    self.ready.push_back(Runner::Task(task));
                    return;
                }
                Some(Action::Block(count)) => {
                    let from = self.run.now;
                    let call = self.run.blocks(ticks(count), 5);
                    let hold = Hold {
                        runner: task,
                        from,
                        to: self.run.now,
                        call: Some(call),
                    };
                    self.truth.holds.push(hold);
                }
                Some(Action::Compute(count)) => {
                    let from = self.run.now;
                    self.run.computes(ticks(count)).prints("computed\n");
                    let to = self.run.now;
                    match self.truth.holds[first_hold..].last_mut() {
                        Some(last) if last.call.is_none() => last.to = to,
                        _ => self.truth.holds.push(Hold {
                            runner: task,
                            from,
                            to,
                            call: None,
                        }),
                    }
                }
                Some(Action::Print) => {
                    self.run.prints("text");
                }
                Some(Action::Spawn(todo)) => {
                    let child = self.spawn(todo);
                    self.tasks[index].last_child = Some(child);
                }
                Some(Action::Join) => {
                    let child = self.tasks[index].last_child;
                    let open = child.filter(|child| !self.tasks[child.0 as usize].over);
                    if let Some(child) = open {
                        self.tasks[child.0 as usize].joined_by.push(task);
                        self.run.waits(WaitKind::Task, None, &[child], 7);
                        return;
                    }
                }
                None => {
                    self.tasks[index].over = true;
                    for waiter in std::mem::take(&mut self.tasks[index].joined_by) {
                        let now = self.run.now;
                        self.run.ready(waiter, now);
                        self.wake(waiter, now);
                    }
                    self.run.ends(Outcome::Cancelled);
                    return;
                }
            }
        }
    }
}
