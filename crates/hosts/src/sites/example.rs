//! `example.com` and its sisters: the host that stands for any other in a text.

use crate::http::{Request, Response, Site};
use fastrand::Rng;

/// Any of them.
pub struct Example;

impl Site for Example {
    fn think(&self) -> f64 {
        0.005
    }

    fn answer(&self, request: &Request, _random: &mut Rng) -> Response {
        let status = match (request.method(), request.path().as_str()) {
            ("GET" | "HEAD", "/" | "/index.html") => 200,
            ("GET" | "HEAD", _) => 404,
            ("OPTIONS", _) => return Response::new(200).with("Allow", "OPTIONS, GET, HEAD"),
            _ => return Response::html(405, "").with("Allow", "OPTIONS, GET, HEAD"),
        };
        let page = concat!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n    <title>Example Domain</title>\n",
            "    <meta charset=\"utf-8\" />\n    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n",
            "</head>\n\n<body>\n<div>\n    <h1>Example Domain</h1>\n",
            "    <p>Whoever needs a name for a host in a text can take this one: nobody has to be asked.</p>\n",
            "    <p><a href=\"https://www.iana.org/domains/example\">Why that is so</a></p>\n",
            "</div>\n</body>\n</html>\n"
        );
        Response::bytes(status, "text/html", page)
            .with("ETag", "\"loopscope-1\"")
            .with("Last-Modified", "Mon, 13 Jan 2025 20:11:20 GMT")
            .with("Cache-Control", "max-age=86400")
    }
}
