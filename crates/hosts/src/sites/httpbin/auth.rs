//! Doors that want a name and a password, or a token.

use super::Httpbin;
use crate::{
    http::{Request, Response},
    object,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use fastrand::Rng;
use md5::{Digest, Md5};

fn credentials<'a>(request: &'a Request, scheme: &str) -> Option<&'a str> {
    let (said, rest) = request.field("authorization")?.split_once(' ')?;
    said.eq_ignore_ascii_case(scheme).then_some(rest.trim())
}

/// `refused`: the status of who does not know them.
pub(super) fn basic(
    host: &Httpbin,
    request: &Request,
    user: &str,
    password: &str,
    refused: u16,
) -> Response {
    let said = credentials(request, "basic").and_then(|text| STANDARD.decode(text).ok());
    if said.is_some_and(|said| said == format!("{user}:{password}").into_bytes()) {
        return host.json(object! { "authenticated" => true, "user" => user });
    }
    let response = Response::html(refused, "");
    if refused == 401 {
        response.with("WWW-Authenticate", "Basic realm=\"Fake Realm\"")
    } else {
        response
    }
}

pub(super) fn bearer(host: &Httpbin, request: &Request) -> Response {
    match credentials(request, "bearer") {
        Some(token) => host.json(object! { "authenticated" => true, "token" => token }),
        None => Response::html(401, "").with("WWW-Authenticate", "Bearer"),
    }
}

/// RFC 7616 with MD5, without remembering which numbers were given out.
pub(super) fn digest(
    host: &Httpbin,
    request: &Request,
    quality: &str,
    user: &str,
    password: &str,
    random: &mut Rng,
) -> Response {
    if proves(request, quality, user, password).unwrap_or(false) {
        return host.json(object! { "authenticated" => true, "user" => user });
    }
    let mut once = || format!("{:032x}", random.u128(..));
    Response::html(401, "").with(
        "WWW-Authenticate",
        format!(
            "Digest realm=\"Fake Realm\", nonce=\"{}\", qop=\"{quality}\", opaque=\"{}\", algorithm=MD5, stale=FALSE",
            once(),
            once()
        )
    )
}

fn proves(request: &Request, quality: &str, user: &str, password: &str) -> Option<bool> {
    let said = credentials(request, "digest")?;
    let part = |name: &str| {
        said.split(',')
            .filter_map(|part| part.split_once('='))
            .find(|(key, _)| key.trim() == name)
            .map(|(_, value)| value.trim().trim_matches('"').to_owned())
    };
    if part("username")? != user {
        return Some(false);
    }
    let secret = md5(&[user, &part("realm")?, password]);
    let act = md5(&[request.method(), &part("uri")?]);
    let nonce = part("nonce")?;
    let proof = match part("qop") {
        Some(said) if said == quality => {
            md5(&[&secret, &nonce, &part("nc")?, &part("cnonce")?, &said, &act])
        }
        Some(_) => return Some(false),
        None => md5(&[&secret, &nonce, &act]),
    };
    Some(part("response")? == proof)
}

fn md5(parts: &[&str]) -> String {
    Md5::digest(parts.join(":").as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
