//! Bytes: at once, in pieces, drop by drop, or a part of them.

use crate::{
    http::{Body, Request, Response},
    json::Json,
};
use fastrand::Rng;

/// The most bytes that are given.
const MOST: usize = 100 * 1024;
/// The most lines.
const MOST_LINES: usize = 100;
const OCTETS: &str = "application/octet-stream";

fn random_bytes(request: &Request, count: &str, random: &mut Rng) -> Option<Vec<u8>> {
    let count: usize = count.parse().ok()?;
    let mut random = match request.number("seed") {
        Some(seed) => Rng::with_seed(seed),
        None => random.fork(),
    };
    Some((0..count.min(MOST)).map(|_| random.u8(..)).collect())
}

pub(super) fn bytes(request: &Request, count: &str, random: &mut Rng) -> Option<Response> {
    let bytes = random_bytes(request, count, random)?;
    Some(Response::bytes(200, OCTETS, bytes))
}

pub(super) fn byte_pieces(request: &Request, count: &str, random: &mut Rng) -> Option<Response> {
    let bytes = random_bytes(request, count, random)?;
    let size = request.number("chunk_size").unwrap_or(10 * 1024).max(1);
    let mut response = Response::bytes(200, OCTETS, "");
    response.body = Body::Pieces {
        pieces: bytes
            .chunks(size)
            .map(|piece| (0.0, piece.to_vec()))
            .collect(),
        length: None,
    };
    Some(response)
}

/// Lines of JSON, each with its number.
pub(super) fn lines(count: usize, line: &Json) -> Response {
    let mut response = Response::bytes(200, "application/json", "");
    let pieces = (0..count.min(MOST_LINES))
        .map(|id| {
            let mut line = line.clone();
            line.set("id", id);
            (0.0, (line.to_python() + "\n").into_bytes())
        })
        .collect();
    response.body = Body::Pieces {
        pieces,
        length: None,
    };
    response
}

/// So many bytes over so many seconds.
pub(super) fn drip(request: &Request) -> Response {
    let seconds = |name: &str, usual: f64| {
        request
            .number::<f64>(name)
            .filter(|seconds| (0.0..=60.0).contains(seconds))
            .unwrap_or(usual)
    };
    let count: i64 = request.number("numbytes").unwrap_or(10);
    let status = request.number("code").unwrap_or(200);
    if count <= 0 || !(200..600).contains(&status) {
        return Response::html(400, "number of bytes must be positive");
    }
    let count = (count as usize).min(10 << 20);
    let pause = seconds("duration", 2.0) / count as f64;
    let mut response = Response::bytes(status, OCTETS, "").after(seconds("delay", 0.0));
    // At most a thousand pieces: a drop may be several bytes.
    let drop = count.div_ceil(1_000);
    let pieces = (0..count)
        .step_by(drop)
        .map(|at| {
            let size = drop.min(count - at);
            let later = if at == 0 { 0.0 } else { pause * drop as f64 };
            (later, vec![b'*'; size])
        })
        .collect();
    response.body = Body::Pieces {
        pieces,
        length: Some(count),
    };
    response
}

/// So many letters, or the part of them that is asked for (RFC 9110, section 14).
pub(super) fn range(request: &Request, count: &str) -> Option<Response> {
    let count: usize = count.parse().ok()?;
    let with = |response: Response| {
        response
            .with("ETag", format!("range{count}"))
            .with("Accept-Ranges", "bytes")
    };
    if count == 0 || count > MOST {
        let words = format!("number of bytes must be in the range (0, {MOST}]");
        return Some(with(Response::html(404, words)));
    }
    let letters = |from: usize, to: usize| -> Vec<u8> {
        (from..=to).map(|at| b'a' + (at % 26) as u8).collect()
    };
    let Some(asked) = request.field("range") else {
        return Some(with(Response::bytes(200, OCTETS, letters(0, count - 1))));
    };
    let part = part(asked, count);
    Some(with(match part {
        Some((from, to)) => Response::bytes(206, OCTETS, letters(from, to))
            .with("Content-Range", format!("bytes {from}-{to}/{count}")),
        None => Response::html(416, "").with("Content-Range", format!("bytes */{count}")),
    }))
}

/// The first and the last byte of `bytes=FROM-TO`, of which either may be left out.
fn part(asked: &str, count: usize) -> Option<(usize, usize)> {
    let (from, to) = asked.trim().strip_prefix("bytes=")?.split_once('-')?;
    let last = count - 1;
    let (from, to) = match (from.parse::<usize>(), to.parse::<usize>()) {
        (Ok(from), Ok(to)) => (from, to.min(last)),
        (Ok(from), Err(_)) => (from, last),
        (Err(_), Ok(length)) => (count.saturating_sub(length), last),
        (Err(_), Err(_)) => return None,
    };
    (from <= to && from < count).then_some((from, to))
}
