//! `reqres.in`: people by pages, and doors that open.

use crate::{
    date::iso,
    http::{Request, Response, Site},
    json::Json,
    object,
    words::number,
};
use fastrand::Rng;

/// The host.
pub struct Reqres;

const PEOPLE: [(&str, &str); 12] = [
    ("Adaeze", "Obi"),
    ("Bruno", "Keller"),
    ("Camille", "Roux"),
    ("Daniyar", "Akhmetov"),
    ("Elif", "Demir"),
    ("Fergus", "Byrne"),
    ("Greta", "Holm"),
    ("Hiroshi", "Ono"),
    ("Ines", "Prado"),
    ("Jonas", "Weiss"),
    ("Kavya", "Rao"),
    ("Luka", "Horvat"),
];

fn person(id: usize) -> Json {
    let (first, last) = PEOPLE[id - 1];
    object! {
        "id" => id,
        "email" => format!("{}.{}@reqres.in", first.to_lowercase(), last.to_lowercase()),
        "first_name" => first,
        "last_name" => last,
        "avatar" => format!("https://reqres.in/img/faces/{id}-image.jpg"),
    }
}

impl Site for Reqres {
    fn answer(&self, request: &Request, random: &mut Rng) -> Response {
        let wait: f64 = request.number("delay").unwrap_or(0.0);
        self.route(request, random).after(wait.clamp(0.0, 60.0))
    }
}

impl Reqres {
    fn route(&self, request: &Request, random: &mut Rng) -> Response {
        let segments = request.segments();
        let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
        let sent = Json::parse(&request.body).or_else(|| {
            let fields = request.form()?.fields;
            Some(
                fields
                    .into_iter()
                    .map(|(key, value)| (key, Json::from(value)))
                    .collect(),
            )
        });
        let mut sent = match sent {
            Some(sent @ Json::Object(_)) => sent,
            _ => object! {},
        };
        let now = iso(request.time).replace('Z', ".000Z");
        let nothing = || Response::json(404, &object! {});
        match (request.method(), &parts[..]) {
            ("GET" | "HEAD", ["api", "users"]) => Response::json(200, &page(request)),
            ("GET" | "HEAD", ["api", "users", id]) => match id.parse() {
                Ok(id) if (1..=PEOPLE.len()).contains(&id) => Response::json(
                    200,
                    &object! { "data" => person(id), "support" => support() },
                ),
                _ => nothing(),
            },
            ("POST", ["api", "users"]) => {
                sent.set("id", random.u32(100..1_000).to_string());
                sent.set("createdAt", now);
                Response::json(201, &sent)
            }
            ("PUT" | "PATCH", ["api", "users", _]) => {
                sent.set("updatedAt", now);
                Response::json(200, &sent)
            }
            ("DELETE", ["api", "users", _]) => Response::new(204),
            ("POST", ["api", "login" | "register"]) => door(&sent, parts[1] == "register"),
            ("POST", ["api", "logout"]) => Response::json(200, &object! {}),
            _ => nothing(),
        }
    }
}

fn support() -> Json {
    object! { "url" => "https://reqres.in/", "text" => "This answer is simulated." }
}

fn page(request: &Request) -> Json {
    let each = request.number("per_page").unwrap_or(6_usize).clamp(1, 100);
    let page = request.number("page").unwrap_or(1_usize).max(1);
    let data: Vec<Json> = (1..=PEOPLE.len())
        .skip((page - 1).saturating_mul(each))
        .take(each)
        .map(person)
        .collect();
    object! {
        "page" => page,
        "per_page" => each,
        "total" => PEOPLE.len(),
        "total_pages" => PEOPLE.len().div_ceil(each),
        "data" => data,
        "support" => support(),
    }
}

/// Whoever says an address and a password comes in.
fn door(sent: &Json, registers: bool) -> Response {
    let text = |key: &str| sent.get(key).and_then(Json::as_text).unwrap_or_default();
    let name = if text("email").is_empty() {
        text("username")
    } else {
        text("email")
    };
    let missing = if name.is_empty() {
        Some("Missing email or username")
    } else if text("password").is_empty() {
        Some("Missing password")
    } else {
        None
    };
    if let Some(error) = missing {
        return Response::json(400, &object! { "error" => error });
    }
    let token = format!("{:016x}", number(name));
    Response::json(
        200,
        &if registers {
            object! { "id" => number(name) % 12 + 1, "token" => token }
        } else {
            object! { "token" => token }
        },
    )
}
