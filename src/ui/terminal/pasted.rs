//! Lines from what was typed or pasted into a terminal: lessons print them with prompts, and over several lines.

/// The lines of a text: without prompts (`$ `, `> `, `C:\> `), without blank ones, with those joined that go on after a `\`, or
/// a `^` as `cmd.exe` has it.
pub fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in text.lines() {
        let line: String = line
            .chars()
            .map(|letter| if letter == '\t' { ' ' } else { letter })
            .filter(|letter| !letter.is_control())
            .collect();
        let line = line.trim();
        let line = match goes_on {
            // The second prompt of a shell, where a lesson prints it.
            true => line.strip_prefix("> ").unwrap_or(line).trim_start(),
            false => without_prompt(line),
        };
        let (line, more) = match continued(line) {
            Some(line) => (line.trim_end(), true),
            None => (line, false),
        };
        match lines.last_mut() {
            Some(last) if goes_on => {
                if !last.is_empty() && !line.is_empty() {
                    last.push(' ');
                }
                last.push_str(line);
            }
            _ if line.is_empty() && !more => {}
            _ => lines.push(line.to_owned()),
        }
        goes_on = more;
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// What goes on in the next line: `\` or `^` behind a blank, or alone.
fn continued(line: &str) -> Option<&str> {
    let rest = line.strip_suffix(['\\', '^'])?;
    (rest.is_empty() || rest.ends_with(' ')).then_some(rest)
}

fn without_prompt(line: &str) -> &str {
    for prompt in ["$ ", "> ", "% "] {
        if let Some(line) = line.strip_prefix(prompt) {
            return line.trim_start();
        }
    }
    // `C:\work> dir`, `PS C:\work> dir`
    let drive = line.strip_prefix("PS ").unwrap_or(line);
    let mut letters = drive.chars();
    let is_drive = letters
        .next()
        .is_some_and(|letter| letter.is_ascii_uppercase())
        && letters.as_str().starts_with(":\\");
    match drive.split_once('>') {
        Some((_, line)) if is_drive => line.trim_start(),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_and_blank_lines_are_not_typed() {
        let text = "$ uvicorn main:app\r\n\n  > curl x\n$  ls\nC:\\work> dir\nPS C:\\> cat a > b\necho a > b\n$\n";
        assert_eq!(
            lines(text),
            [
                "uvicorn main:app",
                "curl x",
                "ls",
                "dir",
                "cat a > b",
                "echo a > b",
                "$"
            ]
        );
        assert_eq!(lines(" \n\t\n"), [""; 0]);
        assert_eq!(lines("^C"), ["^C"]);
        assert_eq!(lines("a\u{1b}\tb"), ["a b"]);
    }

    #[test]
    fn a_command_over_several_lines_is_one() {
        let text = "$ curl -X POST http://127.0.0.1:8000/books \\\n>   -H 'a: b' \\\n    -d '{\"x\": 1}'\n$ ls\n";
        assert_eq!(
            lines(text),
            [
                "curl -X POST http://127.0.0.1:8000/books -H 'a: b' -d '{\"x\": 1}'",
                "ls"
            ]
        );
        assert_eq!(lines("curl x ^\n  -i\n"), ["curl x -i"]);
        assert_eq!(lines("curl x \\\n"), ["curl x"]);
        assert_eq!(lines("dir C:\\"), ["dir C:\\"]);
    }
}
