//! `SSLSession`: what could be taken up again, were resumption simulated.

use super::context::Context;
use rustpython_vm::{Py, PyPayload, PyRef, pyclass};

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
    fn id(zelf: &Py<Self>) -> Vec<u8> {
        zelf.id.clone()
    }

    #[pygetset]
    fn time(zelf: &Py<Self>) -> i64 {
        zelf.time
    }

    #[pygetset]
    fn timeout(_zelf: &Py<Self>) -> u64 {
        TIMEOUT
    }

    #[pygetset]
    fn has_ticket(_zelf: &Py<Self>) -> bool {
        false
    }

    #[pygetset]
    fn ticket_lifetime_hint(_zelf: &Py<Self>) -> u64 {
        0
    }
}
