//! Lines that are written for `cmd.exe`.

/// Whether a line is: it goes on by `^` at an end. (Double quotes with `\"` inside mean the same to both kinds of shells.)
pub(super) fn is_written_for_it(line: &str) -> bool {
    let continued = line
        .lines()
        .any(|line| line.trim_end_matches('\r').ends_with('^'));
    continued || has_doubled_quotes(line)
}

/// Whether a JSON text stands in double quotes with its own doubled: `"{""a"": 1}"`.
fn has_doubled_quotes(line: &str) -> bool {
    !line.contains('\'')
        && (line.contains("{\"\"") || line.contains("[\"\"") || line.contains("[{\"\""))
}

/// The same for a POSIX shell.
pub(super) fn joined(line: &str) -> String {
    let mut out = String::new();
    let mut quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '^' if !quoted => match letters.next() {
                // The line goes on.
                Some('\r') => {
                    letters.next_if_eq(&'\n');
                }
                Some('\n') | None => {}
                Some(other) => out.extend(['\\', other]),
            },
            '\\' if letters.peek() == Some(&'"') => {
                letters.next();
                out.push_str("\\\"");
            }
            '\\' => out.push_str("\\\\"),
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                out.push_str("\\\"");
            }
            '"' => {
                quoted = !quoted;
                out.push('"');
            }
            // Neither means anything to it.
            '\'' | '$' | '`' | '#' | ';' | '*' | '?' | '~' if !quoted => out.extend(['\\', letter]),
            '$' | '`' => out.extend(['\\', letter]),
            other => out.push(other),
        }
    }
    out
}
