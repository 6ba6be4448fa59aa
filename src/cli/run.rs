//! `loopscope run`.

use super::{Run, on_a_large_stack};
use crate::{
    python::{Engine, HASH_SEED, Input, Script, Sink},
    trace::{Event, EventKind, Limits, Recorder, Stream, Trace, json},
};
use std::{
    cell::RefCell,
    fs,
    io::{self, Read, Write},
    path::{Path, PathBuf},
    process::{self, ExitCode},
    rc::Rc,
};

/// Runs a script; its output appears as it is written.
pub fn run(arguments: &Run) -> ExitCode {
    let from_input = arguments.script.as_os_str() == "-";
    let source = match read_source(arguments, from_input) {
        Ok(source) => source,
        Err(error) => {
            eprintln!(
                "loopscope: can't open '{}': {error}",
                arguments.script.display()
            );
            return ExitCode::from(2);
        }
    };
    let file = if from_input {
        "<stdin>".to_owned()
    } else {
        std::path::absolute(&arguments.script)
            .unwrap_or_else(|_| arguments.script.clone())
            .display()
            .to_string()
    };
    let script = Script {
        file,
        source,
        arguments: arguments.arguments.clone(),
        name: arguments.script.display().to_string(),
        input: if from_input {
            Input::Text(String::new())
        } else {
            Input::Host
        },
        seed: arguments.seed,
    };
    let trace = arguments.trace.clone();
    let code = on_a_large_stack(move || {
        let recorder = Rc::new(RefCell::new(Recorder::new(Limits::NONE)));
        let sink = Console {
            recorder: recorder.clone(),
            trace: trace.clone(),
        };
        let code = Engine::start(HASH_SEED).run(&script, Box::new(sink));
        finish(&recorder, trace.as_deref(), code)
    });
    ExitCode::from(code as u8)
}

/// Writes what is still to be written; returns the exit code: the run's, or 2 where the trace could not be.
fn finish(recorder: &RefCell<Recorder>, trace: Option<&Path>, code: i32) -> i32 {
    let _ = io::stdout().flush();
    let Some(path) = trace else { return code };
    let events = recorder.borrow_mut().finish();
    match write_trace(path, &Trace { events }) {
        Ok(()) => code,
        Err(error) => {
            eprintln!("loopscope: can't write '{}': {error}", path.display());
            2
        }
    }
}

fn read_source(arguments: &Run, from_input: bool) -> io::Result<String> {
    let mut bytes = Vec::new();
    if from_input {
        io::stdin().read_to_end(&mut bytes)?;
    } else {
        bytes = fs::read(&arguments.script)?;
    }
    String::from_utf8(bytes)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "the script is not UTF-8 text"))
}

fn write_trace(path: &Path, trace: &Trace) -> io::Result<()> {
    let mut file = io::BufWriter::new(fs::File::create(path)?);
    json::write(trace, &mut file)?;
    file.flush()
}

/// Passes the script's output on, and keeps the trace if it is wanted.
struct Console {
    recorder: Rc<RefCell<Recorder>>,
    trace: Option<PathBuf>,
}

impl Sink for Console {
    fn event(&mut self, event: Event) -> Result<(), String> {
        match &event.kind {
            EventKind::Output {
                stream: Stream::Stdout,
                text,
            } => {
                let _ = io::stdout().write_all(text.as_bytes());
            }
            EventKind::Output {
                stream: Stream::Stderr,
                text,
            } => {
                let _ = io::stdout().flush();
                let _ = io::stderr().write_all(text.as_bytes());
            }
            EventKind::Interrupted { reason } => {
                let _ = io::stdout().flush();
                eprintln!("loopscope: {reason}");
            }
            _ => {}
        }
        if self.trace.is_some() {
            self.recorder
                .borrow_mut()
                .record(event)
                .map_err(|limit| limit.to_string())?;
        }
        Ok(())
    }

    fn left(&mut self, code: i32) {
        process::exit(finish(&self.recorder, self.trace.as_deref(), code));
    }

    fn halted(&mut self) {
        process::exit(finish(&self.recorder, self.trace.as_deref(), 1));
    }
}
