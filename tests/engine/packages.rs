//! Packages from PyPI: every one can be imported, they are found as in an installation, and the list of them is true.

use crate::support::{run, run_with};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

/// What a module of each shelf imports, of packages: the shelves, by the shelf.
fn imported() -> BTreeMap<&'static str, BTreeSet<String>> {
    let shelves = python::NEEDS.iter().map(|(shelf, _)| {
        let tops = python::SITE
            .iter()
            .filter(|(_, owner)| owner == shelf)
            .map(|(top, _)| top.trim_end_matches(".py"));
        let names: Vec<_> = tops.collect();
        let source = format!(
            "import importlib, sys\nfor name in {names:?}:\n    importlib.import_module(name)\nprint(*{{name.partition('.')[0] \
             for name, module in sys.modules.items() if 'site-packages' in (getattr(module, '__file__', None) or '')}})\n"
        );
        let run = run(&source);
        assert_eq!(run.stderr, "", "{shelf}");
        let owner = |name: &str| {
            let file = format!("{name}.py");
            let found = python::SITE.iter().find(|(top, _)| *top == name || *top == file);
            found.map_or_else(|| format!("{name} of no shelf"), |(_, owner)| (*owner).to_owned())
        };
        (*shelf, run.stdout.split_whitespace().map(owner).collect())
    });
    shelves.collect()
}

#[test]
fn every_package_can_be_imported_and_its_shelf_names_those_it_needs() {
    let mut faults = Vec::new();
    for (shelf, imports) in imported() {
        let mut named = BTreeSet::from([shelf]);
        let mut left = vec![shelf];
        while let Some(next) = left.pop() {
            let needs = python::NEEDS.iter().find(|(shelf, _)| *shelf == next);
            let (_, needs) = needs.expect("what is needed is a shelf of packages");
            left.extend(needs.iter().filter(|need| named.insert(need)));
        }
        let unnamed: Vec<_> = imports
            .iter()
            .filter(|import| !named.contains(import.as_str()))
            .collect();
        if !unnamed.is_empty() {
            faults.push(format!("`{shelf}` imports from {unnamed:?} too"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn packages_are_found_as_in_an_installation() {
    let source = r#"
import importlib.metadata, importlib.resources, importlib.util, inspect, os, pkgutil, sys
import click, certifi, six

site = sys.path[-1]
print(site, click.__file__, six.__spec__.origin, click.__path__)
print(type(click.__loader__).__name__, importlib.util.find_spec("jinja2").origin, importlib.util.find_spec("no_such"))
print(importlib.metadata.version("Jinja2"), importlib.metadata.metadata("click")["Name"], importlib.metadata.requires("h11"))
print([each.value for each in importlib.metadata.entry_points(group="console_scripts", name="httpx")])
print(len([file for file in importlib.metadata.files("six")]), importlib.metadata.packages_distributions()["yaml"])
print([name for name in os.listdir(site) if name.startswith("six")], os.path.isdir(site + "/click"), os.path.getsize(six.__file__))
print(importlib.resources.files("certifi").joinpath("cacert.pem").read_text() == open(certifi.where()).read())
print([each.name for each in pkgutil.iter_modules(click.__path__)][:3], any(each.name == "click" for each in pkgutil.iter_modules()))
print(inspect.getsource(click.echo).splitlines()[0], len(inspect.getsource(six)) == os.path.getsize(six.__file__))
for attempt in (lambda: open(six.__file__, "a"), lambda: os.remove(six.__file__), lambda: os.mkdir(site + "/mine")):
    try:
        attempt()
    except OSError as error:
        print(type(error).__name__)
"#;
    // What is installed is read in no time of the disk's.
    let run = run_with(source, &["--disk", "1000"]);
    assert_eq!(run.stderr, "");
    let version = |name: &str| {
        let found = python::DISTRIBUTIONS
            .iter()
            .find(|(each, ..)| *each == name);
        found.expect("it is on a shelf").1
    };
    let site = "/usr/local/lib/python3.14/site-packages";
    let (six, jinja) = (version("six"), version("jinja2"));
    let path = format!(
        "{}/.tools/packages/site-packages/six.py",
        env!("CARGO_MANIFEST_DIR")
    );
    let size = fs::metadata(path).expect("it is laid out").len();
    let expected = format!(
        "{site} {site}/click/__init__.py {site}/six.py ['{site}/click']\n\
         SourceFileLoader {site}/jinja2/__init__.py None\n\
         {jinja} click None\n\
         ['httpx:main']\n\
         6 ['PyYAML']\n\
         ['six-{six}.dist-info', 'six.py'] True {size}\n\
         True\n\
         ['_compat', '_termui_impl', '_textwrap'] True\n\
         def echo( True\n\
         PermissionError\nPermissionError\nPermissionError\n"
    );
    assert_eq!(run.stdout, expected);
}

#[test]
fn tracebacks_show_the_lines_of_packages() {
    let run = run("import click\n\nclick.FloatRange(1, 2, clamp=True, min_open=True)\n");
    let lines: Vec<_> = run.stderr.lines().map(str::trim).collect();
    assert!(
        lines[2..].iter().any(|line| line
            .starts_with("File \"/usr/local/lib/python3.14/site-packages/click/types.py\", line ")),
        "{}",
        run.stderr
    );
    assert!(
        lines.contains(&"raise TypeError(\"Clamping is not supported for open bounds.\")"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_module_of_the_scripts_own_comes_before_a_package() {
    let run = run(
        "open('six.py', 'w').write('mine = 1')\nimport six, click\nprint(six.mine, click.__name__)\n",
    );
    assert_eq!(
        (run.stdout.as_str(), run.stderr.as_str()),
        ("1 click\n", "")
    );
}

#[test]
fn what_is_not_there_is_named_with_the_nearest_that_is() {
    let run = run(
        "try:\n    import orjson\nexcept ImportError as error:\n    print(error, error.name)\nimport numpy.linalg\n",
    );
    assert_eq!(run.stdout, "No module named 'orjson' orjson\n");
    let lines: Vec<_> = run.stderr.lines().collect();
    assert_eq!(lines.len(), 5, "{}", run.stderr);
    assert_eq!(lines[2], "    import numpy.linalg");
    assert_eq!(lines[3], "ModuleNotFoundError: No module named 'numpy'");
    assert!(
        lines[4]
            .starts_with("'numpy' is not among the packages here: the nearest here are lists, "),
        "{}",
        lines[4]
    );
}

#[test]
fn what_is_said_not_to_be_there_is_not() {
    let source = "import _absent, importlib.machinery, sys\nprint([name for name in _absent.NEAREST if name in \
                  sys.builtin_module_names or importlib.machinery.FrozenImporter.find_spec(name)])\nimport _packages\n\
                  print([name for name in _absent.NEAREST if _packages.find_spec(name, _packages.SITE)])";
    let run = run(source);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("[]\n[]\n", ""));
}

#[test]
fn the_list_of_packages_is_true() {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/packages.md"))
        .expect("docs/packages.md is there");
    let listed: BTreeSet<_> = text
        .lines()
        .filter_map(|line| {
            let cells: Vec<_> = line
                .strip_prefix("| ")?
                .split(" | ")
                .map(str::trim)
                .collect();
            let [name, version, _, shelf, ..] = cells.as_slice() else {
                return None;
            };
            let shelf = shelf.strip_prefix('`')?.strip_suffix('`')?;
            (!name.starts_with('`')).then_some((*name, *version, shelf))
        })
        .collect();
    let there: BTreeSet<_> = python::DISTRIBUTIONS.iter().copied().collect();
    let absent: Vec<_> = there.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(
        absent.is_empty() && gone.is_empty(),
        "to be listed: {absent:?}; not so: {gone:?}"
    );
}

#[test]
fn uvloop_is_our_loop_under_its_names() {
    let run = run(
        "import asyncio, uvloop\nfrom uvloop.loop import Loop\n\nasync def main():\n    await asyncio.sleep(1)\n    \
         return type(asyncio.get_running_loop())\n\nprint(uvloop.run(main()) is Loop is uvloop.Loop, uvloop.loop.Loop is Loop)\n",
    );
    assert_eq!(run.stdout, "True True\n", "{}", run.stderr);
}
