//! `api.agify.io`, `api.genderize.io`, `api.nationalize.io`: what a first name may tell, made up.

use crate::{
    http::{Request, Response, Site},
    json::Json,
    object,
    words::number,
};
use fastrand::Rng;

/// Any of them.
pub struct Guesses;

const COUNTRIES: [&str; 10] = ["BR", "CA", "DE", "ES", "FR", "IN", "JP", "NG", "PL", "US"];

impl Site for Guesses {
    fn think(&self) -> f64 {
        0.03
    }

    fn answer(&self, request: &Request, _random: &mut Rng) -> Response {
        let asked = request.query();
        let all: Vec<Json> = asked
            .iter()
            .filter(|(key, _)| key == "name" || key == "name[]")
            .map(|(_, name)| guess(&request.host, name))
            .collect();
        let body = match (all.as_slice(), asked.iter().any(|(key, _)| key == "name[]")) {
            ([], _) => {
                return Response::json(422, &object! { "error" => "Missing 'name' parameter" });
            }
            (_, true) => Json::List(all),
            ([first, ..], false) => first.clone(),
        };
        Response::json(200, &body)
            .with("X-Rate-Limit-Limit", "100")
            .with("X-Rate-Limit-Remaining", "99")
    }
}

fn guess(host: &str, name: &str) -> Json {
    let hash = number(&name.to_lowercase());
    let count = hash % 300_000 + 50;
    let share = |hash: u64| (hash % 90 + 10) as f64 / 100.0;
    match host {
        "api.agify.io" => object! { "count" => count, "name" => name, "age" => 18 + hash % 60 },
        "api.genderize.io" => object! {
            "count" => count,
            "name" => name,
            "gender" => if name.to_lowercase().ends_with('a') { "female" } else { "male" },
            "probability" => share(hash),
        },
        _ => {
            let countries: Vec<Json> = (0..5_u64)
                .map(|at| {
                    let place = (hash as usize + at as usize * 3) % COUNTRIES.len();
                    object! { "country_id" => COUNTRIES[place], "probability" => share(hash) / (at + 2) as f64 }
                })
                .collect();
            object! { "count" => count, "name" => name, "country" => countries }
        }
    }
}
