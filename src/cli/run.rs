//! `loopscope run`.

use super::{Run, on_a_large_stack};
use crate::{
    python::{Engine, HASH_SEED, Script, Sink},
    trace::{Event, EventKind, Limits, Recorder, Stream, Trace, json},
};
use std::{
    cell::RefCell,
    fs,
    io::{self, Read, Write},
    process::ExitCode,
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
        arguments.script.display().to_string()
    };
    let script = Script {
        file,
        source,
        arguments: arguments.arguments.clone(),
        input: String::new(),
        seed: arguments.seed,
    };
    let keep = arguments.trace.is_some();
    let (code, trace) = on_a_large_stack(move || {
        let recorder = Rc::new(RefCell::new(Recorder::new(Limits::NONE)));
        let sink = Console {
            recorder: recorder.clone(),
            keep,
        };
        let code = Engine::start(HASH_SEED).run(&script, Box::new(sink));
        let events = recorder.borrow_mut().take_batch();
        (code, Trace { events })
    });
    let _ = io::stdout().flush();
    if let Some(path) = &arguments.trace
        && let Err(error) = write_trace(path, &trace)
    {
        eprintln!("loopscope: can't write '{}': {error}", path.display());
        return ExitCode::from(2);
    }
    ExitCode::from(code as u8)
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

fn write_trace(path: &std::path::Path, trace: &Trace) -> io::Result<()> {
    let mut file = io::BufWriter::new(fs::File::create(path)?);
    json::write(trace, &mut file)?;
    file.flush()
}

/// Passes the script's output on, and keeps the trace if it is wanted.
struct Console {
    recorder: Rc<RefCell<Recorder>>,
    keep: bool,
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
        if self.keep {
            self.recorder
                .borrow_mut()
                .record(event)
                .map_err(|limit| limit.to_string())?;
        }
        Ok(())
    }
}
