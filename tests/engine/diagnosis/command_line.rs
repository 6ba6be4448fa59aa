//! `loopscope run --findings`.

use std::{
    io::Write,
    process::{Command, Stdio},
};

fn findings(source: &str) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_loopscope"))
        .args(["run", "--findings", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("there is an input");
    input.write_all(source.as_bytes()).expect("it is read");
    drop(input);
    let output = child.wait_with_output().expect("the program ends");
    (
        output.status.code(),
        String::from_utf8(output.stdout).expect("text"),
        String::from_utf8(output.stderr).expect("text"),
    )
}

#[test]
fn findings_follow_the_run_on_standard_error() {
    let (code, stdout, stderr) = findings(
        "import asyncio, time\n\nasync def main():\n    time.sleep(2)\n    raise SystemExit(3)\n\nprint('a')\nasyncio.run(main())\n",
    );
    assert_eq!((code, stdout.as_str()), (Some(3), "a\n"));
    assert!(
        stderr.starts_with("<stdin>:4: Blocking call, 2.0 s\n    `time.sleep(2)` on line 4 held the loop for 2.0 s. "),
        "{stderr}"
    );
    assert!(
        stderr.ends_with("\n    Fix: `await asyncio.sleep(2)`\n"),
        "{stderr}"
    );
}

#[test]
fn a_run_without_findings_says_so() {
    let (code, stdout, stderr) = findings("print('hello')\n");
    assert_eq!(
        (code, stdout.as_str(), stderr.as_str()),
        (Some(0), "hello\n", "No findings.\n")
    );
}

#[test]
fn a_run_that_failed_is_never_called_faultless() {
    for (script, how) in [
        (
            "x = 1\nraise ValueError('bad')\n",
            "The script failed on line 2: ValueError: bad.",
        ),
        (
            "import nosuchmodule\n",
            "The script failed on line 1: ModuleNotFoundError: No module named 'nosuchmodule'.",
        ),
        (
            "import sys\nsys.exit(3)\n",
            "The script ended with exit code 3.",
        ),
    ] {
        let (_, _, stderr) = findings(script);
        assert!(!stderr.contains("No findings."), "{stderr}");
        assert!(
            stderr.contains(how) && stderr.trim_end().ends_with("Nothing else was found."),
            "{stderr}"
        );
    }
}

#[test]
fn a_run_that_is_stuck_tells_its_finding() {
    let (code, _, stderr) = findings(
        "import asyncio\n\nasync def main():\n    await asyncio.Event().wait()\n\nasyncio.run(main())\n",
    );
    assert_eq!(code, Some(1));
    assert!(
        stderr.contains("<stdin>:4: Nothing left to run\n"),
        "{stderr}"
    );
}
