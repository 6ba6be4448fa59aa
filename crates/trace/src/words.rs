//! Waits and causes in words.

use super::{
    event::{Device, TaskId},
    wait::{Meeting, Wait, WaitKind},
};

/// What a span says where no call, but the script's own computing took the time.
pub const COMPUTING: &str = "computing";

/// What a thread waits for that could compute while another of its process does.
pub const INTERPRETER_LOCK: &str = "the interpreter's lock (GIL)";

/// What is waited for, as it follows "waits for": `sleep`, `task latte`, `gather of 2`, `Lock.acquire`. `name` says
/// what the reader calls a task.
pub fn waited_for(wait: &Wait, name: impl FnOnce(TaskId) -> String) -> String {
    match &wait.kind {
        WaitKind::NextTurn => "next turn".to_owned(),
        WaitKind::Sleep => "sleep".to_owned(),
        WaitKind::Future => "future".to_owned(),
        WaitKind::Task => match wait.on.first() {
            Some(task) => format!("task {}", name(*task)),
            None => "task".to_owned(),
        },
        WaitKind::Gather { of } => format!("gather of {of}"),
        WaitKind::WaitOf { of, .. } => format!("wait of {of}"),
        WaitKind::TaskGroup { of } => format!("TaskGroup of {of}"),
        WaitKind::AsCompleted => "as_completed".to_owned(),
        WaitKind::WaitFor => "wait_for".to_owned(),
        WaitKind::Shared { meeting, .. } => meeting.name().to_owned(),
        WaitKind::Serve => "Server.serve_forever".to_owned(),
        WaitKind::Blocking(call) => call.text.clone(),
        WaitKind::NextJob => "no job".to_owned(),
        WaitKind::Loop => "its event loop".to_owned(),
        WaitKind::Compute => COMPUTING.to_owned(),
        WaitKind::AllThreads => "the end of all threads".to_owned(),
        WaitKind::Library(text) | WaitKind::Other(text) => text.clone(),
    }
}

impl Meeting {
    /// The method, as the documentation calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::LockAcquire => "Lock.acquire",
            Self::SemaphoreAcquire => "Semaphore.acquire",
            Self::ConditionWait => "Condition.wait",
            Self::ConditionWaitFor => "Condition.wait_for",
            Self::EventWait => "Event.wait",
            Self::BarrierWait => "Barrier.wait",
            Self::QueueGet => "Queue.get",
            Self::QueuePut => "Queue.put",
            Self::QueueJoin => "Queue.join",
        }
    }
}

impl Device {
    /// What the reader calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Timer => "the clock",
            Self::Core => "a core",
            Self::Disk => "the disk",
            Self::Network => "the network",
            Self::Database => "the database",
        }
    }
}
