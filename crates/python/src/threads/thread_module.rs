//! `_thread`, under another name: locks, the thread-local object, starting and joining.

pub(crate) use native::module_def;

#[rustpython_vm::pymodule(name = "_loopscope_threads")]
mod native {
    use super::super::{
        blocking::{Operation, block},
        handle::ThreadHandle,
        job::ObservedJob,
        local::Local,
        lock::{LONGEST_TIMEOUT, Lock},
        rlock::{RLock, ident},
        simple_queue::SimpleQueue,
        thread::{Entry, Handle, Process},
    };
    use crate::{asyncio::observation, engine::session::Session};
    use rustpython_vm::{
        FromArgs, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine,
        builtins::{PyDictRef, PyModule, PyStrRef, PyTupleRef, PyTypeRef},
        class::PyClassImpl,
        function::{FuncArgs, OptionalArg},
    };
    use std::{cell::RefCell, rc::Rc};

    pub(crate) fn module_exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
        __module_exec(vm, module);
        for (name, class) in [
            ("lock", Lock::make_static_type()),
            ("LockType", Lock::make_static_type()),
            ("RLock", RLock::make_static_type()),
            ("_local", Local::make_static_type()),
            ("_ThreadHandle", ThreadHandle::make_static_type()),
            ("_SimpleQueue", SimpleQueue::make_static_type()),
            ("_ObservedJob", ObservedJob::make_static_type()),
        ] {
            module.set_attr(name, class, vm)?;
        }
        Ok(())
    }

    /// `TIMEOUT_MAX`, in seconds.
    #[pyattr(name = "TIMEOUT_MAX")]
    const TIMEOUT_MAX: f64 = LONGEST_TIMEOUT;

    #[pyattr]
    fn error(vm: &VirtualMachine) -> PyTypeRef {
        vm.ctx.exceptions.runtime_error.to_owned()
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

    /// What Python handles of a signal, `SIGINT` if none is named, is done: at once, where CPython does it before the
    /// main thread's next bytecode.
    #[pyfunction]
    fn interrupt_main(signum: OptionalArg<i32>, vm: &VirtualMachine) -> PyResult<()> {
        const SIGINT: i32 = 2;
        let signals = vm.import("signal", 0)?;
        let interrupt = signals.get_attr("_interrupt_main", vm)?;
        interrupt.call((signum.unwrap_or(SIGINT),), vm).map(drop)
    }

    /// Whether the main thread runs: only there may a signal's handler be set.
    #[pyfunction]
    fn _is_main_thread() -> bool {
        Session::current().is_none_or(|session| session.threads.in_main())
    }

    #[pyfunction]
    #[pyfunction(name = "exit_thread")]
    fn exit(vm: &VirtualMachine) -> PyResult<()> {
        Err(vm.new_exception_empty(vm.ctx.exceptions.system_exit.to_owned()))
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
        )
    }

    /// Starts a process, given its number, its name and whether the program ends without it: a thread for which
    /// entries of dictionaries are different, given as `(dict, key, value)`; or as `(dict, key)`, where there is no such
    /// entry in the process until it makes one.
    #[pyfunction]
    fn _start_process(
        function: PyObjectRef,
        handle: PyRef<ThreadHandle>,
        (number, name, daemon): (u32, PyStrRef, bool),
        entries: Vec<PyTupleRef>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let process = Process {
            number,
            name: name.to_string(),
            entries: RefCell::default(),
        };
        for entry in entries {
            let (dict, key, value) = match entry.as_slice() {
                [dict, key, value] => (dict, key, Some(value.clone())),
                [dict, key] => (dict, key, None),
                _ => return Err(vm.new_type_error("an entry is a dictionary, a key and a value")),
            };
            process.entries.borrow_mut().push(Entry {
                dict: dict.clone().try_into_value(vm)?,
                key: key.clone(),
                may_lack: value.is_none(),
                value,
            });
        }
        if let Some(session) = Session::current() {
            session.terminals.inherit(number, session.threads.process());
        }
        let args = FuncArgs::default();
        begin(function, args, &handle.handle, daemon, Some(process), vm)
    }

    /// Ends a process where it is. Returns whether it could.
    #[pyfunction]
    fn _kill_process(number: u32) -> bool {
        Session::current().is_some_and(|session| session.threads.kill_process(&session, number))
    }

    /// The method with which a pool's worker does a job, observed.
    #[pyfunction]
    fn _observed_job(run: PyObjectRef) -> ObservedJob {
        ObservedJob { run }
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

        fn what(&self) -> trace::WaitKind {
            trace::WaitKind::AllThreads
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
            session.threads.abandon(&session);
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
}
