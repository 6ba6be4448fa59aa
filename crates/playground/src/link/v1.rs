//! Version 1 of the payload: `base64url(crc32(body), deflate(body))`.
//!
//! The body is one line of JSON, the head, and after its newline the scripts, one straight after the other
//! (outside the JSON because escaping costs a short script several characters in a hundred):
//!
//! ```text
//! {"title":"Coffee bar","variants":[{"name":"gather","bytes":812}],"seed":7,"active":1,"cursor":1.24}\n
//! import asyncio…
//! ```
//!
//! * The checksum is CRC-32, four bytes, least significant first, over the body.
//! * Deflate is raw, and runs with [`DICTIONARY`] as what came before.
//! * A field that is left out has its default here, in [`Head`], whatever the document's own may become.
//!
//! **Frozen:** the dictionary, the checksum, the order, and what each field means. A field may be added if a
//! page that ignores it, as this one ignores fields it does not know, still shows something true. Everything
//! else is version 2.

use super::dictionary::DICTIONARY;
use super::{LinkError, MAX_INFLATED, MAX_VARIANTS};
use crate::{Clock, MAX_CORES, MAX_DATABASE_MS, MAX_DISK_MS, Playground, Settings, Variant, View};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};
use serde::{Deserialize, Serialize};

/// Best compression, raw deflate (a negative window), default strategy.
const LEVEL: (i32, i32, i32) = (10, -15, 0);

#[derive(Serialize, Deserialize)]
struct Head {
    #[serde(default)]
    title: String,
    variants: Vec<HeadVariant>,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    seed: u32,
    #[serde(default, skip_serializing_if = "is_zero")]
    active: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cursor: Option<f64>,
    /// Added later: a page that does not know it runs the same scripts on virtual time.
    #[serde(default, skip_serializing_if = "is_false")]
    live: bool,
    /// Added later: a page that does not know it runs the same scripts on four cores.
    #[serde(default = "four", skip_serializing_if = "is_four")]
    cores: u32,
    /// Added later: a page that does not know it runs the same scripts on a disk that takes no time.
    #[serde(default, skip_serializing_if = "takes_none")]
    disk_ms: u32,
    /// Added later: a page that does not know it runs the same scripts on a database that takes no time.
    #[serde(default, skip_serializing_if = "takes_none")]
    database_ms: u32,
}

#[derive(Serialize, Deserialize)]
struct HeadVariant {
    name: String,
    /// The length of the script in bytes of UTF-8.
    bytes: u64,
}

fn one() -> u32 {
    1
}

fn is_one(seed: &u32) -> bool {
    *seed == 1
}

fn four() -> u32 {
    4
}

fn is_four(cores: &u32) -> bool {
    *cores == 4
}

fn takes_none(milliseconds: &u32) -> bool {
    *milliseconds == 0
}

fn is_false(live: &bool) -> bool {
    !live
}

fn is_zero(active: &u64) -> bool {
    *active == 0
}

pub(super) fn encode(playground: &Playground) -> String {
    let body = body(playground);
    let mut bytes = crc32fast::hash(&body).to_le_bytes().to_vec();
    deflate(&body, &mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

pub(super) fn inflated_len(playground: &Playground) -> usize {
    body(playground).len()
}

pub(super) fn decode(payload: &str) -> Result<Playground, LinkError> {
    let bytes = URL_SAFE_NO_PAD
        .decode(payload)
        .map_err(|_| LinkError::Damaged)?;
    let (checksum, deflated) = bytes.split_first_chunk::<4>().ok_or(LinkError::Damaged)?;
    let body = inflate(deflated)?;
    if crc32fast::hash(&body) != u32::from_le_bytes(*checksum) {
        return Err(LinkError::Damaged);
    }
    parse(&body)
}

fn body(playground: &Playground) -> Vec<u8> {
    let head = Head {
        title: playground.title.clone(),
        variants: playground
            .variants
            .iter()
            .map(|variant| HeadVariant {
                name: variant.name.clone(),
                bytes: variant.source.len() as u64,
            })
            .collect(),
        seed: playground.settings.seed,
        live: playground.settings.clock.is_live(),
        cores: playground.settings.cores,
        disk_ms: playground.settings.disk_ms,
        database_ms: playground.settings.database_ms,
        active: playground.view.active as u64,
        cursor: playground.view.cursor.filter(|cursor| cursor.is_finite()),
    };
    let mut body = serde_json::to_vec(&head).expect("strings and numbers always serialise");
    body.push(b'\n');
    for variant in &playground.variants {
        body.extend_from_slice(variant.source.as_bytes());
    }
    body
}

fn parse(body: &[u8]) -> Result<Playground, LinkError> {
    let body = std::str::from_utf8(body).map_err(|_| LinkError::Damaged)?;
    let (head, mut scripts) = body.split_once('\n').ok_or(LinkError::Damaged)?;
    let head: Head = serde_json::from_str(head).map_err(|_| LinkError::Damaged)?;
    match head.variants.len() {
        0 => return Err(LinkError::Empty),
        1..=MAX_VARIANTS => {}
        _ => return Err(LinkError::TooLarge),
    }
    let mut variants = Vec::with_capacity(head.variants.len());
    for HeadVariant { name, bytes } in head.variants {
        let (source, rest) = usize::try_from(bytes)
            .ok()
            .and_then(|bytes| scripts.split_at_checked(bytes))
            .ok_or(LinkError::Damaged)?;
        scripts = rest;
        variants.push(Variant {
            name,
            source: source.to_owned(),
        });
    }
    if !scripts.is_empty() {
        return Err(LinkError::Damaged);
    }
    let active = usize::try_from(head.active).unwrap_or(usize::MAX);
    Ok(Playground {
        title: head.title,
        settings: Settings {
            seed: head.seed,
            clock: Clock::of(head.live),
            cores: head.cores.clamp(1, MAX_CORES),
            disk_ms: head.disk_ms.min(MAX_DISK_MS),
            database_ms: head.database_ms.min(MAX_DATABASE_MS),
        },
        view: View {
            active: if active < variants.len() { active } else { 0 },
            // A run starts at 0; JSON has no infinities and no NaN.
            cursor: head.cursor.map(|cursor| cursor.max(0.0)),
        },
        variants,
    })
}

/// Appends the deflated `body` to `out`.
///
/// The dictionary goes first through the compressor, up to a byte boundary, and its output is dropped: what
/// follows refers back to it and is what a preset dictionary means in RFC 1951's terms.
fn deflate(body: &[u8], out: &mut Vec<u8>) {
    let (level, window, strategy) = LEVEL;
    let mut compressor =
        CompressorOxide::new(create_comp_flags_from_zip_params(level, window, strategy));
    compress_to_output(
        &mut compressor,
        DICTIONARY.as_bytes(),
        TDEFLFlush::Sync,
        |_| true,
    );
    compress_to_output(&mut compressor, body, TDEFLFlush::Finish, |bytes| {
        out.extend_from_slice(bytes);
        true
    });
}

/// Inflates all of `deflated`, into a buffer that already holds the dictionary and grows as it fills.
fn inflate(mut deflated: &[u8]) -> Result<Vec<u8>, LinkError> {
    // One byte of room beyond the limit: only who needs it is too large.
    let most = DICTIONARY.len() + MAX_INFLATED + 1;
    let mut out = DICTIONARY.as_bytes().to_vec();
    let mut filled = out.len();
    let mut decompressor = DecompressorOxide::new();
    loop {
        out.resize((out.len() * 2).min(most), 0);
        let (status, read, written) = decompress(
            &mut decompressor,
            deflated,
            &mut out,
            filled,
            inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
        );
        deflated = &deflated[read..];
        filled += written;
        match status {
            _ if filled == most => return Err(LinkError::TooLarge),
            TINFLStatus::Done if deflated.is_empty() => {
                out.truncate(filled);
                out.drain(..DICTIONARY.len());
                return Ok(out);
            }
            TINFLStatus::HasMoreOutput => {}
            _ => return Err(LinkError::Damaged),
        }
    }
}
