//! One interpreter, ready to run one script.

use crate::{
    asyncio::futures,
    asyncio::loop_module,
    asyncio::watch,
    cpython::builtin::{self, Input},
    cpython::collection,
    cpython::context_var,
    cpython::except_star,
    cpython::set_order,
    cpython::sets_in_place,
    cpython::sum,
    cpython::template,
    cpython::wording,
    cpython::{base_order, named_slots},
    engine::cost,
    engine::frozen,
    engine::identity,
    engine::outside::Outside,
    engine::session::Session,
    engine::sink::Sink,
    engine::stack,
    native::{clock, database, greenlet, net::descriptor, outside, select, socket, ssl, terminal},
    threads,
};
use machine::{RunClock, VirtualClock};
use rustpython_vm::{
    AsObject, Interpreter, PyResult, Settings, VirtualMachine,
    builtins::{PyCode, PyDictRef, PyTupleRef},
    scope::Scope,
};
use trace::{Event, EventKind};

/// Fixes the order of sets of strings, the same everywhere.
pub const HASH_SEED: u32 = 1;

/// What to run.
#[derive(Clone, Debug)]
pub struct Script {
    /// The file name that tracebacks show.
    pub file: String,
    /// The Python source.
    pub source: String,
    /// Further arguments: `sys.argv[1:]`.
    pub arguments: Vec<String>,
    /// What the script is called in `sys.argv[0]`.
    pub name: String,
    /// Further files of the folder that it runs in: path, relative to that, and text.
    pub files: Vec<(String, String)>,
    /// Lines typed at terminals, counted from 1, in the order of typing. Where there are none, the script is run.
    pub typed: Vec<(u32, String)>,
    /// What standard input holds.
    pub input: Input,
    /// Feeds everything that would be random.
    pub seed: u32,
    /// How many cores the simulated machine has.
    pub cores: u32,
    /// How long its disk takes to open a file, to read and to write, each time, in virtual seconds.
    pub disk_seconds: f64,
    /// How long a database takes for a query, in virtual seconds.
    pub database_seconds: f64,
    /// What is unusual about hosts of the world outside, each named once.
    pub outside: Vec<Outside>,
}

impl Default for Script {
    /// Nothing, on a machine with one core.
    fn default() -> Self {
        Self {
            file: String::new(),
            source: String::new(),
            arguments: Vec::new(),
            name: String::new(),
            files: Vec::new(),
            typed: Vec::new(),
            input: Input::Text(String::new()),
            seed: 0,
            cores: 1,
            disk_seconds: 0.0,
            database_seconds: 0.0,
            outside: Vec::new(),
        }
    }
}

/// An interpreter in which asyncio is imported already, and no script has run yet.
///
/// A script can leave anything behind in an interpreter; so each engine runs one script. The worker gets a fresh
/// one by putting back the memory that it had before the run.
pub struct Engine {
    interpreter: Interpreter,
}

impl Engine {
    /// Starts the interpreter and imports what nearly every script needs. `hash_seed` fixes the order of sets of
    /// strings.
    pub fn start(hash_seed: u32) -> Self {
        let mut settings = Settings::default();
        settings.install_signal_handlers = false;
        settings.import_site = false;
        settings.allow_external_library = false;
        settings.hash_seed = Some(hash_seed);
        let builder = Interpreter::builder(settings);
        let mut definitions = rustpython_stdlib::stdlib_module_defs(&builder.ctx);
        definitions.push(clock::module_def(&builder.ctx));
        definitions.push(cost::module_def(&builder.ctx));
        definitions.push(futures::module_def(&builder.ctx));
        definitions.push(loop_module::module_def(&builder.ctx));
        definitions.push(watch::module_def(&builder.ctx));
        definitions.push(wording::module_def(&builder.ctx));
        definitions.push(builtin::module_def(&builder.ctx));
        definitions.push(threads::module_def(&builder.ctx));
        definitions.push(identity::module_def(&builder.ctx));
        definitions.push(sum::module_def(&builder.ctx));
        definitions.push(frozen::module_def(&builder.ctx));
        definitions.push(greenlet::module_def(&builder.ctx));
        definitions.push(database::module_def(&builder.ctx));
        definitions.push(descriptor::module_def(&builder.ctx));
        definitions.push(socket::module_def(&builder.ctx));
        definitions.push(select::module_def(&builder.ctx));
        definitions.push(ssl::module_def(&builder.ctx));
        definitions.push(terminal::module_def(&builder.ctx));
        definitions.push(outside::module_def(&builder.ctx));
        let interpreter = builder
            .add_native_modules(&definitions)
            .add_frozen_modules(frozen::modules())
            .build();
        let engine = Self { interpreter };
        stack::watch();
        engine.interpreter.enter(|vm| {
            base_order::install(vm);
            named_slots::install(vm);
            set_order::install(vm);
            sets_in_place::install(vm);
            template::install(vm);
            let ready = frozen::install(vm)
                .and_then(|()| except_star::install(vm))
                .and_then(|()| collection::install(vm))
                .and_then(|()| context_var::install(vm));
            #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
            let ready = ready.and_then(|()| crate::cpython::floats::install(vm));
            let ready = ready
                .and_then(|()| vm.import("_loopscope_boot", 0))
                .and_then(|_| collection::set_aside(vm));
            if let Err(error) = ready {
                let mut text = String::new();
                let _ = vm.write_exception(&mut text, &error);
                panic!("the interpreter's own modules fail: {text}");
            }
        });
        engine
    }

    /// Imports a module for scripts to come: out of their sight, until one imports it.
    ///
    /// # Errors
    /// The traceback, where the module cannot be imported.
    pub fn import_ahead(&self, name: &str) -> Result<(), String> {
        // A module may look for files while it is imported: of a machine, then, that no script sees.
        let session = Session::new(
            &Script::default(),
            RunClock::Virtual(VirtualClock::new()),
            Box::new(Unseen),
        );
        let _entered = session.enter();
        identity::set_ahead(true);
        let outcome = self.interpreter.enter(|vm| {
            let import = vm
                .import("_ahead", 0)
                .and_then(|ahead| ahead.get_attr("import_ahead", vm))
                .and_then(|import| import.call((name,), vm))
                .and_then(|_| collection::set_aside(vm));
            import.map_err(|error| {
                let mut text = String::new();
                let _ = vm.write_exception(&mut text, &error);
                text
            })
        });
        identity::set_ahead(false);
        outcome
    }

    /// Runs a script as `python script.py` would. Events go to the sink as they happen; the last is `Exited`, or
    /// `Interrupted` when the run could not come to an end. Returns the exit code.
    pub fn run(self, script: &Script, sink: Box<dyn Sink>) -> i32 {
        self.run_on(RunClock::Virtual(VirtualClock::new()), script, sink)
    }

    /// The same on a clock of the caller's.
    pub fn run_on(self, clock: RunClock, script: &Script, sink: Box<dyn Sink>) -> i32 {
        let session = Session::new(script, clock, sink);
        let _entered = session.enter();
        let code = self.interpreter.enter(|vm| run_main(script, vm));
        let code = if session.halted().is_some() { 1 } else { code };
        session.record(None, EventKind::Exited { code });
        // What the script left behind is not taken to pieces, which can take longer, and more stack, than it did: the
        // process ends now, or its memory becomes what it was.
        std::mem::forget(self.interpreter);
        code
    }
}

/// Takes what nobody wants to know.
struct Unseen;

impl Sink for Unseen {
    fn event(&mut self, _event: Event) -> Result<(), String> {
        Ok(())
    }
}

fn run_main(script: &Script, vm: &VirtualMachine) -> i32 {
    let arguments = vm.ctx.new_list(
        script
            .arguments
            .iter()
            .map(|text| vm.ctx.new_str(text.as_str()).into())
            .collect(),
    );
    let pair = |(path, text): &(String, String)| {
        let path = vm.ctx.new_str(path.as_str()).into();
        let text = vm.ctx.new_str(text.as_str()).into();
        vm.ctx.new_tuple(vec![path, text]).into()
    };
    let files = vm.ctx.new_list(script.files.iter().map(pair).collect());
    let outcome = vm.import("_loopscope_boot", 0).and_then(|boot| {
        let prepare = boot.get_attr("prepare", vm)?;
        // Taken before the script can take them away.
        let conclude = boot.get_attr("conclude", vm)?;
        let take_modules_away = boot.get_attr("take_modules_away", vm)?;
        let input = (
            script.source.clone(),
            script.file.clone(),
            script.name.clone(),
            arguments,
            files,
        );
        let prepared = prepare.call(input, vm)?.try_into_value::<PyTupleRef>(vm)?;
        let [code, names] = prepared.as_slice() else {
            return Err(vm.new_runtime_error("a script is prepared as code and names"));
        };
        let Ok(code) = code.clone().downcast::<PyCode>() else {
            return code.clone().try_into_value::<i32>(vm);
        };
        // From here, not from Python: a frame of ours below the script's own would show.
        let names: PyDictRef = names.clone().try_into_value(vm)?;
        let scope = Scope::with_builtins(None, names.clone(), vm);
        if let Some(session) = Session::current() {
            session.disk_seconds.set(script.disk_seconds);
            session.database_seconds.set(script.database_seconds);
        }
        let error = vm.run_code_obj(code, scope).err();
        cost::settle(vm);
        let code = conclude.call((error.clone(),), vm)?;
        let code = code.try_into_value::<i32>(vm)?;
        // As `Py_FinalizeEx`: first goes what nothing refers to, while all modules are there and the error that ended the
        // script is remembered in `sys`; an exit is not. What that error holds comes out in another order after it.
        let exit = vm.ctx.exceptions.system_exit;
        let remembered = error.filter(|error| !error.fast_isinstance(exit));
        if remembered.is_none() || !futures::pending().is_empty() {
            collection::collect(vm)?;
        }
        let kept = take_modules_away.call((), vm)?;
        drop(remembered);
        if Session::current().is_none_or(|session| session.halted().is_none()) {
            futures::lose_pending(vm.option_if_none(kept), vm)?;
        }
        clear(&names, vm)?;
        collection::collect_youngest_first(vm)?;
        Ok(code)
    });
    match outcome {
        Ok(code) => code,
        Err(error) => {
            let mut text = String::new();
            let _ = vm.write_exception(&mut text, &error);
            if let Some(session) = Session::current() {
                session.output(None, trace::Stream::Stderr, text);
            }
            1
        }
    }
}

/// Lets go of a script's names as CPython does when it ends: private ones first, in their order. What
/// is destroyed by this may still have something to say.
fn clear(names: &PyDictRef, vm: &VirtualMachine) -> PyResult<()> {
    let all: Vec<String> = names
        .into_iter()
        .map(|(name, _)| Ok(name.str(vm)?.to_string()))
        .collect::<PyResult<_>>()?;
    let is_special = |name: &&String| name.starts_with("__");
    let (private, public): (Vec<_>, Vec<_>) = all
        .iter()
        .filter(|name| !is_special(name))
        .partition(|name| name.starts_with('_'));
    for name in private.into_iter().chain(public) {
        names.set_item(name.as_str(), vm.ctx.none(), vm)?;
    }
    Ok(())
}
