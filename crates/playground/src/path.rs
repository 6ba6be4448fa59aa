//! Where a further file may lie.

use super::document::{File, MAIN_SCRIPT};
use std::fmt;

/// The most further files that a variant may have.
pub const MAX_FILES: usize = 32;

/// The most bytes of UTF-8 that a path may have.
pub const MAX_PATH: usize = 200;

/// Why a file cannot be where it should. Displayed as one sentence for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathError {
    /// Nothing, or nothing behind the last `/`.
    Nameless,
    /// It begins with `/`.
    Absolute,
    /// It has a `..`.
    Outside,
    /// It has a backslash or a control character.
    OddCharacter,
    /// Beyond [`MAX_PATH`].
    TooLong,
    /// It is the script's own.
    Script,
    /// Another file lies there.
    Taken,
    /// A file lies where a folder would have to be, or a folder where the file would.
    InTheWay,
    /// Beyond [`MAX_FILES`].
    TooMany,
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nameless => f.write_str("A file needs a name."),
            Self::Absolute => f.write_str(
                "Files lie in the working folder: write the path without “/” at its beginning.",
            ),
            Self::Outside => {
                f.write_str("Files lie in the working folder: “..” would lead out of it.")
            }
            Self::OddCharacter => f.write_str(
                "A path has “/” between its folders, no backslash and no control character.",
            ),
            Self::TooLong => write!(f, "A path has at most {MAX_PATH} bytes."),
            Self::Script => write!(f, "“{MAIN_SCRIPT}” is the script itself."),
            Self::Taken => f.write_str("There is a file of this name already."),
            Self::InTheWay => {
                f.write_str("A file and a folder cannot have the same name in one place.")
            }
            Self::TooMany => write!(
                f,
                "A variant has at most {MAX_FILES} files beside its script."
            ),
        }
    }
}

impl std::error::Error for PathError {}

/// The path that was meant, tidied: `./a//b.py` is `a/b.py`. `others` are the paths of the variant's other files.
///
/// # Errors
/// What is no file's path in the working folder, or has no room beside the others.
pub fn check<'a>(
    typed: &str,
    others: impl IntoIterator<Item = &'a str>,
) -> Result<String, PathError> {
    let typed = typed.trim();
    if typed.starts_with('/') {
        return Err(PathError::Absolute);
    }
    if typed.contains(|letter: char| letter == '\\' || letter.is_control()) {
        return Err(PathError::OddCharacter);
    }
    let parts: Vec<&str> = typed.split('/').collect();
    if parts.contains(&"..") {
        return Err(PathError::Outside);
    }
    if matches!(parts.last(), None | Some(&("" | "."))) {
        return Err(PathError::Nameless);
    }
    let parts: Vec<&str> = parts
        .into_iter()
        .filter(|part| !matches!(*part, "" | "."))
        .collect();
    let path = parts.join("/");
    if path.len() > MAX_PATH {
        return Err(PathError::TooLong);
    }
    if path == MAIN_SCRIPT {
        return Err(PathError::Script);
    }
    if lies_below(&path, MAIN_SCRIPT) {
        return Err(PathError::InTheWay);
    }
    for other in others {
        if other == path {
            return Err(PathError::Taken);
        }
        if lies_below(&path, other) || lies_below(other, &path) {
            return Err(PathError::InTheWay);
        }
    }
    Ok(path)
}

/// Whether all these files can lie in one working folder, as they are named.
///
/// # Errors
/// The first reason for which they cannot; a path that is not tidied is an [`PathError::OddCharacter`].
pub fn check_all(files: &[File]) -> Result<(), PathError> {
    if files.len() > MAX_FILES {
        return Err(PathError::TooMany);
    }
    for (index, file) in files.iter().enumerate() {
        let others = files[..index].iter().map(|other| other.path.as_str());
        if check(&file.path, others)? != file.path {
            return Err(PathError::OddCharacter);
        }
    }
    Ok(())
}

fn lies_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(path: &str) -> Result<String, PathError> {
        check(path, ["models.py", "templates/page.html"])
    }

    #[test]
    fn paths_are_tidied() {
        for (typed, path) in [
            (" .env ", ".env"),
            ("./a//b/./c.py", "a/b/c.py"),
            ("templates/two words.html", "templates/two words.html"),
            ("..hidden", "..hidden"),
            ("script.py", "script.py"),
        ] {
            assert_eq!(checked(typed).as_deref(), Ok(path));
        }
    }

    #[test]
    fn what_cannot_lie_in_the_folder_is_refused_with_its_reason() {
        let long = "x".repeat(MAX_PATH + 1);
        for (typed, reason) in [
            ("", PathError::Nameless),
            ("folder/", PathError::Nameless),
            (".", PathError::Nameless),
            ("/etc/hosts", PathError::Absolute),
            ("../a.py", PathError::Outside),
            ("a/../b.py", PathError::Outside),
            ("a\\b.py", PathError::OddCharacter),
            ("a\0.py", PathError::OddCharacter),
            (&long, PathError::TooLong),
            ("main.py", PathError::Script),
            ("./main.py", PathError::Script),
            ("main.py/a", PathError::InTheWay),
            ("./models.py", PathError::Taken),
            ("templates", PathError::InTheWay),
            ("models.py/a.py", PathError::InTheWay),
        ] {
            assert_eq!(checked(typed), Err(reason), "{typed:?}");
            let sentence = reason.to_string();
            assert!(sentence.ends_with('.') && sentence.len() > 15, "{sentence}");
        }
        assert_eq!(checked(&long[1..]).map(|path| path.len()), Ok(MAX_PATH));
    }

    #[test]
    fn files_are_counted_and_taken_as_they_are_named() {
        let some = |count: usize| -> Vec<File> {
            let files = (0..count).map(|number| File {
                path: format!("{number}.py"),
                text: String::new(),
            });
            files.collect()
        };
        assert_eq!(check_all(&some(MAX_FILES)), Ok(()));
        assert_eq!(check_all(&some(MAX_FILES + 1)), Err(PathError::TooMany));
        let mut files = some(2);
        files[1].path = "0.py".to_owned();
        assert_eq!(check_all(&files), Err(PathError::Taken));
        files[1].path = "./1.py".to_owned();
        assert_eq!(check_all(&files), Err(PathError::OddCharacter));
    }
}
