use super::*;
use Happening::{Cut, Ended, Printed, Rests, Typed as Types};

fn typed(lines: &[(u32, &str)]) -> Vec<Typed> {
    let line = |&(terminal, line): &(u32, &str)| Typed {
        terminal,
        line: line.to_owned(),
    };
    lines.iter().map(line).collect()
}

/// The rows of a terminal as text: `$ ` before what is typed, `? ` where the run has not come to it, `# ` before notes,
/// `! ` before errors.
fn shown(
    terminal: u32,
    typed: &[Typed],
    happened: &[(f64, u32, Happening<'_>)],
    is_over: bool,
) -> Vec<String> {
    let happenings = happened.iter().enumerate();
    let happenings = happenings
        .map(|(index, &(at, place, what))| ((at, index), (place > 0).then_some(place), what));
    rows(terminal, typed, happenings, is_over)
        .into_iter()
        .map(|row| {
            let sign = match (row.kind, row.at) {
                (Kind::Typed(_), Some(_)) => "$ ",
                (Kind::Typed(_), None) => "? ",
                (Kind::Note, _) => "# ",
                (Kind::Stderr, _) => "! ",
                (Kind::Stdout, _) => "",
            };
            format!("{sign}{}", row.text)
        })
        .collect()
}

const OUT: Stream = Stream::Stdout;

#[test]
fn each_terminal_shows_its_lines_and_what_they_printed() {
    let lines = typed(&[(1, "uvicorn main:app"), (2, "curl -i x"), (2, "cat no")]);
    let happened = [
        (0.0, 1, Types("uvicorn main:app")),
        (0.1, 1, Printed(Stream::Stderr, "INFO: started\n")),
        (0.2, 2, Types("curl -i x")),
        (0.3, 1, Printed(OUT, "GET / 2")),
        (0.3, 2, Printed(OUT, "HTTP/1.1 200\r\n\r\nhel")),
        (0.3, 1, Printed(OUT, "00\n")),
        (0.3, 2, Printed(OUT, "lo")),
        (0.4, 2, Ended(0)),
        (0.4, 2, Types("cat no")),
        (0.4, 2, Printed(Stream::Stderr, "no such file\n")),
        (0.4, 2, Ended(1)),
    ];
    assert_eq!(
        shown(1, &lines, &happened, true),
        ["$ uvicorn main:app", "! INFO: started", "GET / 200"]
    );
    assert_eq!(
        shown(2, &lines, &happened, true),
        [
            "$ curl -i x",
            "HTTP/1.1 200",
            "",
            "hello",
            "$ cat no",
            "! no such file",
            "# exit code 1"
        ]
    );
    assert_eq!(shown(3, &lines, &happened, true), [""; 0]);
}

#[test]
fn lines_know_their_place_among_all() {
    let lines = typed(&[(2, "ls"), (1, "ls"), (2, "^C")]);
    let happened = [
        ((0.0, 4), Some(2), Types("ls")),
        ((0.0, 7), Some(1), Types("ls")),
        ((1.0, 9), Some(2), Types("^C")),
    ];
    let kinds = |lines: &[Typed]| -> Vec<Kind> {
        let rows = rows(2, lines, happened.into_iter(), true);
        rows.iter().map(|row| row.kind).collect()
    };
    assert_eq!(kinds(&lines), [Kind::Typed(Some(0)), Kind::Typed(Some(2))]);
    // From where they are others than those of the run, nobody knows which is which.
    assert_eq!(
        kinds(&[lines[0].clone(), lines[2].clone()]),
        [Kind::Typed(Some(0)), Kind::Typed(None)]
    );
}

#[test]
fn what_the_run_has_not_come_to_stands_at_the_end() {
    let lines = typed(&[(1, "uvicorn main:app"), (1, "ls"), (2, "curl x")]);
    let happened = [
        (0.0, 1, Types("uvicorn main:app")),
        (9.0, 0, Cut("The time is over.")),
    ];
    assert_eq!(
        shown(1, &lines, &happened, true),
        [
            "$ uvicorn main:app",
            "# The time is over.",
            "? ls",
            "# “uvicorn main:app” was still running here: ^C ends it."
        ]
    );
    // A run that goes on may still come to them.
    assert_eq!(
        shown(1, &lines, &happened[..1], false),
        ["$ uvicorn main:app", "? ls"]
    );
    assert_eq!(shown(2, &lines, &[], false), ["? curl x"]);
    // What runs in the background holds nobody up.
    let lines = typed(&[(1, "sleep 1 &"), (1, "ls")]);
    let happened = [(0.0, 1, Types("sleep 1 &"))];
    assert_eq!(shown(1, &lines, &happened, true), ["$ sleep 1 &", "? ls"]);
}

#[test]
fn what_goes_on_at_the_end_is_said_where_it_does() {
    let lines = typed(&[(1, "uvicorn main:app"), (2, "ls")]);
    let happened = [
        (0.0, 1, Types("uvicorn main:app")),
        (1.0, 2, Types("ls")),
        (1.0, 2, Ended(0)),
        (2.0, 0, Rests),
    ];
    assert_eq!(
        shown(1, &lines, &happened, true),
        [
            "$ uvicorn main:app",
            "# “uvicorn main:app” goes on: nothing more happens. ^C ends it."
        ]
    );
    assert_eq!(shown(2, &lines, &happened, true), ["$ ls"]);
}

#[test]
fn what_interrupts_is_shown_once() {
    let lines = typed(&[(1, "python main.py"), (1, "^C"), (1, "^C")]);
    let happened = [
        (0.0, 1, Types("python main.py")),
        (1.0, 1, Types("^C")),
        (1.0, 1, Printed(Stream::Stderr, "^C")),
        (1.0, 1, Printed(Stream::Stderr, "KeyboardInterrupt\n")),
        (1.0, 1, Ended(130)),
        (2.0, 1, Types("^C")),
        (2.0, 1, Printed(OUT, "^C\n")),
    ];
    assert_eq!(
        shown(1, &lines, &happened, true),
        [
            "$ python main.py",
            "$ ^C",
            "! KeyboardInterrupt",
            "# exit code 130",
            "$ ^C"
        ]
    );
}

#[test]
fn terminals_are_counted_up_to_the_last_that_is_used_or_open() {
    assert_eq!(terminals(&[], 1), 1);
    assert_eq!(terminals(&typed(&[(3, "ls"), (1, "ls")]), 1), 3);
    assert_eq!(terminals(&typed(&[(1, "ls")]), 2), 2);
}
