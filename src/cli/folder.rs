//! A folder as what is run: its script, the files beside it, and what is typed at terminals.

use playground::{File, Variant, folder};
use std::{fs, io, path::Path};

/// Reads a folder, as the page opens one that is dropped onto it. Files that are no text are left out, and so are those whose names
/// begin with a dot, but for `.env`.
///
/// # Errors
/// What cannot be read.
pub fn read(path: &Path) -> io::Result<Variant> {
    let mut found = Vec::new();
    walk(path, "", &mut found)?;
    Ok(folder::open(found).variant)
}

fn walk(folder: &Path, prefix: &str, into: &mut Vec<File>) -> io::Result<()> {
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
            into.push(File { path, text });
        }
    }
    Ok(())
}
