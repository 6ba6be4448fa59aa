//! A scripted fake of the engine: says what happened, in order, and keeps the clock.
#![allow(dead_code, reason = "each test file uses its own part")]

pub mod model;
pub mod reading;

use trace::{
    Call, CallKind, CallbackId, Cause, Event, EventKind, Frame, Outcome, Runner, Seconds, Stream,
    TaskId, TimerId, Trace, Wait, WaitKind,
};

/// Reports what a run did.
#[derive(Default)]
pub struct Run {
    pub trace: Trace,
    pub now: Seconds,
    runner: Option<Runner>,
    tasks: u32,
    timers: u32,
}

impl Run {
    /// A run whose script has just entered the loop.
    pub fn new() -> Self {
        let mut run = Self {
            runner: Some(Runner::Script),
            ..Self::default()
        };
        run.emit(None, EventKind::LoopStarted);
        run.runner = None;
        run
    }

    pub fn emit(&mut self, line: Option<u32>, kind: EventKind) -> &mut Self {
        self.trace.events.push(Event {
            at: self.now,
            runner: self.runner,
            line,
            kind,
        });
        self
    }

    /// A task made by whoever runs, ready at once.
    pub fn task(&mut self, name: &str) -> TaskId {
        let task = TaskId(self.tasks);
        self.tasks += 1;
        let parent = match self.runner {
            Some(Runner::Task(parent)) => Some(parent),
            _ => None,
        };
        self.emit(
            None,
            EventKind::TaskCreated {
                task,
                name: name.to_owned(),
                coroutine: name.to_owned(),
                parent,
            },
        );
        self.ready(task, self.now);
        task
    }

    pub fn ready(&mut self, task: TaskId, since: Seconds) -> &mut Self {
        let cause = Cause::Runner(self.runner.unwrap_or(Runner::Script));
        let what = Runner::Task(task);
        self.emit(None, EventKind::Ready { what, cause, since })
    }

    pub fn turn(&mut self, ready: u32) -> &mut Self {
        self.emit(None, EventKind::TurnStarted { ready })
    }

    pub fn idle(&mut self, until: Seconds) -> &mut Self {
        self.emit(None, EventKind::Idle { until });
        self.now = until;
        self
    }

    pub fn step(&mut self, task: TaskId) -> &mut Self {
        self.runner = Some(Runner::Task(task));
        let what = Runner::Task(task);
        self.emit(None, EventKind::StepStarted { what })
    }

    /// `time.sleep(seconds)` on this line; returns the call.
    pub fn blocks(&mut self, seconds: Seconds, line: u32) -> String {
        let call = format!("time.sleep({seconds})");
        let blocked = EventKind::Blocked {
            call: Call::new(CallKind::Sleep, &call),
            seconds,
        };
        self.emit(Some(line), blocked);
        self.now += seconds;
        call
    }

    /// A plain callback, created and run.
    pub fn callback(&mut self, callback: CallbackId, does: impl FnOnce(&mut Self)) -> &mut Self {
        let what = Runner::Callback(callback);
        let label = "callback".to_owned();
        self.emit(None, EventKind::CallbackCreated { callback, label });
        self.runner = Some(what);
        self.emit(None, EventKind::StepStarted { what });
        does(self);
        self.emit(None, EventKind::StepEnded { what });
        self.runner = None;
        self
    }

    /// Time passes without a call that says so.
    pub fn computes(&mut self, seconds: Seconds) -> &mut Self {
        self.now += seconds;
        self
    }

    pub fn prints(&mut self, text: &str) -> &mut Self {
        let stream = Stream::Stdout;
        let text = text.to_owned();
        self.emit(
            None,
            EventKind::Output {
                stream,
                text,
                terminal: None,
            },
        )
    }

    fn gives_back(&mut self) -> TaskId {
        let Some(Runner::Task(task)) = self.runner else {
            panic!("no task runs")
        };
        let what = Runner::Task(task);
        self.emit(None, EventKind::StepEnded { what });
        self.runner = None;
        task
    }

    /// Whoever runs suspends.
    pub fn waits(
        &mut self,
        kind: WaitKind,
        until: Option<Seconds>,
        on: &[TaskId],
        line: u32,
    ) -> &mut Self {
        let task = self.gives_back();
        let frame = |function: &str, line| Frame {
            function: function.to_owned(),
            line,
            locals: Vec::new(),
        };
        self.emit(
            Some(line),
            EventKind::Suspended {
                task,
                wait: Wait {
                    kind,
                    until,
                    on: on.to_vec(),
                },
                stack: vec![
                    frame("main", Some(1)),
                    frame("own", Some(line)),
                    frame("sleep", None),
                ],
            },
        )
    }

    /// Whoever runs awaits `asyncio.sleep` until then.
    pub fn sleeps(&mut self, until: Seconds, line: u32) -> TimerId {
        let timer = TimerId(self.timers);
        self.timers += 1;
        let label = "sleep".to_owned();
        self.emit(
            Some(line),
            EventKind::TimerSet {
                timer,
                deadline: until,
                label,
            },
        );
        self.waits(WaitKind::Sleep, Some(until), &[], line);
        timer
    }

    /// The timer fires, and with it the task's wait ends.
    pub fn fires(&mut self, timer: TimerId, task: TaskId, since: Seconds) -> &mut Self {
        self.emit(None, EventKind::TimerFired { timer });
        let what = Runner::Task(task);
        let cause = Cause::Timer(timer);
        self.emit(None, EventKind::Ready { what, cause, since })
    }

    /// Whoever runs is over.
    pub fn ends(&mut self, outcome: Outcome) -> &mut Self {
        let task = self.gives_back();
        self.emit(None, EventKind::TaskEnded { task, outcome })
    }

    pub fn returns(&mut self) -> &mut Self {
        self.ends(Outcome::Done("None".to_owned()))
    }

    pub fn exits(&mut self) -> &mut Self {
        self.runner = Some(Runner::Script);
        self.emit(None, EventKind::LoopStopped);
        self.emit(None, EventKind::Exited { code: 0 })
    }
}

/// Two coffees one after the other: 5 s.
pub fn sequential() -> Trace {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main);
    let timer = run.sleeps(3.0, 4);
    run.idle(3.0).fires(timer, main, 3.0).turn(1).step(main);
    let timer = run.sleeps(5.0, 4);
    run.idle(5.0).fires(timer, main, 5.0).turn(1).step(main);
    run.returns().exits();
    run.trace
}

/// Two coffees at once: 3 s.
pub fn gather() -> Trace {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main);
    let espresso = run.task("espresso");
    let latte = run.task("latte");
    run.waits(WaitKind::Gather { of: 2 }, None, &[espresso, latte], 9);
    run.turn(2).step(espresso);
    let three = run.sleeps(3.0, 4);
    run.step(latte);
    let two = run.sleeps(2.0, 4);
    run.idle(2.0)
        .fires(two, latte, 2.0)
        .turn(1)
        .step(latte)
        .returns();
    run.idle(3.0)
        .fires(three, espresso, 3.0)
        .turn(1)
        .step(espresso);
    run.returns().ready(main, 3.0).turn(1).step(main);
    run.returns().exits();
    run.trace
}

/// The same, but one blocks for 3 s while the other, its wait of 2 s over, cannot run: 5 s.
pub fn blocking() -> Trace {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main);
    let latte = run.task("latte");
    let espresso = run.task("espresso");
    run.waits(WaitKind::Gather { of: 2 }, None, &[latte, espresso], 9);
    run.turn(2).step(latte);
    let two = run.sleeps(2.0, 8);
    run.step(espresso).blocks(3.0, 5);
    run.returns();
    run.fires(two, latte, 2.0).turn(1).step(latte);
    let five = run.sleeps(5.0, 8);
    run.idle(5.0).fires(five, latte, 5.0).turn(1).step(latte);
    run.returns().ready(main, 5.0).turn(1).step(main);
    run.returns().exits();
    run.trace
}
