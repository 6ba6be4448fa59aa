//! `loopscope first-run`: records the runs that the page shows before its engine is there.

use crate::{
    playground::examples::EXAMPLES,
    python::{Engine, HASH_SEED, Script, Sink},
    trace::{Event, Limits, Recorder},
};
use std::{cell::RefCell, fs, io, path::Path, rc::Rc};

struct Keep(Rc<RefCell<Recorder>>);

impl Sink for Keep {
    fn event(&mut self, event: Event) -> Result<(), String> {
        self.0.borrow_mut().record(event).map_err(|limit| limit.to_string())
    }
}

/// The events of every variant of the first example, in order: what `static/first-run.bin` holds as postcard.
pub fn events() -> Vec<Vec<Event>> {
    let playground = EXAMPLES[0].playground();
    let seed = playground.settings.seed;
    let run = |variant: &crate::playground::Variant| {
        let script = Script {
            file: format!("{}.py", variant.name),
            source: variant.source.clone(),
            arguments: Vec::new(),
            input: String::new(),
            seed,
        };
        super::on_a_large_stack(move || {
            let recorder = Rc::new(RefCell::new(Recorder::new(Limits::default())));
            Engine::start(HASH_SEED).run(&script, Box::new(Keep(recorder.clone())));
            recorder.borrow_mut().take_batch()
        })
    };
    playground.variants.iter().map(run).collect()
}

/// Writes the recording.
///
/// # Errors
/// When the file cannot be written.
pub fn write(file: &Path) -> io::Result<()> {
    fs::write(file, bytes())
}

/// The recording as the page reads it.
pub fn bytes() -> Vec<u8> {
    postcard::to_allocvec(&events()).expect("events are plain data")
}
