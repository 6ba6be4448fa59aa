//! `_SSLSocket`: a session, and what carries it.

pub(super) use super::transport::Transport;
use super::{
    certificate,
    context::Context,
    errors::{self, What},
    session::SavedSession,
    transport::Arrived,
};
use crate::engine::session::Session as Run;
use rustpython_vm::{
    AsObject, FromArgs, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
    builtins::PyWeak,
    function::{ArgBytesLike, ArgMemoryBuffer, OptionalArg},
    pyclass,
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use tls::{Alert, Error, Progress, Received, Session};

/// `_ssl._SSLSocket`.
#[pyclass(module = "_ssl", name = "_SSLSocket")]
#[derive(Debug, PyPayload)]
pub(super) struct Socket {
    session: RefCell<Session>,
    transport: Transport,
    context: RefCell<PyRef<Context>>,
    owner: RefCell<Option<PyRef<PyWeak>>>,
    host: Option<String>,
    server_side: bool,
    /// Seconds since 1970, as the script's clock shows them: by it certificates are judged.
    now: Rc<Cell<i64>>,
    /// What the transport would not take yet.
    unsent: RefCell<Vec<u8>>,
    /// How much of what was to be written is among it.
    accepted: Cell<usize>,
    saved: RefCell<Option<PyRef<SavedSession>>>,
    verify_mode: i32,
}

impl Socket {
    pub(super) fn new(
        context: PyRef<Context>,
        transport: Transport,
        server_side: bool,
        host: Option<String>,
        owner: Option<PyObjectRef>,
        session: Option<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<Socket> {
        let seed = Run::current().map_or(0, |run| run.next_random());
        let now = Rc::new(Cell::new(0));
        let tls = match (server_side, context.chooser()) {
            (true, Some(_)) => Session::server_by_name(seed),
            (true, None) => Session::server(context.server(&now), seed),
            (false, _) => Session::client(context.client(host.as_deref(), &now), seed),
        };
        let owner = owner.map(|owner| owner.downgrade(None, vm)).transpose()?;
        let verify_mode = Context::verify_mode(&context);
        let socket = Socket {
            session: RefCell::new(tls),
            transport,
            context: RefCell::new(context),
            owner: RefCell::new(owner),
            host,
            server_side,
            now,
            unsent: RefCell::default(),
            accepted: Cell::new(0),
            saved: RefCell::default(),
            verify_mode,
        };
        if let Some(session) = session {
            socket.check_session(session, vm)?;
        }
        Ok(socket)
    }

    /// Does something that may need bytes of the other end, as often as it does.
    fn drive<T>(
        &self,
        what: What,
        vm: &VirtualMachine,
        mut step: impl FnMut(&mut Session) -> Result<Option<T>, Error>,
    ) -> PyResult<T> {
        if !self.flush(what, vm)? {
            return Err(errors::want_write(what, vm));
        }
        if self.context.borrow().versions().is_none() {
            return Err(errors::named(
                "NO_PROTOCOLS_AVAILABLE",
                "no protocols available",
                what,
                vm,
            ));
        }
        self.now.set(clock(vm)?);
        loop {
            // Nothing of Python's runs while the session is borrowed.
            let result = step(&mut self.session.borrow_mut());
            if self.session.borrow().needs_answer() {
                self.choose(vm)?;
                continue;
            }
            // Whatever it came to, the other end is told.
            let sent = self.flush(what, vm);
            let result = result.map_err(|error| errors::failed(&error, what, vm))?;
            let sent = sent?;
            if let Some(value) = result {
                return if sent || what == What::Write {
                    Ok(value)
                } else {
                    Err(errors::want_write(what, vm))
                };
            }
            let missing = self.session.borrow().missing();
            match self.transport.receive(missing.max(1), what, vm)? {
                Arrived::Bytes(bytes) => self.session.borrow_mut().feed(&bytes),
                Arrived::Nothing => return Err(errors::want_read(what, vm)),
                Arrived::End => {
                    if self.session.borrow().has_ended() {
                        return Err(errors::failed(&Error::UnexpectedEof, what, vm));
                    }
                    self.session.borrow_mut().feed_end();
                }
            }
        }
    }

    /// Gives the transport what is for it. Whether it took all.
    fn flush(&self, what: What, vm: &VirtualMachine) -> PyResult<bool> {
        let mut bytes = self.unsent.take();
        bytes.extend(self.session.borrow_mut().take());
        if bytes.is_empty() {
            return Ok(true);
        }
        let sent = self.transport.send(&bytes, what, vm)?;
        let rest = bytes.split_off(sent);
        let all = rest.is_empty();
        *self.unsent.borrow_mut() = rest;
        Ok(all)
    }

    /// `_servername_callback`: asks whoever chooses by the name that the client wants.
    fn choose(&self, vm: &VirtualMachine) -> PyResult<()> {
        let context = self.context.borrow().clone();
        if let Some(chooser) = context.chooser() {
            let name = self
                .session
                .borrow()
                .hello()
                .and_then(|hello| hello.server_name.clone());
            let owner = self
                .owner
                .borrow()
                .as_ref()
                .and_then(|owner| owner.upgrade());
            let who = match owner {
                Some(owner) => owner,
                None => self.transport.socket(vm)?.unwrap_or_else(|| vm.ctx.none()),
            };
            let called = chooser.call((who, name, context), vm);
            let ignored = |error, of: &PyObjectRef| {
                let of = of.repr(vm).map(|of| of.as_wtf8().to_string());
                let words = format!("Exception ignored in {CHOOSING} {}", of.unwrap_or_default());
                vm.run_unraisable(error, Some(words), vm.ctx.none());
            };
            let alert = match called {
                Err(error) => {
                    ignored(error, &chooser);
                    Some(Alert::HANDSHAKE_FAILURE)
                }
                Ok(answer) if vm.is_none(&answer) => None,
                Ok(answer) => match answer.clone().try_into_value::<u8>(vm) {
                    Ok(alert) => Some(Alert(alert)),
                    Err(error) => {
                        ignored(error, &answer);
                        Some(Alert::INTERNAL_ERROR)
                    }
                },
            };
            if let Some(alert) = alert {
                self.session.borrow_mut().turn_away(alert);
                return Ok(());
            }
        }
        // It may have put another context in place.
        let config = self.context.borrow().server(&self.now);
        self.session.borrow_mut().answer(config);
        Ok(())
    }
}

/// Where an exception that nobody can catch came from.
const CHOOSING: &str = "ssl servername callback while calling set SNI callback";

/// `time.time()`, whole.
fn clock(vm: &VirtualMachine) -> PyResult<i64> {
    let time = vm.import("time", 0)?.get_attr("time", vm)?.call((), vm)?;
    Ok(time.try_float(vm)?.to_f64() as i64)
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

impl Socket {
    /// Whether it could be taken up here.
    fn check_session(&self, session: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let session = session
            .downcast::<SavedSession>()
            .map_err(|_| vm.new_type_error("Value is not a SSLSession."))?;
        if !session.context.is(&*self.context.borrow()) {
            return Err(vm.new_value_error("Session refers to a different SSLContext."));
        }
        if self.server_side {
            return Err(vm.new_value_error("Cannot set session for server-side SSLSocket."));
        }
        if self.session.borrow().is_established() {
            return Err(vm.new_value_error("Cannot set session after handshake."));
        }
        Ok(())
    }

    fn receive(&self, limit: usize, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        let received = self.drive(What::Read, vm, |session| {
            let received = match session.read(limit) {
                Err(Error::UnexpectedEof) if self.context.borrow().forgives_end() => {
                    Received::Closed
                }
                received => received?,
            };
            Ok(match received {
                Received::NeedsBytes => None,
                Received::Data(bytes) => Some(Some(bytes)),
                Received::Closed => Some(None),
            })
        })?;
        match received {
            Some(bytes) => Ok(bytes),
            // Whoever has said farewell too is told that it is over.
            None if self.session.borrow().has_closed() => Err(errors::closed(What::Read, vm)),
            None => Ok(Vec::new()),
        }
    }
}
