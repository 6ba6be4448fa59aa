//! `api.github.com`: people, their repositories, and how often one may ask.

mod records;

use crate::{
    http::{Request, Response, Site},
    json::Json,
    object,
    words::{number, sentence},
};
use fastrand::Rng;
use std::cell::Cell;

/// The host. It counts how often it is asked.
pub struct Github {
    asked: Cell<u32>,
}

impl Github {
    /// One that nobody has asked yet.
    pub fn new() -> Github {
        Github {
            asked: Cell::new(0),
        }
    }
}

/// How often one may ask within an hour, unknown and known.
const LIMITS: (u32, u32) = (60, 5_000);
const DOCUMENTATION: &str = "https://docs.github.com/rest";

const SAYINGS: [&str; 8] = [
    "Ask once, wait well.",
    "What yields is never stuck.",
    "Simple things stay.",
    "A clear name is half the comment.",
    "Cancel with care.",
    "Let tests tell the tale.",
    "Few words, fast words.",
    "Nothing is lost that is committed.",
];

impl Site for Github {
    fn think(&self) -> f64 {
        0.06
    }

    fn answer(&self, request: &Request, random: &mut Rng) -> Response {
        if request.field("user-agent").is_none() {
            return Response::text(
                403,
                "Whoever asks has to say by a User-Agent field who they are.\n",
            );
        }
        let limit = if request.field("authorization").is_some() {
            LIMITS.1
        } else {
            LIMITS.0
        };
        let free = request.path() == "/rate_limit";
        let used = self.asked.get();
        let spent = used >= limit && !free;
        if !free && !spent {
            self.asked.set(used + 1);
        }
        let used = self.asked.get().min(limit);
        let reset = ((request.time / 3_600.0).floor() as u64 + 1) * 3_600;
        let counts = object! { "limit" => limit, "used" => used, "remaining" => limit - used, "reset" => reset };
        let (status, body) = if spent {
            let message = format!("API rate limit exceeded for {}.", request.origin);
            (
                403,
                object! { "message" => message, "documentation_url" => DOCUMENTATION },
            )
        } else if free {
            (
                200,
                object! { "resources" => object! { "core" => counts.clone() }, "rate" => counts },
            )
        } else {
            self.route(request, random)
        };
        let response = match &body {
            Json::Text(text) => Response::text(status, text.as_bytes()),
            _ if request
                .field("user-agent")
                .is_some_and(|agent| agent.starts_with("curl")) =>
            {
                Response::pretty_json(status, &body)
            }
            _ => Response::json(status, &body),
        };
        response
            .with("Server", "github.com")
            .with("Cache-Control", "public, max-age=60, s-maxage=60")
            .with("ETag", format!("W/\"{:016x}\"", number(&body.to_compact())))
            .with("X-GitHub-Media-Type", "github.v3; format=json")
            .with("X-RateLimit-Limit", limit.to_string())
            .with("X-RateLimit-Remaining", (limit - used).to_string())
            .with("X-RateLimit-Reset", reset.to_string())
            .with("X-RateLimit-Used", used.to_string())
            .with("X-RateLimit-Resource", "core")
            .with("Access-Control-Allow-Origin", "*")
    }
}

impl Github {
    fn route(&self, request: &Request, random: &mut Rng) -> (u16, Json) {
        let segments = request.segments();
        let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
        let missing = || {
            let body = object! { "message" => "Not Found", "documentation_url" => DOCUMENTATION, "status" => "404" };
            (404, body)
        };
        let found = match *parts {
            [""] => Some(object! {
                "current_user_url" => "https://api.github.com/user",
                "rate_limit_url" => "https://api.github.com/rate_limit",
                "repository_url" => "https://api.github.com/repos/{owner}/{repo}",
                "user_url" => "https://api.github.com/users/{user}",
            }),
            ["zen"] => Some(Json::from(SAYINGS[random.usize(..SAYINGS.len())])),
            ["user"] => {
                let body = object! { "message" => "Requires authentication", "documentation_url" => DOCUMENTATION, "status" => "401" };
                return (401, body);
            }
            ["users" | "orgs", name] if exists(name) => Some(records::person(name)),
            ["users" | "orgs", name, "repos"] if exists(name) => {
                Some(paged(request, records::count(name), |at| {
                    records::repository(name, &records::name(name, at))
                }))
            }
            ["users", name, "followers" | "following"] if exists(name) => {
                Some(paged(request, 40, |at| {
                    records::short(&records::friend(name, at))
                }))
            }
            ["repos", owner, name] if exists(owner) && exists(name) => {
                Some(records::repository(owner, name))
            }
            ["repos", owner, name, "issues" | "pulls"] if exists(owner) && exists(name) => {
                Some(paged(request, 35, |at| {
                    records::issue(owner, name, 35 - at)
                }))
            }
            ["repos", owner, name, "commits"] if exists(owner) && exists(name) => {
                Some(paged(request, 90, |at| records::commit(owner, name, at)))
            }
            ["repos", owner, name, "contributors"] if exists(owner) && exists(name) => {
                Some(paged(request, 20, |at| {
                    let mut one = records::short(&records::friend(owner, at));
                    one.set("contributions", 400 / (at + 1));
                    one
                }))
            }
            ["repos", owner, name, "languages"] if exists(owner) && exists(name) => Some(
                object! { "Python" => 100_000 + number(name) % 900_000, "C" => number(name) % 90_000, "Shell" => number(name) % 9_000 },
            ),
            ["search", "repositories"] => Some(search(request)),
            _ => None,
        };
        found.map_or_else(missing, |body| (200, body))
    }
}

/// Whether there is somebody of that name: nobody whose name says that they are not.
fn exists(name: &str) -> bool {
    let name = name.to_lowercase();
    !name.is_empty()
        && name.len() < 60
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        && ![
            "nonexist",
            "non-exist",
            "not-exist",
            "notexist",
            "doesnotexist",
            "does-not",
            "no-such",
            "nosuch",
            "404",
            "invalid",
            "not-a-real",
            "thisuser",
            "this-user",
            "asdf",
        ]
        .iter()
        .any(|word| name.contains(word))
}

fn paged(request: &Request, count: usize, make: impl Fn(usize) -> Json) -> Json {
    let each = request.number("per_page").unwrap_or(30_usize).clamp(1, 100);
    let page = request.number("page").unwrap_or(1_usize).max(1);
    let from = (page - 1).saturating_mul(each);
    (from..count.min(from.saturating_add(each)))
        .map(make)
        .collect::<Vec<_>>()
        .into()
}

fn search(request: &Request) -> Json {
    let asked = request.asked("q").unwrap_or_default();
    let word: String = asked
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric())
        .collect();
    let word = if word.is_empty() {
        "loop".to_owned()
    } else {
        word
    };
    let each = request.number("per_page").unwrap_or(30_usize).clamp(1, 100);
    let mut items: Vec<Json> = (0..each.min(60))
        .map(|at| {
            let owner = records::friend(&word, at);
            records::repository(
                &owner,
                &format!(
                    "{word}-{}",
                    sentence(number(&word) + at as u64, 1)
                        .trim_end_matches('.')
                        .to_lowercase()
                ),
            )
        })
        .collect();
    if request.asked("sort").as_deref() == Some("stars") {
        let stars = |one: &Json| match one.get("stargazers_count") {
            Some(Json::Number(stars)) => stars.as_u64().unwrap_or_default(),
            _ => 0,
        };
        items.sort_by_key(|one| std::cmp::Reverse(stars(one)));
    }
    object! { "total_count" => 60, "incomplete_results" => false, "items" => items }
}
