//! The native functions below the Python modules of ours: the clock, the console, randomness.

pub(crate) use native::module_def;

/// The wall clock at virtual time 0, in seconds since 1970: the first moment of 2026, UTC.
pub(crate) const EPOCH: f64 = 1_767_225_600.0;

#[rustpython_vm::pymodule(name = "_loopscope")]
mod native {
    use super::EPOCH;
    use crate::{
        asyncio::observation,
        engine::cost,
        engine::session::Session,
        threads::{Sleep, block},
    };
    use rustpython_vm::{
        AsObject, PyObjectRef, PyResult, VirtualMachine,
        builtins::{PyFloat, PyInt, PyStrRef},
        function::OptionalArg,
    };
    use trace::{Call, CallKind, Interruption, Stream};

    fn now(vm: &VirtualMachine) -> f64 {
        cost::settle(vm);
        Session::current().map_or(0.0, |session| session.now())
    }

    /// `time.time()`: the epoch plus the virtual time.
    #[pyfunction]
    fn time(vm: &VirtualMachine) -> f64 {
        EPOCH + now(vm)
    }

    /// `time.time_ns()`.
    #[pyfunction]
    fn time_ns(vm: &VirtualMachine) -> i64 {
        (EPOCH as i64 * 1_000_000_000).saturating_add(monotonic_ns(vm))
    }

    /// `time.monotonic()`: virtual seconds since the run began.
    #[pyfunction]
    fn monotonic(vm: &VirtualMachine) -> f64 {
        now(vm)
    }

    /// `time.monotonic_ns()`.
    #[pyfunction]
    fn monotonic_ns(vm: &VirtualMachine) -> i64 {
        (now(vm) * 1e9).round() as i64
    }

    /// `time.perf_counter()`: virtual seconds since the run began.
    #[pyfunction]
    fn perf_counter(vm: &VirtualMachine) -> f64 {
        now(vm)
    }

    /// `time.perf_counter_ns()`.
    #[pyfunction]
    fn perf_counter_ns(vm: &VirtualMachine) -> i64 {
        monotonic_ns(vm)
    }

    /// `time.process_time()`: what computing took; sleeping takes no processor time.
    #[pyfunction]
    fn process_time(vm: &VirtualMachine) -> f64 {
        process_time_ns(vm) as f64 * 1e-9
    }

    /// `time.process_time_ns()`.
    #[pyfunction]
    fn process_time_ns(vm: &VirtualMachine) -> i64 {
        cost::settle(vm);
        cost::spent_in_total() as i64
    }

    /// `time.thread_time()`.
    #[pyfunction]
    fn thread_time(vm: &VirtualMachine) -> f64 {
        process_time_ns(vm) as f64 * 1e-9
    }

    /// `time.thread_time_ns()`.
    #[pyfunction]
    fn thread_time_ns(vm: &VirtualMachine) -> i64 {
        process_time_ns(vm)
    }

    /// `time.sleep()`: holds the thread, and with it the loop.
    #[pyfunction]
    fn sleep(seconds: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let length = if let Some(float) = seconds.downcast_ref::<PyFloat>() {
            float.to_f64()
        } else if seconds.downcast_ref::<PyInt>().is_some()
            || seconds.class().has_attr(vm.ctx.intern_str("__index__"))
        {
            seconds.try_index(vm)?.as_object().try_float(vm)?.to_f64()
        } else {
            return Err(vm.new_type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                seconds.class().name()
            )));
        };
        if length.is_nan() {
            return Err(vm.new_value_error("Invalid value NaN (not a number)"));
        }
        if length < 0.0 {
            return Err(vm.new_value_error("sleep length must be non-negative"));
        }
        if length > 9_223_372_036.0 {
            return Err(vm.new_overflow_error("timestamp too large to convert to C PyTime_t"));
        }
        cost::settle(vm);
        if let Some(session) = Session::current() {
            let text = format!("time.sleep({})", seconds.repr(vm)?);
            let call = Call::new(CallKind::Sleep, text);
            if session.threads.in_main() {
                session.block(observation::script_line(&session, vm), call.clone(), length);
            }
            check_halted(&session, vm)?;
            return block(Sleep::new(&session, length, call), vm);
        }
        Ok(vm.ctx.none())
    }

    /// Writes to the console: 1 is standard output, 2 standard error.
    #[pyfunction]
    fn write(fd: u8, text: PyStrRef, vm: &VirtualMachine) -> PyResult<usize> {
        let written = text.char_len();
        cost::settle(vm);
        if let Some(session) = Session::current()
            && written > 0
        {
            let stream = if fd == 2 {
                Stream::Stderr
            } else {
                Stream::Stdout
            };
            let line = observation::script_line(&session, vm);
            session.output(line, stream, text.to_string());
            check_halted(&session, vm)?;
        }
        Ok(written)
    }

    /// The disk opens, reads or writes: takes the time that the playground says, in which the thread waits.
    #[pyfunction]
    fn disk(kind: PyStrRef, text: PyStrRef, vm: &VirtualMachine) -> PyResult<()> {
        let kind = match kind.as_bytes() {
            b"open" => CallKind::Open,
            b"read" => CallKind::Read,
            _ => CallKind::Write,
        };
        crate::native::disk::access(kind, text.to_string(), vm)
    }

    /// Records a warning that Python shows.
    #[pyfunction]
    fn warned(category: PyStrRef, message: PyStrRef, line: Option<u32>) {
        if let Some(session) = Session::current() {
            let kind = trace::EventKind::Warning {
                category: category.to_string(),
                message: message.to_string(),
            };
            session.record(line, kind);
        }
    }

    /// Records that an exception, or a syntax error with its columns, ends the script.
    #[pyfunction]
    fn failed(message: PyStrRef, line: Option<u32>, from: Option<u32>, to: Option<u32>) {
        if let Some(session) = Session::current() {
            let message = message.to_string();
            let columns = from.zip(to);
            session.record(line, trace::EventKind::ScriptFailed { message, columns });
        }
    }

    /// Ends the run: nothing can ever happen again.
    #[pyfunction]
    fn stuck(reason: PyStrRef, vm: &VirtualMachine) -> PyResult<()> {
        if let Some(session) = Session::current() {
            let reason = format!("Nothing is left to run: {reason}.");
            session.halt(Interruption::NothingLeft, reason);
            check_halted(&session, vm)?;
        }
        Ok(())
    }

    /// Why the run is to end at once, if it is.
    #[pyfunction]
    fn halted() -> Option<String> {
        Session::current().and_then(|session| session.halted())
    }

    /// `sys.exit`.
    #[pyfunction]
    fn exit(status: OptionalArg<PyObjectRef>, vm: &VirtualMachine) -> PyResult<()> {
        let arguments = status.into_option().filter(|status| !vm.is_none(status));
        let class = vm.ctx.exceptions.system_exit.to_owned();
        Err(vm.new_exception(class, arguments.into_iter().collect()))
    }

    /// `os._exit`: the run ends here and now, with nothing more run or written.
    #[pyfunction]
    fn leave(code: i32, vm: &VirtualMachine) -> PyResult<()> {
        if let Some(session) = Session::current() {
            session.leave(code & 0xff);
            check_halted(&session, vm)?;
        }
        Ok(())
    }

    /// `signal.default_int_handler`.
    #[pyfunction]
    fn default_int_handler(
        _signum: PyObjectRef,
        _frame: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        Err(vm.new_exception_empty(vm.ctx.exceptions.keyboard_interrupt.to_owned()))
    }

    /// The playground's seed.
    #[pyfunction]
    fn seed() -> u32 {
        Session::current().map_or(0, |session| session.seed)
    }

    /// How many cores the playground has.
    #[pyfunction]
    fn cores() -> u32 {
        Session::current().map_or(1, |session| session.cores)
    }

    /// `os.urandom`, from a sequence that the playground's seed determines.
    #[pyfunction]
    fn random_bytes(size: usize, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
        let mut bytes = Vec::new();
        let room = bytes.try_reserve_exact(size.saturating_add(8));
        room.map_err(|_| vm.new_memory_error(""))?;
        if let Some(session) = Session::current() {
            while bytes.len() < size {
                bytes.extend(session.next_random().to_le_bytes());
            }
        }
        bytes.resize(size, 0);
        Ok(bytes)
    }

    fn check_halted(session: &Session, vm: &VirtualMachine) -> PyResult<()> {
        match session.halted() {
            Some(reason) => {
                Err(vm.new_exception_msg(vm.ctx.exceptions.system_exit.to_owned(), reason.into()))
            }
            None => Ok(()),
        }
    }
}
