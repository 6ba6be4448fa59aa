//! `dog.ceo`: addresses of pictures of dogs.

use crate::{
    http::{Request, Response, Site},
    json::Json,
    object,
};
use fastrand::Rng;

/// The host.
pub struct DogCeo;

const BREEDS: [(&str, &[&str]); 12] = [
    ("akita", &[]),
    ("beagle", &[]),
    ("boxer", &[]),
    ("bulldog", &["boston", "english", "french"]),
    ("collie", &["border"]),
    ("dalmatian", &[]),
    ("hound", &["afghan", "basset", "blood"]),
    ("husky", &[]),
    ("poodle", &["miniature", "standard", "toy"]),
    ("pug", &[]),
    ("retriever", &["chesapeake", "golden"]),
    ("terrier", &["border", "irish", "welsh"]),
];

impl Site for DogCeo {
    fn think(&self) -> f64 {
        0.04
    }

    fn answer(&self, request: &Request, random: &mut Rng) -> Response {
        let segments = request.segments();
        let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
        let names: Vec<&str> = BREEDS.iter().map(|(name, _)| *name).collect();
        let mut draw = |breed: Option<&str>| {
            let name = breed.unwrap_or_else(|| names[random.usize(..names.len())]);
            let id = random.u32(1_000..12_000);
            Json::from(format!(
                "https://images.dog.ceo/breeds/{name}/n{id:08}_{}.jpg",
                id % 997
            ))
        };
        let known = |name: &str| names.contains(&name);
        let many = |count: &str| count.parse().unwrap_or(1_usize).clamp(1, 50);
        let message = match *parts {
            ["api", "breeds", "image", "random"] => Some(draw(None)),
            ["api", "breeds", "image", "random", count] => {
                Some(Json::List((0..many(count)).map(|_| draw(None)).collect()))
            }
            ["api", "breeds", "list"] => Some(Json::List(
                names.iter().map(|name| Json::from(*name)).collect(),
            )),
            ["api", "breeds", "list", "all"] => Some(
                BREEDS
                    .iter()
                    .map(|(name, kinds)| {
                        let kinds = kinds.iter().map(|kind| Json::from(*kind)).collect();
                        ((*name).to_owned(), Json::List(kinds))
                    })
                    .collect(),
            ),
            ["api", "breed", name, "images", "random"] if known(name) => Some(draw(Some(name))),
            ["api", "breed", name, "images", "random", count] if known(name) => Some(Json::List(
                (0..many(count)).map(|_| draw(Some(name))).collect(),
            )),
            ["api", "breed", name, "list"] => BREEDS
                .iter()
                .find(|(breed, _)| *breed == name)
                .map(|(_, kinds)| Json::List(kinds.iter().map(|kind| Json::from(*kind)).collect())),
            _ => None,
        };
        match message {
            Some(message) => Response::json(
                200,
                &object! { "message" => message, "status" => "success" },
            ),
            None => Response::json(
                404,
                &object! {
                    "status" => "error",
                    "message" => "There is no such breed, or no such address.",
                    "code" => 404,
                },
            ),
        }
    }
}
