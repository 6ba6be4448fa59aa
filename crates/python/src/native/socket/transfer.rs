//! What goes through a socket: sending, receiving.

use super::{
    super::net::{
        errors::os_error,
        waiting::{Patience, attempt},
    },
    address::{self, Use},
    ancillary,
    calls::or_timed_out,
    object::Socket,
};
use machine::net::{Errno, Message, Network, Outcome, Readiness};
use rustpython_vm::{
    AsObject, FromArgs, PyObjectRef, PyResult, VirtualMachine,
    builtins::PyBaseExceptionRef,
    function::{ArgBytesLike, ArgMemoryBuffer, FuncArgs, OptionalArg},
};

const MSG_PEEK: i32 = 0x2;
const MSG_TRUNC: i32 = 0x20;
const MSG_DONTWAIT: i32 = 0x40;
const MSG_WAITALL: i32 = 0x100;
const MSG_OOB: i32 = 0x1;

#[derive(FromArgs)]
struct ReceiveInto {
    #[pyarg(any)]
    buffer: ArgMemoryBuffer,
    #[pyarg(any, default = 0)]
    nbytes: isize,
    #[pyarg(any, default = 0)]
    flags: i32,
}

impl Socket {
    fn patience_with(&self, flags: i32, vm: &VirtualMachine) -> PyResult<Patience> {
        match flags & MSG_DONTWAIT {
            0 => self.patience(vm),
            _ => Ok(Patience::None),
        }
    }

    // Sending.

    pub(super) fn send_some(&self, args: FuncArgs, vm: &VirtualMachine) -> PyResult<usize> {
        let (bytes, flags): (ArgBytesLike, OptionalArg<i32>) = args.bind(vm)?;
        let bytes = bytes.borrow_buf().to_vec();
        self.put(&bytes, flags.unwrap_or(0), "send", vm)
    }

    /// Sends as much as there is room for, once there is some.
    fn put(
        &self,
        bytes: &[u8],
        flags: i32,
        function: &str,
        vm: &VirtualMachine,
    ) -> PyResult<usize> {
        if flags & MSG_OOB != 0 {
            return Err(os_error(Errno::EOPNOTSUPP, vm));
        }
        let number = self.descriptor.get();
        let patience = self.patience_with(flags, vm)?;
        let blocks = patience == Patience::Endless;
        let call = self.call(function, "to");
        let mut sent = 0;
        loop {
            let taken = attempt(
                (number, Readiness::WRITABLE),
                patience,
                &call,
                vm,
                |network, now| network.send(now, number, &bytes[sent..], None),
            )?;
            sent += or_timed_out(taken, vm)?;
            // A stream that blocks takes everything (`tcp_sendmsg`).
            if !blocks || sent >= bytes.len() {
                return Ok(sent);
            }
        }
    }

    /// `sock_sendall`
    pub(super) fn send_all(&self, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        let (bytes, flags): (ArgBytesLike, OptionalArg<i32>) = args.bind(vm)?;
        let bytes = bytes.borrow_buf().to_vec();
        let number = self.descriptor.get();
        let patience = self.patience_with(flags.unwrap_or(0), vm)?;
        let call = self.call("sendall", "to");
        let mut sent = 0;
        loop {
            let taken = attempt(
                (number, Readiness::WRITABLE),
                patience,
                &call,
                vm,
                |network, now| network.send(now, number, &bytes[sent..], None),
            )?;
            sent += or_timed_out(taken, vm)?;
            if sent >= bytes.len() {
                return Ok(());
            }
        }
    }

    pub(super) fn send_to(&self, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult<usize> {
        let count = args.args.len();
        if !(2..=3).contains(&count) {
            return Err(
                vm.new_type_error(format!("sendto() takes 2 or 3 arguments ({count} given)"))
            );
        }
        let target = args.args.pop().unwrap_or_else(|| vm.ctx.none());
        let (bytes, flags): (ArgBytesLike, OptionalArg<i32>) = args.bind(vm)?;
        let bytes = bytes.borrow_buf().to_vec();
        let target = address::given(self, &target, "sendto", Use::Reach, vm)?;
        let number = self.descriptor.get();
        let patience = self.patience_with(flags.unwrap_or(0), vm)?;
        let call = self.call("sendto", "to");
        let taken = attempt(
            (number, Readiness::WRITABLE),
            patience,
            call,
            vm,
            |network, now| network.send(now, number, &bytes, Some(target.clone())),
        )?;
        or_timed_out(taken, vm)
    }

    /// `sendmsg(buffers[, ancdata[, flags[, address]]])`
    pub(super) fn send_message(&self, args: FuncArgs, vm: &VirtualMachine) -> PyResult<usize> {
        let (buffers, extra, flags, target): (
            PyObjectRef,
            OptionalArg<PyObjectRef>,
            OptionalArg<i32>,
            OptionalArg<PyObjectRef>,
        ) = args.bind(vm)?;
        let parts: Vec<ArgBytesLike> = buffers.try_to_value(vm).map_err(|error| {
            let is_type = error.fast_isinstance(vm.ctx.exceptions.type_error)
                && vm
                    .get_attribute_opt(&buffers, "__iter__")
                    .is_ok_and(|x| x.is_none());
            match is_type {
                true => vm.new_type_error("sendmsg() argument 1 must be an iterable"),
                false => error,
            }
        })?;
        let mut bytes = Vec::new();
        for part in &parts {
            bytes.extend_from_slice(&part.borrow_buf());
        }
        ancillary::check(extra.into_option(), vm)?;
        let target = match target.into_option().filter(|target| !vm.is_none(target)) {
            Some(target) => Some(address::given(self, &target, "sendmsg", Use::Reach, vm)?),
            None => None,
        };
        let flags = flags.unwrap_or(0);
        if target.is_none() {
            return self.put(&bytes, flags, "sendmsg", vm);
        }
        let number = self.descriptor.get();
        let patience = self.patience_with(flags, vm)?;
        let call = self.call("sendmsg", "to");
        let taken = attempt(
            (number, Readiness::WRITABLE),
            patience,
            call,
            vm,
            |network, now| network.send(now, number, &bytes, target.clone()),
        )?;
        or_timed_out(taken, vm)
    }

    // Receiving.

    fn take(
        &self,
        most: usize,
        flags: i32,
        function: &str,
        vm: &VirtualMachine,
    ) -> PyResult<Message> {
        if flags & MSG_OOB != 0 {
            return Err(os_error(Errno::EINVAL, vm));
        }
        let number = self.descriptor.get();
        let patience = self.patience_with(flags, vm)?;
        let peek = flags & MSG_PEEK != 0;
        let call = self.call(function, "from");
        let receive = |network: &Network, now: f64, most: usize| -> Outcome<Message> {
            network.receive(now, number, most, peek)
        };
        let wanted = (number, Readiness::READABLE);
        let message = attempt(wanted, patience, &call, vm, |network, now| {
            receive(network, now, most)
        })?;
        let mut message = or_timed_out(message, vm)?;
        if flags & MSG_WAITALL != 0 && !peek && self.of.get() == super::numbers::SOCK_STREAM {
            while !message.bytes.is_empty() && message.bytes.len() < most {
                let left = most - message.bytes.len();
                let more = attempt(wanted, patience, &call, vm, |network, now| {
                    receive(network, now, left)
                })?;
                let more = or_timed_out(more, vm)?.bytes;
                if more.is_empty() {
                    break;
                }
                message.bytes.extend(more);
            }
        }
        Ok(message)
    }

    pub(super) fn receive(&self, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let (most, flags): (isize, OptionalArg<i32>) = args.bind(vm)?;
        let most = size(most, "negative buffersize in recv", vm)?;
        let message = self.take(most, flags.unwrap_or(0), "recv", vm)?;
        Ok(vm.ctx.new_bytes(message.bytes).into())
    }

    pub(super) fn receive_into(&self, args: FuncArgs, vm: &VirtualMachine) -> PyResult<usize> {
        let message = self.fill(args, "recv_into", vm)?;
        Ok(message.bytes.len())
    }

    fn fill(&self, args: FuncArgs, function: &str, vm: &VirtualMachine) -> PyResult<Message> {
        let ReceiveInto {
            buffer,
            nbytes,
            flags,
        } = args.bind(vm)?;
        let wanted = size(nbytes, &format!("negative buffersize in {function}"), vm)?;
        let room = buffer.with_ref(|bytes| bytes.len());
        if wanted > room {
            return Err(vm.new_value_error("buffer too small for requested bytes"));
        }
        let most = if wanted == 0 { room } else { wanted };
        let message = self.take(most, flags, function, vm)?;
        buffer.borrow_buf_mut()[..message.bytes.len()].copy_from_slice(&message.bytes);
        Ok(message)
    }

    pub(super) fn receive_from(&self, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let (most, flags): (isize, OptionalArg<i32>) = args.bind(vm)?;
        let most = size(most, "negative buffersize in recvfrom", vm)?;
        let message = self.take(most, flags.unwrap_or(0), "recvfrom", vm)?;
        let from = address::shown_or_none(message.from.as_ref(), vm);
        let bytes = vm.ctx.new_bytes(message.bytes);
        Ok(vm.new_tuple((bytes, from)).into())
    }

    pub(super) fn receive_from_into(&self, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let message = self.fill(args, "recvfrom_into", vm)?;
        let from = address::shown_or_none(message.from.as_ref(), vm);
        Ok(vm.new_tuple((message.bytes.len(), from)).into())
    }

    /// `recvmsg(bufsize[, ancbufsize[, flags]])`
    pub(super) fn receive_message(&self, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let (most, extra, flags): (isize, OptionalArg<isize>, OptionalArg<i32>) = args.bind(vm)?;
        let most = size(most, "negative buffer size in recvmsg()", vm)?;
        size(
            extra.unwrap_or(0),
            "invalid ancillary data buffer length",
            vm,
        )?;
        let message = self.take(most, flags.unwrap_or(0), "recvmsg", vm)?;
        let from = address::shown_or_none(message.from.as_ref(), vm);
        let cut = if message.cut { MSG_TRUNC } else { 0 };
        let bytes = vm.ctx.new_bytes(message.bytes);
        let nothing = vm.ctx.new_list(Vec::new());
        Ok(vm.new_tuple((bytes, nothing, cut, from)).into())
    }

    /// `recvmsg_into(buffers[, ancbufsize[, flags]])`
    pub(super) fn receive_message_into(&self, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let (buffers, extra, flags): (PyObjectRef, OptionalArg<isize>, OptionalArg<i32>) =
            args.bind(vm)?;
        let buffers: Vec<ArgMemoryBuffer> = buffers.try_to_value(vm)?;
        size(
            extra.unwrap_or(0),
            "invalid ancillary data buffer length",
            vm,
        )?;
        let room = buffers
            .iter()
            .map(|buffer| buffer.with_ref(|bytes| bytes.len()))
            .sum();
        let message = self.take(room, flags.unwrap_or(0), "recvmsg_into", vm)?;
        let mut left = message.bytes.as_slice();
        for buffer in &buffers {
            let mut bytes = buffer.borrow_buf_mut();
            let count = left.len().min(bytes.len());
            bytes[..count].copy_from_slice(&left[..count]);
            left = &left[count..];
        }
        let from = address::shown_or_none(message.from.as_ref(), vm);
        let cut = if message.cut { MSG_TRUNC } else { 0 };
        let nothing = vm.ctx.new_list(Vec::new());
        Ok(vm
            .new_tuple((message.bytes.len(), nothing, cut, from))
            .into())
    }
}

fn size(given: isize, refusal: &str, vm: &VirtualMachine) -> Result<usize, PyBaseExceptionRef> {
    usize::try_from(given).map_err(|_| vm.new_value_error(refusal))
}
