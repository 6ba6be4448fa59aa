//! `packages/packages.toml`, as the build script reads it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};
use toml::{Table, Value};

use crate::distribution::Distribution;

/// A module's source, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its full name.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// Whether others can be inside it.
    pub package: bool,
    /// The shelf that names it.
    pub shelf: String,
    /// Whether it is one of ours that Python has no module like.
    pub is_hidden: bool,
}

/// What the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Every module, in the order of their names.
    pub modules: Vec<Source>,
    /// The images' names, and what is imported in each.
    pub images: Vec<(String, Vec<String>)>,
    /// For images that not every script needs: the imports of a script that ask for it.
    pub asked: Vec<(String, Vec<String>)>,
    /// What is from PyPI, in the order of the shelves.
    pub distributions: Vec<Distribution>,
    /// What other shelves a shelf's packages import from, for the shelves that have packages.
    pub needs: Vec<(String, Vec<String>)>,
}

impl Manifest {
    /// Reads it. A module is looked for in these folders, in this order; each module in the first is to be on a shelf. The
    /// packages lie in `site`, what is ours of them in `overlays`.
    ///
    /// # Errors
    /// A sentence for everything that is wrong.
    pub fn read(
        text: &str,
        roots: &[PathBuf],
        site: &Path,
        overlays: &Path,
    ) -> Result<Self, Vec<String>> {
        let table: Table = text.parse().map_err(|error| vec![format!("{error}")])?;
        let mut faults = Vec::new();
        let mut named = BTreeMap::new();
        // Names in full before `name.*`, which takes what they leave.
        let shelves = lists(&table, "shelf", "modules", &mut faults);
        let distributions = distributions(&table, site, overlays, &mut faults);
        let needs = needs(&table, &mut faults);
        for wide in [false, true] {
            for (shelf, names) in &shelves {
                for name in names.iter().filter(|name| name.ends_with(".*") == wide) {
                    match name.strip_suffix(".*") {
                        Some(package) => {
                            let without = without(&table, shelf);
                            spread(package, shelf, &without, roots, &mut named, &mut faults);
                        }
                        None => add(name, shelf, roots, &mut named, &mut faults),
                    }
                }
            }
        }
        if let Some(ours) = roots.first() {
            let left = inside(ours, "")
                .into_iter()
                .filter(|name| !named.contains_key(name));
            faults
                .extend(left.map(|name| format!("`{name}` of {} is on no shelf.", ours.display())));
        }
        let images = lists(&table, "image", "imports", &mut faults);
        let optional = optional(&table, &mut faults);
        for (image, imports) in images.iter().chain(&optional) {
            let packaged = |name: &String| {
                let top = name.split('.').next().unwrap_or(name);
                let mut tops = distributions.iter().flat_map(Distribution::tops);
                tops.any(|each| each.strip_suffix(".py").unwrap_or(each) == top)
            };
            let absent = imports
                .iter()
                .filter(|name| !named.contains_key(*name) && !packaged(name));
            faults.extend(absent.map(|name| {
                format!("the image `{image}` imports `{name}`, which is on no shelf.")
            }));
        }
        match faults.is_empty() {
            true => Ok(Self {
                modules: named.into_values().collect(),
                images,
                asked: optional,
                distributions,
                needs,
            }),
            false => Err(faults),
        }
    }
}

/// The images that have `for`, and what that says.
fn optional(table: &Table, faults: &mut Vec<String>) -> Vec<(String, Vec<String>)> {
    let images = table.get("image").and_then(Value::as_table);
    let with = images
        .into_iter()
        .flatten()
        .filter(|(_, entry)| entry.get("for").is_some());
    let with: Table = with
        .map(|(name, entry)| (name.clone(), entry.clone()))
        .collect();
    let images = Table::from_iter([("image".to_owned(), Value::Table(with))]);
    lists(&images, "image", "for", faults)
}

/// The tables `[kind.name]`, and the list of names that each has under `key`.
fn lists(
    table: &Table,
    kind: &str,
    key: &str,
    faults: &mut Vec<String>,
) -> Vec<(String, Vec<String>)> {
    let all = table.get(kind).and_then(Value::as_table);
    let mut lists = Vec::new();
    for (name, entry) in all.into_iter().flatten() {
        let list = entry.get(key).and_then(Value::as_array);
        let names: Option<Vec<_>> = list.and_then(|list| {
            list.iter()
                .map(|name| name.as_str().map(str::to_owned))
                .collect()
        });
        match names {
            Some(names) => lists.push((name.clone(), names)),
            // A shelf has the library's modules, or packages.
            None if kind == "shelf" && entry.get("packages").is_some() => {}
            None => faults.push(format!("`{kind}.{name}` has no list of names `{key}`.")),
        }
    }
    lists
}

/// What a shelf's `name.*` leave out.
fn without(table: &Table, shelf: &str) -> Vec<String> {
    names(table, "shelf", shelf, "without").unwrap_or_default()
}

/// The names in one table's list.
fn names(table: &Table, kind: &str, name: &str, key: &str) -> Option<Vec<String>> {
    let list = table.get(kind)?.get(name)?.get(key)?.as_array()?;
    let names = list.iter().filter_map(Value::as_str);
    Some(names.map(str::to_owned).collect())
}

/// The shelves in the order in which they are written.
fn shelves(table: &Table) -> impl Iterator<Item = &String> {
    let shelves = table.get("shelf").and_then(Value::as_table);
    shelves.into_iter().flat_map(Table::keys)
}

/// What the shelves name of PyPI, with what is ours of it.
fn distributions(
    table: &Table,
    site: &Path,
    overlays: &Path,
    faults: &mut Vec<String>,
) -> Vec<Distribution> {
    let mut found: Vec<Distribution> = Vec::new();
    let mut owners = BTreeMap::new();
    for shelf in shelves(table) {
        for name in names(table, "shelf", shelf, "packages").unwrap_or_default() {
            let told = |key| names(table, "distribution", &name, key).unwrap_or_default();
            let read = Distribution::read(site, &name, shelf, &told("without"), told("apart"));
            let mut distribution = match read {
                Ok(distribution) => distribution,
                Err(wrong) => {
                    faults.extend(wrong);
                    continue;
                }
            };
            for package in told("ours") {
                match overlays.join(&package).is_dir() {
                    true => distribution.lay_over(overlays, &package),
                    false => faults.push(format!(
                        "there is no folder `{}` to lay over `{name}`.",
                        overlays.join(&package).display()
                    )),
                }
            }
            for top in distribution.tops() {
                if let Some(before) = owners.insert(top.to_owned(), name.clone()) {
                    faults.push(format!(
                        "`{top}` is in two distributions, `{before}` and `{name}`."
                    ));
                }
            }
            found.push(distribution);
        }
    }
    let told = table.get("distribution").and_then(Value::as_table);
    let packages = |shelf| names(table, "shelf", shelf, "packages").unwrap_or_default();
    let on_shelves: BTreeSet<_> = shelves(table).flat_map(|shelf| packages(shelf)).collect();
    for name in told.into_iter().flat_map(Table::keys) {
        if !on_shelves.contains(name) {
            faults.push(format!("`distribution.{name}` is on no shelf."));
        }
    }
    found
}

/// What shelf needs which others.
fn needs(table: &Table, faults: &mut Vec<String>) -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for shelf in shelves(table) {
        if names(table, "shelf", shelf, "packages").is_none() {
            continue;
        }
        let needs = names(table, "shelf", shelf, "needs").unwrap_or_default();
        let absent = needs
            .iter()
            .filter(|need| !shelves(table).any(|each| each == *need));
        faults.extend(
            absent.map(|need| format!("the shelf `{shelf}` needs `{need}`, which is none.")),
        );
        all.push((shelf.clone(), needs));
    }
    all
}

fn add(
    name: &str,
    shelf: &str,
    roots: &[PathBuf],
    named: &mut BTreeMap<String, Source>,
    faults: &mut Vec<String>,
) {
    // `name = other`: the library's own module `other`, which one of ours has the name of.
    let (name, origin) = match name.split_once(" = ") {
        Some((name, origin)) => (name, origin),
        None => (name, name),
    };
    let second = name != origin;
    let mut all = roots.iter().skip(usize::from(second));
    let Some((path, package)) = all.find_map(|root| find(root, origin)) else {
        faults.push(format!(
            "there is no module `{name}` (shelf `{shelf}`), neither of ours nor in the standard library. What is compiled \
             into the interpreter needs no shelf."
        ));
        return;
    };
    let source = Source {
        name: name.to_owned(),
        path,
        package,
        shelf: shelf.to_owned(),
        is_hidden: is_hidden(name, roots),
    };
    if let Some(before) = named.insert(name.to_owned(), source) {
        faults.push(format!(
            "`{name}` is named twice, on the shelves `{}` and `{shelf}`.",
            before.shelf
        ));
    }
}

/// Whether a module, or the package that it is in, is of the first of these folders only, and private.
fn is_hidden(name: &str, roots: &[PathBuf]) -> bool {
    let top = name.split('.').next().unwrap_or(name);
    top.starts_with('_') && !roots.iter().skip(1).any(|root| find(root, top).is_some())
}

/// Adds what is in a package and named nowhere else.
fn spread(
    package: &str,
    shelf: &str,
    without: &[String],
    roots: &[PathBuf],
    named: &mut BTreeMap<String, Source>,
    faults: &mut Vec<String>,
) {
    let folder = package.replace('.', "/");
    let found: BTreeSet<_> = roots
        .iter()
        .flat_map(|root| inside(&root.join(&folder), package))
        .collect();
    if found.is_empty() {
        faults.push(format!(
            "there is no package `{package}` for `{package}.*` (shelf `{shelf}`), neither of ours nor in the standard library."
        ));
    }
    for name in found {
        // `__main__` is for running a package, which a script does not.
        if !named.contains_key(&name) && !without.contains(&name) && !name.ends_with(".__main__") {
            add(&name, shelf, roots, named, faults);
        }
    }
}

fn find(root: &Path, name: &str) -> Option<(PathBuf, bool)> {
    let base = root.join(name.replace('.', "/"));
    let package = base.join("__init__.py");
    if package.is_file() {
        return Some((package, true));
    }
    let path = base.with_extension("py");
    path.is_file().then_some((path, false))
}

/// The full names of all modules in a folder, that of the folder itself left out.
fn inside(folder: &Path, package: &str) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        let Some(stem) = stem.filter(|stem| *stem != "__init__" && *stem != "__pycache__") else {
            continue;
        };
        let name = match package {
            "" => stem.to_owned(),
            package => format!("{package}.{stem}"),
        };
        if path.is_dir() {
            if path.join("__init__.py").is_file() {
                names.push(name.clone());
            }
            names.extend(inside(&path, &name));
        } else if path.extension().is_some_and(|extension| extension == "py") {
            names.push(name);
        }
    }
    names
}
