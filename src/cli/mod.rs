//! The command line: the same engine as the page's, as a native program.

mod files;
pub mod first_run;
mod folder;
mod real_time;
mod run;

use clap::{Parser, Subcommand};
use playground::{Host, MAX_CORES, MAX_DATABASE_MS, MAX_DISK_MS, Settings};
use std::{path::PathBuf, process::ExitCode, thread};

/// Runs async Python on virtual time and records what the event loop did.
#[derive(Parser)]
#[command(name = "loopscope", version, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run a script as `python script.py` would; waiting takes no real time.
    Run(Run),
    /// Record the runs that the page shows before its engine is there.
    #[command(hide = true)]
    FirstRun {
        /// Where to: `static/first-run.bin`.
        file: PathBuf,
    },
}

/// What `loopscope run` was given.
#[derive(clap::Args)]
pub struct Run {
    /// The script, or `-` for standard input; or a folder: its `main.py` with the files beside it, or what its `terminal.txt`
    /// says is typed (`1$ uvicorn main:app`).
    script: PathBuf,
    /// Write the trace to this file, as JSON.
    #[arg(long, value_name = "FILE")]
    trace: Option<PathBuf>,
    /// Write a picture of the timeline to this file, as SVG.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// Draw that picture light on dark.
    #[arg(long, requires = "svg")]
    dark: bool,
    /// Write the run to this file, for Perfetto (<https://ui.perfetto.dev>).
    #[arg(long, value_name = "FILE")]
    perfetto: Option<PathBuf>,
    /// After the run, write to standard error what went wrong in it: line, cost, reason, cure.
    #[arg(long)]
    findings: bool,
    /// What unseeded `random`, `uuid` and hashes are drawn from.
    #[arg(long, value_name = "N", default_value_t = Settings::default().seed)]
    seed: u32,
    /// How many cores the simulated machine has.
    #[arg(long, value_name = "N", default_value_t = Settings::default().cores, value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_CORES)))]
    cores: u32,
    /// How many milliseconds its disk takes to open a file, to read and to write.
    #[arg(long, value_name = "MS", default_value_t = Settings::default().disk_ms, value_parser = clap::value_parser!(u32).range(..=i64::from(MAX_DISK_MS)))]
    disk: u32,
    /// How many milliseconds a database takes for a query.
    #[arg(long, value_name = "MS", default_value_t = Settings::default().database_ms, value_parser = clap::value_parser!(u32).range(..=i64::from(MAX_DATABASE_MS)))]
    database: u32,
    /// What is unusual about a host of the world outside, as in "api.example.com: latency=80ms jitter=20ms failures=5%
    /// bandwidth=1MB/s"; failing=reset, 503 or silence says how; app=shop:app lets `app` in shop.py answer. `*` stands for
    /// all hosts that are not named. Can be given again for other hosts.
    #[arg(long, value_name = "NAME: WORDS")]
    host: Vec<Host>,
    /// Let waits take real time.
    #[arg(long)]
    live: bool,
    /// The script's own arguments: `sys.argv[1:]`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Parses the command line and does what it says. The exit code of `run` is the script's; 2 means that the
/// command line itself could not be followed.
pub fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Run(arguments) => run::run(&arguments),
        Command::FirstRun { file } => match first_run::write(&file) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("loopscope: can't write '{}': {error}", file.display());
                ExitCode::from(2)
            }
        },
    }
}

/// Runs something on a thread whose stack holds the deepest recursion that Python allows.
pub(crate) fn on_a_large_stack<R: Send + 'static>(run: impl FnOnce() -> R + Send + 'static) -> R {
    const STACK: usize = 1 << 30;
    let thread = thread::Builder::new()
        .stack_size(STACK)
        .spawn(run)
        .expect("a thread can be started");
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
