//! A request, described.

use super::Dialect;
use crate::{
    http::{Form, Request},
    json::Json,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use fastrand::Rng;

/// Fields that are between a client and what stands before the host.
const HOP: [&str; 5] = [
    "connection",
    "keep-alive",
    "proxy-connection",
    "transfer-encoding",
    "upgrade",
];

/// What the request was, as far as `keys` ask.
pub(super) fn describe(
    dialect: Dialect,
    request: &Request,
    keys: &[&str],
    mut random: Rng,
) -> Json {
    let form = request.form();
    let pairs = |pairs: &[(String, String)]| grouped(dialect, pairs);
    keys.iter()
        .map(|key| {
            let value = match *key {
                "args" => pairs(&request.query()),
                "headers" => fields(dialect, request, &mut random),
                "origin" => Json::from(request.origin.as_str()),
                "url" => Json::from(request.url()),
                "method" => Json::from(request.method()),
                "form" => pairs(form.as_ref().map_or(&[], |form| &form.fields)),
                "files" => pairs(&files(form.as_ref())),
                // What a form says is no data besides.
                "data" if form.is_some() => Json::from(""),
                "data" => Json::from(text(&request.body, "application/octet-stream")),
                "json" if form.is_some() => Json::Null,
                "json" => Json::parse(&request.body).unwrap_or(Json::Null),
                _ => Json::Null,
            };
            ((*key).to_owned(), value)
        })
        .collect()
}

fn files(form: Option<&Form>) -> Vec<(String, String)> {
    form.map_or(&[][..], |form| &form.files)
        .iter()
        .map(|file| (file.field.clone(), text(&file.bytes, &file.kind)))
        .collect()
}

/// Text as it is, everything else as an address that holds it.
fn text(bytes: &[u8], kind: &str) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => format!("data:{kind};base64,{}", STANDARD.encode(bytes)),
    }
}

/// Values by their keys: several of one key in a list.
fn grouped(dialect: Dialect, pairs: &[(String, String)]) -> Json {
    let mut object = Json::Object(Vec::new());
    for (key, value) in pairs {
        let value = Json::from(value.as_str());
        let value = match object.get(key) {
            Some(Json::List(before)) => Json::List([&before[..], &[value]].concat()),
            Some(before) => Json::List(vec![before.clone(), value]),
            None if dialect == Dialect::Go => Json::List(vec![value]),
            None => value,
        };
        object.set(key, value);
    }
    object
}

fn fields(dialect: Dialect, request: &Request, random: &mut Rng) -> Json {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let fields = &request.head.fields;
    for (name, value) in fields {
        if HOP.iter().any(|hop| name.eq_ignore_ascii_case(hop)) {
            continue;
        }
        let name = titled(name);
        match pairs.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) if dialect == Dialect::Python => {
                known.push(',');
                known.push_str(value);
            }
            _ => pairs.push((name, value.clone())),
        }
    }
    if dialect == Dialect::Python {
        // What stands before the host numbers every request.
        let trace = format!(
            "Root=1-{:08x}-{:024x}",
            request.time as u64,
            random.u128(..) >> 32
        );
        pairs.push(("X-Amzn-Trace-Id".to_owned(), trace));
    }
    grouped(dialect, &pairs)
}

/// `user-agent` as `User-Agent`.
fn titled(name: &str) -> String {
    name.split('-')
        .map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
        })
        .collect::<Vec<_>>()
        .join("-")
}
