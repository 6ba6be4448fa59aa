//! The page shows a finished timeline before its engine is there: it must be the engine's own.

use std::{env, fs, process::Command};

#[test]
fn the_recording_in_the_page_is_what_the_engine_gives() {
    let fresh = env::temp_dir().join(format!("first-run-{}.bin", std::process::id()));
    let status = Command::new(env!("CARGO_BIN_EXE_loopscope"))
        .arg("first-run")
        .arg(&fresh)
        .status();
    assert!(status.expect("the program starts").success());
    let recorded = fs::read(&fresh).expect("the recording is there");
    fs::remove_file(&fresh).expect("it can be removed");
    assert!(
        recorded == include_bytes!("../../static/first-run.bin"),
        "record it anew: cargo run -- first-run static/first-run.bin"
    );
}
