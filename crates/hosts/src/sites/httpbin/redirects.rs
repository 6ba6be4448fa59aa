//! Ways that lead elsewhere.

use crate::http::{Request, Response};

/// So many steps, and then `/get`.
pub(super) fn count_down(request: &Request, kind: &str, count: &str) -> Option<Response> {
    let count: u32 = count.parse().ok().filter(|count| *count > 0)?;
    let absolute = kind == "absolute-redirect"
        || (kind == "redirect"
            && request
                .asked("absolute")
                .is_some_and(|word| word.eq_ignore_ascii_case("true")));
    let path = match (count, absolute) {
        (1, _) => "/get".to_owned(),
        (_, true) => format!("/absolute-redirect/{}", count - 1),
        (_, false) => format!("/relative-redirect/{}", count - 1),
    };
    let to = if absolute {
        format!("{}://{}{path}", request.scheme(), request.authority())
    } else {
        path
    };
    let mut response = Response::redirect(302, &to);
    if kind == "redirect" {
        let page = format!(
            "<!doctype html>\n<title>Moved</title>\n<p>Go on to <a href=\"{to}\">{to}</a>.</p>\n"
        );
        response.body = crate::http::Body::Whole(page.into_bytes());
    }
    Some(response)
}

/// Where the query says.
pub(super) fn anywhere(request: &Request) -> Response {
    let form = request.form().unwrap_or_default();
    let asked = |name: &str| {
        request.asked(name).or_else(|| {
            form.fields
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.clone())
        })
    };
    let Some(to) = asked("url") else {
        return Response::html(400, "The query names no url.\n");
    };
    let status = asked("status_code")
        .and_then(|status| status.parse().ok())
        .filter(|status| (300..400).contains(status))
        .unwrap_or(302);
    Response::redirect(status, &to)
}
