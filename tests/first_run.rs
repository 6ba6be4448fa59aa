//! The page shows a finished timeline before its engine is there: it must be the engine's own.
#![cfg(feature = "cli")]

#[test]
fn the_recording_in_the_page_is_what_the_engine_gives() {
    let committed = include_bytes!("../static/first-run.bin");
    assert!(
        committed == loopscope::cli::first_run::bytes().as_slice(),
        "record it anew: cargo run -- first-run static/first-run.bin"
    );
}
