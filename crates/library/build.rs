//! Compiles what `packages/packages.toml` names to bytecode.

use std::{env, fmt::Write as _, fs, path::PathBuf, process::Command, process::exit};

#[path = "src/bytecode.rs"]
mod bytecode;
#[path = "src/distribution.rs"]
mod distribution;
#[path = "src/manifest.rs"]
mod manifest;
#[path = "src/packing.rs"]
mod packing;
#[path = "src/place.rs"]
mod place;

use manifest::Manifest;
use packing::Packed;

const MANIFEST: &str = "../../packages/packages.toml";
const OURS: &str = "../python/lib";
/// What is from PyPI, and what lays it out.
const REQUIREMENTS: &str = "../../packages/requirements.txt";
const LAY_OUT: &str = "../../tools/packages.sh";
const SITE: &str = "../../.tools/packages/site-packages";
/// What is ours in packages that rest on machine code.
const OVERLAYS: &str = "../../packages";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rerun-if-changed={OVERLAYS}");
    println!("cargo:rerun-if-changed={OURS}");
    println!("cargo:rerun-if-changed={LAY_OUT}");
    lay_out();
    let text = fs::read_to_string(MANIFEST).expect("the manifest is readable");
    let roots = [
        PathBuf::from(OURS),
        PathBuf::from(rustpython_pylib::LIB_PATH),
    ];
    let manifest = Manifest::read(&text, &roots, SITE.as_ref(), OVERLAYS.as_ref());
    let manifest = manifest.unwrap_or_else(|faults| {
        for fault in faults {
            eprintln!("packages/packages.toml: {fault}");
        }
        exit(1);
    });

    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let packed = Packed::new(&manifest, &out.join("bytecode"));
    let write = |name, bytes: &[u8]| fs::write(out.join(name), bytes).expect("OUT_DIR is writable");
    write("modules.rs", tables(&packed, &manifest).as_bytes());
    write("parts.rs", parts(&packed).as_bytes());
    write("code", &packed.bytes);
    write("boot", &packed.bytes[..packed.boot_length()]);
    let index = index(&packed, &manifest);
    let mut section = (index.len() as u32).to_le_bytes().to_vec();
    section.extend(index.as_bytes());
    section.extend(&packed.bytes);
    write("section", &section);
}

/// Has the packages fetched, where they are not there already.
fn lay_out() {
    // Asked for in any case: a checkout without them is told by the script what it lacks.
    let done = Command::new("bash").arg(LAY_OUT).status();
    if !done.is_ok_and(|status| status.success()) {
        eprintln!("The packages of {REQUIREMENTS} could not be laid out.");
        exit(1);
    }
}

/// What every engine knows: the library's modules, and who has which package.
fn tables(packed: &Packed, manifest: &Manifest) -> String {
    let mut text = String::from(
        "/// Every module of the library, in the order of their names.\npub static MODULES: &[Module] = &[\n",
    );
    for (source, part) in &packed.modules {
        let (name, package, shelf) = (&source.name, source.package, &source.shelf);
        let (at, length) = (part.at, part.length);
        let lines = packing::text_shelf(source);
        let _ = writeln!(
            text,
            "Module {{ name: {name:?}, package: {package}, shelf: {shelf:?}, text: {lines:?}, at: {at}, length: {length} }},"
        );
    }
    text += "];\n/// What lies in the folder of the packages, in the order of the names: `six.py`, `httpx`; and its shelf.\n\
             pub static SITE: &[(&str, &str)] = &[\n";
    let mut site: Vec<_> = manifest
        .distributions
        .iter()
        .flat_map(|distribution| distribution.tops().map(|top| (top, &distribution.shelf)))
        .filter(|(top, _)| !distribution::is_about(top))
        .collect();
    site.sort();
    for entry in site {
        let _ = writeln!(text, "{entry:?},");
    }
    text += "];\n/// The distributions in the order of the shelves: name, version, shelf.\n\
             pub static DISTRIBUTIONS: &[(&str, &str, &str)] = &[\n";
    for each in &manifest.distributions {
        let _ = writeln!(
            text,
            "({:?}, {:?}, {:?}),",
            each.name, each.version, each.shelf
        );
    }
    text += "];\n/// The shelves of packages, and those that each needs.\npub static NEEDS: &[(&str, &[&str])] = &[\n";
    for (shelf, needs) in &manifest.needs {
        let _ = writeln!(text, "({shelf:?}, &{needs:?}),");
    }
    text + "];\n"
}

/// What lies on the packages' shelves, for a program that carries all.
fn parts(packed: &Packed) -> String {
    let mut parts: Vec<_> = packed.parts.iter().collect();
    parts.sort_by_key(|part| (&part.shelf, &part.key));
    let mut text = String::from("static PARTS: &[(&str, &str, usize, usize)] = &[\n");
    for part in parts {
        let _ = writeln!(
            text,
            "({:?}, {:?}, {}, {}),",
            part.shelf, part.key, part.at, part.length
        );
    }
    text + "];\n"
}

/// All of it as JSON, for the page's build; names need no escapes.
fn index(packed: &Packed, manifest: &Manifest) -> String {
    let modules = packed.modules.iter().map(|(_, part)| part);
    let all: Vec<_> = modules
        .chain(&packed.parts)
        .map(|part| {
            format!(
                "[{:?},{:?},{},{}]",
                part.key, part.shelf, part.at, part.length
            )
        })
        .collect();
    let lists = |lists: &[(String, Vec<String>)]| {
        let lists: Vec<_> = lists
            .iter()
            .map(|(name, list)| format!("{name:?}:{list:?}"))
            .collect();
        lists.join(",")
    };
    format!(
        "{{\"modules\":[{}],\"images\":{{{}}},\"asked\":{{{}}},\"needs\":{{{}}}}}",
        all.join(","),
        lists(&manifest.images),
        lists(&manifest.asked),
        lists(&manifest.needs)
    )
}
