//! Typed lines, split as shells do.

use clients::line::{Command, Joined, LineError, split, split_with};
use proptest::prelude::*;

fn words(line: &str) -> Vec<String> {
    let commands = split(line).unwrap_or_else(|error| panic!("{line}: {error}"));
    assert_eq!(commands.len(), 1, "{line}");
    commands.into_iter().next().unwrap().words
}

/// Each checked with bash, but for the carriage return, which pasting leaves.
#[test]
fn words_are_a_posix_shells() {
    for (line, expected) in [
        ("curl http://a/", &["curl", "http://a/"][..]),
        ("  curl\t-s   x ", &["curl", "-s", "x"]),
        ("a 'b c' \"d e\" f\\ g", &["a", "b c", "d e", "f g"]),
        (r#"a -d '{"x": "y"}'"#, &["a", "-d", r#"{"x": "y"}"#]),
        (r#"a -d "{\"x\": \"y\"}""#, &["a", "-d", r#"{"x": "y"}"#]),
        (r#"a "b\c" "d\\e" 'f\g'"#, &["a", r"b\c", r"d\e", r"f\g"]),
        ("a b'c'\"d\"e ''", &["a", "bcde", ""]),
        ("a 'it'\\''s'", &["a", "it's"]),
        ("a \\\n  b \\\n c", &["a", "b", "c"]),
        ("a b\\\nc", &["a", "bc"]),
        ("a \\\r\n  b", &["a", "b"]),
        ("a 'b\nc'", &["a", "b\nc"]),
        ("a b # c 'd", &["a", "b"]),
        ("a b#c http://x/#y", &["a", "b#c", "http://x/#y"]),
        ("a http://x/?b=[1-3]*", &["a", "http://x/?b=[1-3]*"]),
        ("a $ '$b' \"\\$c\" d$", &["a", "$", "$b", "$c", "d$"]),
        ("a $'b\\n\\u00e9\\'c'", &["a", "b\né'c"]),
        ("a=1", &[]),
        ("b a=1 --data=x", &["b", "a=1", "--data=x"]),
        ("'a'=1", &["a=1"]),
    ] {
        assert_eq!(words(line), expected, "{line}");
    }
}

/// As `cmd.exe` gives them to curl.
#[test]
fn words_are_those_of_windows_where_a_line_is_written_for_it() {
    for (line, expected) in [
        (
            "curl -X POST ^\r\n  http://a/ ^\r\n  -d \"b\"",
            &["curl", "-X", "POST", "http://a/", "-d", "b"][..],
        ),
        (
            "curl ^\n -d \"{\\\"x\\\": 1}\" http://a/",
            &["curl", "-d", "{\"x\": 1}", "http://a/"],
        ),
        (
            "curl -d \"{\"\"x\"\": 1}\" http://a/",
            &["curl", "-d", "{\"x\": 1}", "http://a/"],
        ),
        (
            "curl ^\n \"http://a/?b=1&c=$d\" C:\\f.txt 'e",
            &["curl", "http://a/?b=1&c=$d", "C:\\f.txt", "'e"],
        ),
        (
            "curl http://a/?b=1^&c=2 ^\n -s",
            &["curl", "http://a/?b=1&c=2", "-s"],
        ),
    ] {
        assert_eq!(words(line), expected, "{line}");
    }
}

fn joined(line: &str) -> Vec<(String, Joined)> {
    let show = |command: &Command| (command.words.join(" "), command.joined);
    split(line)
        .unwrap_or_else(|error| panic!("{line}: {error}"))
        .iter()
        .map(show)
        .collect()
}

#[test]
fn operators_join_commands() {
    let is = |one: &str, joined: Joined| (one.to_owned(), joined);
    assert_eq!(
        joined("python main.py & sleep 1; curl a && curl b || curl c | jq ."),
        [
            is("python main.py", Joined::Background),
            is("sleep 1", Joined::Then),
            is("curl a", Joined::AndThen),
            is("curl b", Joined::OrElse),
            is("curl c", Joined::Pipe),
            is("jq .", Joined::End),
        ]
    );
    // A mistake that is often made, and what a shell makes of it.
    let commands = split("curl http://a/?b=1&c=2").unwrap();
    assert_eq!(commands[0].words, ["curl", "http://a/?b=1"]);
    assert_eq!(commands[0].joined, Joined::Background);
    assert_eq!(commands[1].variables, [("c".to_owned(), "2".to_owned())]);
    assert_eq!(
        joined("a;\n\n b\nc &"),
        [
            is("a", Joined::Then),
            is("b", Joined::Then),
            is("c", Joined::Background)
        ]
    );
    assert_eq!(
        joined("a &&\n b"),
        [is("a", Joined::AndThen), is("b", Joined::End)]
    );
    assert_eq!(joined("a;"), [is("a", Joined::End)]);
    assert_eq!(joined("# nothing"), []);
    assert_eq!(joined(""), []);
}

#[test]
fn streams_go_to_files() {
    let show = |line: &str| -> Vec<(u8, String, bool)> {
        let command = split(line).unwrap().remove(0);
        let redirections = command.redirections.into_iter();
        redirections
            .map(|one| (one.stream, one.path, one.appends))
            .collect()
    };
    assert_eq!(show("a > b"), [(1, "b".to_owned(), false)]);
    assert_eq!(
        show("a >>b 2>/dev/null"),
        [
            (1, "b".to_owned(), true),
            (2, "/dev/null".to_owned(), false)
        ]
    );
    assert_eq!(
        show("a > 'b c' 2>&1"),
        [(1, "b c".to_owned(), false), (2, "&1".to_owned(), false)]
    );
    assert_eq!(
        show("a &> b"),
        [(1, "b".to_owned(), false), (2, "&1".to_owned(), false)]
    );
    assert_eq!(split("a b2>c").unwrap()[0].words, ["a", "b2"]);
}

#[test]
fn variables_have_their_values() {
    let variables = |name: &str| (name == "TOKEN").then(|| "a b".to_owned());
    let command = split_with(
        "X=1 Y='2 3' curl -H \"A: $TOKEN\" ${TOKEN}c '$TOKEN' [$NONE]",
        &variables,
    )
    .unwrap()
    .remove(0);
    assert_eq!(
        command.variables,
        [
            ("X".to_owned(), "1".to_owned()),
            ("Y".to_owned(), "2 3".to_owned())
        ]
    );
    assert_eq!(
        command.words,
        ["curl", "-H", "A: a b", "a bc", "$TOKEN", "[]"]
    );
}

#[test]
fn a_variable_that_is_set_in_a_line_holds_for_the_rest_of_it() {
    let show = |line: &str| {
        let commands = split(line).unwrap();
        commands.last().unwrap().words.join(" ")
    };
    assert_eq!(show("T=a; U=\"$T b\" && curl $T $U"), "curl a a b");
    assert_eq!(show("T=a; T=b; curl $T"), "curl b");
    // Only for what the command starts, which is not the line.
    assert_eq!(show("T=a curl x; curl [$T]"), "curl []");
    assert_eq!(show("T=a curl [$T]"), "curl []");
}

/// Each checked with bash.
#[test]
fn loops_are_written_out() {
    let show = |line: &str| -> Vec<String> {
        let commands = split(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        let commands = commands
            .into_iter()
            .filter(|command| !command.words.is_empty());
        commands.map(|command| command.words.join(" ")).collect()
    };
    assert_eq!(
        show("for i in {1..3}; do curl -s \"http://a/$i\"; done"),
        [
            "curl -s http://a/1",
            "curl -s http://a/2",
            "curl -s http://a/3"
        ]
    );
    assert_eq!(
        show("for i in $(seq 2); do a $i; b; done; c"),
        ["a 1", "b", "a 2", "b", "c"]
    );
    assert_eq!(
        show("for i in `seq 2 3`\ndo\n  a $i # no\ndone\nb"),
        ["a 2", "a 3", "b"]
    );
    assert_eq!(
        show("for w in x 'y z' {2..1}; do for i in 1 2; do a $w$i; done; done"),
        [
            "a x1", "a x2", "a y z1", "a y z2", "a 21", "a 22", "a 11", "a 12"
        ]
    );
    assert_eq!(show("for i in; do a; done; b"), ["b"]);
    assert_eq!(
        show("echo for i in do 'done for'"),
        ["echo for i in do done for"]
    );
    let commands = split("for i in 1 2; do curl $i & done; wait").unwrap();
    let joined: Vec<(&str, Joined)> = commands
        .iter()
        .filter(|command| !command.words.is_empty())
        .map(|command| (command.words[0].as_str(), command.joined))
        .collect();
    assert_eq!(
        joined,
        [
            ("curl", Joined::Background),
            ("curl", Joined::Background),
            ("wait", Joined::End)
        ]
    );
    for (line, says) in [
        (
            "for i in 1 2; do a",
            "the line goes on, and nothing follows",
        ),
        ("for i in 1 2", "the line goes on, and nothing follows"),
        ("for i in 1; a", "syntax error near unexpected token 'a'"),
        (
            "for ((i=0; i<3; i++)); do a; done",
            "a for loop that is not over words is not available at this terminal",
        ),
        (
            "for i in {1..2000}; do a; done",
            "a loop of more than 1000 rounds is not available at this terminal",
        ),
        (
            "while true; do a; done",
            "a loop by while or until is not available at this terminal",
        ),
        (
            "if a; then b; fi",
            "a condition by if or case is not available at this terminal",
        ),
        (
            "for i in 1; do a; done | b",
            "a loop whose output goes elsewhere is not available at this terminal",
        ),
    ] {
        assert_eq!(
            split(line).map_err(|error| error.to_string()),
            Err(says.to_owned()),
            "{line}"
        );
    }
}

#[test]
fn what_is_wrong_is_said() {
    for (line, expected) in [
        ("a 'b", "a ' is opened and never closed"),
        ("a \"b", "a \" is opened and never closed"),
        ("a \\", "the line goes on, and nothing follows"),
        ("a &&", "the line goes on, and nothing follows"),
        ("&& a", "syntax error near unexpected token '&&'"),
        ("a ;; b", "syntax error near unexpected token ';;'"),
        ("a >", "syntax error near unexpected token 'newline'"),
        ("a > ; b", "syntax error near unexpected token ';'"),
        (
            "a < b",
            "reading from a file by < is not available at this terminal",
        ),
        ("(a)", "a subshell by ( ) is not available at this terminal"),
        (
            "a $(b)",
            "a command within a command, by $( ) is not available at this terminal",
        ),
        (
            "a `b`",
            "a command within a command, by ` ` is not available at this terminal",
        ),
        (
            "a $?",
            "one of a shell's own values, by $ is not available at this terminal",
        ),
    ] {
        assert_eq!(
            split(line).map_err(|error: LineError| error.to_string()),
            Err(expected.to_owned()),
            "{line}"
        );
    }
}

proptest! {
    #[test]
    fn quoted_words_come_back(words in proptest::collection::vec("[ -~é\n]{0,12}", 1..6)) {
        let line: Vec<String> = words.iter().map(|word| format!("'{}'", word.replace('\'', "'\\''"))).collect();
        let line = line.join(" ");
        // What only Windows' shell would read otherwise is another test's.
        prop_assume!(!line.lines().any(|line| line.ends_with('^')) && !line.contains("\"\""));
        let commands = split(&line).unwrap();
        prop_assert_eq!(&commands[0].words, &words);
    }

    #[test]
    fn no_line_is_too_strange(line in "[ -~\n]{0,40}") {
        let _ = split(&line);
    }
}
