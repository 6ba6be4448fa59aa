//! What `--trace FILE` writes.

mod fake;

use proptest::prelude::*;
use trace::{
    Call, CallKind, CallbackId, Cause, Computing, Device, Event, EventKind, ForeignCall, Frame,
    Interruption, Local, Meeting, ObjectId, ObjectKind, Outcome, Report, Runner, Stream, TaskId,
    ThreadId, TimerId, Trace, Wait, WaitKind, json,
};

fn written(trace: &Trace) -> String {
    let mut bytes = Vec::new();
    json::write(trace, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn event(kind: EventKind) -> Event {
    Event {
        at: 0.1 + 0.2,
        runner: Some(Runner::Task(TaskId(3))),
        line: Some(7),
        kind,
    }
}

#[test]
fn an_event_is_one_flat_object_on_a_line_of_its_own() {
    let trace = Trace {
        events: vec![
            Event {
                at: 0.0,
                runner: Some(Runner::Script),
                line: None,
                kind: EventKind::LoopStarted,
            },
            event(EventKind::Ready {
                what: Runner::Callback(CallbackId(1)),
                cause: Cause::Timer(TimerId(2)),
                since: 0.25,
            }),
            event(EventKind::TaskEnded {
                task: TaskId(3),
                outcome: Outcome::Cancelled,
            }),
        ],
    };
    assert_eq!(
        written(&trace),
        r#"{"version":2,"events":[
{"at":0.0,"kind":"loop_started","line":null,"runner":"script"},
{"at":0.30000000000000004,"cause":{"timer":2},"kind":"ready","line":7,"runner":{"task":3},"since":0.25,"what":{"callback":1}},
{"at":0.30000000000000004,"kind":"task_ended","line":7,"outcome":"cancelled","runner":{"task":3},"task":3}
],"findings":[
]}
"#
    );
}

#[test]
fn whole_runs_come_back_as_they_were() {
    for trace in [
        Trace::default(),
        fake::sequential(),
        fake::gather(),
        fake::blocking(),
    ] {
        assert_eq!(json::read(written(&trace).as_bytes()).unwrap(), trace);
    }
}

#[test]
fn what_is_not_a_trace_is_refused_and_says_why() {
    let refused = |text: &str| json::read(text.as_bytes()).unwrap_err().to_string();
    assert!(refused("{}").contains("version"));
    assert_eq!(
        refused(r#"{"version":1,"events":[]}"#),
        "version 1 of the trace format is not known; 2 is"
    );
    assert!(refused(r#"{"version":2,"events":[{"at":0}]}"#).contains("kind"));
    assert!(
        refused(r#"{"version":2,"events":[{"at":0,"kind":"beginning"}]}"#).contains("beginning")
    );
    assert!(refused(r#"{"version":2,"events":[{"at":0,"kind":"idle"}]}"#).starts_with("event 0: "));
    assert!(refused("[").contains("EOF"));
}

fn runner() -> impl Strategy<Value = Runner> {
    prop_oneof![
        Just(Runner::Script),
        any::<u32>().prop_map(|id| Runner::Task(TaskId(id))),
        any::<u32>().prop_map(|id| Runner::Callback(CallbackId(id))),
    ]
}

fn seconds() -> impl Strategy<Value = f64> {
    0.0..1e9
}

/// Text that would trip a careless reader: quotes, controls, names of kinds and fields.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        Just("kind".to_owned()),
        Just("script".to_owned())
    ]
}

fn object() -> impl Strategy<Value = ObjectId> {
    any::<u32>().prop_map(ObjectId)
}

fn call() -> impl Strategy<Value = Call> {
    let lock = (
        proptest::option::of(object()),
        proptest::option::of(runner()),
    );
    let kind = prop_oneof![
        Just(CallKind::Sleep),
        lock.prop_map(|(lock, holder)| CallKind::Acquire { lock, holder }),
        Just(CallKind::Join {
            thread: Some(ThreadId(2))
        }),
    ];
    (kind, text()).prop_map(|(kind, text)| Call { kind, text })
}

fn wait_kind() -> impl Strategy<Value = WaitKind> {
    prop_oneof![
        Just(WaitKind::Sleep),
        Just(WaitKind::NextTurn),
        any::<u32>().prop_map(|of| WaitKind::Gather { of }),
        (any::<u32>(), any::<bool>()).prop_map(|(of, all)| WaitKind::WaitOf { of, all }),
        proptest::option::of(object()).prop_map(|object| WaitKind::Shared {
            meeting: Meeting::QueueGet,
            object
        }),
        call().prop_map(WaitKind::Blocking),
        text().prop_map(WaitKind::Library),
    ]
}

/// Every kind there is.
fn kind() -> impl Strategy<Value = EventKind> {
    let task = || any::<u32>().prop_map(TaskId);
    let timer = || any::<u32>().prop_map(TimerId);
    let cause = prop_oneof![
        runner().prop_map(Cause::Runner),
        timer().prop_map(Cause::Timer),
        Just(Cause::Device(Device::Disk)),
        runner().prop_map(Cause::Cancel),
    ];
    let outcome = prop_oneof![
        text().prop_map(Outcome::Done),
        text().prop_map(Outcome::Failed),
        Just(Outcome::Cancelled)
    ];
    let stream = prop_oneof![Just(Stream::Stdout), Just(Stream::Stderr)];
    let local =
        (text(), text(), proptest::option::of(object())).prop_map(|(name, value, object)| Local {
            name,
            value,
            object,
        });
    let locals = proptest::collection::vec(local, 0..3);
    let frame = (text(), any::<Option<u32>>(), locals).prop_map(|(function, line, locals)| Frame {
        function,
        line,
        locals,
    });
    let wait = (
        wait_kind(),
        proptest::option::of(seconds()),
        proptest::collection::vec(task(), 0..3),
    )
        .prop_map(|(kind, until, on)| Wait { kind, until, on });
    let stack = proptest::collection::vec(frame, 0..3);
    prop_oneof![
        Just(EventKind::LoopStarted),
        Just(EventKind::LoopStopped),
        any::<u32>().prop_map(|ready| EventKind::TurnStarted { ready }),
        seconds().prop_map(|until| EventKind::Idle { until }),
        (task(), text(), text(), proptest::option::of(task())).prop_map(
            |(task, name, coroutine, parent)| EventKind::TaskCreated {
                task,
                name,
                coroutine,
                parent
            }
        ),
        (task(), text()).prop_map(|(task, name)| EventKind::TaskRenamed { task, name }),
        (any::<u32>(), text()).prop_map(|(id, label)| EventKind::CallbackCreated {
            callback: CallbackId(id),
            label
        }),
        (runner(), cause, seconds()).prop_map(|(what, cause, since)| EventKind::Ready {
            what,
            cause,
            since
        }),
        (timer(), seconds(), text()).prop_map(|(timer, deadline, label)| EventKind::TimerSet {
            timer,
            deadline,
            label
        }),
        timer().prop_map(|timer| EventKind::TimerFired { timer }),
        timer().prop_map(|timer| EventKind::TimerCancelled { timer }),
        runner().prop_map(|what| EventKind::StepStarted { what }),
        runner().prop_map(|what| EventKind::StepEnded { what }),
        (task(), wait, stack).prop_map(|(task, wait, stack)| EventKind::Suspended {
            task,
            wait,
            stack
        }),
        (task(), outcome).prop_map(|(task, outcome)| EventKind::TaskEnded { task, outcome }),
        task().prop_map(|task| EventKind::CancelRequested { task }),
        (call(), seconds()).prop_map(|(call, seconds)| EventKind::Blocked { call, seconds }),
        (call(), seconds()).prop_map(|(call, from)| EventKind::Held { call, from }),
        task().prop_map(|task| EventKind::CancelDelivered { task }),
        task().prop_map(|task| EventKind::TimedOut { task }),
        object().prop_map(|object| EventKind::ObjectSeen {
            object,
            is: ObjectKind::Semaphore
        }),
        (object(), runner()).prop_map(|(object, by)| EventKind::Acquired { object, by }),
        object().prop_map(|object| EventKind::Released { object }),
        Just(EventKind::ForeignCall {
            call: ForeignCall::QueuePut
        }),
        any::<u32>().prop_map(|thread| EventKind::Computing {
            thread: ThreadId(thread),
            computing: Computing::AwaitsInterpreter
        }),
        (text(), proptest::option::of(task())).prop_map(|(message, task)| EventKind::Reported {
            report: Report::Destroyed,
            message,
            task
        }),
        (stream, text()).prop_map(|(stream, text)| EventKind::Output { stream, text }),
        (text(), text()).prop_map(|(category, message)| EventKind::Warning { category, message }),
        (text(), any::<Option<(u32, u32)>>())
            .prop_map(|(message, columns)| EventKind::ScriptFailed { message, columns }),
        any::<i32>().prop_map(|code| EventKind::Exited { code }),
        text().prop_map(|reason| EventKind::Interrupted {
            by: Interruption::Limit,
            reason
        }),
    ]
}

proptest! {
    #[test]
    fn any_event_comes_back_to_the_last_bit(
        at in seconds(),
        runner in proptest::option::of(runner()),
        line: Option<u32>,
        kind in kind(),
    ) {
        let trace = Trace { events: vec![Event { at, runner, line, kind }] };
        prop_assert_eq!(json::read(written(&trace).as_bytes()).unwrap(), trace);
    }

    #[test]
    fn arbitrary_bytes_are_refused_without_a_panic(bytes: Vec<u8>) {
        prop_assert!(json::read(&bytes).is_err());
    }
}
