//! Version 2 of the payload: scripts with files and typed lines beside them. Written only where there are any.
//! See [`envelope`] for what is around the body.
//!
//! The body is one line of JSON, the head, and after its newline, for each variant, one straight after the other: the
//! script, its files in the order of the head, and what is typed, a line for each: the terminal's number, `$`, a space, what is
//! typed.
//!
//! ```text
//! {"title":"Bookstore","variants":[{"name":"main","bytes":812,"files":[["models.py",310]],"typed":66}]}\n
//! from fastapi import FastAPI…
//! class Book(BaseModel):…
//! 1$ uvicorn main:app\n
//! 2$ curl -i http://127.0.0.1:8000/\n
//! ```
//!
//! * It is deflated with version 1's dictionary behind [`SERVERS`] as what came before.
//! * A field that is left out has its default here, in [`Head`], whatever the document's own may become.
//!
//! **Frozen:** both dictionaries, the order, and what each field means. A field may be added if a page that ignores it, as
//! this one ignores fields it does not know, still shows something true. Everything else is version 3.

use super::dictionary::DICTIONARY;
use super::servers::SERVERS;
use super::{LinkError, MAX_VARIANTS, envelope};
use crate::{
    Clock, File, MAX_CORES, MAX_DATABASE_MS, MAX_DISK_MS, Playground, Settings, Typed, Variant,
    View, path, typed,
};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Head {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    title: String,
    variants: Vec<HeadVariant>,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    seed: u32,
    #[serde(default, skip_serializing_if = "is_zero")]
    active: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cursor: Option<f64>,
    #[serde(default, skip_serializing_if = "is_false")]
    live: bool,
    #[serde(default = "four", skip_serializing_if = "is_four")]
    cores: u32,
    #[serde(default, skip_serializing_if = "takes_none")]
    disk_ms: u32,
    #[serde(default, skip_serializing_if = "takes_none")]
    database_ms: u32,
    /// Added later: see version 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    hosts: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct HeadVariant {
    name: String,
    /// The length of the script in bytes of UTF-8.
    bytes: u64,
    /// Path and length of each file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    files: Vec<(String, u64)>,
    /// The length of what is typed.
    #[serde(default, skip_serializing_if = "is_zero")]
    typed: u64,
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

fn is_zero(number: &u64) -> bool {
    *number == 0
}

fn dictionary() -> Vec<u8> {
    [SERVERS.as_bytes(), DICTIONARY.as_bytes()].concat()
}

pub(super) fn encode(playground: &Playground) -> String {
    envelope::seal(&dictionary(), &body(playground))
}

pub(super) fn inflated_len(playground: &Playground) -> usize {
    body(playground).len()
}

pub(super) fn decode(payload: &str) -> Result<Playground, LinkError> {
    parse(&envelope::open(&dictionary(), payload)?)
}

fn body(playground: &Playground) -> Vec<u8> {
    let of = |variant: &Variant| HeadVariant {
        name: variant.name.clone(),
        bytes: variant.source.len() as u64,
        files: variant
            .files
            .iter()
            .map(|file| (file.path.clone(), file.text.len() as u64))
            .collect(),
        typed: typed_text(&variant.typed).len() as u64,
    };
    let head = Head {
        title: playground.title.clone(),
        variants: playground.variants.iter().map(of).collect(),
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
        for file in &variant.files {
            body.extend_from_slice(file.text.as_bytes());
        }
        body.extend_from_slice(typed_text(&variant.typed).as_bytes());
    }
    body
}

fn parse(body: &[u8]) -> Result<Playground, LinkError> {
    let body = std::str::from_utf8(body).map_err(|_| LinkError::Damaged)?;
    let (head, mut texts) = body.split_once('\n').ok_or(LinkError::Damaged)?;
    let head: Head = serde_json::from_str(head).map_err(|_| LinkError::Damaged)?;
    match head.variants.len() {
        0 => return Err(LinkError::Empty),
        1..=MAX_VARIANTS => {}
        _ => return Err(LinkError::TooLarge),
    }
    let mut take = |bytes: u64| -> Result<&str, LinkError> {
        let (text, rest) = usize::try_from(bytes)
            .ok()
            .and_then(|bytes| texts.split_at_checked(bytes))
            .ok_or(LinkError::Damaged)?;
        texts = rest;
        Ok(text)
    };
    let mut variants = Vec::with_capacity(head.variants.len());
    for variant in head.variants {
        let source = take(variant.bytes)?.to_owned();
        let mut files = Vec::new();
        for (path, bytes) in variant.files {
            let text = take(bytes)?.to_owned();
            files.push(File { path, text });
        }
        path::check_all(&files).map_err(LinkError::File)?;
        variants.push(Variant {
            name: variant.name,
            source,
            files,
            typed: lines(take(variant.typed)?)?,
        });
    }
    if !texts.is_empty() {
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

fn typed_text(typed: &[Typed]) -> String {
    let line = |Typed { terminal, line }: &Typed| format!("{terminal}$ {line}\n");
    typed.iter().map(line).collect()
}

/// The typed lines, exactly as [`typed_text`] writes them.
fn lines(text: &str) -> Result<Vec<Typed>, LinkError> {
    let line = |line: &str| {
        let (terminal, line) = line.strip_suffix('\n')?.split_once("$ ")?;
        Some(Typed {
            terminal: terminal.parse().ok()?,
            line: line.to_owned(),
        })
    };
    let typed: Option<Vec<Typed>> = text.split_inclusive('\n').map(line).collect();
    let typed = typed.ok_or(LinkError::Damaged)?;
    if typed::can_be(&typed) {
        Ok(typed)
    } else {
        Err(LinkError::TooLarge)
    }
}
