//! `_thread`, under another name: locks, the thread-local object, starting and joining.

pub(in crate::python) use native::module_def;
pub(super) use native::waits;

#[rustpython_vm::pymodule(name = "_loopscope_threads")]
mod native {
    use super::super::{
        blocking::{Operation, block, deadline, wait},
        scheduler::{Handle, Process, Thread, Threads},
    };
    use crate::{
        python::{event_loop::EventLoop, observation, session::Session},
        trace::Seconds,
    };
    use rustpython_common::lock::PyRwLock;
    use rustpython_vm::{
        AsObject, FromArgs, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
        builtins::{PyDictRef, PyStr, PyStrRef, PyTupleRef, PyTypeRef},
        function::{FuncArgs, OptionalArg, PySetterValue},
        pyclass,
        types::{Constructor, GetAttr, Representable, SetAttr},
    };
    use std::{
        cell::{Cell, RefCell},
        collections::{HashMap, VecDeque},
        rc::Rc,
    };

    /// Who has waited for a lock this long is given it when it is released, in seconds (`TIME_TO_BE_FAIR_NS`); before
    /// that the releasing thread may take it again.
    const TIME_TO_BE_FAIR: Seconds = 1e-3;
    /// The longest timeout, in seconds (`TIMEOUT_MAX`).
    const LONGEST_TIMEOUT: Seconds = 9_223_372_036.0;

    /// Whether methods of this object can wait.
    pub fn waits(object: &PyObject) -> bool {
        object.downcast_ref::<Lock>().is_some()
            || object.downcast_ref::<RLock>().is_some()
            || object.downcast_ref::<ThreadHandle>().is_some()
            || object.downcast_ref::<SimpleQueue>().is_some()
            || object.downcast_ref::<EventLoop>().is_some()
    }

    /// `TIMEOUT_MAX`, in seconds.
    #[pyattr(name = "TIMEOUT_MAX")]
    const TIMEOUT_MAX: f64 = LONGEST_TIMEOUT;

    #[pyattr]
    fn error(vm: &VirtualMachine) -> PyTypeRef {
        vm.ctx.exceptions.runtime_error.to_owned()
    }

    #[pyattr(name = "LockType")]
    fn lock_type(vm: &VirtualMachine) -> PyTypeRef {
        Lock::class(&vm.ctx).to_owned()
    }

    #[pyfunction]
    #[pyfunction(name = "allocate")]
    fn allocate_lock() -> Lock {
        Lock::default()
    }

    #[pyfunction]
    fn _set_sentinel() -> Lock {
        Lock::default()
    }

    #[pyfunction]
    fn _get_main_thread_ident() -> u64 {
        1
    }

    #[pyfunction]
    fn _is_main_interpreter() -> bool {
        true
    }

    #[pyfunction]
    fn daemon_threads_allowed() -> bool {
        true
    }

    #[pyfunction]
    fn stack_size(_size: OptionalArg<usize>) -> usize {
        0
    }

    #[pyfunction]
    fn interrupt_main(_signum: OptionalArg<i32>, vm: &VirtualMachine) -> PyResult<()> {
        Err(vm.new_exception_empty(vm.ctx.exceptions.keyboard_interrupt.to_owned()))
    }

    #[pyfunction]
    #[pyfunction(name = "exit_thread")]
    fn exit(vm: &VirtualMachine) -> PyResult<()> {
        Err(vm.new_exception_empty(vm.ctx.exceptions.system_exit.to_owned()))
    }

    /// A lock without an owner, and who waits for it.
    #[derive(Debug, Default)]
    struct Mutex {
        locked: Cell<bool>,
        /// In the order in which they will be woken, with the moment since when they wait.
        waiting: RefCell<VecDeque<(Rc<Thread>, Seconds)>>,
        /// To whom the lock was handed.
        granted: RefCell<Option<Rc<Thread>>>,
    }

    impl Mutex {
        fn try_lock(&self, threads: &Threads) -> bool {
            let me = threads.current();
            if self
                .granted
                .borrow()
                .as_ref()
                .is_some_and(|granted| Rc::ptr_eq(granted, &me))
            {
                self.granted.take();
                return true;
            }
            !self.locked.replace(true)
        }

        fn leave(&self, threads: &Threads) {
            let me = threads.current();
            self.waiting
                .borrow_mut()
                .retain(|(thread, _)| !Rc::ptr_eq(thread, &me));
        }

        /// `_PyMutex_Unlock`: who waits longest is woken, and has the lock already if it waited long enough.
        fn unlock(&self, session: &Session) {
            let first = self.waiting.borrow_mut().pop_front();
            match first {
                Some((thread, since)) => {
                    if session.now() - since >= TIME_TO_BE_FAIR {
                        *self.granted.borrow_mut() = Some(thread.clone());
                    } else {
                        self.locked.set(false);
                    }
                    session.threads.unpark(&thread);
                }
                None => self.locked.set(false),
            }
        }
    }

    /// `lock.acquire`, waiting.
    struct Acquire {
        mutex: Rc<Mutex>,
        deadline: Option<Seconds>,
        since: Seconds,
        what: &'static str,
    }

    impl Operation for Acquire {
        fn poll(
            &self,
            session: &Rc<Session>,
            vm: &VirtualMachine,
        ) -> PyResult<Option<PyObjectRef>> {
            let threads = &session.threads;
            if self.mutex.try_lock(threads) {
                self.mutex.leave(threads);
                return Ok(Some(vm.ctx.new_bool(true).into()));
            }
            self.mutex.leave(threads);
            if wait(session, threads, self.deadline, self.what(), vm) {
                return Ok(Some(vm.ctx.new_bool(false).into()));
            }
            let entry = (threads.current(), self.since);
            self.mutex.waiting.borrow_mut().push_back(entry);
            Ok(None)
        }

        fn what(&self) -> String {
            self.what.to_owned()
        }
    }

    #[derive(FromArgs)]
    struct AcquireArgs {
        #[pyarg(any, default = true)]
        blocking: bool,
        #[pyarg(any, optional)]
        timeout: OptionalArg<PyObjectRef>,
    }

    impl AcquireArgs {
        /// `lock_acquire_parse_args`: whether to wait, and for how long at most.
        fn timeout(&self, vm: &VirtualMachine) -> PyResult<(bool, Option<Seconds>)> {
            let timeout = match &self.timeout {
                OptionalArg::Present(timeout) => timeout.try_float(vm)?.to_f64(),
                OptionalArg::Missing => -1.0,
            };
            if !self.blocking && timeout != -1.0 {
                return Err(vm.new_value_error("can't specify a timeout for a non-blocking call"));
            }
            if timeout < 0.0 && timeout != -1.0 {
                return Err(vm.new_value_error("timeout value must be a non-negative number"));
            }
            if timeout > LONGEST_TIMEOUT {
                return Err(vm.new_overflow_error("timeout value is too large"));
            }
            Ok((self.blocking, (timeout >= 0.0).then_some(timeout)))
        }
    }

    /// Locks a mutex: `PyThread_acquire_lock_timed`.
    fn acquire(
        mutex: &Rc<Mutex>,
        args: &AcquireArgs,
        what: &'static str,
        vm: &VirtualMachine,
    ) -> PyResult {
        let (blocking, timeout) = args.timeout(vm)?;
        let Some(session) = Session::current() else {
            return Ok(vm.ctx.new_bool(!mutex.locked.replace(true)).into());
        };
        if !blocking {
            let locked = mutex.try_lock(&session.threads);
            return Ok(vm.ctx.new_bool(locked).into());
        }
        let operation = Acquire {
            mutex: mutex.clone(),
            deadline: deadline(&session, timeout),
            since: session.now(),
            what,
        };
        block(operation, vm)
    }

    fn release(mutex: &Mutex) {
        match Session::current() {
            Some(session) => mutex.unlock(&session),
            None => mutex.locked.set(false),
        }
    }

    fn for_ever() -> AcquireArgs {
        AcquireArgs {
            blocking: true,
            timeout: OptionalArg::Missing,
        }
    }

    /// `_thread.lock`.
    #[pyattr(name = "lock")]
    #[pyclass(module = "_thread", name = "lock")]
    #[derive(Debug, Default, PyPayload)]
    pub struct Lock {
        mutex: Rc<Mutex>,
    }

    impl Constructor for Lock {
        type Args = ();

        fn py_new(
            _cls: &Py<rustpython_vm::builtins::PyType>,
            _args: (),
            _vm: &VirtualMachine,
        ) -> PyResult<Self> {
            Ok(Self::default())
        }
    }

    #[pyclass(flags(HAS_WEAKREF), with(Constructor, Representable))]
    impl Lock {
        #[pymethod]
        #[pymethod(name = "acquire_lock")]
        fn acquire(zelf: &Py<Self>, args: AcquireArgs, vm: &VirtualMachine) -> PyResult {
            acquire(&zelf.mutex, &args, "Lock.acquire", vm)
        }

        #[pymethod]
        #[pymethod(name = "release_lock")]
        fn release(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
            if !zelf.mutex.locked.get() {
                return Err(vm.new_runtime_error("release unlocked lock"));
            }
            release(&zelf.mutex);
            Ok(())
        }

        #[pymethod]
        #[pymethod(name = "locked_lock")]
        fn locked(zelf: &Py<Self>) -> bool {
            zelf.mutex.locked.get()
        }

        #[pymethod]
        fn __enter__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
            acquire(&zelf.mutex, &for_ever(), "Lock.acquire", vm)
        }

        #[pymethod]
        fn __exit__(zelf: &Py<Self>, _args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
            Self::release(zelf, vm)
        }

        #[pymethod]
        fn _at_fork_reinit(zelf: &Py<Self>) {
            zelf.mutex.locked.set(false);
        }
    }

    impl Representable for Lock {
        fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
            let state = if zelf.mutex.locked.get() {
                "locked"
            } else {
                "unlocked"
            };
            let address = zelf.get_id();
            Ok(format!("<{state} _thread.lock object at {address:#x}>"))
        }
    }

    /// `_thread.RLock`.
    #[pyattr(name = "RLock")]
    #[pyclass(module = "_thread", name = "RLock")]
    #[derive(Debug, Default, PyPayload)]
    pub struct RLock {
        mutex: Rc<Mutex>,
        owner: Rc<Cell<u64>>,
        count: Rc<Cell<u64>>,
    }

    /// `RLock.acquire` by a thread that does not own it.
    struct AcquireOwned {
        acquire: Acquire,
        owner: Rc<Cell<u64>>,
        count: Rc<Cell<u64>>,
        /// How often it is held then.
        times: u64,
    }

    impl Operation for AcquireOwned {
        fn poll(
            &self,
            session: &Rc<Session>,
            vm: &VirtualMachine,
        ) -> PyResult<Option<PyObjectRef>> {
            let outcome = self.acquire.poll(session, vm)?;
            if let Some(locked) = &outcome
                && locked.is(&vm.ctx.true_value)
            {
                self.owner.set(session.threads.ident());
                self.count.set(self.times);
            }
            Ok(outcome)
        }

        fn what(&self) -> String {
            self.acquire.what()
        }
    }

    impl Constructor for RLock {
        type Args = FuncArgs;

        fn py_new(
            _cls: &Py<rustpython_vm::builtins::PyType>,
            _args: FuncArgs,
            _vm: &VirtualMachine,
        ) -> PyResult<Self> {
            Ok(Self::default())
        }
    }

    fn ident() -> u64 {
        Session::current().map_or(1, |session| session.threads.ident())
    }

    #[pyclass(flags(BASETYPE, HAS_WEAKREF), with(Constructor, Representable))]
    impl RLock {
        fn is_mine(&self) -> bool {
            self.count.get() > 0 && self.owner.get() == ident()
        }

        fn lock(&self, args: &AcquireArgs, times: u64, vm: &VirtualMachine) -> PyResult {
            let (blocking, timeout) = args.timeout(vm)?;
            if self.is_mine() {
                self.count.set(self.count.get() + 1);
                return Ok(vm.ctx.new_bool(true).into());
            }
            let Some(session) = Session::current() else {
                self.owner.set(1);
                self.count.set(times);
                return Ok(vm.ctx.new_bool(true).into());
            };
            if !blocking {
                let locked = self.mutex.try_lock(&session.threads);
                if locked {
                    self.owner.set(ident());
                    self.count.set(times);
                }
                return Ok(vm.ctx.new_bool(locked).into());
            }
            let operation = AcquireOwned {
                acquire: Acquire {
                    mutex: self.mutex.clone(),
                    deadline: deadline(&session, timeout),
                    since: session.now(),
                    what: "RLock.acquire",
                },
                owner: self.owner.clone(),
                count: self.count.clone(),
                times,
            };
            block(operation, vm)
        }

        #[pymethod]
        fn acquire(zelf: &Py<Self>, args: AcquireArgs, vm: &VirtualMachine) -> PyResult {
            zelf.lock(&args, 1, vm)
        }

        #[pymethod]
        fn __enter__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
            zelf.lock(&for_ever(), 1, vm)
        }

        #[pymethod]
        fn release(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
            if !zelf.is_mine() {
                return Err(vm.new_runtime_error("cannot release un-acquired lock"));
            }
            let count = zelf.count.get() - 1;
            zelf.count.set(count);
            if count == 0 {
                zelf.owner.set(0);
                release(&zelf.mutex);
            }
            Ok(())
        }

        #[pymethod]
        fn __exit__(zelf: &Py<Self>, _args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
            Self::release(zelf, vm)
        }

        #[pymethod]
        fn locked(zelf: &Py<Self>) -> bool {
            zelf.count.get() > 0
        }

        #[pymethod]
        fn _is_owned(zelf: &Py<Self>) -> bool {
            zelf.is_mine()
        }

        #[pymethod]
        fn _recursion_count(zelf: &Py<Self>) -> u64 {
            if zelf.is_mine() { zelf.count.get() } else { 0 }
        }

        #[pymethod]
        fn _release_save(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<(u64, u64)> {
            if zelf.count.get() == 0 {
                return Err(vm.new_runtime_error("cannot release un-acquired lock"));
            }
            let saved = (zelf.count.replace(0), zelf.owner.replace(0));
            release(&zelf.mutex);
            Ok(saved)
        }

        #[pymethod]
        fn _acquire_restore(zelf: &Py<Self>, saved: PyTupleRef, vm: &VirtualMachine) -> PyResult {
            let [count, _owner] = saved.as_slice() else {
                return Err(vm.new_type_error("what _release_save gave is expected"));
            };
            let count: u64 = count.clone().try_into_value(vm)?;
            zelf.lock(&for_ever(), count, vm)
        }

        #[pymethod]
        fn _at_fork_reinit(zelf: &Py<Self>) {
            zelf.mutex.locked.set(false);
            zelf.count.set(0);
            zelf.owner.set(0);
        }
    }

    impl Representable for RLock {
        fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
            let state = if zelf.count.get() > 0 {
                "locked"
            } else {
                "unlocked"
            };
            Ok(format!(
                "<{state} {} object owner={} count={} at {:#x}>",
                zelf.class().name(),
                zelf.owner.get(),
                zelf.count.get(),
                zelf.get_id()
            ))
        }
    }

    /// `_thread._local`: attributes of their own for each thread.
    #[pyattr(name = "_local")]
    #[pyclass(module = "_thread", name = "_local")]
    #[derive(Debug, PyPayload)]
    struct Local {
        args: PyRwLock<FuncArgs>,
        dicts: RefCell<HashMap<u64, PyDictRef>>,
    }

    #[pyclass(with(GetAttr, SetAttr), flags(BASETYPE, HAS_WEAKREF))]
    impl Local {
        fn has_init(class: &PyTypeRef, vm: &VirtualMachine) -> bool {
            let name = vm.ctx.intern_str("__init__");
            let plain = vm.ctx.types.object_type.get_attr(name);
            match (class.get_attr(name), plain) {
                (Some(init), Some(plain)) => !init.is(&plain),
                _ => false,
            }
        }

        #[pyslot]
        fn slot_new(cls: PyTypeRef, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
            if !args.is_empty() && !Self::has_init(&cls, vm) {
                return Err(vm.new_type_error("Initialization arguments are not supported"));
            }
            let local = Self {
                args: PyRwLock::new(args),
                dicts: RefCell::default(),
            };
            // The class calls `__init__` itself for the thread that makes the object.
            local.dicts.borrow_mut().insert(ident(), vm.ctx.new_dict());
            Ok(local.into_ref_with_type(vm, cls)?.into())
        }

        fn dict(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyDictRef> {
            let me = ident();
            if let Some(dict) = zelf.dicts.borrow().get(&me) {
                return Ok(dict.clone());
            }
            let dict = vm.ctx.new_dict();
            zelf.dicts.borrow_mut().insert(me, dict.clone());
            let class = zelf.class().to_owned();
            if Self::has_init(&class, vm) {
                let args = zelf.args.read().clone();
                if let Err(error) = vm.call_method(zelf.as_object(), "__init__", args) {
                    zelf.dicts.borrow_mut().remove(&me);
                    return Err(error);
                }
            }
            Ok(dict)
        }
    }

    impl GetAttr for Local {
        fn getattro(zelf: &Py<Self>, name: &Py<PyStr>, vm: &VirtualMachine) -> PyResult {
            let dict = Self::dict(zelf, vm)?;
            if name.as_bytes() == b"__dict__" {
                return Ok(dict.into());
            }
            match zelf.as_object().generic_getattr_opt(name, Some(dict), vm)? {
                Some(value) => Ok(value),
                None => Err(vm.new_no_attribute_error(zelf.to_owned().into(), name.to_owned())),
            }
        }
    }

    impl SetAttr for Local {
        fn setattro(
            zelf: &Py<Self>,
            name: &Py<PyStr>,
            value: PySetterValue,
            vm: &VirtualMachine,
        ) -> PyResult<()> {
            let class_name = zelf.class().name().to_string();
            if name.as_bytes() == b"__dict__" {
                return Err(vm.new_attribute_error(format!(
                    "'{class_name}' object attribute '__dict__' is read-only"
                )));
            }
            let dict = Self::dict(zelf, vm)?;
            match value {
                PySetterValue::Assign(value) => dict.set_item(name, value, vm),
                PySetterValue::Delete if !dict.contains_key(name, vm) => {
                    Err(vm.new_no_attribute_error(zelf.to_owned().into(), name.to_owned()))
                }
                PySetterValue::Delete => dict.del_item(name, vm),
            }
        }
    }

    /// `_thread._ThreadHandle`.
    #[pyattr(name = "_ThreadHandle")]
    #[pyclass(module = "_thread", name = "_ThreadHandle")]
    #[derive(Debug, Default, PyPayload)]
    pub struct ThreadHandle {
        handle: Rc<Handle>,
    }

    impl Constructor for ThreadHandle {
        type Args = ();

        fn py_new(
            _cls: &Py<rustpython_vm::builtins::PyType>,
            _args: (),
            _vm: &VirtualMachine,
        ) -> PyResult<Self> {
            Ok(Self::default())
        }
    }

    /// `Thread.join`.
    struct Join {
        handle: Rc<Handle>,
        deadline: Option<Seconds>,
    }

    impl Operation for Join {
        fn poll(
            &self,
            session: &Rc<Session>,
            vm: &VirtualMachine,
        ) -> PyResult<Option<PyObjectRef>> {
            let threads = &session.threads;
            if self.handle.done.get() || wait(session, threads, self.deadline, self.what(), vm) {
                return Ok(Some(vm.ctx.none()));
            }
            self.handle.joiners.borrow_mut().push(threads.current());
            Ok(None)
        }

        fn what(&self) -> String {
            "Thread.join".to_owned()
        }
    }

    #[pyclass(flags(HAS_WEAKREF), with(Constructor))]
    impl ThreadHandle {
        #[pygetset]
        fn ident(zelf: &Py<Self>) -> u64 {
            zelf.handle.ident.get()
        }

        #[pymethod]
        fn is_done(zelf: &Py<Self>) -> bool {
            zelf.handle.done.get()
        }

        #[pymethod]
        fn _set_done(zelf: &Py<Self>) {
            match Session::current() {
                Some(session) => zelf.handle.set_done(&session.threads),
                None => zelf.handle.done.set(true),
            }
        }

        #[pymethod]
        fn join(
            zelf: &Py<Self>,
            timeout: OptionalArg<PyObjectRef>,
            vm: &VirtualMachine,
        ) -> PyResult {
            let timeout = match timeout.into_option().filter(|timeout| !vm.is_none(timeout)) {
                Some(timeout) => Some(timeout.try_float(vm)?.to_f64()),
                None => None,
            };
            let Some(session) = Session::current() else {
                return Ok(vm.ctx.none());
            };
            let handle = zelf.handle.clone();
            if !handle.started.get() {
                return Err(vm.new_runtime_error("thread not started"));
            }
            if handle.ident.get() == session.threads.ident() {
                return Err(vm.new_runtime_error("Cannot join current thread"));
            }
            let deadline = deadline(&session, timeout.filter(|seconds| *seconds >= 0.0));
            block(Join { handle, deadline }, vm)
        }
    }

    /// The handle of a thread that was not started here: the main one's.
    #[pyfunction]
    fn _make_thread_handle(ident: u64) -> ThreadHandle {
        let handle = Handle::default();
        handle.ident.set(ident);
        handle.started.set(true);
        ThreadHandle {
            handle: Rc::new(handle),
        }
    }

    #[derive(FromArgs)]
    struct StartArgs {
        #[pyarg(any)]
        function: PyObjectRef,
        #[pyarg(any, default)]
        handle: Option<PyRef<ThreadHandle>>,
        #[pyarg(any, default = true)]
        daemon: bool,
    }

    /// `_thread.start_joinable_thread`.
    #[pyfunction]
    fn start_joinable_thread(
        args: StartArgs,
        vm: &VirtualMachine,
    ) -> PyResult<PyRef<ThreadHandle>> {
        let handle = match args.handle {
            Some(handle) => handle,
            None => ThreadHandle::default().into_ref(&vm.ctx),
        };
        if handle.handle.started.get() {
            return Err(vm.new_runtime_error("thread already started"));
        }
        begin(
            args.function,
            FuncArgs::default(),
            &handle.handle,
            args.daemon,
            None,
            vm,
        )?;
        Ok(handle)
    }

    /// `_thread.start_new_thread`.
    #[pyfunction]
    #[pyfunction(name = "start_new")]
    fn start_new_thread(
        function: PyObjectRef,
        args: PyObjectRef,
        kwargs: OptionalArg<PyDictRef>,
        vm: &VirtualMachine,
    ) -> PyResult<u64> {
        if !function.is_callable() {
            return Err(vm.new_type_error("first arg must be callable"));
        }
        let Ok(args) = args.downcast::<rustpython_vm::builtins::PyTuple>() else {
            return Err(vm.new_type_error("2nd arg must be a tuple"));
        };
        let mut all = FuncArgs::from(args.as_slice().to_vec());
        if let OptionalArg::Present(kwargs) = kwargs {
            for (name, value) in &*kwargs {
                let name: rustpython_vm::builtins::PyStrRef = name.try_into_value(vm)?;
                all.kwargs.insert(name.as_wtf8().to_owned(), value);
            }
        }
        let handle = Rc::new(Handle::default());
        begin(function, all, &handle, true, None, vm)?;
        Ok(handle.ident.get())
    }

    fn begin(
        function: PyObjectRef,
        args: FuncArgs,
        handle: &Rc<Handle>,
        daemon: bool,
        process: Option<Process>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let Some(session) = Session::current() else {
            return Err(vm.new_runtime_error("can't start new thread"));
        };
        session.threads.start(
            &session,
            (function, args),
            handle.clone(),
            daemon,
            process,
            vm,
        );
        Ok(())
    }

    /// Starts a process: a thread for which entries of dictionaries, given as `(dict, key, value)`, are different.
    #[pyfunction]
    fn _start_process(
        function: PyObjectRef,
        handle: PyRef<ThreadHandle>,
        number: u32,
        name: PyStrRef,
        entries: Vec<PyTupleRef>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let process = Process {
            number,
            name: name.to_string(),
            entries: RefCell::default(),
        };
        for entry in entries {
            let [dict, key, value] = entry.as_slice() else {
                return Err(vm.new_type_error("an entry is a dictionary, a key and a value"));
            };
            let dict: PyDictRef = dict.clone().try_into_value(vm)?;
            let entry = (dict, key.clone(), value.clone());
            process.entries.borrow_mut().push(entry);
        }
        let args = FuncArgs::default();
        begin(function, args, &handle.handle, false, Some(process), vm)
    }

    /// A process pool's worker begins with a job.
    #[pyfunction]
    fn _job_started(function: PyObjectRef, vm: &VirtualMachine) {
        if let Some(session) = Session::current() {
            let label = observation::callable_name(Some(&function), vm);
            session.threads.job_started(&session, label);
        }
    }

    /// It is done with it.
    #[pyfunction]
    fn _job_ended() {
        if let Some(session) = Session::current() {
            session.threads.job_ended(&session);
        }
    }

    /// The number of the process that runs; 0 for the script's own.
    #[pyfunction]
    fn _process() -> u32 {
        Session::current().map_or(0, |session| session.threads.process())
    }

    /// `threading._shutdown`'s wait for all threads but daemons.
    struct WaitForThreads;

    impl Operation for WaitForThreads {
        fn poll(
            &self,
            session: &Rc<Session>,
            vm: &VirtualMachine,
        ) -> PyResult<Option<PyObjectRef>> {
            let threads = &session.threads;
            let Some(handle) = threads.awaited_at_exit() else {
                return Ok(Some(vm.ctx.none()));
            };
            threads.park(session, None, self.what(), vm);
            handle.joiners.borrow_mut().push(threads.current());
            Ok(None)
        }

        fn what(&self) -> String {
            "the end of all threads".to_owned()
        }
    }

    /// Waits until only daemon threads are left.
    #[pyfunction]
    fn _shutdown(vm: &VirtualMachine) -> PyResult {
        block(WaitForThreads, vm)
    }

    /// Drops the threads that are left, without a word from them.
    #[pyfunction]
    fn _abandon() {
        if let Some(session) = Session::current() {
            session.threads.abandon();
        }
    }

    /// `threading.get_ident`.
    #[pyfunction]
    fn get_ident() -> u64 {
        ident()
    }

    /// `threading.get_native_id`.
    #[pyfunction]
    fn get_native_id() -> u64 {
        ident()
    }

    /// How many threads run beside the main one.
    #[pyfunction]
    fn _count() -> usize {
        Session::current().map_or(0, |session| session.threads.count())
    }

    /// `_queue.SimpleQueue`: never full.
    #[pyattr(name = "_SimpleQueue")]
    #[pyclass(module = "_queue", name = "SimpleQueue")]
    #[derive(Debug, Default, PyPayload)]
    pub struct SimpleQueue {
        shared: Rc<Shared>,
    }

    #[derive(Debug, Default)]
    struct Shared {
        items: RefCell<VecDeque<PyObjectRef>>,
        waiting: RefCell<VecDeque<Rc<Thread>>>,
    }

    /// `SimpleQueue.get`, waiting.
    struct Get {
        queue: Rc<Shared>,
        deadline: Option<Seconds>,
    }

    impl Operation for Get {
        fn poll(
            &self,
            session: &Rc<Session>,
            vm: &VirtualMachine,
        ) -> PyResult<Option<PyObjectRef>> {
            let threads = &session.threads;
            let me = threads.current();
            self.queue
                .waiting
                .borrow_mut()
                .retain(|thread| !Rc::ptr_eq(thread, &me));
            let item = self.queue.items.borrow_mut().pop_front();
            if item.is_some() {
                return Ok(item);
            }
            if wait(session, threads, self.deadline, self.what(), vm) {
                return Err(empty(vm));
            }
            self.queue.waiting.borrow_mut().push_back(me);
            Ok(None)
        }

        fn what(&self) -> String {
            "SimpleQueue.get".to_owned()
        }
    }

    fn empty(vm: &VirtualMachine) -> rustpython_vm::builtins::PyBaseExceptionRef {
        let class = vm
            .import("_queue", 0)
            .and_then(|module| module.get_attr("Empty", vm))
            .and_then(|class| class.try_into_value::<PyTypeRef>(vm));
        match class {
            Ok(class) => vm.new_exception_empty(class),
            Err(error) => error,
        }
    }

    #[derive(FromArgs)]
    struct GetArgs {
        #[pyarg(any, default = true)]
        block: bool,
        #[pyarg(any, default)]
        timeout: Option<PyObjectRef>,
    }

    #[derive(FromArgs)]
    struct PutArgs {
        #[pyarg(any)]
        item: PyObjectRef,
        #[pyarg(any, default)]
        #[expect(dead_code, reason = "accepted for likeness with Queue.put")]
        block: Option<PyObjectRef>,
        #[pyarg(any, default)]
        #[expect(dead_code, reason = "accepted for likeness with Queue.put")]
        timeout: Option<PyObjectRef>,
    }

    impl Constructor for SimpleQueue {
        type Args = ();

        fn py_new(
            _cls: &Py<rustpython_vm::builtins::PyType>,
            _args: (),
            _vm: &VirtualMachine,
        ) -> PyResult<Self> {
            Ok(Self::default())
        }
    }

    #[pyclass(flags(BASETYPE, HAS_WEAKREF), with(Constructor))]
    impl SimpleQueue {
        #[pymethod]
        fn put(zelf: &Py<Self>, args: PutArgs) {
            let queue = &zelf.shared;
            queue.items.borrow_mut().push_back(args.item);
            let woken = queue.waiting.borrow_mut().pop_front();
            if let (Some(thread), Some(session)) = (woken, Session::current()) {
                session.threads.unpark(&thread);
            }
        }

        #[pymethod]
        fn put_nowait(zelf: &Py<Self>, item: PyObjectRef) {
            let args = PutArgs {
                item,
                block: None,
                timeout: None,
            };
            Self::put(zelf, args);
        }

        #[pymethod]
        fn get(zelf: &Py<Self>, args: GetArgs, vm: &VirtualMachine) -> PyResult {
            let timeout = match args.timeout.filter(|timeout| !vm.is_none(timeout)) {
                Some(timeout) => Some(timeout.try_float(vm)?.to_f64()),
                None => None,
            };
            if args.block && timeout.is_some_and(|timeout| timeout < 0.0) {
                return Err(vm.new_value_error("'timeout' must be a non-negative number"));
            }
            let session = Session::current();
            let (true, Some(session)) = (args.block, session) else {
                return Self::get_nowait(zelf, vm);
            };
            let operation = Get {
                queue: zelf.shared.clone(),
                deadline: deadline(&session, timeout),
            };
            block(operation, vm)
        }

        #[pymethod]
        fn get_nowait(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
            let item = zelf.shared.items.borrow_mut().pop_front();
            item.ok_or_else(|| empty(vm))
        }

        #[pymethod]
        fn qsize(zelf: &Py<Self>) -> usize {
            zelf.shared.items.borrow().len()
        }

        #[pymethod]
        fn empty(zelf: &Py<Self>) -> bool {
            zelf.shared.items.borrow().is_empty()
        }

        #[pyclassmethod]
        fn __class_getitem__(
            cls: PyTypeRef,
            args: PyObjectRef,
            vm: &VirtualMachine,
        ) -> PyResult<rustpython_vm::builtins::PyGenericAlias> {
            rustpython_vm::builtins::PyGenericAlias::from_args(cls, args, vm)
        }
    }
}
