//! Distributions from PyPI, as they lie in a `site-packages`, and what of them travels.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// A distribution, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution {
    /// Its name, as the manifest has it: `charset-normalizer`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The shelf that names it.
    pub shelf: String,
    /// Its files that travel, by their paths in `site-packages`, and where their text lies.
    pub files: BTreeMap<String, PathBuf>,
    /// Files and folders of it that few import: they travel apart.
    pub apart: Vec<String>,
}

/// What nothing imports or opens: sources of machine code, and the machine code of another machine.
const LEFT_OUT: [&str; 14] = [
    "so", "pyd", "c", "h", "cpp", "hpp", "pyx", "pxd", "pxi", "pyi", "typed", "obj", "asm", "sh",
];

impl Distribution {
    /// Reads one. `without` are files, or folders, that are left out of it.
    ///
    /// # Errors
    /// A sentence for each fault: it is not there, or has not what is left out, or travels apart.
    pub fn read(
        site: &Path,
        name: &str,
        shelf: &str,
        without: &[String],
        apart: Vec<String>,
    ) -> Result<Self, Vec<String>> {
        let Some((folder, version)) = installed(site, name) else {
            return Err(vec![format!(
                "there is no distribution `{name}` (shelf `{shelf}`): packages/requirements.txt does not name it."
            )]);
        };
        let record = fs::read_to_string(site.join(&folder).join("RECORD")).unwrap_or_default();
        let paths: Vec<_> = record.lines().filter_map(recorded).collect();
        let named = without.iter().chain(&apart);
        let faults: Vec<_> = named
            .filter(|named| !paths.iter().any(|path| is_in(path, named)))
            .map(|named| format!("`{name}` has no `{named}`."))
            .collect();
        let left = |path: &str| without.iter().any(|left| is_in(path, left));
        let files = paths
            .into_iter()
            .filter(|path| travels(path) && !left(path))
            .map(|path| (path.to_owned(), site.join(path)))
            .collect();
        match faults.is_empty() {
            true => Ok(Self {
                name: name.to_owned(),
                version,
                shelf: shelf.to_owned(),
                files,
                apart,
            }),
            false => Err(faults),
        }
    }

    /// Whether one of its files travels apart.
    pub fn is_apart(&self, path: &str) -> bool {
        self.apart.iter().any(|apart| is_in(path, apart))
    }

    /// Puts what is ours of a package beside the package's own files, or in their place. `ours` has a folder for each.
    pub fn lay_over(&mut self, ours: &Path, package: &str) {
        for path in below(&ours.join(package), &format!("{package}/")) {
            let file = ours.join(&path);
            if travels(&path) {
                self.files.insert(path, file);
            }
        }
    }

    /// The first parts of its files' paths: `httpx`, `six.py`.
    pub fn tops(&self) -> impl Iterator<Item = &str> {
        let tops = self
            .files
            .keys()
            .map(|path| path.split('/').next().unwrap_or(path));
        let mut before = "";
        tops.filter(move |top| {
            let new = *top != before;
            before = top;
            new
        })
    }
}

/// Whether a file says something about a distribution, and is no part of it.
pub fn is_about(path: &str) -> bool {
    path.split('/')
        .next()
        .is_some_and(|top| top.ends_with(".dist-info"))
}

/// Whether a path is this file's, or below this folder.
fn is_in(path: &str, named: &str) -> bool {
    path.strip_prefix(named)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The folder that tells of a distribution, and its version.
fn installed(site: &Path, name: &str) -> Option<(String, String)> {
    let wanted = canonical(name);
    let mut found: Vec<_> = fs::read_dir(site)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let folder = entry.file_name().into_string().ok()?;
            let (name, version) = folder.strip_suffix(".dist-info")?.rsplit_once('-')?;
            (canonical(name) == wanted).then(|| (folder.clone(), version.to_owned()))
        })
        .collect();
    found.sort();
    found.pop()
}

/// A distribution's name as it is compared: PEP 503.
pub fn canonical(name: &str) -> String {
    name.to_lowercase().replace(['_', '.'], "-")
}

/// The path in a line of `RECORD`; `None` for what an installer puts elsewhere: headers, programs.
fn recorded(line: &str) -> Option<&str> {
    let path = line.split(',').next()?;
    let (top, _) = path.split_once('/').unwrap_or((path, ""));
    (top != ".." && !top.ends_with(".data")).then_some(path)
}

fn travels(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or(path);
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    !LEFT_OUT.contains(&extension) && !path.contains("__pycache__/")
}

fn below(folder: &Path, prefix: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() {
            paths.extend(below(&entry.path(), &format!("{path}/")));
        } else {
            paths.push(path);
        }
    }
    paths
}
