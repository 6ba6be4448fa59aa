//! `catfact.ninja`: what one may know about cats.

use crate::{
    http::{Request, Response, Site},
    json::Json,
    object,
};
use fastrand::Rng;

/// The host.
pub struct CatFact;

const FACTS: [&str; 16] = [
    "A cat sleeps for more than half of the day.",
    "A cat's nose is as much its own as a finger is a person's.",
    "Cats walk on their toes.",
    "A cat can turn each of its ears by itself.",
    "Most cats cannot taste what is sweet.",
    "A cat's whiskers tell it whether it fits through a gap.",
    "Kittens are born with blue eyes.",
    "A group of kittens born together is called a litter.",
    "Cats see well where people see nothing, and see less colour.",
    "A cat that is let fall turns in the air and lands on its feet.",
    "Cats purr when they are content, and sometimes when they are hurt.",
    "A cat's tail is part of its backbone.",
    "Cats bring what they have caught to those they live with.",
    "A cat has more bones than a person.",
    "Cats rub their cheeks on things to leave their scent there.",
    "Adult cats mew at people and hardly ever at each other.",
];

const BREEDS: [(&str, &str, &str); 8] = [
    ("Abyssinian", "Ethiopia", "Short"),
    ("Birman", "Burma", "Long"),
    ("Egyptian Mau", "Egypt", "Short"),
    ("Maine Coon", "United States", "Long"),
    ("Manx", "Isle of Man", "Short"),
    ("Persian", "Iran", "Long"),
    ("Russian Blue", "Russia", "Short"),
    ("Siamese", "Thailand", "Short"),
];

impl Site for CatFact {
    fn think(&self) -> f64 {
        0.06
    }

    fn answer(&self, request: &Request, random: &mut Rng) -> Response {
        let longest = request.number("max_length").unwrap_or(usize::MAX);
        let facts: Vec<&str> = FACTS
            .into_iter()
            .filter(|fact| fact.len() <= longest)
            .collect();
        let fact = |fact: &str| object! { "fact" => fact, "length" => fact.len() };
        match request.path().as_str() {
            "/fact" if facts.is_empty() => Response::json(404, &object! { "message" => "Not Found", "code" => 404 }),
            "/fact" => Response::json(200, &fact(facts[random.usize(..facts.len())])),
            "/facts" => paged(request, facts.into_iter().map(fact).collect()),
            "/breeds" => paged(
                request,
                BREEDS
                    .iter()
                    .map(|(breed, country, coat)| {
                        object! {
                            "breed" => *breed, "country" => *country, "origin" => "Natural", "coat" => *coat,
                            "pattern" => "All",
                        }
                    })
                    .collect(),
            ),
            _ => Response::json(404, &object! { "message" => "Not Found", "code" => 404 }),
        }
        .with("Server", "nginx")
    }
}

/// One page of a list, with where the others are.
fn paged(request: &Request, all: Vec<Json>) -> Response {
    let limit = request.number("limit").unwrap_or(10_usize).clamp(1, 1_000);
    let page = request.number("page").unwrap_or(1_usize).max(1);
    let total = all.len();
    let last = total.div_ceil(limit).max(1);
    let path = format!("https://catfact.ninja{}", request.raw_path());
    let to = |page: usize| {
        (1..=last)
            .contains(&page)
            .then(|| format!("{path}?page={page}"))
    };
    let data: Vec<Json> = all
        .into_iter()
        .skip((page - 1) * limit)
        .take(limit)
        .collect();
    let from = (!data.is_empty()).then_some((page - 1) * limit + 1);
    Response::json(
        200,
        &object! {
            "current_page" => page,
            "to" => from.map(|from| from + data.len() - 1),
            "from" => from,
            "data" => data,
            "first_page_url" => to(1),
            "last_page" => last,
            "last_page_url" => to(last),
            "next_page_url" => to(page + 1),
            "path" => path.as_str(),
            "per_page" => limit,
            "prev_page_url" => to(page - 1),
            "total" => total,
        },
    )
}
