//! `postman-echo.com`: says back what it was asked, in its own way.

use crate::{
    http::{Body, Request, Response, Site, reason},
    json::Json,
    object,
    packing::{gzip, zlib},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use fastrand::Rng;

/// The host.
pub struct PostmanEcho;

impl Site for PostmanEcho {
    fn answer(&self, request: &Request, random: &mut Rng) -> Response {
        let segments = request.segments();
        let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
        let answer = match *parts {
            ["get"] if request.method() == "GET" || request.method() == "HEAD" => json(object! {
                "args" => pairs(&request.query()),
                "headers" => fields(request),
                "url" => request.url(),
            }),
            [method @ ("post" | "put" | "patch" | "delete")]
                if method.eq_ignore_ascii_case(request.method()) =>
            {
                json(described(request))
            }
            ["request"] => json(described(request)),
            ["headers"] => json(object! { "headers" => fields(request) }),
            ["ip"] => json(object! { "ip" => request.origin.as_str() }),
            ["delay", seconds] => match seconds.parse::<f64>() {
                Ok(wait) if (0.0..=10.0).contains(&wait) => {
                    json(object! { "delay" => seconds }).after(wait)
                }
                _ => Response::json(
                    400,
                    &object! { "error" => "delay must be between 0 and 10" },
                ),
            },
            ["status", code] => match code.parse::<u16>() {
                Ok(status) if (200..600).contains(&status) => Response::pretty_json(
                    status,
                    &object! { "status" => status, "description" => reason(status) },
                ),
                _ => Response::json(400, &object! { "error" => "invalid status" }),
            },
            ["basic-auth"] => basic(request),
            ["cookies", ..] => cookies(request, &parts[1..]),
            ["response-headers"] => {
                let asked = request.query();
                asked
                    .iter()
                    .filter(|(name, _)| {
                        !name.is_empty()
                            && name
                                .bytes()
                                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                    })
                    .fold(json(pairs(&asked)), |response, (name, value)| {
                        response.with(name, value.as_str())
                    })
            }
            ["stream", count] => stream(count.parse().unwrap_or(1), request),
            ["gzip"] => packed(request, "gzipped", "gzip", gzip),
            ["deflate"] => packed(request, "deflated", "deflate", zlib),
            ["encoding", "utf8"] => {
                Response::html(200, "<h1>Unicode</h1>\n<p>καλημέρα, おはよう, 🔁</p>\n")
            }
            ["time", "now"] => {
                let since = std::time::Duration::from_secs_f64(request.time.max(0.0));
                let date = httpdate::HttpDate::from(std::time::UNIX_EPOCH + since);
                Response::html(200, date.to_string())
            }
            ["uuid" | "guid"] => json(object! { "uuid" => super::httpbin::uuid(random) }),
            _ => Response::html(
                404,
                format!("Cannot {} {}", request.method(), request.path()),
            ),
        };
        answer.with(
            "ETag",
            format!("W/\"{:x}\"", crate::words::number(&request.url())),
        )
    }
}

fn json(body: Json) -> Response {
    Response::pretty_json(200, &body)
}

fn pairs(pairs: &[(String, String)]) -> Json {
    let mut object = Json::Object(Vec::new());
    for (key, value) in pairs {
        let value = Json::from(value.as_str());
        let value = match object.get(key) {
            Some(Json::List(before)) => Json::List([&before[..], &[value]].concat()),
            Some(before) => Json::List(vec![before.clone(), value]),
            None => value,
        };
        object.set(key, value);
    }
    object
}

/// With small letters, and with what stands before the host adds.
fn fields(request: &Request) -> Json {
    let mut all = vec![
        ("host".to_owned(), request.authority().to_owned()),
        ("x-forwarded-proto".to_owned(), request.scheme().to_owned()),
    ];
    all.extend(
        request
            .head
            .fields
            .iter()
            .map(|(name, value)| (name.to_ascii_lowercase(), value.clone()))
            .filter(|(name, _)| name != "host" && name != "connection"),
    );
    pairs(&all)
}

fn described(request: &Request) -> Json {
    let form = request.form();
    let fields_sent = form
        .as_ref()
        .map_or(Json::Object(Vec::new()), |form| pairs(&form.fields));
    let parsed = form.is_none().then(|| Json::parse(&request.body)).flatten();
    let data = match (&form, &parsed) {
        (Some(_), _) => Json::from(""),
        (None, Some(parsed)) => parsed.clone(),
        (None, None) if request.body.is_empty() => Json::Object(Vec::new()),
        (None, None) => Json::from(String::from_utf8_lossy(&request.body).into_owned()),
    };
    let files: Json = form
        .iter()
        .flat_map(|form| &form.files)
        .map(|file| {
            let address = format!(
                "data:application/octet-stream;base64,{}",
                STANDARD.encode(&file.bytes)
            );
            (file.name.clone(), Json::from(address))
        })
        .collect();
    let json = match &form {
        Some(form) if form.files.is_empty() => fields_sent.clone(),
        _ => Json::from(parsed),
    };
    object! {
        "args" => pairs(&request.query()),
        "data" => data,
        "files" => files,
        "form" => fields_sent,
        "headers" => fields(request),
        "json" => json,
        "url" => request.url(),
    }
}

fn basic(request: &Request) -> Response {
    let wanted = format!("Basic {}", STANDARD.encode("postman:password"));
    if request.field("authorization") == Some(wanted.as_str()) {
        json(object! { "authenticated" => true })
    } else {
        Response::text(401, "Unauthorized").with("WWW-Authenticate", "Basic realm=\"Users\"")
    }
}

fn cookies(request: &Request, parts: &[&str]) -> Response {
    match parts {
        ["set"] => request.query().iter().fold(
            Response::redirect(302, "/cookies"),
            |response, (name, value)| {
                response.with("Set-Cookie", format!("{name}={value}; Path=/"))
            },
        ),
        ["delete"] => request.query().iter().fold(
            Response::redirect(302, "/cookies"),
            |response, (name, _)| {
                response.with(
                    "Set-Cookie",
                    format!("{name}=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT"),
                )
            },
        ),
        _ => json(object! { "cookies" => pairs(&request.cookies()) }),
    }
}

fn stream(count: usize, request: &Request) -> Response {
    let line = object! {
        "args" => pairs(&request.query()),
        "headers" => fields(request),
        "url" => request.url(),
    };
    let mut response = json(Json::Null);
    response.body = Body::Pieces {
        pieces: vec![(0.0, line.to_pretty().into_bytes()); count.clamp(1, 100)],
        length: None,
    };
    response
}

fn packed(request: &Request, word: &str, coding: &str, pack: fn(&[u8]) -> Vec<u8>) -> Response {
    let body = object! {
        word => true,
        "headers" => fields(request),
        "method" => request.method(),
    };
    let mut response = json(Json::Null);
    response.body = Body::Whole(pack(body.to_pretty().as_bytes()));
    response.with("Content-Encoding", coding)
}
