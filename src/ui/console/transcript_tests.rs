use super::*;

fn event(at: Seconds, runner: Option<Runner>, kind: EventKind) -> Event {
    Event {
        at,
        runner,
        line: None,
        kind,
    }
}

fn output(at: Seconds, task: u32, stream: Stream, text: &str) -> Event {
    event(
        at,
        Some(Runner::Task(TaskId(task))),
        EventKind::Output {
            stream,
            text: text.to_owned(),
            terminal: None,
        },
    )
}

fn created(task: u32, name: &str) -> Event {
    event(
        0.0,
        None,
        EventKind::TaskCreated {
            task: TaskId(task),
            name: name.to_owned(),
            coroutine: "main".to_owned(),
            parent: None,
        },
    )
}

fn transcript(events: &[Event]) -> Transcript {
    let mut transcript = Transcript::default();
    transcript.read(events);
    transcript
}

#[test]
fn a_line_has_the_time_and_the_task_of_its_beginning() {
    let read = transcript(&[
        created(0, "latte"),
        output(1.0, 0, Stream::Stdout, "half "),
        output(2.0, 9, Stream::Stdout, "a line\nnext\n"),
    ]);
    assert_eq!(read.lines.len(), 2);
    assert_eq!(read.lines[0].at, 1.0);
    assert_eq!(read.lines[0].task.as_deref(), Some("latte"));
    assert_eq!(read.lines[0].text, "half a line");
    assert_eq!(read.lines[1].task, None);
}

#[test]
fn streams_do_not_mix() {
    let read = transcript(&[
        output(0.0, 0, Stream::Stdout, "out"),
        output(0.0, 0, Stream::Stderr, "err\n"),
        output(0.0, 0, Stream::Stdout, " again\n"),
    ]);
    let texts: Vec<_> = read.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(texts, ["out", "err", " again"]);
    assert_eq!(read.lines[1].kind, Kind::Stderr);
}

#[test]
fn entries_of_a_traceback_about_the_library_are_told_apart() {
    let text = concat!(
        "Traceback (most recent call last):\n",
        "  File \"main.py\", line 3, in <module>\n",
        "    json.loads(text)\n",
        "  File \"/usr/local/lib/python3.14/json/__init__.py\", line 352, in loads\n",
        "    return _default_decoder.decode(s)\n",
        "           ~~~~~~~~~~~~~~~~~~~~~~~^^^\n",
        "  File \"main.py\", line 9, in hook\n",
        "    return 1\n",
        "  | File \"/usr/local/lib/python3.14/asyncio/tasks.py\", line 1, in x\n",
        "  |   await it\n",
        "  | ValueError: bad\n",
    );
    let read = transcript(&[
        output(1.0, 0, Stream::Stderr, text),
        output(1.0, 0, Stream::Stdout, "    out\n"),
    ]);
    let of_library = read.lines.iter().map(|line| usize::from(line.of_library));
    assert_eq!(
        of_library.collect::<Vec<_>>(),
        [0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 0, 0]
    );
}

#[test]
fn a_traceback_is_one_thing_said_at_one_time() {
    let read = transcript(&[
        output(1.0, 0, Stream::Stderr, "Traceback:\n  line 1\n"),
        output(2.0, 0, Stream::Stderr, "another\n"),
        output(2.0, 0, Stream::Stdout, "out\nout\n"),
    ]);
    let goes_on: Vec<_> = read.lines.iter().map(|line| line.goes_on).collect();
    assert_eq!(goes_on, [false, true, false, false, false]);
}

#[test]
fn empty_lines_are_lines() {
    let read = transcript(&[output(0.0, 0, Stream::Stdout, "a\n\nb\n")]);
    assert_eq!(read.lines.len(), 3);
    assert_eq!(read.text(), "a\n\nb\n");
}

#[test]
fn reading_in_parts_is_reading_at_once() {
    let events = [
        created(0, "latte"),
        output(0.0, 0, Stream::Stdout, "one\ntw"),
        output(0.5, 0, Stream::Stdout, "o\n"),
    ];
    let mut parts = Transcript::default();
    parts.read(&events[..2]);
    parts.read(&events);
    parts.read(&events);
    assert_eq!(parts.lines, transcript(&events).lines);
}

#[test]
fn the_end_is_noted_where_it_is_not_the_usual_one() {
    let read = transcript(&[event(1.5, None, EventKind::Exited { code: 1 })]);
    assert_eq!(read.lines[0].kind, Kind::Note);
    assert_eq!(read.lines[0].text, "Ended with exit code 1.");
    assert_eq!(read.text(), "");
    assert!(
        transcript(&[event(1.5, None, EventKind::Exited { code: 0 })])
            .lines
            .is_empty()
    );
}

#[test]
fn entries_of_the_script_are_links() {
    let text = r#"  File "script.py", line 12, in main"#;
    let files = ["script.py".to_owned(), "app/models.py".to_owned()];
    assert_eq!(
        pieces(text, &files),
        [
            Piece::Plain(r#"  File "script.py", "#),
            Piece::Link("line 12", 0, 12),
            Piece::Plain(", in main"),
        ]
    );
    for text in [
        r#"  File "app/models.py", line 3, in <module>"#,
        r#"  File "/home/loopscope/app/models.py", line 3, in <module>"#,
    ] {
        assert_eq!(pieces(text, &files)[1], Piece::Link("line 3", 1, 3));
    }
    for text in [
        r#"  File "/site-packages/script.py", line 12, in run"#,
        r#"  File "models.py", line 12, in run"#,
        r#"  File "asyncio/runners.py", line 12, in run"#,
        r#"  File "script.py", line"#,
        r#"  File "script.py", line 99999999999"#,
        "",
    ] {
        assert_eq!(pieces(text, &files), [Piece::Plain(text)], "{text}");
    }
}

#[test]
fn endless_lines_are_cut_between_characters() {
    let long = "é".repeat(MAX_DRAWN + 5);
    let (shown, left_out) = drawn(&long);
    assert_eq!((shown.chars().count(), left_out), (MAX_DRAWN, 5));
    assert_eq!(drawn("short"), ("short", 0));
}
