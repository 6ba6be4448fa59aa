//! The command line.

fn main() -> std::process::ExitCode {
    loopscope::cli::main()
}
