//! Compiles what `packages/packages.toml` names to bytecode.

use rustpython_compiler::{CompileOpts, Mode, compile};
use rustpython_compiler_core::marshal;
use std::{env, fmt::Write as _, fs, path::PathBuf, process::exit};

#[path = "src/manifest.rs"]
mod manifest;

use manifest::{Manifest, Source};

const MANIFEST: &str = "../../packages/packages.toml";
const OURS: &str = "../python/lib";

/// A module's place in the bytes of all.
struct Compiled {
    source: Source,
    at: usize,
    length: usize,
}

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/manifest.rs");
    println!("cargo:rerun-if-changed={MANIFEST}");
    println!("cargo:rerun-if-changed={OURS}");
    let text = fs::read_to_string(MANIFEST).expect("the manifest is readable");
    let roots = [
        PathBuf::from(OURS),
        PathBuf::from(rustpython_pylib::LIB_PATH),
    ];
    let manifest = Manifest::read(&text, &roots).unwrap_or_else(|faults| {
        for fault in faults {
            eprintln!("packages/packages.toml: {fault}");
        }
        exit(1);
    });

    let (mut compiled, mut code) = (Vec::new(), Vec::new());
    // What is carried everywhere comes first.
    let (boot, rest): (Vec<_>, Vec<_>) = manifest
        .modules
        .into_iter()
        .partition(|source| source.shelf == "boot");
    let last_of_boot = boot.len();
    let mut boot_length = 0;
    for (number, source) in boot.into_iter().chain(rest).enumerate() {
        let (at, bytes) = (code.len(), bytecode(&source));
        code.extend(&bytes);
        compiled.push(Compiled {
            source,
            at,
            length: bytes.len(),
        });
        if number + 1 == last_of_boot {
            boot_length = code.len();
        }
    }
    compiled.sort_by(|one, other| one.source.name.cmp(&other.source.name));

    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let write = |name, bytes: &[u8]| fs::write(out.join(name), bytes).expect("OUT_DIR is writable");
    write("modules.rs", table(&compiled).as_bytes());
    write("code", &code);
    write("boot", &code[..boot_length]);
    let index = index(&compiled, &manifest.images);
    let mut section = (index.len() as u32).to_le_bytes().to_vec();
    section.extend(index.as_bytes());
    section.extend(&code);
    write("section", &section);
}

fn bytecode(source: &Source) -> Vec<u8> {
    let text = fs::read_to_string(&source.path).expect("a module's source is readable");
    // Columns are for carets below source lines, which are not carried for library code.
    let options = CompileOpts {
        debug_ranges: false,
        ..CompileOpts::default()
    };
    let code = compile(&text, Mode::Exec, &shown(source), options)
        .unwrap_or_else(|error| panic!("{} does not compile: {error}", source.name));
    let mut bytes = Vec::new();
    marshal::serialize_code(&mut bytes, &code);
    store(&bytes)
}

/// What `__file__` and tracebacks show.
fn shown(source: &Source) -> String {
    let path = source.origin.replace('.', "/");
    if source.package {
        format!("/lib/python3.14/{path}/__init__.py")
    } else {
        format!("/lib/python3.14/{path}.py")
    }
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

/// The modules as the crate has them, in the order of their names.
fn table(compiled: &[Compiled]) -> String {
    let mut text = String::from(
        "/// Every module, in the order of their names.\npub static MODULES: &[Module] = &[\n",
    );
    for Compiled { source, at, length } in compiled {
        let Source {
            name,
            package,
            shelf,
            ..
        } = source;
        let _ = writeln!(
            text,
            "Module {{ name: {name:?}, package: {package}, shelf: {shelf:?}, at: {at}, length: {length} }},"
        );
    }
    text + "];\n"
}

/// The same as JSON, for the page's build; names need no escapes.
fn index(compiled: &[Compiled], images: &[(String, Vec<String>)]) -> String {
    let modules: Vec<_> = compiled
        .iter()
        .map(|Compiled { source, at, length }| {
            format!("[{:?},{:?},{at},{length}]", source.name, source.shelf)
        })
        .collect();
    let images: Vec<_> = images
        .iter()
        .map(|(name, imports)| format!("{name:?}:{imports:?}"))
        .collect();
    format!(
        "{{\"modules\":[{}],\"images\":{{{}}}}}",
        modules.join(","),
        images.join(",")
    )
}
