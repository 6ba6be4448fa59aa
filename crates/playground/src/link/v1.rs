//! Version 1 of the payload: scripts with nothing beside them. See [`envelope`] for what is around the body.
//!
//! The body is one line of JSON, the head, and after its newline the scripts, one straight after the other
//! (outside the JSON because escaping costs a short script several characters in a hundred):
//!
//! ```text
//! {"title":"Coffee bar","variants":[{"name":"gather","bytes":812}],"seed":7,"active":1,"cursor":1.24}\n
//! import asyncio…
//! ```
//!
//! * It is deflated with [`DICTIONARY`] as what came before.
//! * A field that is left out has its default here, in [`Head`], whatever the document's own may become.
//!
//! **Frozen:** the dictionary, the order, and what each field means. A field may be added if a
//! page that ignores it, as this one ignores fields it does not know, still shows something true. Everything
//! else is version 2.

use super::dictionary::DICTIONARY;
use super::{LinkError, MAX_VARIANTS, envelope};
use crate::{Clock, MAX_CORES, MAX_DATABASE_MS, MAX_DISK_MS, Playground, Settings, Variant, View};
use serde::{Deserialize, Serialize};

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
    /// Added later: a page that does not know it runs the same scripts against hosts as they usually are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    hosts: Vec<String>,
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

/// The payload; what lies beside the scripts is not in it.
pub(super) fn encode(playground: &Playground) -> String {
    envelope::seal(DICTIONARY.as_bytes(), &body(playground))
}

pub(super) fn inflated_len(playground: &Playground) -> usize {
    body(playground).len()
}

pub(super) fn decode(payload: &str) -> Result<Playground, LinkError> {
    parse(&envelope::open(DICTIONARY.as_bytes(), payload)?)
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
        hosts: super::hosts::lines(&playground.settings.hosts),
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
        variants.push(Variant::alone(name, source));
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
            hosts: super::hosts::read(&head.hosts)?,
        },
        view: View {
            active: if active < variants.len() { active } else { 0 },
            // A run starts at 0; JSON has no infinities and no NaN.
            cursor: head.cursor.map(|cursor| cursor.max(0.0)),
        },
        variants,
    })
}
