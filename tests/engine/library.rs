//! What the list of modules promises: each can be imported.

use crate::support::run;

#[test]
fn every_module_on_a_shelf_can_be_imported() {
    // It prints a poem.
    let skipped = ["this"];
    let names: Vec<_> = python::modules()
        .filter(|name| !skipped.contains(name))
        .collect();
    assert!(names.len() > 300, "there are many: {}", names.len());
    let source = format!(
        "import importlib\n\nfor name in {names:?}:\n    try:\n        importlib.import_module(name)\n    except BaseException as \
         error:\n        print(name, type(error).__name__, error)\n"
    );
    let run = run(&source);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
}
