//! `www.python.org` and `docs.python.org`: pages that are fetched in every first lesson.

use crate::{
    http::{Request, Response, Site},
    words::{number, sentence},
};
use fastrand::Rng;

/// Any of them.
pub struct PythonOrg;

impl Site for PythonOrg {
    fn think(&self) -> f64 {
        0.015
    }

    fn answer(&self, request: &Request, _random: &mut Rng) -> Response {
        if request.host == "python.org" {
            let to = format!("https://www.python.org{}", request.raw_path());
            return Response::redirect(301, &to);
        }
        if !request.secure {
            return Response::redirect(
                301,
                &format!("https://{}{}", request.host, request.raw_path()),
            );
        }
        let path = request.path();
        let title = if path == "/" {
            "Welcome to Python.org".to_owned()
        } else {
            format!("{} | Python.org", path.trim_matches('/'))
        };
        // About as long as the real page.
        let news: String = (0..400)
            .map(|line| {
                let seed = number(&path) + line;
                format!(
                    "      <li><a href=\"/news/{line}/\">{}</a></li>\n",
                    sentence(seed, 11)
                )
            })
            .collect();
        Response::html(
            200,
            format!(
                "<!doctype html>\n<html class=\"no-js\" lang=\"en\" dir=\"ltr\">\n<head>\n    <meta charset=\"utf-8\">\n    <title>{title}</title>\n</head>\n<body>\n    <h1>{title}</h1>\n    <p>This page is simulated.</p>\n    <ul>\n{news}    </ul>\n</body>\n</html>\n"
            ),
        )
        .with("Server", "nginx")
        .with("Vary", "Cookie")
        .with("X-Frame-Options", "SAMEORIGIN")
    }
}
