//! Where a module lies in the library's folder: the build script and the library agree on it here.

/// `json/__init__.py`, `csv.py`.
pub fn file(name: &str, package: bool) -> String {
    let end = if package { "/__init__.py" } else { ".py" };
    name.replace('.', "/") + end
}
