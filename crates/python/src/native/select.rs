//! The module `select`: `select`, `poll`, and `epoll` ([`epoll`](super::epoll)).

pub(crate) use native::module_def;

#[rustpython_vm::pymodule(name = "select")]
mod native {
    use super::super::{
        epoll::Epoll,
        net::{
            network,
            waiting::{Patience, let_others_run, wait},
        },
        socket::descriptor_of,
    };
    use crate::engine::{cost, session::Session};
    use machine::net::{Errno, Readiness};
    use rustpython_vm::{
        AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
        builtins::{PyFloat, PyList, PyListRef, PyModule},
        class::PyClassImpl,
        function::OptionalArg,
        pyclass,
    };
    use std::{
        cell::{Cell, RefCell},
        rc::Rc,
    };
    use trace::{Call, CallKind, Seconds};

    /// `POLLNVAL`: the descriptor is none.
    const INVALID: u32 = 0x20;

    const NUMBERS: &[(&str, u32)] = &[
        ("POLLIN", 0x1),
        ("POLLPRI", 0x2),
        ("POLLOUT", 0x4),
        ("POLLERR", 0x8),
        ("POLLHUP", 0x10),
        ("POLLNVAL", INVALID),
        ("POLLRDNORM", 0x40),
        ("POLLRDBAND", 0x80),
        ("POLLWRNORM", 0x100),
        ("POLLWRBAND", 0x200),
        ("POLLMSG", 0x400),
        ("POLLRDHUP", 0x2000),
        ("EPOLLIN", 0x1),
        ("EPOLLPRI", 0x2),
        ("EPOLLOUT", 0x4),
        ("EPOLLERR", 0x8),
        ("EPOLLHUP", 0x10),
        ("EPOLLRDNORM", 0x40),
        ("EPOLLRDBAND", 0x80),
        ("EPOLLWRNORM", 0x100),
        ("EPOLLWRBAND", 0x200),
        ("EPOLLMSG", 0x400),
        ("EPOLLRDHUP", 0x2000),
        ("EPOLLEXCLUSIVE", 1 << 28),
        ("EPOLLWAKEUP", 1 << 29),
        ("EPOLLONESHOT", 1 << 30),
        ("EPOLLET", 1 << 31),
        ("EPOLL_CLOEXEC", 0x80000),
        ("PIPE_BUF", 4096),
    ];

    pub(crate) fn module_exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
        __module_exec(vm, module);
        module.set_attr("error", vm.ctx.exceptions.os_error.to_owned(), vm)?;
        module.set_attr("epoll", Epoll::make_static_type(), vm)?;
        // Not found by name, as in CPython.
        let _ = Poll::make_static_type();
        for (name, value) in NUMBERS {
            module.set_attr(*name, vm.ctx.new_int(*value), vm)?;
        }
        Ok(())
    }

    /// A time-out in seconds; `None`: without end.
    fn seconds(timeout: &PyObject, vm: &VirtualMachine) -> PyResult<Option<Seconds>> {
        if vm.is_none(timeout) {
            return Ok(None);
        }
        let is_number = timeout.downcast_ref::<PyFloat>().is_some()
            || timeout.class().has_attr(vm.ctx.intern_str("__index__"));
        if !is_number {
            return Err(vm.new_type_error("timeout must be a float or None"));
        }
        let seconds = timeout.try_float(vm)?.to_f64();
        if seconds.is_nan() {
            return Err(vm.new_value_error("Invalid value NaN (not a number)"));
        }
        Ok(Some(seconds))
    }

    /// What can be done with each descriptor, as `poll(2)` tells; waits until something can.
    fn poll_all(
        wants: &[(i32, Readiness)],
        patience: Patience,
        call: &Call,
        refuses: bool,
        vm: &VirtualMachine,
    ) -> PyResult<Vec<(i32, u32)>> {
        let session = network(vm)?;
        let mut waited = false;
        loop {
            cost::settle(vm);
            let mut found = Vec::new();
            for (number, interest) in wants {
                let outcome = session.network.poll(session.now(), *number);
                let ready = match outcome {
                    Ok(ready) => ready.reported(*interest).0,
                    // Files are always ready.
                    Err(Errno::ENOTSOCK) => {
                        (*interest & (Readiness::READABLE | Readiness::WRITABLE)).0
                    }
                    Err(errno) if refuses => {
                        return Err(super::super::net::errors::os_error(errno, vm));
                    }
                    Err(_) => INVALID,
                };
                if ready != 0 {
                    found.push((*number, ready));
                }
            }
            session.tell_of_connections(vm);
            let over = match patience {
                _ if !found.is_empty() => true,
                Patience::None => true,
                Patience::Until(at) => session.now() >= at,
                Patience::Endless => false,
            };
            if over {
                if !waited {
                    let_others_run(call, vm)?;
                }
                return Ok(found);
            }
            let deadline = match patience {
                Patience::Until(at) => Some(at),
                Patience::None | Patience::Endless => None,
            };
            wait(wants.to_vec(), deadline, call.clone(), vm)?;
            waited = true;
        }
    }

    fn patience(
        timeout: Option<Seconds>,
        vm: &VirtualMachine,
    ) -> PyResult<(Rc<Session>, Patience)> {
        let session = network(vm)?;
        cost::settle(vm);
        let patience = Patience::of_select(timeout, &session);
        Ok((session, patience))
    }

    /// Objects to be looked at in turn: a list as it is at the time (`PySequence_Fast`).
    enum Sequence {
        List(PyListRef),
        Other(Vec<PyObjectRef>),
    }

    impl Sequence {
        fn get(&self, index: usize) -> Option<PyObjectRef> {
            match self {
                Self::List(list) => list.borrow_vec().get(index).cloned(),
                Self::Other(objects) => objects.get(index).cloned(),
            }
        }
    }

    fn sequence(objects: &PyObject, vm: &VirtualMachine) -> PyResult<Sequence> {
        let objects = objects.to_owned();
        let objects = match objects.downcast::<PyList>() {
            Ok(list) => return Ok(Sequence::List(list)),
            Err(objects) => objects,
        };
        let all: PyResult<Vec<PyObjectRef>> = objects.try_to_value(vm);
        all.map(Sequence::Other).map_err(|error| {
            match error.fast_isinstance(vm.ctx.exceptions.type_error)
                && objects.get_iter(vm).is_err()
            {
                true => vm.new_type_error("arguments 1-3 must be sequences"),
                false => error,
            }
        })
    }

    fn listed(
        objects: &PyObject,
        interest: Readiness,
        wants: &mut Vec<(i32, Readiness)>,
        vm: &VirtualMachine,
    ) -> PyResult<Vec<(i32, PyObjectRef)>> {
        let all = sequence(objects, vm)?;
        let mut known = Vec::new();
        let mut index = 0;
        // Asking for a descriptor can change the list.
        while let Some(object) = all.get(index) {
            index += 1;
            let number = descriptor_of(&object, vm)?;
            if number >= 1024 {
                return Err(vm.new_value_error("filedescriptor out of range in select()"));
            }
            match wants.iter_mut().find(|(other, _)| *other == number) {
                Some((_, all)) => *all |= interest,
                None => wants.push((number, interest)),
            }
            known.push((number, object));
        }
        Ok(known)
    }

    #[pyfunction]
    fn select(
        rlist: PyObjectRef,
        wlist: PyObjectRef,
        xlist: PyObjectRef,
        timeout: OptionalArg<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let timeout = match timeout {
            OptionalArg::Present(timeout) => seconds(&timeout, vm)?,
            OptionalArg::Missing => None,
        };
        if timeout.is_some_and(|seconds| seconds < 0.0) {
            return Err(vm.new_value_error("timeout must be non-negative"));
        }
        let mut wants = Vec::new();
        let reads = listed(&rlist, Readiness::READABLE, &mut wants, vm)?;
        let writes = listed(&wlist, Readiness::WRITABLE, &mut wants, vm)?;
        let urgent = listed(&xlist, Readiness::URGENT, &mut wants, vm)?;
        let (_, patience) = patience(timeout, vm)?;
        let call = Call::new(CallKind::Select, "select.select");
        // What `select(2)` counts as readable and writable (`POLLIN_SET`, `POLLOUT_SET`).
        let readable = Readiness::READABLE | Readiness::HANG_UP | Readiness::ERROR;
        let writable = Readiness::WRITABLE | Readiness::ERROR;
        let pick = |found: &[(i32, u32)], known: &[(i32, PyObjectRef)], set: Readiness| {
            let ready = |number: i32| {
                found
                    .iter()
                    .any(|(other, ready)| *other == number && set.meets(Readiness(*ready)))
            };
            let ready: Vec<PyObjectRef> = known
                .iter()
                .filter(|(number, _)| ready(*number))
                .map(|(_, object)| object.clone())
                .collect();
            ready
        };
        loop {
            let found = poll_all(&wants, patience, &call, true, vm)?;
            let lists = [
                pick(&found, &reads, readable),
                pick(&found, &writes, writable),
                pick(&found, &urgent, Readiness::URGENT),
            ];
            // Ready in a way that nobody asked for: only a hang-up of a socket that is written to can be.
            if lists.iter().all(Vec::is_empty) && !found.is_empty() && patience == Patience::Endless
            {
                continue;
            }
            let [reads, writes, urgent] = lists.map(|list| vm.ctx.new_list(list));
            return Ok(vm.new_tuple((reads, writes, urgent)).into());
        }
    }

    /// `select.poll()`
    #[pyclass(module = "select", name = "poll", no_attr)]
    #[derive(Debug, Default, PyPayload)]
    struct Poll {
        /// In the order in which they were registered.
        wants: RefCell<Vec<(i32, Readiness)>>,
        /// A thread waits in it.
        polls: Cell<bool>,
    }

    #[pyfunction]
    fn poll(vm: &VirtualMachine) -> PyRef<Poll> {
        Poll::default().into_ref(&vm.ctx)
    }

    fn mask(events: OptionalArg<PyObjectRef>, vm: &VirtualMachine) -> PyResult<Readiness> {
        let OptionalArg::Present(events) = events else {
            return Ok(Readiness(0x7));
        };
        let number = events.try_index(vm)?.try_to_primitive::<i64>(vm);
        let number = number.map_err(|_| {
            vm.new_overflow_error("Python int too large to convert to C unsigned short")
        })?;
        if number < 0 {
            return Err(vm.new_value_error("Cannot convert negative int"));
        }
        let number = u16::try_from(number).map_err(|_| {
            vm.new_overflow_error("Python int too large to convert to C unsigned short")
        })?;
        Ok(Readiness(number.into()))
    }

    #[pyclass(flags(DISALLOW_INSTANTIATION))]
    impl Poll {
        #[pymethod]
        fn register(
            zelf: &Py<Self>,
            fd: PyObjectRef,
            eventmask: OptionalArg<PyObjectRef>,
            vm: &VirtualMachine,
        ) -> PyResult<()> {
            let (number, interest) = (descriptor_of(&fd, vm)?, mask(eventmask, vm)?);
            let mut wants = zelf.wants.borrow_mut();
            match wants.iter_mut().find(|(other, _)| *other == number) {
                Some(want) => want.1 = interest,
                None => wants.push((number, interest)),
            }
            Ok(())
        }

        #[pymethod]
        fn modify(
            zelf: &Py<Self>,
            fd: PyObjectRef,
            eventmask: OptionalArg<PyObjectRef>,
            vm: &VirtualMachine,
        ) -> PyResult<()> {
            let (number, interest) = (descriptor_of(&fd, vm)?, mask(eventmask, vm)?);
            let mut wants = zelf.wants.borrow_mut();
            match wants.iter_mut().find(|(other, _)| *other == number) {
                Some(want) => want.1 = interest,
                None => {
                    drop(wants);
                    return Err(super::super::net::errors::os_error(Errno::ENOENT, vm));
                }
            }
            Ok(())
        }

        #[pymethod]
        fn unregister(zelf: &Py<Self>, fd: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
            let number = descriptor_of(&fd, vm)?;
            let mut wants = zelf.wants.borrow_mut();
            let place = wants.iter().position(|(other, _)| *other == number);
            let Some(place) = place else {
                drop(wants);
                return Err(vm.new_key_error(vm.ctx.new_int(number).into()));
            };
            wants.remove(place);
            Ok(())
        }

        /// `timeout` is in milliseconds.
        #[pymethod]
        fn poll(
            zelf: &Py<Self>,
            timeout: OptionalArg<PyObjectRef>,
            vm: &VirtualMachine,
        ) -> PyResult {
            let timeout =
                match timeout {
                    OptionalArg::Present(timeout) => seconds(&timeout, vm).map_err(|error| {
                        match error.fast_isinstance(vm.ctx.exceptions.type_error) {
                            true => vm.new_type_error("timeout must be an integer or None"),
                            false => error,
                        }
                    })?,
                    OptionalArg::Missing => None,
                };
            // Less than none, however little: without end.
            let timeout = timeout.filter(|milliseconds| *milliseconds >= 0.0);
            let timeout = timeout.map(f64::ceil);
            if timeout.is_some_and(|milliseconds| milliseconds > f64::from(i32::MAX)) {
                return Err(vm.new_overflow_error("timeout is too large"));
            }
            let (_, patience) = patience(timeout.map(|milliseconds| milliseconds / 1e3), vm)?;
            if zelf.polls.replace(true) {
                return Err(vm.new_runtime_error("concurrent poll() invocation"));
            }
            let wants = zelf.wants.borrow().clone();
            let call = Call::new(CallKind::Select, "poll.poll");
            let found = poll_all(&wants, patience, &call, false, vm);
            zelf.polls.set(false);
            let found = found?;
            let found = found
                .into_iter()
                .map(|(number, ready)| vm.new_tuple((number, ready)).into())
                .collect();
            Ok(vm.ctx.new_list(found).into())
        }
    }
}
