//! `httpbin.org`: a host that says back what it was asked, in many ways; and its likes under other names.

mod auth;
mod caching;
mod cookies;
mod describe;
mod pages;
mod pictures;
mod redirects;
mod status;
mod streams;

use crate::{
    http::{Request, Response, Site},
    json::Json,
    object,
    packing::{brotli, gzip, zlib},
};
use base64::{
    Engine,
    alphabet::URL_SAFE,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use describe::describe;
use fastrand::Rng;
use machine::Seconds;

/// Which of them it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// The first, in Python: keys in the alphabet's order, a value by itself where there is one.
    Python,
    /// The one in Go at `httpbingo.org`: values in lists.
    Go,
}

/// The host.
pub struct Httpbin(pub Dialect);

/// The longest wait that is granted.
const LONGEST_DELAY: Seconds = 10.0;

impl Site for Httpbin {
    fn answer(&self, request: &Request, random: &mut Rng) -> Response {
        let mut response = match self.route(request, random) {
            Some(response) => response,
            None => pages::not_found(),
        };
        if self.0 == Dialect::Python {
            response = response.with("Server", "gunicorn/19.9.0");
        }
        let from = request.field("origin").unwrap_or("*").to_owned();
        response = response
            .with("Access-Control-Allow-Origin", from)
            .with("Access-Control-Allow-Credentials", "true");
        if request.method() == "OPTIONS" {
            response = response
                .with(
                    "Access-Control-Allow-Methods",
                    "GET, POST, PUT, DELETE, PATCH, OPTIONS",
                )
                .with("Access-Control-Max-Age", "3600");
            if let Some(fields) = request.field("access-control-request-headers") {
                let fields = fields.to_owned();
                response = response.with("Access-Control-Allow-Headers", fields);
            }
        }
        response
    }
}

/// Methods that an address answers; the rest are told so.
const READ: &[&str] = &["GET", "HEAD", "OPTIONS"];
const ALL: &[&str] = &[
    "GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE",
];

const BODY: &[&str] = &[
    "args", "data", "files", "form", "headers", "json", "origin", "url",
];
const ANYTHING: &[&str] = &[
    "args", "data", "files", "form", "headers", "json", "method", "origin", "url",
];
const PLAIN: &[&str] = &["args", "headers", "origin", "url"];
const DELAYED: &[&str] = &["args", "data", "files", "form", "headers", "origin", "url"];

impl Httpbin {
    fn route(&self, request: &Request, random: &mut Rng) -> Option<Response> {
        let segments = request.segments();
        let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
        let allowed: &[&str] = match parts[0] {
            "post" => &["POST", "OPTIONS"],
            "put" => &["PUT", "OPTIONS"],
            "patch" => &["PATCH", "OPTIONS"],
            "delete" => &["DELETE", "OPTIONS"],
            "anything" | "delay" | "status" | "redirect-to" => ALL,
            "response-headers" => &["GET", "HEAD", "OPTIONS", "POST"],
            _ => READ,
        };
        let method = request.method();
        let answer = self.find(request, &parts, random)?;
        if !allowed.contains(&method) {
            return Some(pages::not_allowed(allowed));
        }
        if method == "OPTIONS" {
            return Some(Response::html(200, "").with("Allow", allowed.join(", ")));
        }
        Some(answer)
    }

    fn find(&self, request: &Request, parts: &[&str], random: &mut Rng) -> Option<Response> {
        // Of its own, so that what is drawn for an answer does not depend on what is told of the request.
        let trace = random.fork();
        let says = |keys: &[&str]| describe(self.0, request, keys, trace.clone());
        Some(match *parts {
            [""] => pages::index(),
            ["get"] => self.json(says(match self.0 {
                Dialect::Python => PLAIN,
                Dialect::Go => &["args", "headers", "method", "origin", "url"],
            })),
            ["post" | "put" | "patch" | "delete"] => self.json(says(match self.0 {
                Dialect::Python => BODY,
                Dialect::Go => ANYTHING,
            })),
            ["anything", ..] => self.json(says(ANYTHING)),
            ["delay", seconds] => match seconds.parse::<f64>() {
                Ok(seconds) if seconds >= 0.0 => {
                    self.json(says(DELAYED)).after(seconds.min(LONGEST_DELAY))
                }
                _ => return None,
            },
            ["status", codes] => status::answer(codes, request, random),
            ["headers"] => self.json(says(&["headers"])),
            ["ip"] => self.json(says(&["origin"])),
            ["user-agent"] => {
                let agent = request.field("user-agent");
                self.json(object! { "user-agent" => agent })
            }
            ["uuid"] => self.json(object! { "uuid" => uuid(random) }),
            ["json"] => self.json(pages::slides()),
            ["html"] => Response::html(200, pages::HTML),
            ["xml"] => Response::bytes(200, "application/xml", pages::XML),
            ["robots.txt"] => {
                Response::bytes(200, "text/plain", "User-agent: *\nDisallow: /deny\n")
            }
            ["deny"] => Response::bytes(200, "text/plain", pages::DENY),
            ["encoding", "utf8"] => Response::html(200, pages::UTF8),
            ["forms", "post"] => Response::html(200, pages::FORM),
            ["gzip"] => self.packed(
                "gzipped",
                "gzip",
                gzip,
                says(&["headers", "method", "origin"]),
            ),
            ["deflate"] => self.packed(
                "deflated",
                "deflate",
                zlib,
                says(&["headers", "method", "origin"]),
            ),
            ["brotli"] => self.packed(
                "brotli",
                "br",
                brotli,
                says(&["headers", "method", "origin"]),
            ),
            ["base64", text] | ["base64", "decode", text] => decoded(text),
            ["bytes", count] => streams::bytes(request, count, random)?,
            ["stream-bytes", count] => streams::byte_pieces(request, count, random)?,
            ["stream", count] => {
                let count: usize = count.parse().ok()?;
                streams::lines(count, &says(&["url", "args", "headers", "origin"]))
            }
            ["drip"] => streams::drip(request),
            ["range", count] => streams::range(request, count)?,
            ["links", count] => pages::links(count, None)?,
            ["links", count, at] => pages::links(count, Some(at))?,
            ["image"] => pictures::accepted(request),
            ["image", kind] => pictures::answer(kind)?,
            [
                "redirect" | "relative-redirect" | "absolute-redirect",
                count,
            ] => redirects::count_down(request, parts[0], count)?,
            ["redirect-to"] => redirects::anywhere(request),
            ["cookies", ..] => cookies::answer(self, request, &parts[1..])?,
            ["basic-auth", user, password] => auth::basic(self, request, user, password, 401),
            ["hidden-basic-auth", user, password] => {
                auth::basic(self, request, user, password, 404)
            }
            ["bearer"] => auth::bearer(self, request),
            ["digest-auth", quality, user, password, ..] => {
                auth::digest(self, request, quality, user, password, random)
            }
            ["cache"] => caching::cache(request, self.json(says(PLAIN)), random),
            ["cache", seconds] => {
                let seconds: u64 = seconds.parse().ok()?;
                self.json(says(PLAIN))
                    .with("Cache-Control", format!("public, max-age={seconds}"))
            }
            ["etag", tag] => caching::etag(request, tag, self.json(says(PLAIN))),
            ["response-headers"] => self.fields(request),
            _ => return None,
        })
    }

    /// JSON in the host's way of writing.
    fn json(&self, body: Json) -> Response {
        match self.0 {
            Dialect::Python => Response::bytes(200, "application/json", body.sorted().to_flask()),
            Dialect::Go => Response::bytes(
                200,
                "application/json; charset=utf-8",
                body.to_pretty() + "\n",
            ),
        }
    }

    fn packed(
        &self,
        word: &str,
        coding: &str,
        pack: fn(&[u8]) -> Vec<u8>,
        mut body: Json,
    ) -> Response {
        body.set(word, true);
        let mut response = self.json(body);
        if let crate::http::Body::Whole(bytes) = &mut response.body {
            *bytes = pack(bytes);
        }
        response.with("Content-Encoding", coding)
    }

    /// Fields that the query names, and what they are, its own length included.
    fn fields(&self, request: &Request) -> Response {
        let asked = request.query();
        let mut length = 0;
        loop {
            let mut body = object! {
                "Content-Length" => length.to_string(),
                "Content-Type" => "application/json",
            };
            for (name, value) in &asked {
                let value = match body.get(name) {
                    Some(Json::List(values)) => {
                        Json::List([&values[..], &[Json::from(value.as_str())]].concat())
                    }
                    Some(before) => Json::List(vec![before.clone(), Json::from(value.as_str())]),
                    None => Json::from(value.as_str()),
                };
                body.set(name, value);
            }
            let response = self.json(body);
            let crate::http::Body::Whole(bytes) = &response.body else {
                return response;
            };
            if bytes.len() == length {
                return asked
                    .iter()
                    .filter(|(name, _)| {
                        !name.is_empty()
                            && name.bytes().all(|byte| {
                                byte.is_ascii_alphanumeric() || b"-_.!~".contains(&byte)
                            })
                            && !name.eq_ignore_ascii_case("content-length")
                            && !name.eq_ignore_ascii_case("transfer-encoding")
                    })
                    .fold(response, |response, (name, value)| {
                        response.with(name, value.as_str())
                    });
            }
            length = bytes.len();
        }
    }
}

/// A random name for anything (RFC 9562, version 4).
pub(super) fn uuid(random: &mut Rng) -> String {
    let bits = random.u128(..);
    let bits = bits & !(0xF << 76) | 0x4 << 76;
    let bits = bits & !(0x3 << 62) | 0x2 << 62;
    let text = format!("{bits:032x}");
    [
        &text[..8],
        &text[8..12],
        &text[12..16],
        &text[16..20],
        &text[20..],
    ]
    .join("-")
}

fn decoded(text: &str) -> Response {
    let lenient =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let text = text.replace('+', "-").replace('/', "_");
    match GeneralPurpose::new(&URL_SAFE, lenient).decode(text) {
        Ok(bytes) => Response::html(200, bytes),
        Err(_) => Response::html(200, "Incorrect Base64 data try: TG9vcHNjb3Bl"),
    }
}
