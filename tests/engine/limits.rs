//! What a script may do to itself, it may not do to the program: it ends as CPython would.

use crate::support::{Run, run};
use diagnosis::Kind;
use trace::EventKind;

/// Runs each script, which prints "before", and looks for a code and for what is said last on standard error. The program
/// that a signal ends has no code.
fn each_ends(scripts: &[(&str, i32, &str)]) {
    for (source, code, said) in scripts {
        let run = run(&format!("print('before')\n{source}"));
        assert_eq!(run.code, *code, "{source}\n{}", run.stderr);
        assert!(run.stdout.starts_with("before\n"), "{source}");
        let last = run.stderr.lines().last().unwrap_or_default();
        assert!(last.contains(said), "{source}\n{last}");
        assert!(!run.stderr.contains("panicked"), "{source}\n{}", run.stderr);
    }
}

#[test]
fn recursion_without_end_is_an_error_by_whatever_way_it_goes() {
    let error = "RecursionError: maximum recursion depth exceeded";
    let method = |name: &str, body: &str, call: &str| {
        format!("class A:\n    def {name}:\n        {body}\n{call}\n")
    };
    let methods = [
        method("__repr__(self)", "return repr(self)", "repr(A())"),
        method(
            "__getattr__(self, name)",
            "return getattr(self, name)",
            "A().x",
        ),
        method("__eq__(self, other)", "return self == other", "A() == A()"),
        method("__hash__(self)", "return hash(self)", "{A(): 1}"),
        method("__init__(self)", "self.a = A()", "A()"),
        method("__call__(self)", "return self()", "A()()"),
    ];
    let methods: Vec<_> = methods
        .iter()
        .map(|source| (source.as_str(), 1, error))
        .collect();
    each_ends(&methods);
    each_ends(&[
        ("def f(): f()\nf()\n", 1, error),
        ("def f(*a, **k): f(*a, **k)\nf(1, b=2)\n", 1, error),
        ("def f(): yield from f()\nlist(f())\n", 1, error),
        (
            "import asyncio\nasync def f(): await f()\nasyncio.run(f())\n",
            1,
            error,
        ),
        (
            "def key(x): return sorted([x, 1], key=key)\nsorted([2, 1], key=key)\n",
            1,
            error,
        ),
        ("exec(s := 'exec(s)')\n", 1, error),
        (
            "import threading\ndef f(): f()\nt = threading.Thread(target=f)\nt.start()\nt.join()\n",
            0,
            error,
        ),
    ]);
}

#[test]
fn data_that_is_nested_deeply_does_not_end_the_program() {
    for (make, uses) in [
        ("[x]", "repr(x)"),
        ("(x,)", "hash(x)"),
        ("{1: x}", "x == dict(x)"),
        ("[x]", "__import__('json').dumps(x)"),
        ("[x]", "__import__('pickle').dumps(x)"),
        ("(lambda y: lambda: y)(x)", "x"),
        ("(y for y in x)", "0"),
        ("map(int, x)", "0"),
    ] {
        let run = run(&format!(
            "x = ()\nfor _ in range(50_000): x = {make}\ntry:\n    {uses}\nexcept RecursionError:\n    pass\ndel x\nprint('over')\n"
        ));
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (0, "over\n"),
            "{make} {uses} {}",
            run.stderr
        );
    }
}

#[test]
fn sources_that_are_nested_deeply_are_errors() {
    let compiling = "maximum recursion depth exceeded during compilation";
    each_ends(&[
        (
            "eval('(' * 5000 + ')' * 5000)\n",
            1,
            "too many nested parentheses",
        ),
        ("eval('-' * 100_000 + '1')\n", 1, compiling),
        ("eval('x' + '.a' * 100_000)\n", 1, compiling),
        (
            "__import__('json').loads('[' * 100_000)\n",
            1,
            "JSONDecodeError",
        ),
    ]);
}

#[test]
fn what_there_is_no_memory_for_is_an_error() {
    each_ends(&[
        ("x = 'a' * 10**17\n", 1, "MemoryError"),
        ("x = [0] * 10**17\n", 1, "MemoryError"),
        ("x = bytearray(10**17)\n", 1, "MemoryError"),
        ("import os\nos.urandom(10**17)\n", 1, "MemoryError"),
        ("x = 1 << 10**17\n", 1, "MemoryError"),
    ]);
}

#[test]
fn leaving_ends_as_cpython_does() {
    for (source, code) in [
        ("raise SystemExit(256)", 0),
        ("raise SystemExit(-1)", 255),
        ("raise SystemExit(10**30)", 255),
        ("raise SystemExit(True)", 1),
        ("raise SystemExit([1])", 1),
        ("try:\n    1 / 0\nfinally:\n    raise SystemExit(4)", 4),
        ("import os\nos._exit(5)", 5),
        (
            "import sys\ndef hook(*_): sys.exit(7)\nsys.excepthook = hook\n1 / 0",
            7,
        ),
        (
            "import sys, threading\nt = threading.Thread(target=sys.exit, args=(3,))\nt.start()\nt.join()",
            0,
        ),
        (
            "import asyncio, sys\nasync def main(): asyncio.get_running_loop().call_soon(sys.exit, 6); await asyncio.sleep(1)\nasyncio.run(main())",
            6,
        ),
    ] {
        assert_eq!(run(source).code, code, "{source}");
    }
}

#[test]
fn a_script_that_takes_its_own_output_away_ends_quietly() {
    for (source, stderr) in [
        ("import sys\nsys.stdout = sys.stderr = None\n1 / 0\n", ""),
        ("import sys\nsys.stderr.close()\n1 / 0\n", ""),
        (
            "import sys\nsys.stderr = None\nraise SystemExit('words')\n",
            "",
        ),
    ] {
        let run = run(source);
        assert_eq!((run.code, run.stderr.as_str()), (1, stderr), "{source}");
    }
    let run =
        run("import sys\ndef hook(*_): raise KeyError('mine')\nsys.excepthook = hook\n1 / 0\n");
    let told: Vec<_> = run
        .stderr
        .lines()
        .filter(|line| !line.starts_with(' '))
        .collect();
    assert_eq!(
        told,
        [
            "Error in sys.excepthook:",
            "Traceback (most recent call last):",
            "KeyError: 'mine'",
            "",
            "Original exception was:",
            "Traceback (most recent call last):",
            "ZeroDivisionError: division by zero",
        ]
    );
}

#[test]
fn a_script_may_begin_with_a_byte_order_mark() {
    let run = run("\u{feff}print('read')\n");
    assert_eq!((run.code, run.stdout.as_str()), (0, "read\n"));
}

#[test]
fn a_fault_of_the_engine_is_told_in_words_with_the_trace_until_then() {
    let run = run(
        "print('before')\ndef f(): pass\nf.__code__ = f.__code__.replace(co_code=b'\\xff' * 100)\nf()\n",
    );
    assert_eq!((run.code, run.stdout.as_str()), (1, "before\n"));
    assert!(
        run.stderr.contains("which is a fault of its own"),
        "{}",
        run.stderr
    );
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    let last = run.trace.events.last().map(|event| &event.kind);
    assert!(
        matches!(last, Some(EventKind::Interrupted { .. })),
        "{last:?}"
    );
}

#[test]
fn a_large_result_is_recorded_by_its_beginning() {
    let run = run("\
import asyncio

async def text(): return 'x' * 50_000_000
async def nested():
    value = [0]
    for _ in range(40): value = [value] * 8
    return value

async def main():
    await asyncio.create_task(text(), name='n' * 1_000_000)
    await asyncio.create_task(nested())

asyncio.run(main())
");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(longest_outcome(&run) <= 120);
    let named = run.trace.events.iter().find_map(|event| match &event.kind {
        EventKind::TaskCreated { name, .. } if name.starts_with('n') => Some(name.chars().count()),
        _ => None,
    });
    assert_eq!(named, Some(120));
}

fn longest_outcome(run: &Run) -> usize {
    let outcomes = run
        .trace
        .events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::TaskEnded {
                outcome: trace::Outcome::Done(value),
                ..
            } => Some(value.chars().count()),
            _ => None,
        });
    outcomes.max().expect("tasks ended")
}

#[test]
fn computing_without_end_is_ended_and_is_a_finding() {
    // Each repetition is counted as costly, but is not: the limit comes soon.
    let costly = format!("[{}]", vec!["y"; 60_000].join(","));
    let run = run(&format!(
        "import asyncio\ny = z = 1\nasync def main():\n    while True:\n        x = y if z else {costly}\n\nasyncio.run(main())\n"
    ));
    assert_eq!(run.code, 1);
    let computed: Vec<_> = run
        .trace
        .events
        .iter()
        .filter_map(|event| match event.kind {
            EventKind::Computed { seconds } => Some((event.line, seconds)),
            _ => None,
        })
        .collect();
    // Told while it goes on, for whoever stops it.
    assert!(computed.len() > 5, "{computed:?}");
    let findings: Vec<_> = run
        .findings
        .iter()
        .map(|finding| (finding.kind, finding.line))
        .collect();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].0, Kind::Computing);
    assert!(matches!(findings[0].1, Some(4 | 5)), "{findings:?}");
}
