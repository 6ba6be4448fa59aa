//! Runs every script of `tests/corpus`, and every example, with the command line, and compares what it
//! wrote and how it ended with what CPython gave: see the README there.
//!
//! One test per script: `cargo test --test conformance -- gather` runs those with `gather` in their name.

mod diff;
mod stderr;

use libtest_mimic::{Arguments, Failed, Trial};
use std::{
    collections::BTreeMap,
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
    thread,
    time::{Duration, Instant},
};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");

/// A script that takes longer hangs: waiting takes no real time. (Plenty, for a machine busy with other things.)
const PATIENCE: Duration = Duration::from_secs(300);

fn main() -> ExitCode {
    let mut known = known_deviations();
    let mut trials: Vec<Trial> = scripts()
        .into_iter()
        .chain(examples())
        .map(|name| match known.remove(&name) {
            None => Trial::test(name.clone(), move || compare(&name)),
            Some(reason) => Trial::test(name.clone(), move || deviate(&name, &reason))
                .with_kind("known deviation"),
        })
        .collect();
    trials.extend(known.into_keys().map(|name| {
        Trial::test(name, || {
            Err("known.txt names a script that does not exist".into())
        })
    }));
    trials.extend(stderr::trials());
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// The names of the scripts, without `.py`.
fn scripts() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(CORPUS)
        .expect("the corpus can be read")
        .filter_map(|entry| {
            let name = entry.expect("the corpus can be listed").file_name();
            Some(name.to_str()?.strip_suffix(".py")?.to_owned())
        })
        .collect();
    names.sort();
    names
}

/// These ask hosts of the world outside, which no recording can: tests/engine/outside.rs has them.
const OF_HOSTS: [&str; 4] = [
    "five-downloads",
    "polite-scraper",
    "slow-host",
    "whose-cookies",
];

/// The examples' scripts as `SLUG/VARIANT`: the slash tells them from the corpus.
fn examples() -> impl Iterator<Item = String> {
    let all = playground::EXAMPLES.iter();
    let recorded = all.filter(|example| !OF_HOSTS.contains(&example.slug));
    recorded.flat_map(|example| {
        example
            .alone()
            .map(|(name, _)| format!("{}/{name}", example.slug))
    })
}

/// The folder in which a script runs, and its file there.
fn script(name: &str) -> (PathBuf, String) {
    match name.split_once('/') {
        Some((slug, variant)) => (Path::new(EXAMPLES).join(slug), format!("{variant}.py")),
        None => (PathBuf::from(CORPUS), format!("{name}.py")),
    }
}

/// `known.txt`: a script's name and the reason for which it may differ, one per line.
fn known_deviations() -> BTreeMap<String, String> {
    let text = fs::read_to_string(Path::new(CORPUS).join("known.txt")).unwrap_or_default();
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (name, reason) = line
                .split_once(' ')
                .unwrap_or_else(|| panic!("known.txt gives no reason: {line}"));
            (name.to_owned(), reason.trim().to_owned())
        })
        .collect()
}

/// What a script wrote and how it ended.
struct Outcome {
    stdout: String,
    stderr: String,
    code: String,
}

fn compare(name: &str) -> Result<(), Failed> {
    let expected = recorded(name)?;
    let actual = run(name)?;
    let file = name.rsplit('/').next().unwrap_or(name);
    let mut differences = String::new();
    for (part, expected, actual) in [
        ("stdout", expected.stdout, actual.stdout),
        (
            "stderr",
            stderr::plain(file, &expected.stderr),
            stderr::plain(file, &actual.stderr),
        ),
        ("exit code", expected.code, actual.code),
    ] {
        if expected != actual {
            differences += &format!(
                "{part}, CPython - and Loopscope +:\n{}",
                diff::lines(&expected, &actual)
            );
        }
    }
    if differences.is_empty() {
        Ok(())
    } else {
        Err(differences.into())
    }
}

fn deviate(name: &str, reason: &str) -> Result<(), Failed> {
    match compare(name) {
        Ok(()) => {
            Err(format!("it does as CPython does: take it out of known.txt ({reason})").into())
        }
        Err(_) => Ok(()),
    }
}

fn recorded(name: &str) -> Result<Outcome, Failed> {
    let folder = if name.contains('/') { "examples" } else { "" };
    let folder = Path::new(CORPUS).join(folder);
    let part = |part: &str| fs::read_to_string(folder.join(format!("{name}.{part}")));
    let missing =
        |error: io::Error| format!("not recorded ({error}): node tools/record.mjs {name}.py");
    Ok(Outcome {
        stdout: part("out").map_err(missing)?,
        stderr: part("err").map_err(missing)?,
        // No file: it ended with 0.
        code: part("code").unwrap_or_else(|_| "0\n".to_owned()),
    })
}

fn run(name: &str) -> Result<Outcome, Failed> {
    let (folder, file) = script(name);
    let mut child = Command::new(env!("CARGO_BIN_EXE_loopscope"))
        .args(["run", &file])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let stdout = collect(child.stdout.take().expect("it is piped"));
    let stderr = collect(child.stderr.take().expect("it is piped"));
    let began = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if began.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            return Err(format!("still running after {} s", PATIENCE.as_secs()).into());
        }
        thread::sleep(Duration::from_millis(2));
    };
    let text = |bytes: thread::JoinHandle<Vec<u8>>| {
        String::from_utf8_lossy(&bytes.join().expect("reading a pipe does not panic")).into_owned()
    };
    Ok(Outcome {
        stdout: text(stdout),
        stderr: text(stderr),
        code: status
            .code()
            .map_or_else(|| format!("{status}\n"), |code| format!("{code}\n")),
    })
}

/// Reads a pipe to its end beside the others: a full one would stop the script.
fn collect(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.read_to_end(&mut bytes);
        bytes
    })
}
