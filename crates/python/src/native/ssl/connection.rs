//! A session on what carries it: what `_SSLSocket` does below Python's eyes.

use super::{
    context::Context,
    errors::{self, What},
    session::SavedSession,
    transport::{Arrived, Transport},
};
use crate::engine::session::Session as Run;
use rustpython_vm::{AsObject, PyObjectRef, PyRef, PyResult, VirtualMachine, builtins::PyWeak};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use tls::{Alert, Error, Received, Session};

/// A session on what carries it.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) session: RefCell<Session>,
    pub(super) transport: Transport,
    pub(super) context: RefCell<PyRef<Context>>,
    pub(super) owner: RefCell<Option<PyRef<PyWeak>>>,
    pub(super) host: Option<String>,
    pub(super) server_side: bool,
    /// Seconds since 1970, as the script's clock shows them: by it certificates are judged.
    pub(super) now: Rc<Cell<i64>>,
    /// What the transport would not take yet.
    pub(super) unsent: RefCell<Vec<u8>>,
    /// How much of what was to be written is among it.
    pub(super) accepted: Cell<usize>,
    pub(super) saved: RefCell<Option<PyRef<SavedSession>>>,
    pub(super) verify_mode: i32,
}

impl Connection {
    pub(super) fn new(
        context: PyRef<Context>,
        transport: Transport,
        server_side: bool,
        host: Option<String>,
        owner: Option<PyObjectRef>,
        session: Option<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<Connection> {
        let seed = Run::current().map_or(0, |run| run.next_random());
        let now = Rc::new(Cell::new(0));
        let tls = match (server_side, context.chooser()) {
            (true, Some(_)) => Session::server_by_name(seed),
            (true, None) => Session::server(context.server(&now), seed),
            (false, _) => Session::client(context.client(host.as_deref(), &now), seed),
        };
        let owner = owner.map(|owner| owner.downgrade(None, vm)).transpose()?;
        let verify_mode = Context::verify_mode(&context);
        let connection = Connection {
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
            connection.check_session(session, vm)?;
        }
        Ok(connection)
    }

    /// Does something that may need bytes of the other end, as often as it does.
    pub(super) fn drive<T>(
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
    pub(super) fn flush(&self, what: What, vm: &VirtualMachine) -> PyResult<bool> {
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
pub(super) fn clock(vm: &VirtualMachine) -> PyResult<i64> {
    let time = vm.import("time", 0)?.get_attr("time", vm)?.call((), vm)?;
    Ok(time.try_float(vm)?.to_f64() as i64)
}

impl Connection {
    /// Whether it could be taken up here.
    pub(super) fn check_session(&self, session: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
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

    pub(super) fn receive(&self, limit: usize, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
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
