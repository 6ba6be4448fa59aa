//! `httpbin.org`: bytes in pieces, in part, packed, as pictures, or not again.

mod common;

use common::{ask, get};
use hosts::Json;
use miniz_oxide::inflate::{decompress_to_vec, decompress_to_vec_zlib};

const HOST: &str = "httpbin.org";

#[test]
fn bytes_come_at_once_in_pieces_and_drop_by_drop() {
    let bytes = get(HOST, "/bytes/50?seed=3");
    assert_eq!(
        (bytes.body.len(), bytes.field("content-type")),
        (50, Some("application/octet-stream"))
    );
    assert_eq!(bytes.body, get(HOST, "/bytes/50?seed=3").body);
    assert_eq!(get(HOST, "/bytes/1000000").body.len(), 100 * 1024);
    let pieces = get(HOST, "/stream-bytes/50?seed=3&chunk_size=7");
    assert_eq!(
        (pieces.field("transfer-encoding"), &pieces.body),
        (Some("chunked"), &bytes.body)
    );
    let lines = get(HOST, "/stream/3");
    let ids: Vec<String> = lines
        .text()
        .lines()
        .map(|line| {
            Json::parse(line.as_bytes())
                .unwrap()
                .get("id")
                .unwrap()
                .to_compact()
        })
        .collect();
    assert_eq!(ids, ["0", "1", "2"]);
    assert!(
        lines
            .text()
            .starts_with("{\"url\": \"http://httpbin.org/stream/3\", \"args\": {}, ")
    );
    let drip = get(HOST, "/drip?numbytes=5&duration=2&delay=1&code=201");
    assert_eq!((drip.status, drip.body.as_slice()), (201, &b"*****"[..]));
    // The last drop falls one pause before the end.
    assert!((drip.at - 0.02 - 1.0 - 1.6).abs() < 1e-9, "{}", drip.at);
    assert_eq!(get(HOST, "/drip?numbytes=0").status, 400);
}

#[test]
fn parts_of_bytes_can_be_asked_for() {
    let range = |value: &str| ask("GET", HOST, "/range/26", &[("Range", value)], b"");
    assert_eq!(get(HOST, "/range/26").text(), "abcdefghijklmnopqrstuvwxyz");
    let part = range("bytes=2-4");
    assert_eq!(
        (
            part.status,
            part.text().as_str(),
            part.field("content-range")
        ),
        (206, "cde", Some("bytes 2-4/26"))
    );
    assert_eq!(range("bytes=24-").text(), "yz");
    assert_eq!(range("bytes=-3").text(), "xyz");
    assert_eq!(range("bytes=20-90").text(), "uvwxyz");
    assert_eq!(
        (range("bytes=30-").status, range("words=1-2").status),
        (416, 416)
    );
    assert_eq!(get(HOST, "/range/0").status, 404);
}

#[test]
fn packed_answers_unpack() {
    let answer = get(HOST, "/gzip");
    assert_eq!(answer.field("content-encoding"), Some("gzip"));
    let body = &answer.body;
    let plain = decompress_to_vec(&body[10..body.len() - 8]).unwrap();
    assert_eq!(
        u32::from_le_bytes(*body.last_chunk().unwrap()) as usize,
        plain.len()
    );
    let said = Json::parse(&plain).unwrap();
    assert_eq!(said.get("gzipped"), Some(&Json::Bool(true)));
    let plain = decompress_to_vec_zlib(&get(HOST, "/deflate").body).unwrap();
    assert!(Json::parse(&plain).unwrap().get("deflated").is_some());
    let brotli = get(HOST, "/brotli");
    assert_eq!(brotli.field("content-encoding"), Some("br"));
    // Its blocks are not compressed: three bytes before the text, one after.
    let plain = &brotli.body[3..brotli.body.len() - 1];
    assert!(Json::parse(plain).unwrap().get("brotli").is_some());
}

#[test]
fn what_is_known_already_is_not_sent_again() {
    let fresh = get(HOST, "/cache");
    assert!(fresh.field("etag").is_some() && fresh.field("last-modified").is_some());
    assert_eq!(
        ask("GET", HOST, "/cache", &[("If-None-Match", "x")], b"").status,
        304
    );
    assert_eq!(
        get(HOST, "/cache/60").field("cache-control"),
        Some("public, max-age=60")
    );
    let tagged =
        |name: &str, value: &str| ask("GET", HOST, "/etag/abc", &[(name, value)], b"").status;
    assert_eq!(tagged("If-None-Match", "\"abc\""), 304);
    assert_eq!(tagged("If-None-Match", "other, W/\"abc\""), 304);
    assert_eq!(tagged("If-None-Match", "other"), 200);
    assert_eq!(tagged("If-Match", "other"), 412);
    assert_eq!(tagged("If-Match", "*"), 200);
    assert_eq!(get(HOST, "/etag/abc").field("etag"), Some("abc"));
}

#[test]
fn pictures_are_of_the_kind_they_say() {
    for (kind, begins) in [
        ("png", &b"\x89PNG\r\n\x1a\n"[..]),
        ("jpeg", b"\xff\xd8\xff"),
        ("webp", b"RIFF"),
        ("svg", b"<svg"),
    ] {
        let answer = get(HOST, &format!("/image/{kind}"));
        assert!(
            answer
                .field("content-type")
                .unwrap()
                .starts_with(&format!("image/{kind}"))
        );
        assert!(answer.body.starts_with(begins), "{kind}");
    }
    let chosen = ask("GET", HOST, "/image", &[("Accept", "image/jpeg")], b"");
    assert_eq!(chosen.field("content-type"), Some("image/jpeg"));
    assert_eq!(
        ask("GET", HOST, "/image", &[("Accept", "text/html")], b"").status,
        406
    );
}
