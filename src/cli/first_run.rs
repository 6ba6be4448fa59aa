//! `loopscope first-run`: records the runs that the page shows before its engine is there.

use diagnosis::Finding;
use playground::{Variant, examples::EXAMPLES};
use std::{env, fs, io, path::Path, process::Command};
use trace::{Event, json};

/// Writes the events and the findings of every variant of the first example, in order, as the page reads them.
///
/// # Errors
/// When a variant cannot be run, or the file cannot be written.
pub fn write(file: &Path) -> io::Result<()> {
    let playground = EXAMPLES[0].playground();
    let runs: io::Result<Vec<(Vec<Event>, Vec<Finding>)>> = playground
        .variants
        .iter()
        .map(|variant| record(variant, playground.settings.seed))
        .collect();
    fs::write(
        file,
        postcard::to_allocvec(&runs?).map_err(io::Error::other)?,
    )
}

/// One variant's run, in a process of its own: tasks are numbered through a process.
fn record(variant: &Variant, seed: u32) -> io::Result<(Vec<Event>, Vec<Finding>)> {
    let folder = env::temp_dir().join(format!("loopscope-first-run-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let script = format!("{}.py", variant.name);
    fs::write(folder.join(&script), &variant.source)?;
    let status = Command::new(env::current_exe()?)
        .args([
            "run",
            "--seed",
            &seed.to_string(),
            "--trace",
            "trace.json",
            &script,
        ])
        .current_dir(&folder)
        .stdout(std::process::Stdio::null())
        .status()?;
    if !status.success() {
        return Err(io::Error::other(format!("{script} failed")));
    }
    let text = fs::read(folder.join("trace.json"))?;
    let trace = json::read(&text).map_err(io::Error::other)?;
    let findings = json::read_findings(&text).map_err(io::Error::other)?;
    fs::remove_dir_all(&folder)?;
    Ok((trace.events, findings))
}
