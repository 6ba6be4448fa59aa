//! `en.wikipedia.org`: articles, their summaries, and the interface by which programs ask.

use crate::{
    date::iso,
    http::{Request, Response, Site},
    json::Json,
    object,
    words::{number, sentence},
};
use fastrand::Rng;

/// The host.
pub struct Wikipedia;

impl Site for Wikipedia {
    fn think(&self) -> f64 {
        0.04
    }

    fn answer(&self, request: &Request, _random: &mut Rng) -> Response {
        let segments = request.segments();
        let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
        match *parts {
            [""] => Response::redirect(301, "https://en.wikipedia.org/wiki/Main_Page"),
            ["api", "rest_v1", "page", "summary", title] => {
                Response::json(200, &summary(title, request.time))
            }
            ["w", "api.php"] => Response::json(200, &asked(request)),
            ["wiki", ..] => article(&parts[1..].join("/")),
            _ => Response::html(
                404,
                "<!DOCTYPE html>\n<title>Not found</title>\n<h1>There is no such page.</h1>\n",
            ),
        }
        .with("Server", "mw-web")
        .with("Vary", "Accept-Encoding,Cookie")
    }
}

fn text(title: &str, sentences: u64) -> String {
    let seed = number(title);
    let rest: Vec<String> = (0..sentences).map(|at| sentence(seed + at, 14)).collect();
    format!(
        "{} is a subject on which this simulated article says: {}",
        title.replace('_', " "),
        rest.join(" ")
    )
}

fn article(title: &str) -> Response {
    let plain = title.replace('_', " ");
    let paragraphs: String = (0..30)
        .map(|at| {
            let link = sentence(number(title) + at, 2)
                .replace(' ', "_")
                .replace('.', "");
            format!(
                "<p>{} <a href=\"/wiki/{link}\" title=\"{link}\">{link}</a></p>\n",
                text(title, 6)
            )
        })
        .collect();
    Response::bytes(
        200,
        "text/html; charset=UTF-8",
        format!(
            "<!DOCTYPE html>\n<html class=\"client-nojs\" lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"UTF-8\">\n<title>{plain} - Wikipedia</title>\n</head>\n<body>\n<h1 id=\"firstHeading\" class=\"firstHeading mw-first-heading\">{plain}</h1>\n<div id=\"mw-content-text\">\n{paragraphs}</div>\n</body>\n</html>\n"
        ),
    )
}

fn summary(title: &str, time: f64) -> Json {
    let plain = title.replace('_', " ");
    object! {
        "type" => "standard",
        "title" => plain.as_str(),
        "displaytitle" => plain.as_str(),
        "pageid" => page_id(title),
        "lang" => "en",
        "dir" => "ltr",
        "timestamp" => iso((time / 86_400.0).floor() * 86_400.0),
        "description" => "Subject of a simulated article",
        "content_urls" => object! {
            "desktop" => object! { "page" => format!("https://en.wikipedia.org/wiki/{title}") },
        },
        "extract" => text(title, 3),
    }
}

fn page_id(title: &str) -> u64 {
    number(title) % 70_000_000
}

/// `action=query` for articles' texts and for what is found by `list=search`; `action=opensearch`.
fn asked(request: &Request) -> Json {
    let value = |name: &str| request.asked(name).unwrap_or_default();
    match value("action").as_str() {
        "opensearch" => {
            let title = value("search");
            let address = format!("https://en.wikipedia.org/wiki/{}", title.replace(' ', "_"));
            let list = |one: String| Json::List(vec![one.into()]);
            Json::List(vec![
                title.clone().into(),
                list(title),
                list(String::new()),
                list(address),
            ])
        }
        "query" if value("list") == "search" => {
            let asked = value("srsearch");
            let found: Vec<Json> = (0..10)
                .map(|at| {
                    let title = if at == 0 {
                        asked.clone()
                    } else {
                        format!(
                            "{asked} ({})",
                            sentence(number(&asked) + at, 1).trim_end_matches('.')
                        )
                    };
                    object! {
                        "ns" => 0,
                        "pageid" => page_id(&title),
                        "size" => 1_000 + number(&title) % 90_000,
                        "wordcount" => 100 + number(&title) % 9_000,
                        "snippet" => text(&title, 1),
                        "timestamp" => iso((request.time / 86_400.0).floor() * 86_400.0),
                        "title" => title,
                    }
                })
                .collect();
            object! {
                "batchcomplete" => "",
                "query" => object! { "searchinfo" => object! { "totalhits" => found.len() }, "search" => found },
            }
        }
        "query" => {
            let pages: Json = value("titles")
                .split('|')
                .filter(|title| !title.is_empty())
                .map(|title| {
                    let id = page_id(title);
                    let page = object! {
                        "pageid" => id, "ns" => 0, "title" => title.replace('_', " "), "extract" => text(title, 4),
                    };
                    (id.to_string(), page)
                })
                .collect();
            object! { "batchcomplete" => "", "query" => object! { "pages" => pages } }
        }
        action => object! {
            "error" => object! {
                "code" => "badvalue",
                "info" => format!("Unrecognized value for parameter \"action\": {action}."),
            },
            "servedby" => "mw-api-ext",
        },
    }
}
