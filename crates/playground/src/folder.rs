//! A folder of files as a variant: which of them is the script, and what is typed.

use super::document::{File, MAIN_SCRIPT, Variant};
use super::path::{self, MAX_FILES};
use super::typed;

/// Another name of the script.
const APP_SCRIPT: &str = "app.py";

/// A folder, as it is opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// The variant, without a name.
    pub variant: Variant,
    /// What the script was called, where that was not `main.py`.
    pub script_was: Option<String>,
    /// The files that have no place in a variant.
    pub left_out: Vec<String>,
}

/// Reads the files of a folder, with paths that may all begin with its own name. The script is `main.py`, or `app.py`, or the
/// only one of Python's in the folder itself; without any, it is empty. `terminal.txt` says what is typed.
pub fn open(mut files: Vec<File>) -> Opened {
    without_common_folder(&mut files);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let mut opened = Opened::default();
    if let Some(script) = script(&files) {
        let script = files.remove(script);
        opened.variant.source = script.text;
        opened.script_was = Some(script.path).filter(|path| path != MAIN_SCRIPT);
    }
    for file in files {
        if file.path == typed::FILE
            && let Some(typed) = typed::read(&file.text)
        {
            opened.variant.typed = typed;
            continue;
        }
        let paths = opened.variant.files.iter().map(|file| file.path.as_str());
        match path::check(&file.path, paths) {
            Ok(path) if opened.variant.files.len() < MAX_FILES => {
                opened.variant.files.push(File { path, ..file });
            }
            _ => opened.left_out.push(file.path),
        }
    }
    opened
}

/// Takes away the folder that all lie in.
fn without_common_folder(files: &mut [File]) {
    let folder = |file: &File| Some(file.path.split_once('/')?.0.to_owned());
    let Some(first) = files.first().and_then(folder) else {
        return;
    };
    if files
        .iter()
        .all(|file| folder(file).as_ref() == Some(&first))
    {
        for file in files {
            file.path.drain(..=first.len());
        }
    }
}

fn script(files: &[File]) -> Option<usize> {
    let named = |name: &str| files.iter().position(|file| file.path == name);
    let mut python = files
        .iter()
        .enumerate()
        .filter(|(_, file)| file.path.ends_with(".py") && !file.path.contains('/'));
    let only = python.next().filter(|_| python.next().is_none());
    named(MAIN_SCRIPT)
        .or_else(|| named(APP_SCRIPT))
        .or(only.map(|(index, _)| index))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(paths: &[&str]) -> Opened {
        let file = |path: &&str| File {
            path: (*path).to_owned(),
            text: format!("1$ cat {path}\n"),
        };
        open(paths.iter().map(file).collect())
    }

    fn paths(opened: &Opened) -> Vec<&str> {
        let files = opened.variant.files.iter();
        files.map(|file| file.path.as_str()).collect()
    }

    #[test]
    fn the_script_is_found_and_the_folder_taken_away() {
        let shop = opened(&[
            "shop/models.py",
            "shop/main.py",
            "shop/templates/page.html",
            "shop/terminal.txt",
            "shop/app.py",
        ]);
        assert_eq!(shop.variant.source, "1$ cat shop/main.py\n");
        assert_eq!(paths(&shop), ["app.py", "models.py", "templates/page.html"]);
        assert_eq!(shop.variant.typed[0].line, "cat shop/terminal.txt");
        assert_eq!(shop.script_was, None);
        // Two folders stay what they are.
        assert_eq!(paths(&opened(&["a/x.py", "b/y.py"])), ["a/x.py", "b/y.py"]);
    }

    #[test]
    fn another_script_is_the_main_one_where_it_must_be() {
        let app = opened(&["app.py", "util.py"]);
        assert_eq!(app.script_was.as_deref(), Some("app.py"));
        assert_eq!(paths(&app), ["util.py"]);
        let only = opened(&["server.py", "notes.txt", "lib/a.py"]);
        assert_eq!(only.script_was.as_deref(), Some("server.py"));
        let none = opened(&["one.py", "two.py"]);
        assert_eq!(
            (none.variant.source.as_str(), none.script_was.clone()),
            ("", None)
        );
        assert_eq!(paths(&none), ["one.py", "two.py"]);
        assert_eq!(opened(&[]), Opened::default());
    }

    #[test]
    fn what_has_no_place_is_left_out() {
        let many: Vec<String> = (0..MAX_FILES + 2)
            .map(|number| format!("{number:02}.txt"))
            .collect();
        let mut many: Vec<&str> = many.iter().map(String::as_str).collect();
        many.push("main.py");
        many.push("../x");
        let opened = opened(&many);
        assert_eq!(opened.variant.files.len(), MAX_FILES);
        assert_eq!(opened.left_out, ["../x", "32.txt", "33.txt"]);
        assert!(path::check_all(&opened.variant.files).is_ok());
    }
}
