//! A folder as what is run: its script, the files beside it, and what is typed at terminals.

use playground::typed;
use std::{fs, io, path::Path};

/// The script of a folder.
const SCRIPT: &str = "main.py";

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
    let typed = typed::read(&take(typed::FILE).unwrap_or_default()).ok_or_else(|| {
        let words = format!("{} cannot be typed", typed::FILE);
        io::Error::new(io::ErrorKind::InvalidData, words)
    })?;
    Ok(Folder {
        source,
        files: found,
        typed: typed
            .into_iter()
            .map(|typed| (typed.terminal, typed.line))
            .collect(),
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
