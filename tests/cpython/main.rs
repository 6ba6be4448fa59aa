//! Runs the parts of CPython's own `test_asyncio` that concern what the engine holds, from a CPython installation's
//! test package: nothing of it is kept here.
//!
//!     make asyncio
//!
//! The package is Debian's, or lies where `CPYTHON_TEST_ASYNCIO` says. Tests that
//! are known to fail are listed in `known.txt` with the reason; any other failure fails this test.

use std::{
    collections::BTreeMap,
    env, fs,
    io::Read,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cpython");

const MODULES: [&str; 21] = [
    "test_buffered_proto",
    "test_context",
    "test_eager_task_factory",
    "test_free_threading",
    "test_futures",
    "test_futures2",
    "test_graph",
    "test_locks",
    "test_pep492",
    "test_queues",
    "test_runners",
    "test_selector_events",
    "test_server",
    "test_sock_lowlevel",
    "test_staggered",
    "test_streams",
    "test_taskgroups",
    "test_tasks",
    "test_threads",
    "test_timeouts",
    "test_waitfor",
];

/// Those that use sockets, and what their package has for them.
const SOCKETS: [&str; 5] = [
    "test_buffered_proto",
    "test_selector_events",
    "test_server",
    "test_sock_lowlevel",
    "test_streams",
];

/// A module that takes longer hangs in the test that began last.
const PATIENCE: Duration = Duration::from_secs(120);

/// A module that stops more often is given up.
const MOST_STOPS: usize = 40;

#[derive(Default)]
struct Tally {
    passed: usize,
    skipped: usize,
    /// Test and why.
    failed: BTreeMap<String, String>,
}

#[test]
#[ignore = "needs CPython's test package, and minutes"]
fn passes_what_concerns_the_engine() {
    let package = package();
    println!("{}", package.display());
    let known = known();
    let mut unknown = Vec::new();
    let mut met: Vec<&Known> = Vec::new();
    let mut all = (0, 0, 0);
    for module in MODULES {
        let path = package.join(format!("{module}.py"));
        let source =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let common = match SOCKETS.contains(&module) {
            true => common(&package),
            false => "{}".to_owned(),
        };
        let tally = run(module, &source, &common);
        println!(
            "{module}: {} passed, {} failed, {} skipped",
            tally.passed,
            tally.failed.len(),
            tally.skipped
        );
        all.0 += tally.passed;
        all.1 += tally.failed.len();
        all.2 += tally.skipped;
        assert!(tally.passed > 0, "{module}: nothing ran");
        for (test, why) in tally.failed {
            match known.iter().find(|known| known.names(module, &test)) {
                Some(known) => met.push(known),
                None => unknown.push(format!("{module}.{test}: {why}")),
            }
        }
    }
    println!("{} passed, {} failed, {} skipped", all.0, all.1, all.2);
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for known in &met {
        *reasons.entry(&known.reason).or_default() += 1;
    }
    for (reason, tests) in reasons {
        println!("{tests}: {reason}");
    }
    let gone = known
        .iter()
        .filter(|known| !met.iter().any(|met| std::ptr::eq(*met, *known)));
    unknown.extend(gone.map(|known| format!("{}.{}: it passes", known.module, known.test)));
    assert!(
        unknown.is_empty(),
        "otherwise than known.txt says:\n{}",
        unknown.join("\n")
    );
}

/// What tests of sockets have in common, of CPython's own, as a dictionary.
fn common(package: &Path) -> String {
    let all = ["utils", "functional"].map(|name| {
        let path = package.join(format!("{name}.py"));
        let text = fs::read_to_string(&path);
        let text = text.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (name, text)
    });
    serde_json::to_string(&BTreeMap::from(all)).expect("text is JSON")
}

/// The folder of CPython's `test_asyncio`.
fn package() -> PathBuf {
    env::var_os("CPYTHON_TEST_ASYNCIO")
        .map(PathBuf::from)
        .expect("CPYTHON_TEST_ASYNCIO names the folder: make asyncio")
}

/// A line of `known.txt`: a test of every class, or of one, and why it fails.
struct Known {
    module: String,
    /// `Class.test`, or `test` of any class.
    test: String,
    reason: String,
}

impl Known {
    fn names(&self, module: &str, test: &str) -> bool {
        let of_any_class = test.rsplit('.').next().expect("there is a last part");
        self.module == module && (self.test == test || self.test == of_any_class)
    }
}

fn known() -> Vec<Known> {
    let text = fs::read_to_string(Path::new(HERE).join("known.txt")).expect("the list is there");
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (name, reason) = line.split_once(' ').expect("a reason");
            let (module, test) = name.split_once('.').expect("a module and a test");
            Known {
                module: module.to_owned(),
                test: test.to_owned(),
                reason: reason.to_owned(),
            }
        })
        .collect()
}

/// Runs a module's tests; again without the one in which it stopped, as long as it stops.
fn run(module: &str, source: &str, common: &str) -> Tally {
    let mut stopped: BTreeMap<String, String> = BTreeMap::new();
    loop {
        let (out, err) = run_without((module, source, common), &stopped);
        let mut tally = Tally::default();
        let mut running = None;
        let mut ended = false;
        for line in out.lines().filter(|line| line.starts_with('@')) {
            let mut parts = line.splitn(3, '\t');
            let (kind, test, why) = (parts.next(), parts.next(), parts.next().unwrap_or_default());
            let test = test.unwrap_or_default().to_owned();
            match kind {
                Some("@began") => running = Some(test),
                Some("@passed") => tally.passed += 1,
                Some("@skipped") => tally.skipped += 1,
                Some("@failed") => {
                    tally.failed.insert(test, why.to_owned());
                }
                _ => ended = true,
            }
        }
        if ended || running.is_none() || stopped.len() == MOST_STOPS {
            tally.failed.extend(stopped);
            return tally;
        }
        let tail: String = err.lines().rev().take(1).collect();
        stopped.extend(running.map(|test| (test, format!("the run stopped: {tail}"))));
    }
}

fn run_without(
    (module, source, common): (&str, &str, &str),
    out: &BTreeMap<String, String>,
) -> (String, String) {
    let driver =
        fs::read_to_string(Path::new(HERE).join("driver.py")).expect("the driver is there");
    let names: Vec<&String> = out.keys().collect();
    let script = format!(
        "MODULE = '{module}'\nSOURCE = {}\nCOMMON = {common}\nLEAVE_OUT = {names:?}\n{driver}",
        serde_json::to_string(source).expect("text is JSON"),
    );
    let folder = env::temp_dir().join(format!("loopscope-test-asyncio-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for the script");
    let file = folder.join(format!("{module}_driver.py"));
    fs::write(&file, script).expect("the script is written");
    let mut child = Command::new(env!("CARGO_BIN_EXE_loopscope"))
        .arg("run")
        .arg(&file)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the engine starts");
    let stdout = collect(child.stdout.take().expect("it is piped"));
    let stderr = collect(child.stderr.take().expect("it is piped"));
    let began = Instant::now();
    while child.try_wait().expect("it can be waited for").is_none() {
        if began.elapsed() > PATIENCE {
            let _ = child.kill();
        }
        thread::sleep(Duration::from_millis(20));
    }
    fs::remove_file(&file).expect("the script goes");
    (
        stdout.join().expect("reading does not panic"),
        stderr.join().expect("reading does not panic"),
    )
}

fn collect(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}
