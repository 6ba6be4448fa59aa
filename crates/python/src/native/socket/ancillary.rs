//! Ancillary data of messages (`cmsg(3)`): its lengths, and what is refused.

use super::super::net::errors::os_error;
use machine::net::Errno;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine, function::ArgBytesLike};

/// What a header takes, and to what its data is filled up.
const HEADER: usize = 16;
const FILLED: usize = 8;

/// `CMSG_LEN`
///
/// # Errors
/// For what is too long.
pub(super) fn length(of: isize, vm: &VirtualMachine) -> PyResult<usize> {
    let fits = usize::try_from(of)
        .ok()
        .filter(|of| *of <= i32::MAX as usize - HEADER);
    fits.map(|of| of + HEADER)
        .ok_or_else(|| vm.new_overflow_error("CMSG_LEN() argument out of range"))
}

/// `CMSG_SPACE`
///
/// # Errors
/// For what is too long.
pub(super) fn space(of: isize, vm: &VirtualMachine) -> PyResult<usize> {
    let fits = usize::try_from(of)
        .ok()
        .filter(|of| *of <= i32::MAX as usize - HEADER - FILLED);
    fits.map(|of| of.next_multiple_of(FILLED) + HEADER)
        .ok_or_else(|| vm.new_overflow_error("CMSG_SPACE() argument out of range"))
}

/// Ancillary data is checked, and refused where there is any: no process is there to which a descriptor could be handed.
///
/// # Errors
/// For anything but none.
pub(super) fn check(data: Option<PyObjectRef>, vm: &VirtualMachine) -> PyResult<()> {
    let Some(data) = data.filter(|data| !vm.is_none(data)) else {
        return Ok(());
    };
    let items: Vec<PyObjectRef> = data.try_to_value(vm)?;
    for item in &items {
        let item: (i32, i32, ArgBytesLike) =
            item.clone()
                .try_into_value::<rustpython_vm::builtins::PyTupleRef>(vm)
                .and_then(|tuple| match tuple.as_slice() {
                    [level, kind, bytes] => Ok((
                        level.clone().try_into_value(vm)?,
                        kind.clone().try_into_value(vm)?,
                        bytes.clone().try_into_value(vm)?,
                    )),
                    _ => Err(vm.new_type_error(
                        "[sendmsg() ancillary data items] must be 3-item sequence",
                    )),
                })?;
        drop(item);
    }
    match items.is_empty() {
        true => Ok(()),
        false => Err(os_error(Errno::EOPNOTSUPP, vm)),
    }
}
