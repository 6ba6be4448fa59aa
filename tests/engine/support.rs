//! Runs a script as `loopscope run --trace` does and gives back what was recorded.

use diagnosis::Finding;
use playground::Example;
use std::{
    env, fs,
    process::{self, Command},
    sync::atomic::{AtomicU32, Ordering},
};
use trace::{Trace, json};

/// One run that is over.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
    pub trace: Trace,
    pub findings: Vec<Finding>,
}

/// Runs `source` as `script.py`.
pub fn run(source: &str) -> Run {
    run_with(source, &[])
}

/// The same with options of `loopscope run`. Every run has a process of its own, as it has in a page: tasks are
/// numbered through a process.
pub fn run_with(source: &str, options: &[&str]) -> Run {
    run_files(&[("script.py", source)], "script.py", options)
}

/// The options that give an example's settings.
pub fn example_options(example: &Example) -> Vec<&'static str> {
    let hosts = example.hosts.iter().flat_map(|host| ["--host", *host]);
    let disk = (example.disk_ms > 0).then(|| ["--disk", example.disk_ms.to_string().leak()]);
    hosts.chain(disk.into_iter().flatten()).collect()
}

/// Runs a script in a file of this name.
pub fn run_named(name: &str, source: &str) -> Run {
    run_files(&[(name, source)], name, &[])
}

/// Runs a folder with these files: path and text.
pub fn run_folder(files: &[(&str, &str)]) -> Run {
    run_folder_with(files, &[])
}

/// The same with options of `loopscope run`.
pub fn run_folder_with(files: &[(&str, &str)], options: &[&str]) -> Run {
    run_files(files, ".", options)
}

fn run_files(files: &[(&str, &str)], script: &str, options: &[&str]) -> Run {
    static RUNS: AtomicU32 = AtomicU32::new(0);
    let run = RUNS.fetch_add(1, Ordering::Relaxed);
    let folder = env::temp_dir().join(format!("loopscope-{}-{run}", process::id()));
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder"))
            .expect("a folder can be made");
        fs::write(path, text).expect("the file can be written");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_loopscope"))
        .arg("run")
        .args(options)
        .args(["--trace", "trace.json", script])
        .current_dir(&folder)
        .output()
        .expect("the program starts");
    let trace = fs::read(folder.join("trace.json")).expect("the trace was written");
    fs::remove_dir_all(&folder).expect("the folder can be removed");
    Run {
        code: output.status.code().expect("the program exits"),
        stdout: String::from_utf8(output.stdout).expect("output is text"),
        stderr: String::from_utf8(output.stderr).expect("output is text"),
        findings: json::read_findings(&trace).expect("the findings are whole"),
        trace: json::read(&trace).expect("the trace is whole"),
    }
}
