//! The files that `loopscope run` writes beside what the script prints.

use std::{env, fs, path::PathBuf, process::Command};

const SCRIPT: &str = "import asyncio\n\nasync def latte():\n    await asyncio.sleep(2)\n\nasync def main():\n    await asyncio.gather(latte(), latte())\n    print('served')\n\nasyncio.run(main())\n";

/// Runs the script with these options, in a folder of its own.
fn run(name: &str, options: &[&str]) -> (std::process::Output, PathBuf) {
    let folder = env::temp_dir().join(format!("loopscope-files-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder can be made");
    fs::write(folder.join("bar.py"), SCRIPT).expect("the script can be written");
    let output = Command::new(env!("CARGO_BIN_EXE_loopscope"))
        .arg("run")
        .args(options)
        .arg("bar.py")
        .current_dir(&folder)
        .output()
        .expect("the program starts");
    (output, folder)
}

#[test]
fn a_picture_and_a_file_for_perfetto() {
    let (output, folder) = run(
        "both",
        &["--svg", "run.svg", "--dark", "--perfetto", "run.pftrace"],
    );
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stdout, b"served\n");
    let picture = fs::read_to_string(folder.join("run.svg")).expect("the picture was written");
    for part in ["<svg ", ">bar.py<", ">latte 2<", "sleep · 2.0 s", "#14181b"] {
        assert!(picture.contains(part), "{part} in {picture}");
    }
    let perfetto = fs::read(folder.join("run.pftrace")).expect("the file was written");
    for part in ["bar.py", "latte 2", "creates latte", "served"] {
        let there = perfetto
            .windows(part.len())
            .any(|bytes| bytes == part.as_bytes());
        assert!(there, "{part}");
    }
    fs::remove_dir_all(folder).expect("the folder can be removed");
}

#[test]
fn a_file_that_cannot_be_written_is_told_and_the_script_has_run() {
    let (output, folder) = run("nowhere", &["--svg", "no/such/folder.svg"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(output.stdout, b"served\n");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("can't write 'no/such/folder.svg'"), "{told}");
    let (output, _) = run("nowhere", &["--dark"]);
    assert_eq!(
        output.status.code(),
        Some(2),
        "there is no picture to be dark"
    );
    fs::remove_dir_all(folder).expect("the folder can be removed");
}
