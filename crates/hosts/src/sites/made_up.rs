//! A host of which nobody knows what it answers: something plain, that says so.

use crate::{
    date::iso,
    http::{Request, Response, Site},
    json::Json,
    object,
    words::{number, sentence, words},
};
use fastrand::Rng;

/// Any host.
pub struct MadeUp;

impl Site for MadeUp {
    fn think(&self) -> f64 {
        0.03
    }

    fn answer(&self, request: &Request, _random: &mut Rng) -> Response {
        let path = request.path();
        let seed = number(&format!("{}{path}", request.host));
        let answer = match request.method() {
            "OPTIONS" => {
                Response::new(204).with("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")
            }
            "DELETE" => Response::new(204),
            _ if path == "/robots.txt" => Response::text(200, "User-agent: *\nAllow: /\n"),
            "GET" | "HEAD" if wants_json(request, &path) => {
                Response::json(200, &thing(request, seed))
            }
            "GET" | "HEAD" => by_ending(&path, seed).unwrap_or_else(|| page(request, &path, seed)),
            method => {
                let mut body = thing(request, seed);
                if let Some(sent @ Json::Object(_)) = Json::parse(&request.body) {
                    body.set("received", sent);
                }
                let status = if method == "POST" { 201 } else { 200 };
                Response::json(status, &body)
            }
        };
        answer.with("Server", "Loopscope (simulated)")
    }
}

fn wants_json(request: &Request, path: &str) -> bool {
    let accept = request.field("accept").unwrap_or_default();
    accept.contains("json")
        || path.ends_with(".json")
        || path == "/api"
        || path.starts_with("/api/")
        || request.host.starts_with("api.")
        || path
            .split('/')
            .any(|part| matches!(part, "v1" | "v2" | "v3"))
}

fn thing(request: &Request, seed: u64) -> Json {
    let segments = request.segments();
    let last = segments.last().map(String::as_str).unwrap_or_default();
    let id: u64 = last.parse().unwrap_or(seed % 1_000 + 1);
    let query: Json = request
        .query()
        .into_iter()
        .map(|(key, value)| (key, Json::from(value)))
        .collect();
    object! {
        "id" => id,
        "name" => words(seed, 2),
        "description" => sentence(seed, 9),
        "host" => request.host.as_str(),
        "path" => request.path(),
        "query" => query,
        "time" => iso(request.time),
        "simulated" => true,
    }
}

/// A file, where the path's ending names one.
fn by_ending(path: &str, seed: u64) -> Option<Response> {
    let (_, ending) = path.rsplit('/').next()?.rsplit_once('.')?;
    let kind = match ending {
        "txt" | "log" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" | "rss" => "application/xml",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "png" => return Some(Response::bytes(200, "image/png", picture(seed))),
        "zip" | "gz" | "bin" | "pdf" | "jpg" | "jpeg" | "mp4" | "iso" => {
            let mut random = Rng::with_seed(seed);
            let bytes: Vec<u8> = (0..65_536).map(|_| random.u8(..)).collect();
            return Some(Response::bytes(200, "application/octet-stream", bytes));
        }
        _ => return None,
    };
    let lines = (0..20).map(|line| match ending {
        "csv" if line == 0 => "id,name,value\n".to_owned(),
        "csv" => format!(
            "{line},{},{}\n",
            words(seed + line, 1),
            (seed + line) % 1_000
        ),
        "txt" | "log" => sentence(seed + line, 10) + "\n",
        _ if line == 0 && ending == "xml" => {
            format!("<?xml version=\"1.0\"?>\n<page>{}</page>\n", words(seed, 5))
        }
        "js" | "css" => format!("/* {} */\n", words(seed + line, 8)),
        _ => String::new(),
    });
    Some(Response::bytes(200, kind, lines.collect::<String>()))
}

fn picture(seed: u64) -> Vec<u8> {
    let [red, green, blue, ..] = seed.to_le_bytes();
    crate::packing::png(64, 64, |x, y| {
        if (x / 8 + y / 8) % 2 == 0 {
            [red, green, blue]
        } else {
            [blue, red, green]
        }
    })
}

fn page(request: &Request, path: &str, seed: u64) -> Response {
    let host = &request.host;
    let title = if path == "/" {
        host.clone()
    } else {
        format!("{host}: {}", path.trim_matches('/').replace('<', ""))
    };
    let paragraphs: String = (0..8)
        .map(|at| {
            let to = words(seed + at, 1);
            format!(
                "<p>{} <a href=\"/{to}\">{to}</a></p>\n",
                sentence(seed + at, 24)
            )
        })
        .collect();
    Response::html(
        200,
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body>\n<h1>{title}</h1>\n<p>Loopscope made this page up: what {host} answers in life is not known here.</p>\n{paragraphs}</body>\n</html>\n"
        ),
    )
}
