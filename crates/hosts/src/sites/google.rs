//! `www.google.com`: the page that everybody pings.

use crate::{
    http::{Request, Response, Site},
    words::{number, words},
};
use fastrand::Rng;

/// The host.
pub struct Google;

impl Site for Google {
    fn think(&self) -> f64 {
        0.03
    }

    fn answer(&self, request: &Request, random: &mut Rng) -> Response {
        if request.host == "google.com" {
            let to = format!(
                "{}://www.google.com{}",
                request.scheme(),
                request.raw_path()
            );
            return Response::redirect(301, &to).with("Server", "gws");
        }
        let results = request.asked("q").map_or_else(String::new, |asked| {
            (0..10)
                .map(|at| {
                    let seed = number(&asked) + at;
                    format!(
                        "<div class=\"g\"><a href=\"https://www.example.com/{at}\"><h3>{}</h3></a></div>",
                        words(seed, 5)
                    )
                })
                .collect()
        });
        let page = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"UTF-8\"><title>Google</title></head><body><form action=\"/search\"><input name=\"q\"></form>{results}<p>This page is simulated.</p></body></html>"
        );
        Response::bytes(200, "text/html; charset=ISO-8859-1", page)
            .with("Cache-Control", "private, max-age=0")
            .with("Expires", "-1")
            .with("Server", "gws")
            .with(
                "Set-Cookie",
                format!(
                    "NID={:032x}; path=/; domain=.google.com; HttpOnly",
                    random.u128(..)
                ),
            )
    }
}
