//! What the linker is told of the page's two programs.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let wasm = std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32");
    if wasm && std::env::var_os("CARGO_FEATURE_WORKER").is_some() {
        // The interpreter recurses with the script; the linker's default is 1 MiB.
        println!("cargo:rustc-link-arg-bin=engine=-zstack-size=16777216");
        // Every thread of a script has a stack of its own: `worker.js` switches them.
        println!("cargo:rustc-link-arg-bin=engine=--export=__stack_pointer");
        // SQLite, a module of its own, is called through the engine's table, and calls through it: `sqlite.js`.
        println!("cargo:rustc-link-arg-bin=engine=--growable-table");
        // What a script may fill: `MEMORY` in crates/python/src/cost/mod.rs.
        println!("cargo:rustc-link-arg-bin=engine=--max-memory=1073741824");
    }
    if wasm {
        // Names of functions would be a third of the download.
        for program in ["engine", "app"] {
            let feature = if program == "engine" {
                "CARGO_FEATURE_WORKER"
            } else {
                "CARGO_FEATURE_PAGE"
            };
            if std::env::var_os(feature).is_some() {
                println!("cargo:rustc-link-arg-bin={program}=--strip-all");
            }
        }
    }
}
