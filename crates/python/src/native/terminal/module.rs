//! The module `_loopscope_terminal`.

pub(crate) use native::module_def;

#[rustpython_vm::pymodule(name = "_loopscope_terminal")]
mod native {
    use super::super::{
        client::Client,
        lines::Command,
        turn::{Event, Next, Pace},
    };
    use crate::{engine::session::Session, native::clock::EPOCH, threads::block};
    use clients::{Files, Setting};
    use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine, builtins::PyStrRef};
    use std::rc::Rc;
    use trace::{EventKind, ThreadId};

    fn session() -> Rc<Session> {
        Session::current().expect("terminals are those of a run")
    }

    /// The lines, in the order of typing: `(terminal, line)`.
    #[pyfunction]
    fn lines(vm: &VirtualMachine) -> Vec<PyObjectRef> {
        let lines = session().terminals.lines().to_vec();
        let pair = |(terminal, line): (u32, String)| {
            let terminal = vm.ctx.new_int(terminal).into();
            vm.ctx
                .new_tuple(vec![terminal, vm.ctx.new_str(line).into()])
                .into()
        };
        lines.into_iter().map(pair).collect()
    }

    /// Waits until the line at a place can be typed, and types it. `at_once`: as soon as those before it have been.
    #[pyfunction]
    fn await_turn(line: usize, at_once: bool, vm: &VirtualMachine) -> PyResult {
        let pace = match at_once {
            true => Pace::AtOnce,
            false => Pace::AtRest,
        };
        let event = Event::Turn { line, pace };
        let words = "the next command".to_owned();
        block(Next { event, words }, vm)
    }

    /// Waits for the end of a command, and gives its exit code; or types the line at a place when its turn comes before that,
    /// which may be to interrupt the command, and gives `None`.
    #[pyfunction]
    fn await_end(
        command: u32,
        words: PyStrRef,
        line: Option<usize>,
        interrupts: bool,
        vm: &VirtualMachine,
    ) -> PyResult {
        let command = Command(command);
        let pace = match interrupts {
            true => Pace::Interrupting,
            false => Pace::Ahead,
        };
        let meanwhile = line.map(|line| (line, pace));
        let event = Event::End { command, meanwhile };
        let words = words.to_string();
        block(Next { event, words }, vm)
    }

    /// A command of a terminal is over; or something is that no terminal shows.
    #[pyfunction]
    fn ended(command: u32, code: i32, terminal: Option<u32>) {
        let session = session();
        if let Some(terminal) = terminal {
            session.record(None, EventKind::CommandEnded { terminal, code });
        }
        session.terminals.ended(&session, Command(command), code);
    }

    /// A line as commands: see [`words`](super::super::words). `variables(name)` gives a variable's value, or `None`.
    #[pyfunction]
    fn split(
        line: PyStrRef,
        variables: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<Vec<PyObjectRef>> {
        super::super::words::split(line.as_ref(), &variables, vm)
    }

    /// What a program may read of the disk.
    struct Disk<'vm> {
        read: PyObjectRef,
        vm: &'vm VirtualMachine,
    }

    impl Files for Disk<'_> {
        fn read(&self, path: &str) -> Option<Vec<u8>> {
            let bytes = self.read.call((path.to_owned(),), self.vm).ok()?;
            bytes.try_into_value::<Option<Vec<u8>>>(self.vm).ok()?
        }
    }

    /// Starts a program that sends requests; `read` gives the bytes of a file (`-`: of its standard input), or `None`. `capture`: keeps what it writes to its
    /// standard output. Whether there is a program of that name.
    #[pyfunction]
    fn start_client(
        command: u32,
        terminal: u32,
        words: Vec<PyStrRef>,
        read: PyObjectRef,
        capture: bool,
        vm: &VirtualMachine,
    ) -> bool {
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        let Some((name, arguments)) = words.split_first() else {
            return false;
        };
        let session = session();
        let setting = Setting {
            epoch: EPOCH,
            seed: u64::from(session.seed),
            terminal: !capture,
            ..Setting::default()
        };
        let files = Disk { read, vm };
        let Some(program) = clients::program_in(&setting, name, arguments, &files) else {
            return false;
        };
        let command = Command(command);
        let client = Rc::new(Client::new(command, terminal, program, capture));
        let terminals = &session.terminals;
        terminals
            .clients
            .borrow_mut()
            .insert(command, client.clone());
        client.begin(&session);
        true
    }

    /// ^C for a client.
    #[pyfunction]
    fn interrupt_client(command: u32) {
        let session = session();
        let client = session
            .terminals
            .clients
            .borrow()
            .get(&Command(command))
            .cloned();
        if let Some(client) = client {
            client.interrupt(&session);
        }
    }

    /// What a client that is over has written: to its standard output, and to files, as `(path, bytes)`.
    #[pyfunction]
    fn take_written(command: u32, vm: &VirtualMachine) -> (PyObjectRef, Vec<PyObjectRef>) {
        let terminals = &session().terminals;
        let client = terminals.clients.borrow_mut().remove(&Command(command));
        let (output, files) = client.map_or_else(Default::default, |client| client.written());
        let pair = |(path, bytes): (String, Vec<u8>)| {
            let pair = vec![vm.ctx.new_str(path).into(), vm.ctx.new_bytes(bytes).into()];
            vm.ctx.new_tuple(pair).into()
        };
        let output = vm.ctx.new_bytes(output).into();
        (output, files.into_iter().map(pair).collect())
    }

    /// What a process writes, and those that it starts, is shown at this terminal.
    #[pyfunction]
    fn show(process: u32, terminal: u32) {
        session().terminals.show(process, terminal);
    }

    /// Sends `SIGINT` to the thread of this `get_ident()`, which is its process's main one: whatever it waits for, it handles
    /// the signal first.
    #[pyfunction]
    fn interrupt(ident: u32) {
        let session = session();
        let thread = ThreadId(ident - 1);
        session.terminals.interrupted.borrow_mut().insert(thread);
        session.threads.interrupt(&session, thread);
    }
}
