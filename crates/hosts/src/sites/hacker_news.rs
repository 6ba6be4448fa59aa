//! `hacker-news.firebaseio.com`: lists of numbers, and what each number is.

use crate::{
    http::{Request, Response, Site},
    json::Json,
    object,
    words::{number, sentence, some, words},
};
use fastrand::Rng;

/// The host.
pub struct HackerNews;

/// The newest item's number at 2026-01-01, and how many come in an hour.
const NEWEST: (f64, f64, f64) = (46_000_000.0, 1_767_225_600.0, 400.0);
/// The oldest story that is made up.
const OLDEST: u64 = 1;

impl Site for HackerNews {
    fn think(&self) -> f64 {
        0.02
    }

    fn answer(&self, request: &Request, _random: &mut Rng) -> Response {
        let path = request.path();
        let newest = newest(request.time);
        // A list stays the same for a minute.
        let minute = (request.time / 60.0).floor() as u64;
        let body = match path.trim_end_matches('/') {
            "/v0/maxitem.json" => Some(Json::from(newest)),
            "/v0/topstories.json" => Some(list(newest, minute, 500)),
            "/v0/newstories.json" => Some(list(newest, 0, 500)),
            "/v0/beststories.json" => Some(list(newest, minute / 60 + 7, 200)),
            "/v0/askstories.json" => Some(list(newest, minute + 1, 50)),
            "/v0/showstories.json" => Some(list(newest, minute + 2, 100)),
            "/v0/jobstories.json" => Some(list(newest, minute + 3, 30)),
            other => {
                let rest = other.strip_suffix(".json");
                if let Some(id) = rest.and_then(|rest| rest.strip_prefix("/v0/item/")) {
                    // What is not there is null, not an error.
                    let id: Option<u64> = id.parse().ok();
                    let found = id.filter(|id| (OLDEST..=newest).contains(id));
                    Some(found.map_or(Json::Null, |id| item(id, request.time)))
                } else {
                    rest.and_then(|rest| rest.strip_prefix("/v0/user/"))
                        .map(user)
                }
            }
        };
        match body {
            Some(body) => Response::json(200, &body),
            None => Response::json(401, &object! { "error" => "Permission denied" }),
        }
        .with("Server", "nginx")
        .with("Cache-Control", "no-cache")
        .with("Access-Control-Allow-Origin", "*")
    }
}

fn newest(time: f64) -> u64 {
    let (count, at, rate) = NEWEST;
    (count + (time - at).max(0.0) / 3_600.0 * rate) as u64
}

/// Stories, each tenth item; a comment is what is not one.
fn is_story(id: u64) -> bool {
    id.is_multiple_of(10)
}

fn list(newest: u64, seed: u64, count: u64) -> Json {
    let last = newest - newest % 10;
    let mut ids: Vec<u64> = (0..count).map(|at| last - at * 10).collect();
    if seed > 0 {
        Rng::with_seed(seed).shuffle(&mut ids);
    }
    Json::List(ids.into_iter().map(Json::from).collect())
}

fn item(id: u64, now: f64) -> Json {
    let (count, at, rate) = NEWEST;
    let time = at + (id as f64 - count) * 3_600.0 / rate;
    let time = time.clamp(1_160_418_111.0, now) as u64;
    let who = format!("{}{}", words(id, 1), id % 90);
    if !is_story(id) {
        return object! {
            "by" => who, "id" => id, "parent" => id - id % 10, "text" => sentence(id, 20), "time" => time, "type" => "comment",
        };
    }
    let kids: Vec<Json> = (1..=id / 10 % 10).map(|kid| Json::from(id + kid)).collect();
    object! {
        "by" => who,
        "descendants" => kids.len(),
        "id" => id,
        "kids" => kids,
        "score" => 1 + number(&id.to_string()) % 900,
        "time" => time,
        "title" => some(id, 4, 9),
        "type" => "story",
        "url" => format!("https://www.{}.net/{id}", words(id + 1, 1)),
    }
}

fn user(name: &str) -> Json {
    object! {
        "about" => sentence(number(name), 8),
        "created" => 1_200_000_000 + number(name) % 400_000_000,
        "id" => name,
        "karma" => number(name) % 30_000,
    }
}
