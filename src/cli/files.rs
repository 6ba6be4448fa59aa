//! The files that `loopscope run` writes of a run.

use super::run::Wanted;
use diagnosis::Finding;
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};
use trace::{
    Timeline, Trace,
    compare::Run,
    json,
    views::{
        perfetto,
        picture::{Sight, svg},
    },
};

/// Writes those that are wanted.
///
/// # Errors
/// The first that could not be written, and why.
pub fn write(
    wanted: &Wanted,
    trace: &Trace,
    findings: &[Finding],
) -> Result<(), (PathBuf, io::Error)> {
    let name = Path::new(&wanted.file).file_name().unwrap_or_default();
    let name = name.to_string_lossy();
    let timeline = Timeline::of(trace);
    let run = [Run {
        name: &name,
        trace,
        timeline: &timeline,
    }];
    to(wanted.trace.as_deref(), |file| {
        json::write_with_findings(trace, findings, file)
    })?;
    to(wanted.svg.as_deref(), |file| {
        // The script's name stands above its lanes.
        let sight = Sight {
            dark: wanted.dark,
            ..Sight::whole("")
        };
        file.write_all(svg(&sight, &run).as_bytes())
    })?;
    to(wanted.perfetto.as_deref(), |file| {
        file.write_all(&perfetto::bytes(&run))
    })
}

type File = io::BufWriter<fs::File>;

fn to(
    path: Option<&Path>,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), (PathBuf, io::Error)> {
    let Some(path) = path else { return Ok(()) };
    let written = fs::File::create(path).and_then(|file| {
        let mut file = io::BufWriter::new(file);
        write(&mut file)?;
        file.flush()
    });
    written.map_err(|error| (path.to_owned(), error))
}
