//! `SSLSession`: what could be taken up again, were resumption simulated.

use super::context::Context;
use rustpython_vm::{PyPayload, PyRef, pyclass};

/// `_ssl.SSLSession`.
#[pyclass(module = "_ssl", name = "SSLSession")]
#[derive(Debug, PyPayload)]
pub(super) struct SavedSession {
    pub(super) context: PyRef<Context>,
    pub(super) id: Vec<u8>,
    /// When it began, in seconds since 1970.
    pub(super) time: i64,
}

/// OpenSSL's usual time-out of a session, in seconds.
const TIMEOUT: u64 = 7_200;

#[pyclass(flags(DISALLOW_INSTANTIATION))]
impl SavedSession {
    #[pygetset]
    fn id(&self) -> Vec<u8> {
        self.id.clone()
    }

    #[pygetset]
    fn time(&self) -> i64 {
        self.time
    }

    #[pygetset]
    fn timeout(&self) -> u64 {
        TIMEOUT
    }

    #[pygetset]
    fn has_ticket(&self) -> bool {
        false
    }

    #[pygetset]
    fn ticket_lifetime_hint(&self) -> u64 {
        0
    }
}
