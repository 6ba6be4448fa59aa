//! Lines that are typed at terminals: their limits, and their form as text.
//!
//! ```text
//! 1$ uvicorn main:app
//! 2$ curl -i http://127.0.0.1:8000/
//! 1$ ^C
//! ```

use super::document::Typed;
use std::fmt::Write as _;

/// The most lines that may be typed in one variant.
pub const MAX_TYPED: usize = 500;

/// The most terminals that a variant may have.
pub const MAX_TERMINALS: u32 = 8;

/// The most bytes of UTF-8 that a typed line may have.
pub const MAX_LINE: usize = 8192;

/// The file in a folder that says what is typed at its terminals.
pub const FILE: &str = "terminal.txt";

/// Whether these can be typed: lines of their length, at terminals that there may be.
pub fn can_be(typed: &[Typed]) -> bool {
    typed.len() <= MAX_TYPED && typed.iter().all(is_line)
}

fn is_line(Typed { terminal, line }: &Typed) -> bool {
    (1..=MAX_TERMINALS).contains(terminal)
        && line.len() <= MAX_LINE
        && !line.contains(|letter: char| letter.is_control() && letter != '\t')
}

/// The lines as text, one to a line: the terminal, `$`, a space, what is typed.
pub fn write(typed: &[Typed]) -> String {
    let mut text = String::new();
    for Typed { terminal, line } in typed {
        writeln!(text, "{terminal}$ {line}").expect("a string takes everything");
    }
    text
}

/// The lines of a text that somebody wrote: blank lines and those that begin with `#` say nothing; what names no terminal
/// is typed at the first. `None` where they cannot be typed.
pub fn read(text: &str) -> Option<Vec<Typed>> {
    let lines = text
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let typed = lines.map(|line| match line.split_once('$') {
        Some((terminal, line)) if terminal.bytes().all(|digit| digit.is_ascii_digit()) => Typed {
            terminal: match terminal {
                "" => 1,
                // A number that is too large is none that there may be.
                number => number.parse().unwrap_or(0),
            },
            line: line.trim_start().to_owned(),
        },
        _ => Typed {
            terminal: 1,
            line: line.trim_start().to_owned(),
        },
    });
    let typed: Vec<Typed> = typed.collect();
    can_be(&typed).then_some(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(terminal: u32, line: &str) -> Typed {
        Typed {
            terminal,
            line: line.to_owned(),
        }
    }

    #[test]
    fn lines_are_read_as_they_were_written() {
        let lines = [
            typed(1, "uvicorn main:app --port 8000 &"),
            typed(2, r#"curl -d '{"price": "9$"}' http://127.0.0.1:8000/"#),
            typed(1, "^C"),
        ];
        assert_eq!(read(&write(&lines)).as_deref(), Some(&lines[..]));
    }

    #[test]
    fn what_somebody_wrote_by_hand_is_read() {
        let text = "# two windows\n\n$ ls\npython main.py\n2$   cat  a b\r\n3$ echo $HOME";
        let lines = [
            typed(1, "ls"),
            typed(1, "python main.py"),
            typed(2, "cat  a b"),
            typed(3, "echo $HOME"),
        ];
        assert_eq!(read(text).as_deref(), Some(&lines[..]));
        assert_eq!(read("echo 5$ done"), Some(vec![typed(1, "echo 5$ done")]));
        assert_eq!(read(""), Some(Vec::new()));
    }

    #[test]
    fn what_cannot_be_typed_is_refused() {
        for text in ["0$ ls", "9$ ls", "99999999999999$ ls", "1$ a\u{1b}b"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(!can_be(&vec![typed(1, "ls"); MAX_TYPED + 1]));
        assert!(can_be(&[typed(1, &"x".repeat(MAX_LINE)), typed(1, "a\tb")]));
        assert!(!can_be(&[typed(1, &"x".repeat(MAX_LINE + 1))]));
        assert!(!can_be(&[typed(1, "a\nb")]));
    }
}
