//! The one normalisation of a recording, done to both sides before they are compared: see the README.

use libtest_mimic::Trial;

/// What stands for a file of the standard library.
const LIBRARY: &str = "<library>";

/// The functions of CPython's loop that run a turn and a handle in it.
const TURN: [&str; 2] = ["_run_once", "_run"];

/// What CPython starts the server of its processes with: a line that names file descriptors.
const SERVER: &str = "from multiprocessing.forkserver import main";

/// Standard error without what rightly differs: addresses, the folder of the script, and inside the standard
/// library everything but the functions' names. Frames of the script itself stay as they are.
pub fn plain(script: &str, text: &str) -> String {
    let script = format!("{script}.py");
    let mut plain = String::new();
    // The indentation of the library frame whose source lines are being left out.
    let mut inside: Option<String> = None;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        if let Some(margin) = &inside
            && line
                .strip_prefix(margin.as_str())
                .is_some_and(|rest| rest.starts_with("  "))
        {
            continue;
        }
        inside = None;
        let line = without_addresses(line);
        match frame(&line) {
            Some(frame)
                if frame.file == "<string>"
                    && lines.peek().is_some_and(|line| line.contains(SERVER)) =>
            {
                inside = Some(frame.margin.to_owned());
            }
            Some(frame) if is_script(frame.file, &script) => {
                plain += &line.replacen(frame.file, &script, 1);
            }
            // Ours are native: a turn of the loop has no Python frames.
            Some(frame) if TURN.contains(&frame.function.trim_end()) => {
                inside = Some(frame.margin.to_owned());
            }
            Some(frame) => {
                plain += &format!("{}File {LIBRARY}, in {}", frame.margin, frame.function);
                inside = Some(frame.margin.to_owned());
            }
            None => plain += &places(&without_folder(&line, &script), &script),
        }
    }
    plain
}

/// One line of a traceback: `  File "…", line 7, in main`.
struct Frame<'a> {
    margin: &'a str,
    file: &'a str,
    function: &'a str,
}

fn frame(line: &str) -> Option<Frame<'_>> {
    let at = line.find("File ")?;
    let (margin, rest) = line.split_at(at);
    if !margin.chars().all(|c| c == ' ' || c == '|') {
        return None;
    }
    let rest = rest.strip_prefix("File ")?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (file, rest) = rest[1..].split_once(quote)?;
    let (number, function) = rest.strip_prefix(", line ")?.split_once(", in ")?;
    number.parse::<u32>().ok()?;
    Some(Frame {
        margin,
        file,
        function,
    })
}

fn is_script(file: &str, script: &str) -> bool {
    file == script
        || file
            .strip_suffix(script)
            .is_some_and(|folder| folder.ends_with('/'))
        || (file.starts_with('<') && !file.starts_with("<frozen "))
}

/// A syntax error names the file, and no function.
fn without_folder(line: &str, script: &str) -> String {
    let end = format!("/{script}\", line ");
    let Some(slash) = line.find(&end) else {
        return line.to_owned();
    };
    let start = line[..slash].rfind('"').map_or(slash, |quote| quote + 1);
    format!("{}{}", &line[..start], &line[slash + 1..])
}

/// Places in running text, as in `created at /lib/python3.14/asyncio/tasks.py:395`.
fn places(line: &str, script: &str) -> String {
    let mut plain = String::new();
    for piece in line.split_inclusive(|c: char| c.is_whitespace() || c == '>') {
        let (path, end) = match piece.find(".py:") {
            Some(dot) => piece.split_at(dot + 3),
            None => {
                plain += piece;
                continue;
            }
        };
        if is_script(path, script) {
            plain += script;
            plain += end;
        } else {
            let after = end[1..].trim_start_matches(|c: char| c.is_ascii_digit());
            plain += &format!("{LIBRARY}{after}");
        }
    }
    plain
}

fn without_addresses(line: &str) -> String {
    let mut pieces = line.split("0x");
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        plain += "0x0";
        plain += piece.trim_start_matches(|c: char| c.is_ascii_hexdigit());
    }
    plain
}

/// Tests of the normalisation itself.
pub fn trials() -> Vec<Trial> {
    [
        ("normalise::own_frame", own_frame as fn()),
        ("normalise::library_frame", library_frame),
        ("normalise::group", group),
        ("normalise::places", places_in_text),
        ("normalise::addresses", addresses),
    ]
    .into_iter()
    .map(|(name, test)| {
        Trial::test(name, move || {
            test();
            Ok(())
        })
    })
    .collect()
}

fn own_frame() {
    let text = "  File \"a.py\", line 3, in f\n    1 / 0\n    ~~^~~\n";
    assert_eq!(plain("a", text), text);
    assert_eq!(plain("a", &text.replace("a.py", "/tmp/x/a.py")), text);
    let syntax = "  File \"a.py\", line 7\n    await f(1\n           ^\n";
    assert_eq!(plain("a", syntax), syntax);
    assert_eq!(plain("a", &syntax.replace("a.py", "/tmp/x/a.py")), syntax);
}

fn library_frame() {
    let text = "  File \"/lib/asyncio/runners.py\", line 204, in run\n    return runner.run(main)\n           ~~~^^^\n  File \"a.py\", line 1, in main\n";
    assert_eq!(
        plain("a", text),
        "  File <library>, in run\n  File \"a.py\", line 1, in main\n"
    );
    let bare = "  File \"asyncio/runners.py\", line 9, in run\nValueError: x\n  two\n";
    assert_eq!(
        plain("a", bare),
        "  File <library>, in run\nValueError: x\n  two\n"
    );
}

fn group() {
    let text = "  |   File \"/lib/t.py\", line 1, in g\n  |     raise E(\n  |     ...<2 lines>...\n  | E: two\n    |   File \"a.py\", line 2, in f\n    |     x\n";
    assert_eq!(
        plain("a", text),
        "  |   File <library>, in g\n  | E: two\n    |   File \"a.py\", line 2, in f\n    |     x\n"
    );
}

fn places_in_text() {
    let text =
        "<Task coro=<f() done, defined at /x/a.py:3> created at /lib/asyncio/tasks.py:395> took\n";
    assert_eq!(
        plain("a", text),
        "<Task coro=<f() done, defined at a.py:3> created at <library>> took\n"
    );
    assert_eq!(
        plain("a", "a.py:10: RuntimeWarning: x\n"),
        "a.py:10: RuntimeWarning: x\n"
    );
}

fn addresses() {
    assert_eq!(
        plain("a", "<L object at 0x7f3a2b [x]> and 0x1F\n"),
        "<L object at 0x0 [x]> and 0x0\n"
    );
}
