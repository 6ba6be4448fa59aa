//! What carries a session's bytes: a pair of [`MemoryBio`], or a socket of Python's.

use super::{
    bio::MemoryBio,
    errors::{self, What},
};
use rustpython_vm::{
    AsObject, PyObjectRef, PyRef, PyResult, VirtualMachine,
    builtins::{PyBaseExceptionRef, PyBytesRef, PyWeak},
};

/// What carries the bytes.
#[derive(Debug)]
pub(super) enum Transport {
    Bios {
        incoming: PyRef<MemoryBio>,
        outgoing: PyRef<MemoryBio>,
    },
    /// The socket, which holds the session in turn.
    Socket(PyRef<PyWeak>),
}

/// What arrived.
pub(super) enum Arrived {
    Bytes(Vec<u8>),
    /// Nothing more will.
    End,
    /// Nothing yet.
    Nothing,
}

impl Transport {
    /// The socket, while somebody has it.
    pub(super) fn socket(&self, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        match self {
            Transport::Bios { .. } => Ok(None),
            Transport::Socket(weak) => match weak.upgrade() {
                Some(socket) => Ok(Some(socket)),
                None => Err(errors::plain("Underlying socket connection gone", vm)),
            },
        }
    }

    /// Takes up to `limit` bytes. From a socket by its class's own `recv`, since an `SSLSocket` has one of another kind: it waits as
    /// the socket waits, and holds whoever it would hold.
    pub(super) fn receive(
        &self,
        limit: usize,
        what: What,
        vm: &VirtualMachine,
    ) -> PyResult<Arrived> {
        let bytes = match self {
            Transport::Bios { incoming, .. } => {
                let bytes = incoming.take(limit);
                if bytes.is_empty() {
                    return Ok(if MemoryBio::eof(incoming) {
                        Arrived::End
                    } else {
                        Arrived::Nothing
                    });
                }
                bytes
            }
            Transport::Socket(_) => {
                let Some(socket) = self.socket(vm)? else {
                    return Ok(Arrived::End);
                };
                match plain(vm, "recv")?.call((socket, limit), vm) {
                    Ok(bytes) => bytes.try_into_value::<PyBytesRef>(vm)?.as_bytes().to_vec(),
                    Err(error) if would_block(&error, vm) => return Ok(Arrived::Nothing),
                    Err(error) => return Err(reworded(error, what, vm)),
                }
            }
        };
        Ok(if bytes.is_empty() {
            Arrived::End
        } else {
            Arrived::Bytes(bytes)
        })
    }

    /// Gives bytes away. How many of them it took: all, but where a socket does not wait.
    pub(super) fn send(&self, bytes: &[u8], what: What, vm: &VirtualMachine) -> PyResult<usize> {
        match self {
            Transport::Bios { outgoing, .. } => {
                outgoing.put(bytes);
                Ok(bytes.len())
            }
            Transport::Socket(_) => {
                let Some(socket) = self.socket(vm)? else {
                    return Ok(0);
                };
                let send = plain(vm, "send")?;
                let mut sent = 0;
                while sent < bytes.len() {
                    let rest = vm.ctx.new_bytes(bytes[sent..].to_vec());
                    match send.call((socket.clone(), rest), vm) {
                        Ok(count) => sent += count.try_into_value::<usize>(vm)?,
                        Err(error) if would_block(&error, vm) => break,
                        Err(error) => return Err(reworded(error, what, vm)),
                    }
                }
                Ok(sent)
            }
        }
    }
}

fn plain(vm: &VirtualMachine, method: &'static str) -> PyResult {
    let class = vm.import("_socket", 0)?.get_attr("socket", vm)?;
    class.get_attr(method, vm)
}

fn would_block(error: &PyBaseExceptionRef, vm: &VirtualMachine) -> bool {
    error.fast_isinstance(vm.ctx.exceptions.blocking_io_error)
}

fn reworded(error: PyBaseExceptionRef, what: What, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let is_plain = error
        .as_object()
        .get_attr("errno", vm)
        .is_ok_and(|number| vm.is_none(&number));
    if is_plain && error.fast_isinstance(vm.ctx.exceptions.timeout_error) {
        return errors::timed_out(what, vm);
    }
    error
}
