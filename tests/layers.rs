//! The layers are crates, and each builds on none that comes after it: docs/ARCHITECTURE.md. Read from cargo itself.

use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The layers in the direction in which data flows, and which of the others each may build on.
const LAYERS: [(&str, &[&str]); 12] = [
    ("loopscope-machine", &[]),
    ("loopscope-floats", &[]),
    // Ours, in the place of an older one, leads to the one of the same name.
    ("unicode_names2", &["unicode_names2"]),
    ("loopscope-library", &[]),
    ("loopscope-sqlite", &[]),
    ("loopscope-tls", &[]),
    ("loopscope-hosts", &["loopscope-machine", "loopscope-tls"]),
    ("loopscope-clients", &["loopscope-tls"]),
    ("loopscope-trace", &[]),
    ("loopscope-playground", &["loopscope-trace"]),
    ("loopscope-diagnosis", &["loopscope-trace"]),
    (
        "loopscope-python",
        &[
            "loopscope-machine",
            "loopscope-tls",
            "loopscope-hosts",
            "loopscope-clients",
            "loopscope-trace",
            "loopscope-library",
            "loopscope-sqlite",
            "loopscope-floats",
        ],
    ),
];

/// The program, which builds on all of them.
const PROGRAM: &str = "loopscope";

fn packages() -> Vec<Value> {
    let output = Command::new(env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
        .args([
            "metadata",
            "--no-deps",
            "--locked",
            "--offline",
            "--format-version=1",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("metadata is JSON");
    metadata["packages"]
        .as_array()
        .expect("there are packages")
        .clone()
}

fn name(value: &Value) -> &str {
    value["name"].as_str().expect("it has a name")
}

/// What each package of the workspace builds on, the outside world and its own tests left out.
fn graph() -> BTreeMap<String, BTreeSet<String>> {
    let packages = packages();
    let ours: BTreeSet<&str> = packages.iter().map(name).collect();
    packages
        .iter()
        .map(|package| {
            let used = package["dependencies"]
                .as_array()
                .expect("there is a list of dependencies")
                .iter()
                .filter(|dependency| dependency["kind"] != "dev" && ours.contains(name(dependency)))
                .map(|dependency| name(dependency).to_owned());
            (name(package).to_owned(), used.collect())
        })
        .collect()
}

#[test]
fn every_crate_has_its_place() {
    let graph = graph();
    let known: BTreeSet<&str> = LAYERS
        .iter()
        .map(|(layer, _)| *layer)
        .chain([PROGRAM])
        .collect();
    let there: BTreeSet<&str> = graph.keys().map(String::as_str).collect();
    assert_eq!(
        there, known,
        "a new crate gets a line here and in docs/ARCHITECTURE.md"
    );
}

#[test]
fn no_layer_builds_on_one_after_it() {
    let graph = graph();
    for (layer, may) in LAYERS {
        let wrong: Vec<&String> = graph[layer]
            .iter()
            .filter(|used| !may.contains(&used.as_str()))
            .collect();
        assert!(wrong.is_empty(), "{layer} may not build on {wrong:?}");
    }
}

/// What a feature of the program turns on, directly and through others.
fn turned_on(features: &Value, feature: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut ahead = vec![feature.to_owned()];
    while let Some(feature) = ahead.pop() {
        if found.insert(feature.clone())
            && let Some(more) = features[&feature].as_array()
        {
            ahead.extend(
                more.iter()
                    .map(|one| one.as_str().expect("it is a name").to_owned()),
            );
        }
    }
    found
}

#[test]
fn the_page_has_no_interpreter_and_the_engine_no_page() {
    let packages = packages();
    let program = packages
        .iter()
        .find(|package| name(package) == PROGRAM)
        .expect("there is the program");
    let features = &program["features"];
    let page = turned_on(features, "page");
    assert!(page.contains("dep:leptos"), "{page:?}");
    assert!(!page.contains("dep:loopscope-python"), "{page:?}");
    for feature in ["worker", "cli"] {
        let engine = turned_on(features, feature);
        assert!(engine.contains("dep:loopscope-python"), "{engine:?}");
        assert!(!engine.contains("dep:leptos"), "{engine:?}");
    }
    let interpreter = program["dependencies"]
        .as_array()
        .expect("there is a list of dependencies")
        .iter()
        .find(|dependency| name(dependency) == "loopscope-python")
        .expect("the program can have the interpreter");
    assert_eq!(interpreter["optional"], true);
}

/// A file that says more than this says more than one thing.
const LONGEST: usize = 400;

/// Tables, which are as long as what they list.
const TABLES: [(&str, &str); 1] = [(
    "crates/python/src/native/ssl/ciphers.rs",
    "OpenSSL's ciphers",
)];

/// Our sources below a folder; what is built, fetched or the script of an example is none.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    const OTHERS: [&str; 7] = [
        "target",
        "node_modules",
        "dist",
        "built",
        "corpus",
        "examples",
        "__pycache__",
    ];
    let entries = fs::read_dir(folder).expect("a folder of the checkout is readable");
    for entry in entries {
        let path = entry.expect("it has a name").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') || OTHERS.contains(&name.as_ref()) {
            continue;
        }
        let kind = path.extension().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            sources(&path, found);
        } else if ["rs", "py", "js", "mjs", "ts", "css"].contains(&kind.as_ref()) {
            found.push(path);
        }
    }
}

#[test]
fn a_file_has_at_most_so_many_lines_but_tables() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(root, &mut files);
    assert!(files.len() > 500, "{} sources are there", files.len());
    let mut long = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a source is text");
        let lines = text.lines().count();
        if lines > LONGEST {
            let name = file.strip_prefix(root).unwrap_or(&file);
            long.insert((name.to_string_lossy().replace('\\', "/"), lines));
        }
    }
    let tables: BTreeMap<&str, &str> = TABLES.into_iter().collect();
    let wrong: Vec<_> = long
        .iter()
        .filter(|(name, _)| !tables.contains_key(name.as_str()))
        .collect();
    assert!(wrong.is_empty(), "one concept a file: split {wrong:?}");
    for (table, of) in tables {
        assert!(
            long.iter().any(|(name, _)| name == table),
            "{table} ({of}) is no long table any more"
        );
    }
}
