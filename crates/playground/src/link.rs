//! The link codec: a playground as the fragment of an address, and back.
//!
//! ```text
//! v1.<base64url>
//! ```
//!
//! `v`, the number of the version, a dot, the payload. The version says how the payload is read, and nothing
//! outside that version's own module has a say in it: what was sent yesterday opens for ever. A new version is
//! a new module beside `v1`; an old one is only ever read. See [`v1`] and [`v2`] for what a version may still change.
//!
//! The payload ends at the first character that base64url does not have, so that a full stop or a bracket
//! which a mail program took for a part of the address does no harm.

mod dictionary;
mod envelope;
mod hosts;
mod servers;
mod v1;
mod v2;

use super::document::{Playground, Variant};
use super::host;
use super::path::{self, PathError};
use super::typed;
use std::fmt;

/// The most bytes that a link may inflate to: titles, names and scripts together.
pub const MAX_INFLATED: usize = 1 << 20;

/// The most variants that a link may hold.
pub const MAX_VARIANTS: usize = 32;

/// The most characters that a link may have. Text that does not shrink at all still fits.
const MAX_FRAGMENT: usize = MAX_INFLATED / 3 * 4 + 4096;

/// Why a fragment does not open. Displayed as one sentence for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// No playground was meant: a foreign fragment, or none.
    NotALink,
    /// Made by a version of Loopscope that this one does not know.
    NewerVersion,
    /// Cut off or changed on its way.
    Damaged,
    /// Beyond [`MAX_INFLATED`] or [`MAX_VARIANTS`], or with lines that cannot be typed.
    TooLarge,
    /// With a file that cannot lie in a working folder.
    File(PathError),
    /// Whole, but without a single variant.
    Empty,
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::File(error) => {
                return write!(f, "This link holds a file that cannot be opened. {error}");
            }
            Self::NotALink => "This address carries no playground.",
            Self::NewerVersion => {
                "This link was made by a newer Loopscope: reload the page, then open the link again."
            }
            Self::Damaged => "This link is damaged: copy the whole of it and open it again.",
            Self::TooLarge => {
                "This link holds more than Loopscope opens: at most 1 MiB of text in 32 variants, and 500 typed lines in each."
            }
            Self::Empty => "This link holds no script.",
        };
        f.write_str(sentence)
    }
}

impl std::error::Error for LinkError {}

/// The fragment, without `#`, that reopens `playground`: the same characters on every platform.
///
/// A playground that does not [`fits`] still gets its link, but [`decode`] refuses it.
pub fn encode(playground: &Playground) -> String {
    if is_alone(playground) {
        format!("v1.{}", v1::encode(playground))
    } else {
        format!("v2.{}", v2::encode(playground))
    }
}

/// Whether the link of `playground` stays within what [`decode`] opens.
pub fn fits(playground: &Playground) -> bool {
    let inflated = if is_alone(playground) {
        v1::inflated_len(playground)
    } else {
        v2::inflated_len(playground)
    };
    playground.variants.len() <= MAX_VARIANTS
        && host::check_all(&playground.settings.hosts).is_ok()
        && inflated <= MAX_INFLATED
        && playground
            .variants
            .iter()
            .all(|variant| path::check_all(&variant.files).is_ok() && typed::can_be(&variant.typed))
}

/// Whether version 1 has room for all of it.
fn is_alone(playground: &Playground) -> bool {
    playground.variants.iter().all(Variant::is_alone)
}

/// The playground of a fragment, with or without its `#`.
///
/// What could not be shown is repaired: a view of a variant that is not there becomes a view of the first.
///
/// # Errors
/// Whatever is not a whole link of a known version within the limits. Never allocates much more than
/// [`MAX_INFLATED`], whatever the fragment claims.
pub fn decode(fragment: &str) -> Result<Playground, LinkError> {
    let text = fragment.trim();
    let (version, payload) = split_version(text.strip_prefix('#').unwrap_or(text))?;
    if payload.len() > MAX_FRAGMENT {
        return Err(LinkError::TooLarge);
    }
    match version {
        1 => v1::decode(payload),
        2 => v2::decode(payload),
        _ => Err(LinkError::NewerVersion),
    }
}

fn split_version(text: &str) -> Result<(u32, &str), LinkError> {
    let (version, rest) = text
        .strip_prefix('v')
        .and_then(|text| text.split_once('.'))
        .ok_or(LinkError::NotALink)?;
    let canonical = version.bytes().all(|b| b.is_ascii_digit()) && !version.starts_with('0');
    let version = version.parse().ok().filter(|_| canonical);
    let end = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
        .unwrap_or(rest.len());
    Ok((version.ok_or(LinkError::NotALink)?, &rest[..end]))
}
