//! `badssl.com`: hosts whose certificates are not in order.

use super::Shown;
use crate::http::{Request, Response, Site};
use fastrand::Rng;

/// Any of them.
pub struct BadSsl;

/// What a host of the family shows; `None`: it is not one of them.
pub fn shown(name: &str) -> Option<Shown> {
    Some(match name {
        "badssl.com" | "www.badssl.com" | "sha256.badssl.com" | "ecc256.badssl.com"
        | "rsa2048.badssl.com" | "http.badssl.com" => Shown::For(&["badssl.com", "*.badssl.com"]),
        "wrong.host.badssl.com" => Shown::For(&["*.badssl.com", "badssl.com"]),
        "expired.badssl.com" => Shown::Expired,
        "self-signed.badssl.com" => Shown::SelfSigned,
        "untrusted-root.badssl.com" => Shown::UntrustedRoot,
        "incomplete-chain.badssl.com" => Shown::Incomplete,
        _ => return None,
    })
}

impl Site for BadSsl {
    fn answer(&self, request: &Request, _random: &mut Rng) -> Response {
        let host = &request.host;
        let color = if matches!(shown(host), Some(Shown::For(_))) && !host.starts_with("wrong") {
            "green"
        } else {
            "red"
        };
        Response::html(
            200,
            format!(
                "<!DOCTYPE html>\n<html>\n<head><title>{host}</title></head>\n<body style=\"background: {color}\">\n<h1>{host}</h1>\n</body>\n</html>\n"
            ),
        )
        .with("Server", "nginx/1.10.3 (Ubuntu)")
    }
}
