//! Runs a script on the engine and gives back what was recorded.

use loopscope::{
    python::{Engine, Script, Sink},
    trace::{Event, EventKind, Stream, Trace},
};
use std::{cell::RefCell, rc::Rc, thread};

struct Keep(Rc<RefCell<Vec<Event>>>);

impl Sink for Keep {
    fn event(&mut self, event: Event) -> Result<(), String> {
        self.0.borrow_mut().push(event);
        Ok(())
    }
}

/// One run that is over.
pub struct Run {
    pub code: i32,
    pub trace: Trace,
}

impl Run {
    /// What the script wrote to standard output.
    pub fn stdout(&self) -> String {
        self.written(Stream::Stdout)
    }

    /// What the script wrote to standard error.
    #[allow(dead_code)]
    pub fn stderr(&self) -> String {
        self.written(Stream::Stderr)
    }

    fn written(&self, wanted: Stream) -> String {
        let texts = self
            .trace
            .events
            .iter()
            .filter_map(|event| match &event.kind {
                EventKind::Output { stream, text } if *stream == wanted => Some(text.as_str()),
                _ => None,
            });
        texts.collect()
    }
}

/// Runs `source` as `script.py`. Each run has a thread of its own: an interpreter belongs to one.
pub fn run(source: &str) -> Run {
    run_seeded(source, 1)
}

/// The same with a seed.
pub fn run_seeded(source: &str, seed: u32) -> Run {
    let script = Script {
        file: "script.py".into(),
        source: source.into(),
        arguments: vec![],
        input: String::new(),
        seed,
    };
    let thread = thread::Builder::new().stack_size(512 << 20).spawn(move || {
        let events = Rc::new(RefCell::new(Vec::new()));
        let code = Engine::start(1).run(&script, Box::new(Keep(events.clone())));
        Run {
            code,
            trace: Trace {
                events: events.take(),
            },
        }
    });
    thread
        .expect("a thread starts")
        .join()
        .expect("the engine does not panic")
}
