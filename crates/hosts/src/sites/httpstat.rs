//! `httpstat.us`: answers of any status, after any wait.

use crate::{
    http::{Request, Response, Site, reason},
    object,
};
use fastrand::Rng;

/// The host.
pub struct Httpstat;

impl Site for Httpstat {
    fn answer(&self, request: &Request, random: &mut Rng) -> Response {
        let segments = request.segments();
        let status = match segments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            [""] => {
                return Response::html(
                    200,
                    "<!doctype html>\n<title>httpstat.us</title>\n<h1>A status each</h1>\n",
                );
            }
            ["random", list] => {
                let choices: Vec<u16> =
                    list.split(',').filter_map(|one| one.parse().ok()).collect();
                match choices.is_empty() {
                    true => None,
                    false => Some(choices[random.usize(..choices.len())]),
                }
            }
            [code] => code.parse().ok(),
            _ => None,
        };
        let Some(status) = status.filter(|status| (200..600).contains(status)) else {
            return Response::text(404, "404 Not Found");
        };
        // In milliseconds, five minutes at most.
        let wait: f64 = request.number("sleep").unwrap_or(0.0);
        let words = reason(status);
        let json = request
            .field("accept")
            .is_some_and(|accept| accept.contains("json"));
        let mut response = if json {
            Response::json(
                status,
                &object! { "code" => status, "description" => words },
            )
        } else {
            Response::bytes(status, "text/plain", format!("{status} {words}"))
        };
        if matches!(status, 301 | 302 | 303 | 307 | 308) {
            response = response.with("Location", "https://httpstat.us");
        }
        if matches!(status, 429 | 503) {
            response = response.with("Retry-After", "5");
        }
        response.after(wait.clamp(0.0, 300_000.0) / 1_000.0)
    }
}
