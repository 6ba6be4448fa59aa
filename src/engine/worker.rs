//! The engine in its Web Worker: the exports that `worker.js` calls, and the sink that posts events to the page.
//!
//! Every run starts from the same memory: as `start` left it, mostly while the page was built (the *image*). `worker.js`
//! puts it back before each run: a fresh interpreter in milliseconds, and the same addresses, names and hashes every time.

use super::{
    answering,
    browser_time::BrowserTime,
    ended,
    host::{
        abandon_thread, copy, find, give_way, go_deeper, load_sqlite, now, post, resume_thread,
    },
    message::{PROTOCOL, Report, Request},
    outside::outside,
    posted::Posted,
};
use diagnosis::Diagnosis;
use machine::{HostStacks, LiveClock, RunClock, VirtualClock};
use playground::Clock;
use python::{self, Engine, HASH_SEED, Input, MEMORY, Script, stack};
use std::{cell::RefCell, rc::Rc};
use trace::{Event, Limits, Recorder};
use wasm_bindgen::prelude::*;

/// Memory that is set aside for a run beyond what the interpreter holds at its start, some 60 MB of it for what an image has
/// imported: most runs never make the worker's memory grow. Memory that has grown cannot be given back; `worker.js` says so, and is replaced.
const HEADROOM: usize = 160 << 20;
/// Memory that is kept back to say that there is no more.
const RESERVED: usize = 1 << 20;

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

fn fetch(shelf: &str, key: &str) -> Result<Vec<u8>, String> {
    let length = find(shelf, key);
    let length = usize::try_from(length).map_err(|_| {
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
    let (run, file, source, files, typed, settings) = match postcard::from_bytes::<Request>(message)
    {
        Ok(Request::Run {
            run,
            file,
            source,
            files,
            typed,
            settings,
        }) => (run, file, source, files, typed, settings),
        Ok(Request::Diagnose {
            run,
            source,
            events,
        }) => {
            diagnose(run, &source, &events);
            return false;
        }
        Ok(Request::Ask { ask, question }) => {
            let answer = answering::answer(question);
            send(&Report::Answer { ask, answer });
            return false;
        }
        // They are `worker.js`'s own business.
        Ok(Request::Pause | Request::Resume | Request::Expect { .. }) => return false,
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
            files,
            typed,
            input: Input::Text(String::new()),
            seed: settings.seed,
            cores: settings.cores,
            disk_seconds: f64::from(settings.disk_ms) / 1000.0,
            database_seconds: f64::from(settings.database_ms) / 1000.0,
            outside: settings.hosts.iter().map(outside).collect(),
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

pub(super) fn finished(run: u32, diagnosis: &RefCell<Diagnosis>) {
    let findings = diagnosis.borrow().findings();
    send(&Report::Finished { run, findings });
}

pub(super) fn send(report: &Report) {
    match postcard::to_allocvec(report) {
        Ok(bytes) => post(&bytes),
        Err(error) => panic!("a report cannot be written: {error}"),
    }
}
