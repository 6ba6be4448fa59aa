//! `dummyjson.com`: products, people, posts and more, by pages.

use crate::{
    http::{Request, Response, Site},
    json::Json,
    object,
    words::{number, sentence, words},
};
use fastrand::Rng;

/// The host.
pub struct DummyJson;

/// The kinds of records: name, how many, how one is made, what one may be called besides its number.
type Make = fn(usize) -> Json;
const KINDS: [(&str, usize, Make); 6] = [
    ("products", 194, product),
    ("users", 208, user),
    ("posts", 251, post),
    ("todos", 254, todo),
    ("quotes", 400, quote),
    ("recipes", 50, recipe),
];

impl Site for DummyJson {
    fn think(&self) -> f64 {
        0.03
    }

    fn answer(&self, request: &Request, random: &mut Rng) -> Response {
        // In milliseconds.
        let wait: f64 = request.number("delay").unwrap_or(0.0);
        let answer = route(request, random).unwrap_or_else(|| {
            Response::html(
                404,
                "<!DOCTYPE html>\n<title>404</title>\n<h1>There is nothing here.</h1>\n",
            )
        });
        answer
            .with("Access-Control-Allow-Origin", "*")
            .with("X-RateLimit-Limit", "100")
            .with("X-RateLimit-Remaining", "99")
            .after(wait.clamp(0.0, 5_000.0) / 1_000.0)
    }
}

fn route(request: &Request, random: &mut Rng) -> Option<Response> {
    let segments = request.segments();
    let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
    let method = request.method();
    let reads = matches!(method, "GET" | "HEAD");
    match *parts {
        ["test"] => {
            return Some(Response::json(
                200,
                &object! { "status" => "ok", "method" => method },
            ));
        }
        ["ip"] => {
            let agent = request.field("user-agent");
            return Some(Response::json(
                200,
                &object! { "ip" => request.origin.as_str(), "userAgent" => agent },
            ));
        }
        ["http", status, ..] => {
            let status: u16 = status
                .parse()
                .ok()
                .filter(|status| (200..600).contains(status))?;
            let words = crate::http::reason(status);
            return Some(Response::json(
                status,
                &object! { "status" => status.to_string(), "message" => words },
            ));
        }
        ["auth", "login"] | ["user", "login"] => return Some(login(request, random)),
        ["auth", "me"] => {
            return Some(match request.field("authorization") {
                Some(_) => Response::json(200, &user(1)),
                None => Response::json(401, &object! { "message" => "Access Token is required" }),
            });
        }
        _ => {}
    }
    let (name, count, make) = KINDS.iter().find(|(name, ..)| *name == parts[0])?;
    let all = || (1..=*count).map(make);
    Some(match (method, &parts[1..]) {
        (_, []) if reads => listed(request, name, all().collect()),
        (_, ["search"]) if reads => {
            let text = request.asked("q").unwrap_or_default().to_lowercase();
            let found = all().filter(|one| one.to_compact().to_lowercase().contains(&text));
            listed(request, name, found.collect())
        }
        (_, ["random"]) if reads => Response::json(200, &make(random.usize(1..=*count))),
        (_, ["categories" | "category-list"]) if reads && *name == "products" => {
            Response::json(200, &Json::List(CATEGORIES.map(Json::from).to_vec()))
        }
        (_, ["category", wanted]) if reads && *name == "products" => {
            let found =
                all().filter(|one| one.get("category").and_then(Json::as_text) == Some(wanted));
            listed(request, name, found.collect())
        }
        (_, ["user", id]) if reads => {
            let id: usize = id.parse().ok()?;
            let found = all().filter(|one| one.get("userId") == Some(&Json::from(id)));
            listed(request, name, found.collect())
        }
        ("POST", ["add"]) => {
            let mut body = object! { "id" => count + 1 };
            merge(&mut body, request);
            Response::json(201, &body)
        }
        (_, [id]) => {
            let found = id.parse().ok().filter(|id| (1..=*count).contains(id));
            let Some(id) = found else {
                let one = name.trim_end_matches('s');
                let message = format!(
                    "{}{} with id '{id}' not found",
                    one[..1].to_uppercase(),
                    &one[1..]
                );
                return Some(Response::json(404, &object! { "message" => message }));
            };
            let mut record = make(id);
            match method {
                "PUT" | "PATCH" => merge(&mut record, request),
                "DELETE" => {
                    record.set("isDeleted", true);
                    record.set(
                        "deletedOn",
                        crate::date::iso(request.time).replace('Z', ".000Z"),
                    );
                }
                _ if reads => {}
                _ => return None,
            }
            Response::json(200, &record)
        }
        _ => return None,
    })
}

fn merge(record: &mut Json, request: &Request) {
    if let Some(Json::Object(pairs)) = Json::parse(&request.body) {
        for (key, value) in pairs {
            record.set(&key, value);
        }
    }
}

fn listed(request: &Request, name: &str, mut all: Vec<Json>) -> Response {
    if let Some(key) = request.asked("sortBy") {
        all.sort_by_key(|one| one.get(&key).map(Json::to_compact));
        if request.asked("order").as_deref() == Some("desc") {
            all.reverse();
        }
    }
    let total = all.len();
    let limit = match request.number("limit").unwrap_or(30) {
        0 => total,
        limit => limit,
    };
    let skip: usize = request.number("skip").unwrap_or(0);
    let mut cut: Vec<Json> = all.into_iter().skip(skip).take(limit).collect();
    if let Some(select) = request.asked("select") {
        for one in &mut cut {
            if let Json::Object(pairs) = one {
                pairs.retain(|(key, _)| {
                    key == "id" || select.split(',').any(|wanted| wanted == key)
                });
            }
        }
    }
    let count = cut.len();
    Response::json(
        200,
        &object! { name => cut, "total" => total, "skip" => skip, "limit" => count },
    )
}

fn login(request: &Request, random: &mut Rng) -> Response {
    let sent = Json::parse(&request.body).unwrap_or(Json::Null);
    let text = |key: &str| sent.get(key).and_then(Json::as_text).unwrap_or_default();
    if text("username").is_empty() || text("password").is_empty() {
        return Response::json(
            400,
            &object! { "message" => "Username and password required" },
        );
    }
    let mut token = || format!("{:032x}.{:032x}", random.u128(..), random.u128(..));
    let (access, refresh) = (token(), token());
    let mut body = object! { "id" => 1, "username" => text("username") };
    for key in ["email", "firstName", "lastName", "gender", "image"] {
        if let Some(value) = user(1).get(key) {
            body.set(key, value.clone());
        }
    }
    body.set("accessToken", access);
    body.set("refreshToken", refresh);
    Response::json(200, &body)
}

const CATEGORIES: [&str; 8] = [
    "beauty",
    "fragrances",
    "furniture",
    "groceries",
    "laptops",
    "smartphones",
    "tablets",
    "tops",
];

fn seed(kind: &str, id: usize) -> u64 {
    number(kind).wrapping_add(id as u64)
}

fn capital(text: &str) -> String {
    let (first, rest) = text.split_at(text.len().min(1));
    first.to_ascii_uppercase() + rest
}

fn product(id: usize) -> Json {
    let seed = seed("product", id);
    let mut random = Rng::with_seed(seed);
    let mut cents = |from: u32, to: u32| f64::from(random.u32(from..to)) / 100.0;
    let (price, discount, rating) = (cents(99, 90_000), cents(0, 2_000), cents(250, 500));
    let stock = random.u32(0..120);
    object! {
        "id" => id,
        "title" => capital(&words(seed, 3)),
        "description" => sentence(seed + 1, 14),
        "category" => CATEGORIES[(id - 1) / 25 % 8],
        "price" => price,
        "discountPercentage" => discount,
        "rating" => rating,
        "stock" => stock,
        "tags" => vec![Json::from(CATEGORIES[(id - 1) / 25 % 8])],
        "brand" => capital(&words(seed + 2, 1)),
        "sku" => format!("{:08X}", seed as u32),
        "availabilityStatus" => if stock == 0 { "Out of Stock" } else if stock < 10 { "Low Stock" } else { "In Stock" },
        "thumbnail" => format!("https://cdn.dummyjson.com/product-images/{id}/thumbnail.webp"),
    }
}

fn user(id: usize) -> Json {
    let seed = seed("user", id);
    let (first, last) = (capital(&words(seed, 1)), capital(&words(seed + 500, 1)));
    let short = format!("{}{}", first.to_lowercase(), &last.to_lowercase()[..1]);
    object! {
        "id" => id,
        "firstName" => first.as_str(),
        "lastName" => last.as_str(),
        "age" => 20 + seed % 50,
        "gender" => if id.is_multiple_of(2) { "male" } else { "female" },
        "email" => format!("{}.{}@x.dummyjson.com", first.to_lowercase(), last.to_lowercase()),
        "phone" => format!("+1 555-{:03}-{:04}", seed % 1_000, seed / 7 % 10_000),
        "username" => short.as_str(),
        "image" => format!("https://dummyjson.com/icon/{short}/128"),
        "address" => object! { "address" => format!("{} {} Street", seed % 900 + 1, capital(&words(seed + 3, 1))), "city" => capital(&words(seed + 4, 1)) },
        "company" => object! { "name" => format!("{} and Co", capital(&words(seed + 5, 1))) },
    }
}

fn post(id: usize) -> Json {
    let seed = seed("post", id);
    object! {
        "id" => id,
        "title" => sentence(seed, 6),
        "body" => sentence(seed + 1, 30),
        "tags" => vec![Json::from(words(seed + 2, 1)), Json::from(words(seed + 3, 1))],
        "reactions" => object! { "likes" => seed % 1_500, "dislikes" => seed % 50 },
        "views" => seed % 5_000,
        "userId" => seed % 208 + 1,
    }
}

fn todo(id: usize) -> Json {
    let seed = seed("todo", id);
    object! { "id" => id, "todo" => sentence(seed, 6), "completed" => seed.is_multiple_of(2), "userId" => seed % 208 + 1 }
}

fn quote(id: usize) -> Json {
    let seed = seed("quote", id);
    object! { "id" => id, "quote" => sentence(seed, 10), "author" => format!("{} {}", capital(&words(seed + 1, 1)), capital(&words(seed + 2, 1))) }
}

fn recipe(id: usize) -> Json {
    let seed = seed("recipe", id);
    let list = |from: u64, count: u64, length: usize| -> Vec<Json> {
        (from..from + count)
            .map(|at| Json::from(sentence(seed + at, length)))
            .collect()
    };
    object! {
        "id" => id,
        "name" => capital(&words(seed, 3)),
        "ingredients" => list(10, 5, 2),
        "instructions" => list(20, 4, 8),
        "prepTimeMinutes" => 5 + seed % 30,
        "cookTimeMinutes" => 5 + seed % 60,
        "servings" => 1 + seed % 6,
        "difficulty" => if seed.is_multiple_of(2) { "Easy" } else { "Medium" },
        "rating" => 3.0 + (seed % 20) as f64 / 10.0,
    }
}
