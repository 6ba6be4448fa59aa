//! `_loopscope_net`: descriptors, for files that are Python's (`lib/_descriptor.py`) and for pipes.

pub(crate) use native::module_def;

#[rustpython_vm::pymodule(name = "_loopscope_net")]
mod native {
    use super::super::waiting::{Patience, at_once, attempt};
    use machine::net::{FileKind, Network, Readiness};
    use rustpython_vm::{PyResult, VirtualMachine, function::ArgBytesLike};
    use trace::{Call, CallKind};

    /// A number for a file that is not of the network.
    #[pyfunction]
    fn claim(vm: &VirtualMachine) -> PyResult<i32> {
        at_once(vm, |network, _| network.claim())
    }

    /// What a number stands for: "socket", "pipe", "epoll"; nothing for what is not of the network.
    #[pyfunction]
    fn kind(descriptor: i32, vm: &VirtualMachine) -> PyResult<Option<&'static str>> {
        let kind = at_once(vm, |network, _| network.kind(descriptor))?;
        Ok(kind.map(|kind| match kind {
            FileKind::Socket(..) => "socket",
            FileKind::ReadEnd | FileKind::WriteEnd => "pipe",
            FileKind::Epoll => "epoll",
        }))
    }

    /// What tells the file behind a number from all others.
    #[pyfunction]
    fn file_number(descriptor: i32, vm: &VirtualMachine) -> PyResult<u32> {
        at_once(vm, |network, _| network.file(descriptor)).map(|file| file.0)
    }

    /// `close(2)`
    #[pyfunction]
    fn close(descriptor: i32, vm: &VirtualMachine) -> PyResult<()> {
        at_once(vm, |network, now| network.close(now, descriptor))
    }

    /// `dup(2)`
    #[pyfunction]
    fn dup(descriptor: i32, vm: &VirtualMachine) -> PyResult<i32> {
        at_once(vm, |network, _| network.dup(descriptor))
    }

    /// `dup2(2)`
    #[pyfunction]
    fn dup2(descriptor: i32, other: i32, vm: &VirtualMachine) -> PyResult<()> {
        at_once(vm, |network, now| network.dup2(now, descriptor, other))
    }

    /// `pipe(2)`
    #[pyfunction]
    fn pipe(vm: &VirtualMachine) -> PyResult<(i32, i32)> {
        at_once(vm, |network, _| network.pipe())
    }

    /// `os.set_blocking`
    #[pyfunction]
    fn set_blocking(descriptor: i32, blocking: bool, vm: &VirtualMachine) -> PyResult<()> {
        at_once(vm, |network, _| {
            network.set_nonblocking(descriptor, !blocking)
        })
    }

    /// `os.get_blocking`
    #[pyfunction]
    fn get_blocking(descriptor: i32, vm: &VirtualMachine) -> PyResult<bool> {
        at_once(vm, |network, _| network.is_nonblocking(descriptor)).map(|nonblocking| !nonblocking)
    }

    fn patience(descriptor: i32, vm: &VirtualMachine) -> PyResult<Patience> {
        Ok(
            match at_once(vm, |network, _| network.is_nonblocking(descriptor))? {
                true => Patience::None,
                false => Patience::Endless,
            },
        )
    }

    /// `read(2)`
    #[pyfunction]
    fn read(descriptor: i32, most: usize, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        let call = |_: &Network| Call::new(CallKind::Socket, "os.read");
        let patience = patience(descriptor, vm)?;
        let wanted = (descriptor, Readiness::READABLE);
        let read = attempt(wanted, patience, call, vm, |network, now| {
            network.read(now, descriptor, most)
        })?;
        Ok(read.unwrap_or_default())
    }

    /// `write(2)`: who may wait writes everything.
    #[pyfunction]
    fn write(descriptor: i32, bytes: ArgBytesLike, vm: &VirtualMachine) -> PyResult<usize> {
        let bytes = bytes.borrow_buf().to_vec();
        let patience = patience(descriptor, vm)?;
        let call = |_: &Network| Call::new(CallKind::Socket, "os.write");
        let mut written = 0;
        loop {
            let wanted = (descriptor, Readiness::WRITABLE);
            let taken = attempt(wanted, patience, call, vm, |network, now| {
                network.write(now, descriptor, &bytes[written..])
            })?;
            written += taken.unwrap_or_default();
            if written >= bytes.len() || patience == Patience::None {
                return Ok(written);
            }
        }
    }
}
