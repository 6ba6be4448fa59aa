//! What the methods of contexts are called with.

use super::bio::MemoryBio;
use rustpython_vm::{FromArgs, PyObjectRef, PyRef};

#[derive(FromArgs)]
pub(super) struct WrapSocketArgs {
    #[pyarg(any)]
    pub(super) sock: PyObjectRef,
    #[pyarg(any)]
    pub(super) server_side: bool,
    #[pyarg(any, default)]
    pub(super) server_hostname: Option<PyObjectRef>,
    #[pyarg(named, default)]
    pub(super) owner: Option<PyObjectRef>,
    #[pyarg(named, default)]
    pub(super) session: Option<PyObjectRef>,
}

#[derive(FromArgs)]
pub(super) struct WrapBioArgs {
    #[pyarg(any)]
    pub(super) incoming: PyRef<MemoryBio>,
    #[pyarg(any)]
    pub(super) outgoing: PyRef<MemoryBio>,
    #[pyarg(any)]
    pub(super) server_side: bool,
    #[pyarg(any, default)]
    pub(super) server_hostname: Option<PyObjectRef>,
    #[pyarg(named, default)]
    pub(super) owner: Option<PyObjectRef>,
    #[pyarg(named, default)]
    pub(super) session: Option<PyObjectRef>,
}

#[derive(FromArgs)]
pub(super) struct ChainArgs {
    #[pyarg(any)]
    pub(super) certfile: PyObjectRef,
    #[pyarg(any, default)]
    pub(super) keyfile: Option<PyObjectRef>,
    #[pyarg(any, default)]
    pub(super) password: Option<PyObjectRef>,
}

#[derive(FromArgs)]
pub(super) struct BinaryArgs {
    #[pyarg(any, default)]
    pub(super) binary_form: bool,
}

#[derive(FromArgs)]
pub(super) struct LocationArgs {
    #[pyarg(any, default)]
    pub(super) cafile: Option<PyObjectRef>,
    #[pyarg(any, default)]
    pub(super) capath: Option<PyObjectRef>,
    #[pyarg(any, default)]
    pub(super) cadata: Option<PyObjectRef>,
}
