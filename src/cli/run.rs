//! `loopscope run`.

use super::{Run, files, folder, on_a_large_stack, real_time::RealClock};
use crate::engine::outside::outside;
use diagnosis::{Diagnosis, Ending, Finding};
use machine::{LiveClock, RunClock, VirtualClock};
use playground::{Variant, document::MAIN_SCRIPT, host};
use python::{Engine, HASH_SEED, Input, Script, Sink, stack};
use std::{
    cell::RefCell,
    fs,
    io::{self, Read, Write},
    path::PathBuf,
    process::{self, ExitCode},
    rc::Rc,
};
use trace::{Event, EventKind, Limits, Recorder, Stream, Trace, number::spoken};

/// Runs a script; its output appears as it is written.
pub fn run(arguments: &Run) -> ExitCode {
    if let Err(error) = host::check_all(&arguments.host) {
        eprintln!("loopscope: --host: {error}");
        return ExitCode::from(2);
    }
    let from_input = arguments.script.as_os_str() == "-";
    let is_folder = arguments.script.is_dir();
    let read = match is_folder {
        true => folder::read(&arguments.script),
        false => read_source(arguments, from_input).map(|source| Variant::alone("", source)),
    };
    let variant = match read {
        Ok(read) => read,
        Err(error) => {
            eprintln!(
                "loopscope: can't open '{}': {error}",
                arguments.script.display()
            );
            return ExitCode::from(2);
        }
    };
    let file = if is_folder {
        MAIN_SCRIPT.to_owned()
    } else if from_input {
        "<stdin>".to_owned()
    } else {
        std::path::absolute(&arguments.script)
            .unwrap_or_else(|_| arguments.script.clone())
            .display()
            .to_string()
    };
    let script = Script {
        file,
        source: variant.source,
        arguments: arguments.arguments.clone(),
        files: variant
            .files
            .into_iter()
            .map(|file| (file.path, file.text))
            .collect(),
        typed: variant
            .typed
            .into_iter()
            .map(|typed| (typed.terminal, typed.line))
            .collect(),
        name: match is_folder {
            true => MAIN_SCRIPT.to_owned(),
            false => arguments.script.display().to_string(),
        },
        input: if from_input {
            Input::Text(String::new())
        } else {
            Input::Host
        },
        seed: arguments.seed,
        cores: arguments.cores,
        disk_seconds: f64::from(arguments.disk) / 1000.0,
        database_seconds: f64::from(arguments.database) / 1000.0,
        outside: arguments.host.iter().map(outside).collect(),
    };
    let wanted = Wanted {
        file: match from_input {
            true => script.file.clone(),
            false => script.name.clone(),
        },
        trace: arguments.trace.clone(),
        svg: arguments.svg.clone(),
        dark: arguments.dark,
        perfetto: arguments.perfetto.clone(),
        findings: arguments.findings,
    };
    let live = arguments.live;
    std::panic::set_hook(Box::new(|panic| {
        let fault = panic
            .payload_as_str()
            .unwrap_or("no reason given")
            .to_owned();
        let ended = stack::fall(|line| {
            let place = line.map_or(String::new(), |line| format!(" on line {line}"));
            format!(
                "The engine failed{place}, which is a fault of its own and not the script's: {fault}."
            )
        });
        if !ended {
            eprintln!("loopscope: the engine failed: {fault}");
        }
    }));
    let code = on_a_large_stack(move || {
        let diagnosis =
            (wanted.trace.is_some() || wanted.findings).then(|| Diagnosis::new(&script.source));
        let kept = Rc::new(Kept {
            recorder: RefCell::new(Recorder::new(Limits::NONE)),
            diagnosis: RefCell::new(diagnosis),
            wanted,
        });
        let code =
            Engine::start(HASH_SEED).run_on(clock(live), &script, Box::new(Console(kept.clone())));
        kept.finish(code)
    });
    ExitCode::from(code as u8)
}

/// What is to be told of a run besides its output.
pub struct Wanted {
    /// The script's name as it was given.
    pub file: String,
    pub trace: Option<PathBuf>,
    pub svg: Option<PathBuf>,
    /// Whether that is light on dark.
    pub dark: bool,
    pub perfetto: Option<PathBuf>,
    findings: bool,
}

impl Wanted {
    /// Whether anything is to be written of what happened.
    fn files(&self) -> bool {
        self.trace.is_some() || self.svg.is_some() || self.perfetto.is_some()
    }
}

/// What is kept of a run.
struct Kept {
    recorder: RefCell<Recorder>,
    diagnosis: RefCell<Option<Diagnosis>>,
    wanted: Wanted,
}

impl Kept {
    /// Writes what is still to be written; returns the exit code: the run's, or 2 where a file could not be.
    fn finish(&self, code: i32) -> i32 {
        let _ = io::stdout().flush();
        let (findings, ending) = match &*self.diagnosis.borrow() {
            Some(diagnosis) => (diagnosis.findings(), diagnosis.ending().clone()),
            None => Default::default(),
        };
        if self.wanted.findings {
            show(&self.wanted.file, &findings, &ending);
        }
        if !self.wanted.files() {
            return code;
        }
        let events = self.recorder.borrow_mut().finish();
        match files::write(&self.wanted, &Trace { events }, &findings) {
            Ok(()) => code,
            Err((path, error)) => {
                eprintln!("loopscope: can't write '{}': {error}", path.display());
                2
            }
        }
    }
}

/// Writes findings to standard error, a paragraph each: where and what, what it cost, why, what cures it.
fn show(file: &str, findings: &[Finding], ending: &Ending) {
    if findings.is_empty() {
        match ending {
            Ending::Well => eprintln!("No findings."),
            Ending::Badly(how) => eprintln!("{how} Nothing else was found."),
        }
    }
    for finding in findings {
        let line = finding
            .line
            .map(|line| format!(":{line}"))
            .unwrap_or_default();
        let cost = finding.cost.map(|cost| format!(", {}", spoken(cost)));
        eprintln!(
            "{file}{line}: {}{}\n    {}",
            finding.kind.name(),
            cost.unwrap_or_default(),
            finding.text
        );
        if let Some(fix) = &finding.fix {
            eprintln!("    Fix: {}", fix.label);
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

/// Passes the script's output on, and keeps what is wanted of the rest.
struct Console(Rc<Kept>);

fn clock(live: bool) -> RunClock {
    if live {
        RunClock::Live(LiveClock::new(RealClock::start()))
    } else {
        RunClock::Virtual(VirtualClock::new())
    }
}

impl Sink for Console {
    fn event(&mut self, event: Event) -> Result<(), String> {
        match &event.kind {
            EventKind::Output {
                stream: Stream::Stdout,
                text,
                ..
            } => {
                let _ = io::stdout().write_all(text.as_bytes());
            }
            EventKind::Output {
                stream: Stream::Stderr,
                text,
                ..
            } => {
                let _ = io::stdout().flush();
                let _ = io::stderr().write_all(text.as_bytes());
            }
            EventKind::Interrupted { reason, .. } => {
                let _ = io::stdout().flush();
                eprintln!("loopscope: {reason}");
            }
            _ => {}
        }
        if let Some(diagnosis) = &mut *self.0.diagnosis.borrow_mut() {
            diagnosis.push(&event);
        }
        if self.0.wanted.files() {
            let mut recorder = self.0.recorder.borrow_mut();
            recorder.record(event).map_err(|limit| limit.to_string())?;
        }
        Ok(())
    }

    fn left(&mut self, code: i32) {
        process::exit(self.0.finish(code));
    }

    fn halted(&mut self) {
        process::exit(self.0.finish(1));
    }
}
