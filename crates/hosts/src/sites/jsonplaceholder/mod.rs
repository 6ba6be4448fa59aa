//! `jsonplaceholder.typicode.com`: posts, comments, users and more, of which nothing is ever kept.

mod records;

use crate::{
    http::{Request, Response, Site},
    json::Json,
    object,
};
use fastrand::Rng;
use records::{KINDS, Kind};

/// The host.
pub struct JsonPlaceholder;

impl Site for JsonPlaceholder {
    fn think(&self) -> f64 {
        0.015
    }

    fn answer(&self, request: &Request, _random: &mut Rng) -> Response {
        let segments = request.segments();
        let parts: Vec<&str> = segments
            .iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        let answer = route(request, &parts).unwrap_or_else(|| json(404, &object! {}));
        let answer = match request.field("origin") {
            Some(from) => answer.with("Access-Control-Allow-Origin", from),
            None => answer,
        };
        answer
            .with("X-Powered-By", "Express")
            .with("Vary", "Origin, Accept-Encoding")
            .with("Access-Control-Allow-Credentials", "true")
            .with("Cache-Control", "max-age=43200")
            .with("Server", "cloudflare")
    }
}

fn json(status: u16, body: &Json) -> Response {
    Response::pretty_json(status, body)
}

fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

fn route(request: &Request, parts: &[&str]) -> Option<Response> {
    let method = request.method();
    match *parts {
        [] => Some(Response::html(
            200,
            "<!DOCTYPE html>\n<title>JSONPlaceholder</title>\n<h1>JSONPlaceholder</h1>\n<p>Posts, comments, albums, photos, todos and users, simulated.</p>\n",
        )),
        [name] => {
            let kind = kind(name)?;
            match method {
                "GET" | "HEAD" => Some(list(request, kind, None)),
                "POST" => Some(create(request, kind, None)),
                _ => None,
            }
        }
        [name, id] => one(request, kind(name)?, id.parse().ok()?),
        [owner, id, name] => {
            let (owner, kind) = (kind(owner)?, kind(name)?);
            let id: usize = id.parse().ok()?;
            if kind.owner != Some(owner.name) {
                return None;
            }
            match method {
                "GET" | "HEAD" => Some(list(request, kind, Some((owner.key, id)))),
                "POST" => Some(create(request, kind, Some((owner.key, id)))),
                _ => None,
            }
        }
        _ => None,
    }
}

fn one(request: &Request, kind: &Kind, id: usize) -> Option<Response> {
    let record = (1..=kind.count).contains(&id).then(|| (kind.make)(id));
    match request.method() {
        "GET" | "HEAD" => {
            let mut record = record?;
            for embedded in request.query().iter().filter(|(key, _)| key == "_embed") {
                if let Some(part) =
                    self::kind(&embedded.1).filter(|part| part.owner == Some(kind.name))
                {
                    record.set(part.name, owned(part, kind.key, id));
                }
            }
            Some(json(200, &record))
        }
        // What is not there cannot be changed; the real host fails then too.
        "PUT" if record.is_none() => Some(Response::html(
            500,
            "TypeError: Cannot read properties of undefined (reading 'id')\n",
        )),
        "PUT" => {
            let mut body = sent(request);
            body.set("id", id);
            Some(json(200, &body))
        }
        "PATCH" => {
            let mut record = record.unwrap_or_else(|| object! {});
            if let Json::Object(pairs) = sent(request) {
                for (key, value) in pairs {
                    record.set(&key, value);
                }
            }
            Some(json(200, &record))
        }
        "DELETE" => Some(json(200, &object! {})),
        _ => None,
    }
}

fn owned(kind: &Kind, key: &str, id: usize) -> Json {
    let all = (1..=kind.count).map(kind.make);
    Json::List(
        all.filter(|record| record.get(key) == Some(&Json::from(id)))
            .collect(),
    )
}

/// What was sent: JSON or a form.
fn sent(request: &Request) -> Json {
    if let Some(form) = request.form() {
        return form
            .fields
            .into_iter()
            .map(|(key, value)| (key, Json::from(value)))
            .collect();
    }
    let is_json = request
        .field("content-type")
        .is_some_and(|kind| kind.contains("json"));
    match Json::parse(&request.body) {
        Some(body @ Json::Object(_)) if is_json => body,
        // Text that does not say what it is is not read.
        _ => object! {},
    }
}

fn create(request: &Request, kind: &Kind, owner: Option<(&str, usize)>) -> Response {
    let mut body = sent(request);
    if let Some((key, id)) = owner {
        body.set(key, id.to_string());
    }
    let id = kind.count + 1;
    body.set("id", id);
    let at = format!(
        "{}://{}/{}/{id}",
        request.scheme(),
        request.authority(),
        kind.name
    );
    json(201, &body)
        .with("Location", at)
        .with("Access-Control-Expose-Headers", "Location")
}

/// All of a kind, as the query narrows, orders and cuts them.
fn list(request: &Request, kind: &Kind, owner: Option<(&str, usize)>) -> Response {
    let mut all: Vec<Json> = (1..=kind.count).map(kind.make).collect();
    if let Some((key, id)) = owner {
        all.retain(|record| record.get(key) == Some(&Json::from(id)));
    }
    let query = request.query();
    for key in query
        .iter()
        .map(|(key, _)| key)
        .filter(|key| !key.starts_with('_') && *key != "q")
    {
        let wanted: Vec<&str> = query
            .iter()
            .filter(|(other, _)| other == key)
            .map(|(_, value)| value.as_str())
            .collect();
        // What no record has narrows nothing down.
        if all.iter().any(|record| record.get(key).is_some()) {
            all.retain(|record| {
                record
                    .get(key)
                    .is_some_and(|value| wanted.contains(&plain(value).as_str()))
            });
        }
    }
    if let Some(text) = request.asked("q") {
        all.retain(|record| {
            record
                .to_compact()
                .to_lowercase()
                .contains(&text.to_lowercase())
        });
    }
    if let Some(key) = request.asked("_sort") {
        all.sort_by(|one, other| order(one.get(&key), other.get(&key)));
        if request.asked("_order").as_deref() == Some("desc") {
            all.reverse();
        }
    }
    let total = all.len();
    let limit = request.number::<usize>("_limit");
    let start = request.number::<usize>("_start");
    let page = request.number::<usize>("_page").map(|page| page.max(1));
    let (from, count) = match (page, start, limit) {
        (Some(page), _, limit) => (
            (page - 1).saturating_mul(limit.unwrap_or(10)),
            limit.unwrap_or(10),
        ),
        (None, Some(start), limit) => {
            let end = request
                .number::<usize>("_end")
                .map(|end| end.saturating_sub(start));
            (start, end.or(limit).unwrap_or(total))
        }
        (None, None, limit) => (0, limit.unwrap_or(total)),
    };
    let cut: Vec<Json> = all.into_iter().skip(from).take(count).collect();
    let response = json(200, &Json::List(cut));
    if page.is_some() || limit.is_some() || start.is_some() {
        response
            .with("X-Total-Count", total.to_string())
            .with("Access-Control-Expose-Headers", "X-Total-Count")
    } else {
        response
    }
}

fn plain(value: &Json) -> String {
    match value {
        Json::Text(text) => text.clone(),
        other => other.to_compact(),
    }
}

fn order(one: Option<&Json>, other: Option<&Json>) -> std::cmp::Ordering {
    let number = |value: Option<&Json>| match value {
        Some(Json::Number(number)) => number.as_f64(),
        _ => None,
    };
    match (number(one), number(other)) {
        (Some(one), Some(other)) => one.total_cmp(&other),
        _ => one.map(plain).cmp(&other.map(plain)),
    }
}
