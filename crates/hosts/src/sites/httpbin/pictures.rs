//! Pictures: waves as an oscilloscope draws them.

use crate::{
    http::{Request, Response},
    packing::png,
};

const SVG: &str = concat!(
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\" width=\"100\" height=\"100\">",
    "<rect width=\"100\" height=\"100\" fill=\"#102a2a\"/>",
    "<path d=\"M0 50 Q12.5 10 25 50 T50 50 T75 50 T100 50\" fill=\"none\" stroke=\"#5ff0b0\" stroke-width=\"3\"/>",
    "</svg>\n"
);

/// The picture of a kind.
pub(super) fn answer(kind: &str) -> Option<Response> {
    match kind {
        "png" => Some(Response::bytes(200, "image/png", wave())),
        "svg" => Some(Response::bytes(200, "image/svg+xml", SVG)),
        "jpeg" => Some(Response::bytes(
            200,
            "image/jpeg",
            include_bytes!("wave.jpeg"),
        )),
        "webp" => Some(Response::bytes(
            200,
            "image/webp",
            include_bytes!("wave.webp"),
        )),
        _ => None,
    }
}

/// The picture of a kind that the client takes.
pub(super) fn accepted(request: &Request) -> Response {
    let accepts = request
        .field("accept")
        .unwrap_or("image/png")
        .to_lowercase();
    let kinds = [
        ("image/webp", "webp"),
        ("image/svg+xml", "svg"),
        ("image/jpeg", "jpeg"),
        ("image/png", "png"),
        ("image/*", "png"),
        ("*/*", "png"),
    ];
    kinds
        .iter()
        .find(|(media, _)| accepts.contains(media))
        .and_then(|(_, kind)| answer(kind))
        .unwrap_or_else(|| Response::html(406, ""))
}

fn wave() -> Vec<u8> {
    png(100, 100, |x, y| {
        // A parabola up and one down: as near to a sine as is seen.
        let phase = f64::from(x % 50) / 25.0;
        let up = if phase < 1.0 {
            phase * (1.0 - phase)
        } else {
            -(phase - 1.0) * (2.0 - phase)
        };
        let distance = (f64::from(y) - 50.0 + up * 140.0).abs();
        if distance < 2.5 {
            [0x5F, 0xF0, 0xB0]
        } else {
            [0x10, 0x2A, 0x2A]
        }
    })
}
