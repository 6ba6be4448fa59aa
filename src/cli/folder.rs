//! A folder as what is run: its script, the files beside it, and what is typed at terminals.

use std::{fs, io, path::Path};

/// The script of a folder.
const SCRIPT: &str = "main.py";
/// What is typed in it, a line each, behind the terminal's number and `$`: `1$ uvicorn main:app`.
const TYPED: &str = "terminal.txt";

/// What a folder holds.
pub struct Folder {
    /// The script; empty where there is none.
    pub source: String,
    /// The other files: path in the folder, and text.
    pub files: Vec<(String, String)>,
    /// Lines typed at terminals, in order.
    pub typed: Vec<(u32, String)>,
}

/// Reads a folder. Files that are no text are left out, and so are those whose names begin with a dot, but for `.env`.
///
/// # Errors
/// What is wrong, as a sentence's rest.
pub fn read(folder: &Path) -> io::Result<Folder> {
    let mut found = Vec::new();
    walk(folder, "", &mut found)?;
    found.sort();
    let mut take = |name: &str| {
        let at = found.iter().position(|(path, _)| path == name)?;
        Some(found.remove(at).1)
    };
    let source = take(SCRIPT).unwrap_or_default();
    let typed = typed(&take(TYPED).unwrap_or_default());
    Ok(Folder {
        source,
        files: found,
        typed,
    })
}

fn walk(folder: &Path, prefix: &str, into: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') && name != ".env" || name == "__pycache__" {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &format!("{path}/"), into)?;
        } else if let Ok(text) = String::from_utf8(fs::read(entry.path())?) {
            into.push((path, text));
        }
    }
    Ok(())
}

/// Lines with their terminals; a line without a number goes to the first.
fn typed(text: &str) -> Vec<(u32, String)> {
    let line = |line: &str| {
        let numbered = line.split_once('$').and_then(|(number, rest)| {
            let number = match number.trim() {
                "" => 1,
                number => number.parse().ok().filter(|number| *number > 0)?,
            };
            Some((number, rest.trim().to_owned()))
        });
        numbered.unwrap_or_else(|| (1, line.trim().to_owned()))
    };
    text.lines()
        .filter(|text| !text.trim().is_empty())
        .map(line)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_at_which_terminal_it_is_typed() {
        let text = "uvicorn main:app\n\n2$ curl localhost:8000\n$ echo $HOME\n";
        let expected = [
            (1, "uvicorn main:app"),
            (2, "curl localhost:8000"),
            (1, "echo $HOME"),
        ];
        let typed = typed(text);
        let typed: Vec<_> = typed
            .iter()
            .map(|(number, line)| (*number, line.as_str()))
            .collect();
        assert_eq!(typed, expected);
    }
}
