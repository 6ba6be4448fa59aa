//! What the list of modules promises: each can be imported, and is a file of an installation as CPython's are.

use crate::support::{run, run_folder, run_named};

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

/// As Debian's CPython 3.14 prints it, but for where it is installed.
#[test]
fn modules_are_files_and_can_be_read() {
    let source = r#"
import asyncio, collections.abc, importlib.resources, importlib.util, inspect, json, json.decoder, os, pkgutil, re, sys

print(json, asyncio, os, sys, re)
print(json.__file__, os.__file__, json.__path__, re.__cached__)
print(json.__spec__.has_location, json.__spec__.origin, os.__spec__.origin, json.decoder.__loader__.__class__)
print(importlib.util.find_spec("csv").origin, inspect.getfile(json.JSONDecoder), inspect.getmodule(json.loads))
print(inspect.getsource(json.loads).splitlines()[0])
print(inspect.getsource(asyncio.Runner).splitlines()[0])
print([module.name for module in pkgutil.iter_modules(json.__path__)])
print(open(json.__file__).readline().strip()[:17], os.stat(json.__file__).st_size == len(open(json.__file__).read()))
print(sorted(os.listdir(os.path.dirname(json.__file__))), os.path.isdir(os.path.dirname(os.__file__)))
print("abc.py" in os.listdir(os.path.dirname(os.__file__)), [name for name in os.listdir(os.path.dirname(os.__file__)) if "loopscope" in name])
"#;
    let expected = r#"
<module 'json' from 'LIB/json/__init__.py'> <module 'asyncio' from 'LIB/asyncio/__init__.py'> <module 'os' (frozen)> <module 'sys' (built-in)> <module 're' from 'LIB/re/__init__.py'>
LIB/json/__init__.py LIB/os.py ['LIB/json'] LIB/re/__pycache__/__init__.cpython-314.pyc
True LIB/json/__init__.py frozen <class '_frozen_importlib_external.SourceFileLoader'>
LIB/csv.py LIB/json/decoder.py <module 'json' from 'LIB/json/__init__.py'>
def loads(s, *, cls=None, object_hook=None, parse_float=None,
class Runner:
['decoder', 'encoder', 'scanner', 'tool']
r"""JSON (JavaScr True
['__init__.py', 'decoder.py', 'encoder.py', 'scanner.py', 'tool.py'] True
True []
"#;
    let expected = expected.replace("LIB", "/usr/local/lib/python3.14");
    let run = run(source);
    assert_eq!(
        (run.stdout.trim(), run.stderr.as_str()),
        (expected.trim(), "")
    );
}

#[test]
fn tracebacks_show_lines_of_the_library_and_marks_below_them() {
    let run = run(
        "import asyncio, json\n\n\nasync def main():\n    json.loads('{bad')\n\n\nasyncio.run(main())\n",
    );
    let lines: Vec<_> = run
        .stderr
        .lines()
        .filter(|line| !line.starts_with("  File "))
        .map(str::trim_end)
        .collect();
    assert_eq!(
        lines,
        [
            "Traceback (most recent call last):",
            "    asyncio.run(main())",
            "    ~~~~~~~~~~~^^^^^^^^",
            "    return runner.run(main)",
            "           ~~~~~~~~~~^^^^^^",
            "    return self._loop.run_until_complete(task)",
            "           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~^^^^^^",
            "    return future.result()",
            "           ~~~~~~~~~~~~~^^",
            "    json.loads('{bad')",
            "    ~~~~~~~~~~^^^^^^^^",
            "    return _default_decoder.decode(s)",
            "           ~~~~~~~~~~~~~~~~~~~~~~~^^^",
            "    obj, end = self.raw_decode(s, idx=_w(s, 0).end())",
            "               ~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^",
            "    obj, end = self.scan_once(s, idx)",
            "               ~~~~~~~~~~~~~~^^^^^^^^",
            "json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
        ]
    );
}

#[test]
fn a_file_of_the_script_stands_for_the_librarys_of_its_name() {
    let script = "import random, statistics, os\n\nprint(random.__name__, random.pick(), os.sep)\nprint(hasattr(statistics, 'mean'))\n";
    let run = run_folder(&[
        ("main.py", script),
        ("random.py", "def pick():\n    return 'mine'\n"),
        ("statistics/__init__.py", "x = 1\n"),
        ("os.py", "raise SystemExit('not this one')\n"),
    ]);
    assert_eq!(
        (run.stdout.as_str(), run.stderr.as_str()),
        ("random mine /\nFalse\n", "")
    );
}

#[test]
fn a_script_may_be_called_as_what_it_imports() {
    let run = run_named("queue.py", "import queue\n\nprint(queue.Queue().empty())\n");
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("True\n", ""));
}

#[test]
fn which_python_it_is() {
    let source = r#"
import platform, sys, sysconfig, time

print(sys.version.split(" [")[0], sys.version_info, sys.hexversion, sys.version_info >= (3, 14))
print(sys.implementation.name, sys.platform, sys.executable, sys.abiflags == "", sys._is_gil_enabled(), hasattr(sys, "ps1"))
print(platform.platform(), platform.python_implementation(), platform.python_version(), platform.architecture(), platform.processor() == "")
print(sysconfig.get_path("stdlib"), sysconfig.get_config_var("Py_GIL_DISABLED"), sysconfig.get_config_var("SOABI"))
print(time.get_clock_info("monotonic").implementation)
"#;
    let expected = r#"
3.14.0 (main, Oct  7 2025, 00:00:00) sys.version_info(major=3, minor=14, micro=0, releaselevel='final', serial=0) 51249392 True
cpython linux /usr/local/bin/python3 True True False
Linux-6.0-x86_64-with-glibc2.41 CPython 3.14.0 ('64bit', '') True
/usr/local/lib/python3.14 0 cpython-314-x86_64-linux-gnu
clock_gettime(CLOCK_MONOTONIC)
"#;
    let run = run(source);
    assert_eq!(
        (run.stdout.trim(), run.stderr.as_str()),
        (expected.trim(), "")
    );
}

#[test]
fn a_module_of_the_scripts_that_does_not_compile_is_shown_in_cpythons_words_alone() {
    let run = run_folder(&[
        ("main.py", "import helper\n"),
        ("helper.py", "def later():\n    # to be written\nx = 1\n"),
    ]);
    let expected = "Traceback (most recent call last):\n  File \"main.py\", line 1, in <module>\n    import helper\n  File \
                    \"/home/loopscope/helper.py\", line 3\n    x = 1\n    ^\nIndentationError: expected an indented block after \
                    function definition on line 1\n";
    assert_eq!(run.stderr, expected);
}
