//! Answers that need not be sent again.

use super::uuid;
use crate::http::{Request, Response};
use fastrand::Rng;
use httpdate::HttpDate;
use std::time::{Duration, UNIX_EPOCH};

/// Not again to who has one, whichever it is.
pub(super) fn cache(request: &Request, answer: Response, random: &mut Rng) -> Response {
    if request.field("if-modified-since").is_some() || request.field("if-none-match").is_some() {
        return Response::new(304);
    }
    let since = Duration::from_secs_f64(request.time.max(0.0));
    answer
        .with(
            "Last-Modified",
            HttpDate::from(UNIX_EPOCH + since).to_string(),
        )
        .with("ETag", uuid(random).replace('-', ""))
}

/// Not again to who has this one.
pub(super) fn etag(request: &Request, tag: &str, answer: Response) -> Response {
    let names = |field: &str| {
        let value = request.field(field)?;
        Some(value.split(',').any(|one| {
            let one = one.trim();
            let one = one.strip_prefix("W/").unwrap_or(one);
            one == "*" || one.trim_matches('"') == tag
        }))
    };
    let response = if let Some(named) = names("if-none-match") {
        if named { Response::new(304) } else { answer }
    } else if names("if-match") == Some(false) {
        Response::html(412, "")
    } else {
        answer
    };
    response.with("ETag", tag)
}
