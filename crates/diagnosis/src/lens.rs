//! Lenses: the same script run another way. Each is a rewriting of the script, so that what is run can be read.
//!
//! * [`Lens::Sequential`]: what was begun beside other things is awaited where it begins.
//! * [`Lens::Blocking`]: coroutines wait as ordinary code would, and hold the loop.

#[cfg(feature = "checks")]
mod blocking;
#[cfg(feature = "checks")]
mod sequential;

use serde::{Deserialize, Serialize};

/// A way of running a script that is not as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lens {
    /// One thing after the other.
    Sequential,
    /// Waits hold the loop.
    Blocking,
}

impl Lens {
    /// What the reader calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sequential => "sequential",
            Self::Blocking => "blocking",
        }
    }
}

/// A script as it is through a lens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The rewritten script.
    pub source: String,
    /// What could not be rewritten, as a sentence.
    pub left: Option<String>,
}

/// A script through a lens.
///
/// # Errors
/// Why there is nothing to see, as a sentence for the reader: a syntax error, or nothing to rewrite.
#[cfg(feature = "checks")]
pub fn through(lens: Lens, source: &str) -> Result<Seen, String> {
    use crate::{
        Fix,
        script::{Script, index::Index},
    };
    let script = Script::parse(source)
        .ok_or("The script has a syntax error: a lens needs one that Python can read.")?;
    let index = Index::of(&script);
    let Rewriting { mut edits, left } = match lens {
        Lens::Sequential => sequential::rewriting(&index),
        Lens::Blocking => blocking::rewriting(&index),
    };
    let left = sentence(&left);
    if edits.is_empty() {
        let nothing = match lens {
            Lens::Sequential => {
                "Nothing in this script is begun beside anything else: there is no gather, no task group, no create_task to put in a row."
            }
            Lens::Blocking => {
                "No coroutine of this script awaits asyncio.sleep: there is no wait that could block instead."
            }
        };
        return Err(left.unwrap_or_else(|| nothing.to_owned()));
    }
    edits.sort_by_key(|edit| edit.from);
    let fix = Fix {
        label: String::new(),
        edits,
    };
    fix.apply(source)
        .filter(|text| Script::parse(text).is_some())
        .map(|source| Seen { source, left })
        .ok_or_else(|| "This script cannot be rewritten that way.".to_owned())
}

/// What a lens changes, and what it leaves: the line, and what stands there.
#[cfg(feature = "checks")]
#[derive(Debug, Default)]
struct Rewriting {
    edits: Vec<crate::Edit>,
    left: Vec<(u32, String)>,
}

#[cfg(feature = "checks")]
fn sentence(left: &[(u32, String)]) -> Option<String> {
    let told: Vec<String> = left
        .iter()
        .map(|(line, what)| format!("{what} on line {line}"))
        .collect();
    match told.as_slice() {
        [] => None,
        [one] => Some(format!("{one} stays as it is.")),
        [one, other] => Some(format!("{one} and {other} stay as they are.")),
        [one, others @ ..] => Some(format!(
            "{one} and {} others stay as they are.",
            others.len()
        )),
    }
}
