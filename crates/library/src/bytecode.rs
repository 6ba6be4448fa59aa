//! Python sources as bytecode, in the form of a frozen code object. Used while building.

use rustpython_compiler::{CompileOpts, Mode, compile};
use rustpython_compiler_core::marshal;
use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
};

/// Compiles a module. `shown` is the file that tracebacks name; `columns` are for the carets below source lines. What was
/// compiled once lies in the folder `kept`.
pub fn bytecode(text: &str, shown: &str, columns: bool, kept: &Path) -> Vec<u8> {
    let mut hasher = DefaultHasher::new();
    (text, shown, columns).hash(&mut hasher);
    let file = kept.join(format!("{:016x}", hasher.finish()));
    if let Ok(bytes) = fs::read(&file) {
        return bytes;
    }
    let options = CompileOpts {
        debug_ranges: columns,
        ..CompileOpts::default()
    };
    let code = compile(text, Mode::Exec, shown, options)
        .unwrap_or_else(|error| panic!("{shown} does not compile: {error}"));
    let mut bytes = Vec::new();
    marshal::serialize_code(&mut bytes, &code);
    let bytes = store(&bytes);
    fs::write(file, &bytes).expect("OUT_DIR is writable");
    bytes
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
