//! The list of what can be imported is read, and faults in it are told.

#[path = "../src/distribution.rs"]
#[allow(dead_code, reason = "the build uses the rest")]
mod distribution;
#[path = "../src/manifest.rs"]
mod manifest;

use manifest::Manifest;
use std::{fs, path::PathBuf};

/// Two folders of modules, ours and the library's; what is installed, and what is ours of it.
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
        let roots = Self(folder);
        for (folder, files) in [
            (
                "Fast.Core-2.1",
                "fast/__init__.py,,\nfast/core.so,,\nfast/page.html,,\nfast/tests/all.py,,\n",
            ),
            (
                "one-1.0",
                "one.py,sha256=x,0\none.pyi,,\n../../bin/one,,\none-1.0.data/headers/one.h,,\n",
            ),
            ("other-1.0", "one.py,,\nother/__init__.py,,\n"),
        ] {
            let about = format!("{folder}.dist-info");
            roots.write(
                &format!("site/{about}/RECORD"),
                &format!("{files}{about}/RECORD,,\n"),
            );
        }
        roots.write("overlays/fast/core.py", "");
        roots
    }

    fn write(&self, file: &str, text: &str) {
        let file = self.0.join(file);
        fs::create_dir_all(file.parent().expect("a file is in a folder"))
            .expect("folders can be made");
        fs::write(file, text).expect("files can be written");
    }

    fn read(&self, text: &str) -> Result<Manifest, Vec<String>> {
        let text = format!("{text}\n[shelf.rest]\nmodules = [\"posix\", \"json.tool\"]");
        self.read_alone(&text)
    }

    fn read_alone(&self, text: &str) -> Result<Manifest, Vec<String>> {
        let roots = [self.0.join("ours"), self.0.join("library")];
        Manifest::read(text, &roots, &self.0.join("site"), &self.0.join("overlays"))
    }
}

#[test]
fn each_module_is_on_its_shelf_and_ours_come_first() {
    let roots = Roots::new("shelves");
    let manifest = roots
        .read_alone(
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
        .read_alone(
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
        .read_alone("[shelf.first]\nmodules = [\"posix\"]")
        .expect_err("json.tool is left");
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].starts_with("`json.tool` of "), "{faults:?}");
    assert!(faults[0].ends_with(" is on no shelf."), "{faults:?}");
}

#[test]
fn what_is_no_toml_is_told() {
    assert!(Roots::new("form").read_alone("[shelf.first").is_err());
}

#[test]
fn a_distribution_travels_with_what_is_used_of_it_and_what_is_ours() {
    let manifest = Roots::new("packages")
        .read(
            "[shelf.quick]\npackages = [\"fast-core\"]\nneeds = [\"small\"]\n[shelf.small]\npackages = [\"one\"]\n\
             [distribution.fast-core]\nours = [\"fast\"]\nwithout = [\"fast/tests\"]",
        )
        .expect("it is in order");
    let found: Vec<_> = manifest
        .distributions
        .iter()
        .map(|each| {
            let files: Vec<_> = each.files.keys().map(String::as_str).collect();
            (
                each.name.as_str(),
                each.version.as_str(),
                each.shelf.as_str(),
                files,
            )
        })
        .collect();
    let fast = vec![
        "Fast.Core-2.1.dist-info/RECORD",
        "fast/__init__.py",
        "fast/core.py",
        "fast/page.html",
    ];
    let one = vec!["one-1.0.dist-info/RECORD", "one.py"];
    assert_eq!(
        found,
        [
            ("fast-core", "2.1", "quick", fast),
            ("one", "1.0", "small", one)
        ]
    );
    assert_eq!(
        manifest.needs,
        [
            ("quick".to_owned(), vec!["small".to_owned()]),
            ("small".to_owned(), vec![])
        ]
    );
}

#[test]
fn what_is_wrong_with_packages_is_told() {
    let faults = Roots::new("wrong")
        .read(
            "[shelf.quick]\npackages = [\"fast-core\", \"httpz\"]\nneeds = [\"none\"]\n[shelf.small]\n\
             packages = [\"one\", \"other\"]\n[distribution.fast-core]\nours = [\"gone\"]\n\
             [distribution.one]\nwithout = [\"one/tests\"]\n[distribution.absent]\nwithout = []",
        )
        .expect_err("there are faults");
    for (fault, words) in faults.iter().zip([
        "overlays/gone` to lay over `fast-core`.",
        "there is no distribution `httpz` (shelf `quick`): packages/requirements.txt does not name it.",
        "`one` has no `one/tests`.",
        "`distribution.absent` is on no shelf.",
        "the shelf `quick` needs `none`, which is none.",
    ]) {
        assert!(fault.contains(words), "{fault}\nshould say {words}");
    }
    assert_eq!(faults.len(), 5, "{faults:?}");
}

#[test]
fn a_name_that_two_distributions_have_is_told() {
    let faults = Roots::new("twice")
        .read("[shelf.small]\npackages = [\"one\", \"other\"]")
        .expect_err("both have it");
    assert_eq!(
        faults,
        ["`one.py` is in two distributions, `one` and `other`."]
    );
}
