//! Cookies: which there are, new ones, and their end.

use super::Httpbin;
use crate::{
    http::{Request, Response},
    json::Json,
    object,
};

/// `parts`: what follows `/cookies`.
pub(super) fn answer(host: &Httpbin, request: &Request, parts: &[&str]) -> Option<Response> {
    let set = |pairs: &[(String, String)]| {
        pairs.iter().fold(
            Response::redirect(302, "/cookies"),
            |response, (name, value)| {
                response.with("Set-Cookie", format!("{name}={value}; Path=/"))
            },
        )
    };
    Some(match *parts {
        [] => {
            let cookies: Json = request
                .cookies()
                .into_iter()
                .map(|(name, value)| (name, Json::from(value)))
                .collect();
            host.json(object! { "cookies" => cookies })
        }
        ["set"] => set(&request.query()),
        ["set", name, value] => set(&[(name.to_owned(), value.to_owned())]),
        ["delete"] => request.query().iter().fold(
            Response::redirect(302, "/cookies"),
            |response, (name, _)| {
                response.with(
                    "Set-Cookie",
                    format!("{name}=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/"),
                )
            },
        ),
        _ => return None,
    })
}
