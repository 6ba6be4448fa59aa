//! The list of what can be imported is read, and faults in it are told.

#[path = "../src/manifest.rs"]
mod manifest;

use manifest::Manifest;
use std::{fs, path::PathBuf};

/// Two folders of modules: ours, and the library's.
struct Roots(PathBuf);

impl Roots {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        for file in [
            "ours/posix.py",
            "ours/json/tool.py",
            "library/json/__init__.py",
            "library/json/decoder.py",
            "library/json/tool.py",
            "library/json/__main__.py",
            "library/csv.py",
            "library/posix.py",
        ] {
            let file = folder.join(file);
            fs::create_dir_all(file.parent().expect("a file is in a folder"))
                .expect("folders can be made");
            fs::write(file, "").expect("files can be written");
        }
        Self(folder)
    }

    fn read(&self, text: &str) -> Result<Manifest, Vec<String>> {
        Manifest::read(text, &[self.0.join("ours"), self.0.join("library")])
    }
}

#[test]
fn each_module_is_on_its_shelf_and_ours_come_first() {
    let roots = Roots::new("shelves");
    let manifest = roots
        .read(
            "[shelf.first]\nmodules = [\"posix\", \"json\"]\n[shelf.data]\nmodules = [\"json.*\", \"csv\"]\n\
             without = [\"json.decoder\"]\n[image.plain]\nimports = []\n[image.data]\nimports = [\"csv\"]",
        )
        .expect("it is in order");
    let found: Vec<_> = manifest
        .modules
        .iter()
        .map(|source| {
            let path = source.path.strip_prefix(&roots.0).expect("it is below");
            (
                source.name.as_str(),
                source.shelf.as_str(),
                source.package,
                path.to_str().expect("it is text"),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("csv", "data", false, "library/csv.py"),
            ("json", "first", true, "library/json/__init__.py"),
            ("json.tool", "data", false, "ours/json/tool.py"),
            ("posix", "first", false, "ours/posix.py"),
        ]
    );
    assert_eq!(
        manifest.images,
        [
            ("data".to_owned(), vec!["csv".to_owned()]),
            ("plain".to_owned(), vec![])
        ]
    );
}

#[test]
fn everything_that_is_wrong_is_told() {
    let roots = Roots::new("faults");
    let faults = roots
        .read(
            "[shelf.first]\nmodules = [\"posix\", \"errno\", \"json.*\"]\n[shelf.more]\nmodules = [\"posix\", \"xml.*\"]\n\
             [shelf.odd]\nwhy = \"no list\"\n[image.plain]\nimports = [\"csv\"]",
        )
        .expect_err("there are faults");
    for (fault, words) in faults.iter().zip([
        "`shelf.odd` has no list of names `modules`.",
        "there is no module `errno` (shelf `first`)",
        "`posix` is named twice, on the shelves `first` and `more`.",
        "there is no package `xml` for `xml.*` (shelf `more`)",
        "the image `plain` imports `csv`, which is on no shelf.",
    ]) {
        assert!(fault.contains(words), "{fault}\nshould say {words}");
    }
    assert_eq!(faults.len(), 5, "{faults:?}");
}

#[test]
fn a_module_of_ours_that_is_on_no_shelf_is_told() {
    let roots = Roots::new("forgotten");
    let faults = roots
        .read("[shelf.first]\nmodules = [\"posix\"]")
        .expect_err("json.tool is left");
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].starts_with("`json.tool` of "), "{faults:?}");
    assert!(faults[0].ends_with(" is on no shelf."), "{faults:?}");
}

#[test]
fn what_is_no_toml_is_told() {
    assert!(Roots::new("form").read("[shelf.first").is_err());
}
