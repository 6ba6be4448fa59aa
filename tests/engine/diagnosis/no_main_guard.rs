use super::{run, says};
use diagnosis::Kind;

const POOL: &str = "from concurrent.futures import ProcessPoolExecutor\n\ndef square(n):\n    return n * n\n\nwith \
    ProcessPoolExecutor(2) as pool:\n    print(list(pool.map(square, [1, 2, 3])))\n";

#[test]
fn processes_without_a_guard_are_told_and_the_guard_cures_it() {
    let found = run(POOL).findings;
    let finding = found
        .iter()
        .find(|finding| finding.kind == Kind::NoMainGuard)
        .expect("it is found");
    assert_eq!(finding.line, Some(6));
    says(
        finding,
        &[
            "`ProcessPoolExecutor` on line 6 starts processes",
            "`if __name__ == \"__main__\":`",
        ],
    );
    let cured = finding
        .fix
        .as_ref()
        .expect("there is a fix")
        .apply(POOL)
        .expect("it is one of this script");
    let run = run(&cured);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (0, "[1, 4, 9]\n"),
        "{cured}\n{}",
        run.stderr
    );
    assert_eq!(run.findings, []);
}
