//! Compiles the standard library's chosen modules, and our own Python sources, to bytecode that the engine
//! carries: see `src/frozen.rs`.

use rustpython_compiler::{CompileOpts, Mode, compile};
use rustpython_compiler_core::marshal;
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

const OURS: &str = "lib";
const CHOSEN: &str = "stdlib.txt";

struct Module {
    path: PathBuf,
    /// What `__file__` and tracebacks show.
    shown: String,
    package: bool,
}

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={CHOSEN}");
    println!("cargo:rerun-if-changed={OURS}");
    let mut modules = BTreeMap::new();
    let chosen = fs::read_to_string(CHOSEN).expect("the list of modules is readable");
    for name in chosen
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        if let Some(module) = find(Path::new(rustpython_pylib::LIB_PATH), name) {
            modules.insert(name.to_owned(), module);
        }
    }
    // Ours come second: a module of ours replaces the library's of the same name.
    collect(Path::new(OURS), "", &mut modules);
    let mut blob = Vec::new();
    blob.extend((modules.len() as u32).to_le_bytes());
    for (name, module) in &modules {
        let source = fs::read_to_string(&module.path).expect("a module's source is readable");
        // Columns are for carets below source lines, which are not carried for library code.
        let options = CompileOpts {
            debug_ranges: false,
            ..CompileOpts::default()
        };
        let code = compile(&source, Mode::Exec, &module.shown, options)
            .unwrap_or_else(|error| panic!("{name} does not compile: {error}"));
        let mut bytes = Vec::new();
        marshal::serialize_code(&mut bytes, &code);
        let stored = store(&bytes);
        blob.extend((name.len() as u32).to_le_bytes());
        blob.extend(name.as_bytes());
        blob.extend((stored.len() as u32).to_le_bytes());
        blob.extend(stored);
        blob.push(u8::from(module.package));
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("stdlib.frozen"), blob).expect("OUT_DIR is writable");
}

/// An LZ4 block that holds the bytes as one run of literals, as a frozen module's form demands LZ4. Packing
/// for real would make the whole download larger: the transport's compression sees through literals only.
fn store(bytes: &[u8]) -> Vec<u8> {
    let mut block = (bytes.len() as u32).to_le_bytes().to_vec();
    if bytes.len() < 15 {
        block.push((bytes.len() as u8) << 4);
    } else {
        block.push(0xf0);
        let mut rest = bytes.len() - 15;
        while rest >= 255 {
            block.push(255);
            rest -= 255;
        }
        block.push(rest as u8);
    }
    block.extend(bytes);
    block
}

fn shown(name: &str, package: bool) -> String {
    let path = name.replace('.', "/");
    if package {
        format!("/lib/python3.14/{path}/__init__.py")
    } else {
        format!("/lib/python3.14/{path}.py")
    }
}

fn find(root: &Path, name: &str) -> Option<Module> {
    let base = root.join(name.replace('.', "/"));
    let (path, package) = match base.join("__init__.py") {
        package if package.exists() => (package, true),
        _ => (base.with_extension("py"), false),
    };
    path.exists().then(|| Module {
        path,
        shown: shown(name, package),
        package,
    })
}

fn collect(folder: &Path, parent: &str, modules: &mut BTreeMap<String, Module>) {
    for entry in fs::read_dir(folder)
        .expect("our sources are readable")
        .flatten()
    {
        let path = entry.path();
        let stem = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default();
        let full = if parent.is_empty() {
            stem.to_owned()
        } else {
            format!("{parent}.{stem}")
        };
        if path.is_dir() {
            collect(&path, &full, modules);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            let (name, package) = if stem == "__init__" {
                (parent.to_owned(), true)
            } else {
                (full, false)
            };
            let shown = shown(&name, package);
            modules.insert(
                name,
                Module {
                    path,
                    shown,
                    package,
                },
            );
        }
    }
}
