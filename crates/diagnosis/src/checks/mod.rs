//! The findings: one file for each, on what `held` and `words` know.

use super::{Edit, Finding, Fix, Kind, diagnose, script, standing};

mod awaits_in_a_row;
mod blocking_call;
mod client_per_request;
mod clients;
mod computing;
mod deadlock;
mod dropped_task;
mod exception_never_retrieved;
mod held;
mod left_open;
mod lock_held;
mod lost_update;
mod made_up_host;
mod never_awaited;
mod no_main_guard;
mod no_time_out;
mod not_thread_safe;
mod nothing_left;
mod pool_full;
mod serving;
mod swallowed_cancellation;
pub(super) mod sync_client;
mod unbounded_concurrency;
mod words;

pub(super) use awaits_in_a_row::AwaitsInARow;
pub(super) use blocking_call::BlockingCalls;
pub(super) use client_per_request::ClientPerRequest;
pub(super) use computing::Computing;
pub(super) use deadlock::Deadlocks;
pub(super) use dropped_task::DroppedTasks;
pub(super) use exception_never_retrieved::ExceptionsNeverRetrieved;
pub(super) use left_open::LeftOpen;
pub(super) use lock_held::LocksHeld;
pub(super) use lost_update::LostUpdates;
pub(super) use made_up_host::MadeUpHosts;
pub(super) use never_awaited::NeverAwaited;
pub(super) use no_main_guard::NoMainGuard;
pub(super) use no_time_out::NoTimeOut;
pub(super) use not_thread_safe::NotThreadSafe;
pub(super) use nothing_left::NothingLeft;
pub(super) use pool_full::PoolsFull;
pub(super) use swallowed_cancellation::SwallowedCancellations;
pub(super) use unbounded_concurrency::UnboundedConcurrency;
