//! What lies on the shelves, one part after the other. Used while building.
//!
//! A shelf of the library holds modules, by their names. One of packages holds, by their paths, the bytecode of modules
//! and all other files, and the list of them under no name, and what few import lies on another. The text of modules lies
//! on a shelf of its own beside either, by their paths, for it is wanted only where lines of it are shown. What says
//! something about the distributions is listed on [`DISTRIBUTIONS`]: who asks which there are needs none of them.

use crate::{
    bytecode::bytecode,
    distribution::{Distribution, is_about},
    manifest::{Manifest, Source},
    place,
};
use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

/// The shelf of what there is.
pub const DISTRIBUTIONS: &str = "distributions";
/// Where the library lies, as scripts see it.
const INSTALLED: &str = "/usr/local/lib/python3.14";

/// A place in the bytes of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The shelf that it lies on.
    pub shelf: String,
    /// Its name there.
    pub key: String,
    /// Where it begins.
    pub at: usize,
    /// How long it is.
    pub length: usize,
}

/// Everything.
#[derive(Default)]
pub struct Packed {
    /// The library's modules, in the order of their names.
    pub modules: Vec<(Source, Part)>,
    /// What lies on the packages' shelves.
    pub parts: Vec<Part>,
    /// The bytes: what is carried everywhere first.
    pub bytes: Vec<u8>,
}

impl Packed {
    /// Compiles and packs what the manifest names. What is compiled stays in the folder `kept` for the next time.
    pub fn new(manifest: &Manifest, kept: &Path) -> Self {
        fs::create_dir_all(kept).expect("OUT_DIR is writable");
        let mut packed = Self::default();
        let (boot, rest): (Vec<_>, Vec<_>) = manifest
            .modules
            .iter()
            .partition(|source| source.shelf == "boot");
        let mut texts = Vec::new();
        for source in boot.into_iter().chain(rest) {
            let text = read(&source.path);
            let file = place::file(&source.name, source.package);
            // Columns are not carried: for the carets below a line, a module is compiled once more (`_library.py`).
            let code = bytecode(&text, &format!("{INSTALLED}/{file}"), false, kept);
            let part = packed.put(&source.shelf, &source.name, &code);
            packed.modules.push((source.clone(), part));
            texts.push((text_shelf(source), file, text));
        }
        // Behind all code, for what is carried everywhere comes first.
        for (shelf, file, text) in texts.into_iter().filter(|(shelf, ..)| !shelf.is_empty()) {
            let part = packed.put(&shelf, &file, text.as_bytes());
            packed.parts.push(part);
        }
        packed
            .modules
            .sort_by(|(one, _), (other, _)| one.name.cmp(&other.name));
        packed.put_packages(&manifest.distributions, kept);
        packed
    }

    /// How many bytes are carried everywhere.
    pub fn boot_length(&self) -> usize {
        let boot = self
            .modules
            .iter()
            .filter(|(source, _)| source.shelf == "boot");
        boot.map(|(_, part)| part.at + part.length)
            .max()
            .unwrap_or(0)
    }

    fn put_packages(&mut self, distributions: &[Distribution], kept: &Path) {
        let mut lists = BTreeMap::from([(DISTRIBUTIONS, String::new())]);
        for distribution in distributions {
            let shelf = &distribution.shelf;
            let (lines, more) = (format!("{shelf}.source"), format!("{shelf}.more"));
            for (path, file) in &distribution.files {
                let bytes = fs::read(file).expect("a package's file is readable");
                let own = if distribution.is_apart(path) {
                    &more
                } else {
                    shelf
                };
                let (listed, place) = match is_about(path) {
                    true => (DISTRIBUTIONS, about(path, shelf, &lines)),
                    false if path.ends_with(".py") => {
                        let text = String::from_utf8_lossy(&bytes);
                        let code = bytecode(
                            &text,
                            &format!("{INSTALLED}/site-packages/{path}"),
                            true,
                            kept,
                        );
                        let part = self.put(own, path, &code);
                        self.parts.push(part);
                        (shelf.as_str(), lines.as_str())
                    }
                    false => (shelf.as_str(), own.as_str()),
                };
                let list = lists.entry(listed).or_default();
                let _ = writeln!(list, "{path}\t{}\t{place}\t{own}", bytes.len());
                let part = self.put(place, path, &bytes);
                self.parts.push(part);
            }
        }
        for (shelf, list) in lists {
            let part = self.put(shelf, "", list.as_bytes());
            self.parts.push(part);
        }
    }

    fn put(&mut self, shelf: &str, key: &str, bytes: &[u8]) -> Part {
        let at = self.bytes.len();
        self.bytes.extend(bytes);
        Part {
            shelf: shelf.to_owned(),
            key: key.to_owned(),
            at,
            length: bytes.len(),
        }
    }
}

/// Where a file about a distribution lies: what all are asked for with the list of them, what one is asked for with it,
/// and with its sources what nearly nobody asks for.
fn about<'a>(path: &str, shelf: &'a str, lines: &'a str) -> &'a str {
    match path.split_once('/').map_or(path, |(_, file)| file) {
        "entry_points.txt" | "top_level.txt" | "WHEEL" => DISTRIBUTIONS,
        "METADATA" => shelf,
        _ => lines,
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a module's source is readable")
}

/// The shelf of a module's text; none for those of ours that Python does not have. What asyncio is made of lies by itself:
/// most tracebacks lead through it.
pub fn text_shelf(source: &Source) -> String {
    match source.name.split('.').next().unwrap_or_default() {
        _ if source.is_hidden => String::new(),
        "asyncio" => "asyncio.source".to_owned(),
        _ => format!("{}.source", source.shelf),
    }
}
