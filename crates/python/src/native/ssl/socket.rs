//! `_SSLSocket`: a session, and what carries it, as Python sees them.

use super::{
    certificate,
    connection::{Connection, clock},
    context::Context,
    errors::{self, What},
    session::SavedSession,
};
use rustpython_vm::{
    FromArgs, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    function::{ArgBytesLike, ArgMemoryBuffer, OptionalArg},
    pyclass,
};
use std::ops::Deref;
use tls::{Progress, Received};

/// `_ssl._SSLSocket`.
#[pyclass(module = "_ssl", name = "_SSLSocket")]
#[derive(Debug, PyPayload)]
pub(super) struct Socket {
    pub(super) connection: Connection,
}

impl Deref for Socket {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

#[derive(FromArgs)]
struct BindingArgs {
    #[pyarg(any, default)]
    cb_type: Option<String>,
}

#[pyclass(flags(DISALLOW_INSTANTIATION))]
impl Socket {
    #[pymethod]
    fn do_handshake(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        zelf.drive(What::Handshake, vm, |session| {
            Ok((session.handshake()? == Progress::Done).then_some(()))
        })
    }

    /// `read(len)`, or `read(len, buffer)`, which gives how many bytes it put there.
    #[pymethod]
    fn read(
        zelf: &Py<Self>,
        length: isize,
        buffer: OptionalArg<ArgMemoryBuffer>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let room = buffer.as_option().map(|buffer| buffer.len());
        let limit = match (usize::try_from(length), room) {
            (Ok(length), Some(room)) if length > 0 => length.min(room),
            (_, Some(room)) => room,
            (Ok(length), None) => length,
            (Err(_), None) => return Err(vm.new_value_error("size should not be negative")),
        };
        let bytes = if limit == 0 {
            Vec::new()
        } else {
            zelf.receive(limit, vm)?
        };
        match buffer.as_option() {
            Some(buffer) => {
                let count = bytes.len();
                buffer.with_ref(|room| room[..count].copy_from_slice(&bytes));
                Ok(vm.ctx.new_int(count).into())
            }
            None => Ok(vm.ctx.new_bytes(bytes).into()),
        }
    }

    #[pymethod]
    fn write(zelf: &Py<Self>, bytes: ArgBytesLike, vm: &VirtualMachine) -> PyResult<usize> {
        // What was taken, but could not go, is asked for again by who was told to wait.
        let accepted = zelf.accepted.get();
        if accepted > 0 {
            if !zelf.flush(What::Write, vm)? {
                return Err(errors::want_write(What::Write, vm));
            }
            zelf.accepted.set(0);
            return Ok(accepted);
        }
        let bytes = bytes.borrow_buf().to_vec();
        zelf.drive(What::Write, vm, |session| {
            Ok((session.write(&bytes)? == Progress::Done).then_some(()))
        })?;
        if !zelf.unsent.borrow().is_empty() {
            zelf.accepted.set(bytes.len());
            return Err(errors::want_write(What::Write, vm));
        }
        Ok(bytes.len())
    }

    #[pymethod]
    fn pending(zelf: &Py<Self>) -> usize {
        zelf.session.borrow().pending()
    }

    /// Says farewell, and waits for the other end's. Gives the socket back.
    #[pymethod]
    fn shutdown(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        const WHAT: What = What::Shutdown;
        if !zelf.session.borrow().is_established() {
            return Err(errors::named(
                "SHUTDOWN_WHILE_IN_INIT",
                "shutdown while in init",
                WHAT,
                vm,
            ));
        }
        zelf.session.borrow_mut().close();
        let data = zelf.drive(WHAT, vm, |session| match session.read(1)? {
            Received::Closed => Ok(Some(false)),
            Received::Data(_) => Ok(Some(true)),
            Received::NeedsBytes => Ok(None),
        })?;
        if data {
            return Err(errors::named(
                "APPLICATION_DATA_AFTER_CLOSE_NOTIFY",
                "application data after close notify",
                WHAT,
                vm,
            ));
        }
        zelf.transport.socket(vm)
    }

    #[pymethod]
    fn getpeercert(
        zelf: &Py<Self>,
        binary_form: OptionalArg<bool>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let session = zelf.session.borrow();
        if !session.is_established() {
            return Err(vm.new_value_error("handshake not done yet"));
        }
        let Some(certificate) = session.peer_certificates().first() else {
            return Ok(vm.ctx.none());
        };
        if binary_form.unwrap_or(false) {
            Ok(certificate::binary(certificate, vm))
        } else if zelf.verify_mode == 0 {
            Ok(vm.ctx.new_dict().into())
        } else {
            certificate::decoded(certificate, vm)
        }
    }

    #[pymethod]
    fn get_verified_chain(zelf: &Py<Self>, vm: &VirtualMachine) -> Option<PyObjectRef> {
        let session = zelf.session.borrow();
        let chain = session.verified_chain();
        (!chain.is_empty()).then(|| certificate::list(chain, vm))
    }

    #[pymethod]
    fn get_unverified_chain(zelf: &Py<Self>, vm: &VirtualMachine) -> Option<PyObjectRef> {
        let session = zelf.session.borrow();
        let chain = session.peer_certificates();
        (!chain.is_empty()).then(|| certificate::list(chain, vm))
    }

    #[pymethod]
    fn get_channel_binding(
        zelf: &Py<Self>,
        args: BindingArgs,
        vm: &VirtualMachine,
    ) -> PyResult<Option<PyObjectRef>> {
        let kind = args.cb_type.unwrap_or_else(|| "tls-unique".to_owned());
        if kind != "tls-unique" {
            return Err(
                vm.new_value_error(format!("'{kind}' channel binding type not implemented"))
            );
        }
        let session = zelf.session.borrow();
        Ok(session
            .binding()
            .map(|binding| vm.ctx.new_bytes(binding.to_vec()).into()))
    }

    #[pymethod]
    fn cipher(zelf: &Py<Self>, vm: &VirtualMachine) -> Option<PyObjectRef> {
        let cipher = zelf.session.borrow().cipher()?;
        let (name, protocol) = (vm.ctx.new_str(cipher.name), vm.ctx.new_str(cipher.protocol));
        let bits = vm.ctx.new_int(cipher.bits);
        Some(
            vm.ctx
                .new_tuple(vec![name.into(), protocol.into(), bits.into()])
                .into(),
        )
    }

    /// What both ends could have settled on, which only the server knows.
    #[pymethod]
    fn shared_ciphers(zelf: &Py<Self>, vm: &VirtualMachine) -> Option<PyObjectRef> {
        let heard = zelf.session.borrow().hello().is_some();
        heard.then(|| zelf.context.borrow().offered(vm))
    }

    #[pymethod]
    fn version(zelf: &Py<Self>) -> Option<&'static str> {
        let session = zelf.session.borrow();
        let version = session.version().filter(|_| session.is_established());
        version.map(tls::Version::name)
    }

    #[pymethod]
    fn selected_alpn_protocol(zelf: &Py<Self>) -> Option<String> {
        let session = zelf.session.borrow();
        let protocol = session.protocol()?;
        Some(String::from_utf8_lossy(protocol).into_owned())
    }

    #[pymethod]
    fn compression(_zelf: &Py<Self>) -> Option<String> {
        None
    }

    #[pymethod]
    fn verify_client_post_handshake(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        let (number, reason, text) = if zelf.server_side {
            (279, "EXTENSION_NOT_RECEIVED", "extension not received")
        } else {
            (284, "NOT_SERVER", "not server")
        };
        Err(errors::of_library(
            number,
            ("SSL", reason),
            text,
            What::PostHandshake,
            vm,
        ))
    }

    #[pygetset]
    fn context(zelf: &Py<Self>) -> PyRef<Context> {
        zelf.context.borrow().clone()
    }

    #[pygetset(setter)]
    fn set_context(zelf: &Py<Self>, context: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let context = context
            .downcast::<Context>()
            .map_err(|_| vm.new_type_error("The value must be a SSLContext"))?;
        *zelf.context.borrow_mut() = context;
        Ok(())
    }

    #[pygetset]
    fn server_side(zelf: &Py<Self>) -> bool {
        zelf.server_side
    }

    #[pygetset]
    fn server_hostname(zelf: &Py<Self>) -> Option<String> {
        zelf.host.clone()
    }

    #[pygetset]
    fn owner(zelf: &Py<Self>) -> Option<PyObjectRef> {
        zelf.owner
            .borrow()
            .as_ref()
            .and_then(|owner| owner.upgrade())
    }

    #[pygetset(setter)]
    fn set_owner(zelf: &Py<Self>, owner: Option<PyObjectRef>, vm: &VirtualMachine) -> PyResult<()> {
        let owner = owner.map(|owner| owner.downgrade(None, vm)).transpose()?;
        *zelf.owner.borrow_mut() = owner;
        Ok(())
    }

    /// What could be taken up again; nothing is, so that each session pays its round trips.
    #[pygetset(name = "session")]
    fn saved_session(
        zelf: &Py<Self>,
        vm: &VirtualMachine,
    ) -> PyResult<Option<PyRef<SavedSession>>> {
        let session = zelf.session.borrow();
        if !session.is_established() {
            return Ok(None);
        }
        if zelf.saved.borrow().is_none() {
            let saved = SavedSession {
                context: zelf.context.borrow().clone(),
                id: Vec::new(),
                time: clock(vm)?,
            };
            *zelf.saved.borrow_mut() = Some(saved.into_ref(&vm.ctx));
        }
        Ok(zelf.saved.borrow().clone())
    }

    #[pygetset(name = "session", setter)]
    fn set_session(zelf: &Py<Self>, session: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        zelf.check_session(session, vm)
    }

    #[pygetset]
    fn session_reused(_zelf: &Py<Self>) -> bool {
        false
    }
}
