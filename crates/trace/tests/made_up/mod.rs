//! Events of every kind, made up.
#![allow(dead_code, reason = "each test file uses its own part")]

use proptest::prelude::*;
use trace::{
    Call, CallKind, CallbackId, Cause, Computing, ConnectionId, ConnectionState, Device, EventKind,
    ForeignCall, Frame, Interruption, Local, Meeting, ObjectId, ObjectKind, Outcome, Report,
    Runner, Stream, TaskId, ThreadId, TimerId, Wait, WaitKind,
};

pub fn runner() -> impl Strategy<Value = Runner> {
    prop_oneof![
        Just(Runner::Script),
        any::<u32>().prop_map(|id| Runner::Task(TaskId(id))),
        any::<u32>().prop_map(|id| Runner::Callback(CallbackId(id))),
    ]
}

pub fn seconds() -> impl Strategy<Value = f64> {
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

fn connection_state() -> impl Strategy<Value = ConnectionState> {
    let ends = || (text(), text());
    prop_oneof![
        text().prop_map(ConnectionState::Listening),
        text().prop_map(ConnectionState::Connecting),
        ends().prop_map(|(local, remote)| ConnectionState::Connected { local, remote }),
        ends().prop_map(|(local, remote)| ConnectionState::Accepted { local, remote }),
        any::<i32>().prop_map(ConnectionState::Failed),
        any::<u32>().prop_map(|bytes| ConnectionState::Sent(bytes.into())),
        any::<u32>().prop_map(|bytes| ConnectionState::Received(bytes.into())),
        Just(ConnectionState::Full),
        any::<u32>().prop_map(ConnectionState::Queued),
        Just(ConnectionState::HandshakeBegan),
        Just(ConnectionState::HandshakeEnded),
        ends().prop_map(|(method, target)| ConnectionState::Request { method, target }),
        any::<u16>().prop_map(ConnectionState::Answer),
        Just(ConnectionState::MadeUp),
        Just(ConnectionState::Ended),
        Just(ConnectionState::ShutDown),
        Just(ConnectionState::Reset),
        Just(ConnectionState::Closed),
    ]
}

/// Every kind there is.
pub fn kind() -> impl Strategy<Value = EventKind> {
    let task = || any::<u32>().prop_map(TaskId);
    let timer = || any::<u32>().prop_map(TimerId);
    let cause = prop_oneof![
        runner().prop_map(Cause::Runner),
        timer().prop_map(Cause::Timer),
        Just(Cause::Device(Device::Disk)),
        any::<u32>().prop_map(|number| Cause::Connection(ConnectionId(number))),
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
        (any::<u32>(), connection_state()).prop_map(|(number, state)| EventKind::Connection {
            connection: ConnectionId(number),
            since: 0.0,
            state
        }),
        (stream, text()).prop_map(|(stream, text)| EventKind::Output {
            stream,
            text,
            terminal: None
        }),
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
