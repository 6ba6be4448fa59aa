//! Answers of the status that was asked for.

use crate::{
    http::{Request, Response},
    object,
};
use fastrand::Rng;

/// `codes`: one, or several with commas between, of which one is drawn; each may have a weight after a colon.
pub(super) fn answer(codes: &str, _request: &Request, random: &mut Rng) -> Response {
    let choices: Option<Vec<(u16, f64)>> = codes.split(',').map(choice).collect();
    let Some(choices) = choices else {
        return Response::html(400, "Invalid status code");
    };
    let total: f64 = choices.iter().map(|(_, weight)| weight).sum();
    let mut at = random.f64() * total;
    let status = choices
        .iter()
        .find(|(_, weight)| {
            at -= weight;
            at < 0.0
        })
        .or(choices.last())
        .map_or(200, |(status, _)| *status);
    of(status)
}

fn choice(text: &str) -> Option<(u16, f64)> {
    let (code, weight) = text.split_once(':').unwrap_or((text, "1"));
    let code: u16 = code.trim().parse().ok()?;
    let weight: f64 = weight.trim().parse().ok()?;
    ((100..1000).contains(&code) && weight >= 0.0).then_some((code, weight))
}

fn of(status: u16) -> Response {
    match status {
        // An answer that is none ends nothing: what follows it would be waited for.
        100..=199 => Response::html(200, ""),
        301 | 302 | 303 | 305 | 307 => Response::redirect(status, "/redirect/1"),
        401 => Response::html(401, "").with("WWW-Authenticate", "Basic realm=\"Fake Realm\""),
        406 => {
            let accepts: Vec<crate::Json> = ["image/webp", "image/svg+xml", "image/jpeg", "image/png", "image/*"]
                .map(Into::into)
                .to_vec();
            let body = object! {
                "message" => "None of the kinds that you accept is served here.",
                "accept" => accepts,
            };
            Response::bytes(406, "application/json", body.to_python())
        }
        407 => Response::html(407, "").with("Proxy-Authenticate", "Basic realm=\"Fake Realm\""),
        418 => Response::html(418, "\n    (  )\n   ______   _\n  |      |_/ \\\n  |      |   |\n  |______|__/   a teapot\n\n")
            .with("x-more-info", "http://tools.ietf.org/html/rfc2324"),
        status => Response::html(status, ""),
    }
}
