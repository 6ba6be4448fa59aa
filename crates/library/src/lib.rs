//! The Python modules that a script can import, as bytecode: what `packages/packages.toml` names, compiled by `build.rs`.
//!
//! The command line carries all of it. In WebAssembly the memory holds only the shelf [`BOOT`]; everything is in a custom
//! section of the program, which costs no memory, and which the page's build takes out and makes into files
//! (`tools/engine/`).
//!
//! The standard library's modules are known one by one ([`MODULES`]); of the packages it is known which shelf has what
//! lies in their folder ([`SITE`]), and the shelf says the rest. The modules `bytecode`, `distribution`, `manifest` and
//! `packing` are the build script's.

#![deny(unsafe_code)]

mod place;

/// The shelf that is part of every engine.
pub const BOOT: &str = "boot";

/// A module of the library that can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Module {
    /// Its full name.
    pub name: &'static str,
    /// Whether others can be inside it.
    pub package: bool,
    /// What it travels with.
    pub shelf: &'static str,
    text: &'static str,
    at: usize,
    length: usize,
}

impl Module {
    /// Its bytecode, in the form of a frozen code object; `None` where it has to be fetched.
    pub fn code(&self) -> Option<&'static [u8]> {
        CARRIED.get(self.at..self.at + self.length)
    }

    /// Its file in the library's folder (`json/__init__.py`), and the shelf of its text; `None` for what Python has no module like.
    pub fn file(&self) -> Option<(String, &'static str)> {
        (!self.text.is_empty()).then(|| (place::file(self.name, self.package), self.text))
    }
}

/// The module of this name.
pub fn module(name: &str) -> Option<&'static Module> {
    let place = MODULES
        .binary_search_by_key(&name, |module| module.name)
        .ok()?;
    MODULES.get(place)
}

/// What lies on a shelf of packages, or of texts, under a name: a module's bytecode, a file. `None` where it has to be fetched, or is not.
#[cfg(not(target_arch = "wasm32"))]
pub fn part(shelf: &str, key: &str) -> Option<&'static [u8]> {
    let place = PARTS
        .binary_search_by_key(&(shelf, key), |(shelf, key, ..)| (shelf, key))
        .ok()?;
    let (_, _, at, length) = PARTS.get(place)?;
    CARRIED.get(*at..at + length)
}

/// The same where no package is carried.
#[cfg(target_arch = "wasm32")]
pub fn part(_shelf: &str, _key: &str) -> Option<&'static [u8]> {
    None
}

include!(concat!(env!("OUT_DIR"), "/modules.rs"));

#[cfg(not(target_arch = "wasm32"))]
include!(concat!(env!("OUT_DIR"), "/parts.rs"));

#[cfg(not(target_arch = "wasm32"))]
static CARRIED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/code"));

#[cfg(target_arch = "wasm32")]
static CARRIED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/boot"));

#[cfg(target_arch = "wasm32")]
#[allow(
    unsafe_code,
    reason = "a static's section can be chosen by this attribute alone; nothing else here is unsafe"
)]
pub mod section {
    //! The section of the program that has everything.

    const LENGTH: usize = include_bytes!(concat!(env!("OUT_DIR"), "/section")).len();

    /// Everything, for the page's build. Public, and not `#[used]`, which would keep a second copy in the memory.
    #[unsafe(link_section = "loopscope-library")]
    pub static SECTION: [u8; LENGTH] = *include_bytes!(concat!(env!("OUT_DIR"), "/section"));
}
