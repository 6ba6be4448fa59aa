//! The engine in its Web Worker: the exports that `worker.js` calls, and the sink that posts events to the page.
//!
//! Every run starts from the same memory: as `start` left it, mostly while the page was built (the *image*). `worker.js`
//! puts it back before each run: a fresh interpreter in milliseconds, and the same addresses, names and hashes every time.

use super::{
    ended,
    message::{PROTOCOL, Report, Request},
};
use diagnosis::Diagnosis;
use machine::{HostStacks, LiveClock, RealTime, RunClock, VirtualClock};
use playground::Clock;
use python::{self, Engine, HASH_SEED, Input, MEMORY, Module, Script, Sink, stack};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use trace::{Event, EventKind, Limits, Recorder, Seconds};
use wasm_bindgen::prelude::*;

/// Memory that is set aside for a run beyond what the interpreter holds at its start: most runs never make the
/// worker's memory grow. Memory that has grown cannot be given back; `worker.js` says so, and is replaced.
const HEADROOM: usize = 96 << 20;
/// Memory that is kept back to say that there is no more.
const RESERVED: usize = 1 << 20;
/// In the first moments of a run every event is posted at once, so that a script which never yields shows all
/// that was before; after that, what is newer than this may be held back.
const POST_EVERY_MS: f64 = 8.0;
const EAGER_POSTS: u32 = 128;
/// Real milliseconds after which a step of the script that computes on and on is ended: nobody waits for the end of an
/// endless loop.
const PATIENCE_MS: f64 = 9_000.0;
const FULL_BATCH: usize = 4096;

#[wasm_bindgen]
extern "C" {
    /// Sends a message to the page.
    #[wasm_bindgen(js_name = loopscopePost)]
    fn post(message: &[u8]);
    /// Milliseconds on the browser's own clock; decides only when to post.
    #[wasm_bindgen(js_name = loopscopeNow)]
    fn now() -> f64;
    /// Calls [`deeper`] on a stack of its own, and returns when it has. Only below [`begin`], called by `worker.js` so
    /// that it can be suspended.
    #[wasm_bindgen(js_name = loopscopeDeeper)]
    fn go_deeper();
    /// Runs a thread on a stack of its own, beginning with [`thread`], until it gives way (0) or ends (1). Only below
    /// [`begin`].
    #[wasm_bindgen(js_name = loopscopeResumeThread)]
    fn resume_thread(thread: u32) -> u32;
    /// Lets the one that resumed the running thread go on; returns when the thread is resumed.
    #[wasm_bindgen(js_name = loopscopeGiveWay)]
    fn give_way();
    /// A thread that gave way will not be resumed.
    #[wasm_bindgen(js_name = loopscopeAbandonThread)]
    fn abandon_thread(thread: u32);
    /// Leaves the run where it is, by a JavaScript exception: does not return.
    #[wasm_bindgen(js_name = loopscopeAbandon)]
    fn abandon();
    /// Finds a module on a shelf, which is fetched for it if need be. How many bytes its code has; less than none where it
    /// cannot be had.
    #[wasm_bindgen(js_name = loopscopeFind)]
    fn find(shelf: &str, module: &str) -> i32;
    /// Copies what was found last.
    #[wasm_bindgen(js_name = loopscopeCopy)]
    fn copy(place: &mut [u8]);
    /// Loads SQLite, which is a module of its own. Whether it could be.
    #[wasm_bindgen(js_name = loopscopeSqlite)]
    fn load_sqlite() -> bool;
    /// Milliseconds since the live run began, without its pauses.
    #[wasm_bindgen(js_name = loopscopeLiveNow)]
    fn live_now() -> f64;
    /// Suspends the run for so many milliseconds, and longer while it is paused. Only below [`begin`].
    #[wasm_bindgen(js_name = loopscopeWait)]
    fn wait(milliseconds: f64);
}

thread_local! {
    static PREPARED: RefCell<Option<Prepared>> = const { RefCell::new(None) };
    /// Memory to say with that there is no more.
    static RESERVE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    /// What the engine said when it failed.
    static FAULT: RefCell<Option<String>> = const { RefCell::new(None) };
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
}

/// A run that can begin.
struct Prepared {
    run: u32,
    engine: Engine,
    script: Script,
    posted: Posted,
    diagnosis: Rc<RefCell<Diagnosis>>,
    clock: Clock,
}

impl Prepared {
    fn begin(self, host: Option<stack::Host>) {
        let clock = match self.clock {
            Clock::Virtual => RunClock::Virtual(VirtualClock::new()),
            Clock::Live => RunClock::Live(LiveClock::new(BrowserTime::default())),
        };
        stack::begin(host);
        self.engine
            .run_on(clock, &self.script, Box::new(self.posted));
        finished(self.run, &self.diagnosis);
    }
}

/// The browser's own clock, and its event loop. Waiting suspends the run's whole stack (JavaScript promise
/// integration), and lets the worker's event loop turn.
#[derive(Default)]
struct BrowserTime {
    /// When the worker's event loop turned last, in milliseconds.
    turned: Cell<f64>,
}

/// Milliseconds for which a loop that never waits keeps the worker's event loop from turning: a frame.
const BREATH_MS: f64 = 16.0;

impl RealTime for BrowserTime {
    fn now(&self) -> Seconds {
        live_now() / 1000.0
    }

    fn wait_until(&self, at: Seconds) {
        wait((at - self.now()) * 1000.0);
        self.turned.set(live_now());
    }

    fn breathe(&self) {
        if live_now() - self.turned.get() > BREATH_MS {
            wait(0.0);
            self.turned.set(live_now());
        }
    }

    fn hold_until(&self, at: Seconds) {
        while self.now() < at {
            std::hint::spin_loop();
        }
    }
}

/// Starts the interpreter. Returns how many bytes of memory, from the start, make up its state.
#[wasm_bindgen]
pub fn start() -> usize {
    // Told to the reader, not to the browser's console.
    std::panic::set_hook(Box::new(|panic| {
        let words = panic.payload_as_str().unwrap_or("no reason given");
        FAULT.with(|fault| *fault.borrow_mut() = Some(words.to_owned()));
    }));
    RESERVE.with(|reserve| *reserve.borrow_mut() = Vec::with_capacity(RESERVED));
    python::fetch_with(fetch);
    python::load_sqlite_with(load_sqlite);
    ENGINE.with(|engine| *engine.borrow_mut() = Some(Engine::start(HASH_SEED)));
    let used = memory_bytes();
    drop(std::hint::black_box(Vec::<u8>::with_capacity(HEADROOM)));
    used
}

/// Imports a module for the scripts that an image is made for. Why it cannot be, if it cannot.
#[wasm_bindgen]
pub fn import_ahead(name: &str) -> Option<String> {
    ENGINE.with(|engine| {
        let engine = engine.borrow();
        let engine = engine.as_ref()?;
        engine.import_ahead(name).err()
    })
}

fn fetch(module: &Module) -> Result<Vec<u8>, String> {
    let length = find(module.shelf, module.name);
    let length = usize::try_from(length).map_err(|_| {
        let shelf = module.shelf;
        format!("it is on the shelf '{shelf}', which could not be fetched. Are you online?")
    })?;
    let mut bytes = vec![0; length];
    copy(&mut bytes);
    Ok(bytes)
}

/// Tells the page that a run can be asked for.
#[wasm_bindgen]
pub fn announce() {
    send(&Report::Ready { protocol: PROTOCOL });
}

/// Does what a message of the page asks for, or leaves it to [`begin`], which is to be called next. Whether the run is on
/// a live clock.
#[wasm_bindgen]
pub fn receive(message: &[u8]) -> bool {
    let (run, file, source, settings) = match postcard::from_bytes::<Request>(message) {
        Ok(Request::Run {
            run,
            file,
            source,
            settings,
        }) => (run, file, source, settings),
        Ok(Request::Diagnose {
            run,
            source,
            events,
        }) => {
            diagnose(run, &source, &events);
            return false;
        }
        // They are `worker.js`'s own business.
        Ok(Request::Pause | Request::Resume) => return false,
        Err(error) => {
            send(&Report::Failed {
                message: format!("a message could not be read: {error}"),
            });
            return false;
        }
    };
    let Some(engine) = ENGINE.with(|engine| engine.borrow_mut().take()) else {
        send(&Report::Failed {
            message: "the interpreter was not restored".to_owned(),
        });
        return false;
    };
    let diagnosis = Rc::new(RefCell::new(Diagnosis::new(&source)));
    let prepared = Prepared {
        run,
        engine,
        script: Script {
            name: file.clone(),
            file,
            source,
            arguments: Vec::new(),
            input: Input::Text(String::new()),
            seed: settings.seed,
            cores: settings.cores,
            disk_seconds: f64::from(settings.disk_ms) / 1000.0,
            database_seconds: f64::from(settings.database_ms) / 1000.0,
        },
        posted: Posted {
            run,
            diagnosis: diagnosis.clone(),
            recorder: Recorder::new(Limits::default()),
            last: now(),
            posts: 0,
            computing_since: None,
        },
        diagnosis,
        clock: settings.clock,
    };
    PREPARED.with(|waiting| *waiting.borrow_mut() = Some(prepared));
    settings.clock == Clock::Live
}

/// Runs what [`receive`] left. Where its stack can be suspended, `worker.js` calls it so that it is while it waits, and
/// while it goes deeper.
#[wasm_bindgen]
pub fn begin(can_suspend: bool) {
    let prepared = PREPARED.with(|waiting| waiting.borrow_mut().take());
    if let Some(prepared) = prepared {
        prepared.begin(can_suspend.then_some(stack::Host {
            fresh: go_deeper,
            threads: HostStacks {
                resume: |thread| resume_thread(thread) != 0,
                give_way,
                abandon: abandon_thread,
            },
        }));
    }
}

/// Goes on with the run on a stack of its own: what [`go_deeper`] calls.
#[wasm_bindgen]
pub fn deeper() {
    stack::go_on();
}

/// What a thread of the script does, from its beginning to its end, on a stack of its own: what [`resume_thread`] calls.
#[wasm_bindgen]
pub fn thread(number: u32) {
    HostStacks::run(number);
}

/// Memory for the compiler's stack of one more thread: the address at which it begins, its upper end.
#[wasm_bindgen]
pub fn thread_stack() -> usize {
    let stack: Vec<u128> = Vec::with_capacity(stack::THREAD_STACK / size_of::<u128>());
    stack.leak().as_ptr().addr() + stack::THREAD_STACK
}

/// The run cannot go on: the browser has ended it. Says why, where, and what was noticed until then. Whether it could: if
/// not, there was nothing to end.
#[wasm_bindgen]
pub fn fallen(out_of_stack: bool) -> bool {
    RESERVE.with(|reserve| reserve.take());
    let fault = FAULT.with(|fault| fault.take());
    stack::fall(|line| {
        let place = line.map_or(String::new(), |line| format!(" on line {line}"));
        match (fault, out_of_stack) {
            (_, true) => ended::out_of_stack(line),
            // Memory that cannot be had ends the engine without a word, or with these.
            (fault, false)
                if fault
                    .as_deref()
                    .is_none_or(|fault| fault == "capacity overflow") =>
            {
                format!(
                    "The script asked for more memory{place} than a page gives it, {} GiB in all, so it was ended. Keep less \
                 at once.",
                    MEMORY >> 30
                )
            }
            (_, false) => format!(
                "The engine failed{place}, which is a fault of its own and not the script's. What was recorded until then \
                 is shown."
            ),
        }
    })
}

/// What the diagnosis notices in a run that was ended from outside, told as its end would have.
fn diagnose(run: u32, source: &str, events: &[Event]) {
    let mut diagnosis = Diagnosis::new(source);
    events.iter().for_each(|event| diagnosis.push(event));
    finished(run, &RefCell::new(diagnosis));
}

/// The worker's event loop could do something else just now: called every tenth of a second, when it can.
#[wasm_bindgen]
pub fn beat() {
    python::beat();
}

fn memory_bytes() -> usize {
    #[cfg(target_arch = "wasm32")]
    return core::arch::wasm32::memory_size(0) * 65536;
    #[cfg(not(target_arch = "wasm32"))]
    0
}

fn finished(run: u32, diagnosis: &RefCell<Diagnosis>) {
    let findings = diagnosis.borrow().findings();
    send(&Report::Finished { run, findings });
}

fn send(report: &Report) {
    match postcard::to_allocvec(report) {
        Ok(bytes) => post(&bytes),
        Err(error) => panic!("a report cannot be written: {error}"),
    }
}

/// Posts a run's events to the page, in batches.
struct Posted {
    run: u32,
    diagnosis: Rc<RefCell<Diagnosis>>,
    recorder: Recorder,
    last: f64,
    posts: u32,
    /// Since when, in real milliseconds, nothing happened but computing; `None` until that is asked.
    computing_since: Option<f64>,
}

impl Posted {
    fn flush(&mut self) {
        self.post(Recorder::take_batch);
    }

    fn post(&mut self, take: impl FnOnce(&mut Recorder) -> Vec<Event>) {
        let events = take(&mut self.recorder);
        if !events.is_empty() {
            send(&Report::Events {
                run: self.run,
                events,
            });
            self.posts += 1;
            self.last = now();
        }
    }
}

impl Sink for Posted {
    fn event(&mut self, event: Event) -> Result<(), String> {
        let last = matches!(
            event.kind,
            EventKind::Exited { .. } | EventKind::Interrupted { .. }
        );
        if !matches!(event.kind, EventKind::Computed { .. }) {
            self.computing_since = None;
        }
        self.diagnosis.borrow_mut().push(&event);
        let outcome = self
            .recorder
            .record(event)
            .map_err(|limit| limit.to_string());
        if last {
            self.post(Recorder::finish);
        } else if self.posts < EAGER_POSTS || self.recorder.pending() >= FULL_BATCH {
            self.flush();
        }
        outcome
    }

    fn halted(&mut self) {
        finished(self.run, &self.diagnosis);
        abandon();
    }

    fn waiting(&mut self) {
        self.flush();
    }

    fn has_waited(&mut self) -> Option<String> {
        let now = now();
        let since = *self.computing_since.get_or_insert(now);
        (now - since > PATIENCE_MS).then(|| {
            format!(
                "The script computed for more than {:.0} s of real time without an end in sight, so it was stopped.",
                PATIENCE_MS / 1000.0
            )
        })
    }

    fn yielding(&mut self) {
        if now() - self.last > POST_EVERY_MS {
            self.flush();
        }
    }
}
