//! `getsockopt` and `setsockopt`.

use super::{
    super::net::{errors::os_error, waiting::at_once},
    object::Socket,
};
use machine::net::Errno;
use rustpython_vm::{
    PyObjectRef, PyResult, TryFromObject, VirtualMachine,
    builtins::PyInt,
    function::{ArgBytesLike, FuncArgs, OptionalArg},
};

const SOL_SOCKET: i32 = 1;
const SO_ERROR: i32 = 4;
const SO_LINGER: i32 = 13;
const SO_RCVTIMEO: i32 = 20;
const SO_SNDTIMEO: i32 = 21;

impl Socket {
    /// `getsockopt(level, option[, buffersize])`
    pub(super) fn option(&self, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let (level, name, size): (i32, i32, OptionalArg<i32>) = args.bind(vm)?;
        let number = self.descriptor.get();
        let value = at_once(vm, |network, now| match (level, name) {
            (SOL_SOCKET, SO_ERROR) => {
                Ok(network.take_error(now, number)?.map_or(0, |errno| errno.0))
            }
            (SOL_SOCKET, SO_LINGER) => network.local(number).map(|_| 0),
            _ => network.option(number, level, name),
        })?;
        match size.unwrap_or(0) {
            0 => Ok(vm.ctx.new_int(value).into()),
            length @ 1..=1024 => {
                let mut bytes = value.to_ne_bytes().to_vec();
                if matches!(
                    (level, name),
                    (SOL_SOCKET, SO_LINGER | SO_RCVTIMEO | SO_SNDTIMEO)
                ) {
                    bytes.resize(8, 0);
                }
                bytes.truncate(length as usize);
                Ok(vm.ctx.new_bytes(bytes).into())
            }
            _ => Err(vm.new_os_error("getsockopt buflen out of range")),
        }
    }

    /// `setsockopt(level, option, value)`: a number, bytes, or `None` with a length.
    pub(super) fn set_option(&self, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        let (level, name, value, length): (i32, i32, PyObjectRef, OptionalArg<u32>) =
            args.bind(vm)?;
        let number = self.descriptor.get();
        if value.downcast_ref::<PyInt>().is_some() {
            let value = value.try_index(vm)?.try_to_primitive::<i32>(vm)?;
            return at_once(vm, |network, _| {
                network.set_option(number, level, name, value)
            });
        }
        if vm.is_none(&value) {
            if length.into_option().is_none() {
                return Err(vm.new_type_error("a bytes-like object is required, not 'NoneType'"));
            }
            return at_once(vm, |network, _| network.set_option(number, level, name, 0));
        }
        let bytes = ArgBytesLike::try_from_object(vm, value)?
            .borrow_buf()
            .to_vec();
        let word = |index: usize| {
            let bytes = bytes.get(index * 4..index * 4 + 4)?;
            Some(i32::from_ne_bytes(bytes.try_into().ok()?))
        };
        if (level, name) == (SOL_SOCKET, SO_LINGER) {
            let (Some(on), Some(seconds)) = (word(0), word(1)) else {
                return Err(os_error(Errno::EINVAL, vm));
            };
            // Only no time at all makes a difference here: what was sent is on its way.
            return at_once(vm, |network, _| {
                network.set_abrupt(number, on != 0 && seconds == 0)
            });
        }
        let Some(value) = word(0) else {
            return Err(os_error(Errno::EINVAL, vm));
        };
        at_once(vm, |network, _| {
            network.set_option(number, level, name, value)
        })
    }
}
