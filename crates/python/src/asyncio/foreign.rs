//! What a thread asks of a loop that is not its own, past `call_soon_threadsafe`: it does not wake the loop.

use crate::{
    asyncio::futures::{Future, FutureState},
    asyncio::observation,
    engine::session::Session,
};
use rustpython_vm::{PyObject, VirtualMachine};
use trace::{EventKind, ForeignCall};

/// What made a future done: it was given its outcome, or cancelled.
pub fn settled(future: &PyObject) -> ForeignCall {
    match future.downcast_ref::<Future>().map(|future| future.state()) {
        Some(FutureState::Cancelled) => ForeignCall::Cancel,
        _ => ForeignCall::SetResult,
    }
}

/// Records such a call. `call` is how it reached the loop; what the script called is the outermost function of asyncio
/// above the script's own frame.
pub fn record(session: &Session, call: ForeignCall, vm: &VirtualMachine) {
    let mut call = call;
    let mut frame = vm.current_frame();
    while let Some(current) = frame {
        let code = current.f_code();
        if session.is_script(code.source_path().as_str()) {
            break;
        }
        call = named(code.qualname.as_str()).unwrap_or(call);
        frame = current.f_back(vm);
    }
    session.record(
        observation::script_line(session, vm),
        EventKind::ForeignCall { call },
    );
}

/// The call that a function of asyncio is.
fn named(function: &str) -> Option<ForeignCall> {
    Some(match function {
        "Queue.put_nowait" => ForeignCall::QueuePut,
        "Queue.get_nowait" => ForeignCall::QueueGet,
        "Event.set" => ForeignCall::EventSet,
        "Lock.release" | "Semaphore.release" | "BoundedSemaphore.release" => ForeignCall::Release,
        "Condition.notify" | "Condition.notify_all" => ForeignCall::Notify,
        "BaseEventLoop.create_task" => ForeignCall::CreateTask,
        _ => return None,
    })
}
