//! `official-joke-api.appspot.com`: jokes, of our own.

use crate::{
    http::{Request, Response, Site},
    json::Json,
    object,
};
use fastrand::Rng;

/// The host.
pub struct Jokes;

const JOKES: [(&str, &str, &str); 14] = [
    (
        "programming",
        "Why did the coroutine never arrive?",
        "Nobody awaited it.",
    ),
    (
        "programming",
        "What did the event loop say to time.sleep?",
        "Nothing. It could not.",
    ),
    (
        "programming",
        "Why are deadlocks polite?",
        "Each insists that the other go first.",
    ),
    (
        "programming",
        "What is a thread's favourite game?",
        "Waiting for its turn.",
    ),
    (
        "programming",
        "Why did the queue break up with the stack?",
        "It always put the latest first.",
    ),
    (
        "programming",
        "How do callbacks say goodbye?",
        "Call me, maybe later.",
    ),
    (
        "programming",
        "Why was the future unhappy?",
        "It had no result to look forward to.",
    ),
    (
        "general",
        "What does a clock do when it is hungry?",
        "It goes back four seconds.",
    ),
    (
        "general",
        "Why did the ladder get promoted?",
        "It had taken every step.",
    ),
    (
        "general",
        "What is a mountain's favourite kind of music?",
        "Whatever echoes.",
    ),
    (
        "general",
        "Why do bakers sleep so badly?",
        "They always rise early.",
    ),
    (
        "general",
        "What did one wall say to the other?",
        "See you round the corner.",
    ),
    (
        "knock-knock",
        "Knock knock. Who is there? Await.",
        "Await who? Exactly.",
    ),
    ("dad", "I told my calendar a joke.", "It saved the date."),
];

impl Site for Jokes {
    fn think(&self) -> f64 {
        0.05
    }

    fn answer(&self, request: &Request, random: &mut Rng) -> Response {
        let segments = request.segments();
        let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
        let of = |kind: &str| -> Vec<usize> {
            (0..JOKES.len())
                .filter(|at| kind.is_empty() || JOKES[*at].0 == kind)
                .collect()
        };
        let mut draw = |mut from: Vec<usize>, count: usize| {
            random.shuffle(&mut from);
            from.truncate(count);
            Json::List(from.into_iter().map(joke).collect())
        };
        let one = |list: Json| match list {
            Json::List(mut jokes) => jokes.pop(),
            _ => None,
        };
        let body = match *parts {
            ["random_joke"] | ["jokes", "random"] => one(draw(of(""), 1)),
            ["random_ten"] | ["jokes", "ten"] => Some(draw(of(""), 10)),
            ["jokes", "random", count] => count.parse().ok().map(|count| draw(of(""), count)),
            ["types"] => Some(Json::List(
                ["general", "knock-knock", "programming", "dad"]
                    .map(Json::from)
                    .to_vec(),
            )),
            ["jokes", kind, "random"] => Some(draw(of(kind), 1)),
            ["jokes", kind, "ten"] => Some(draw(of(kind), 10)),
            ["jokes", id] => id
                .parse::<usize>()
                .ok()
                .filter(|id| (1..=JOKES.len()).contains(id))
                .map(|id| joke(id - 1)),
            [""] => Some(Json::from(
                "Try /random_joke, /random_ten, /jokes/random, or /jokes/ten",
            )),
            _ => None,
        };
        match body {
            Some(body) => Response::json(200, &body),
            None => Response::json(
                404,
                &object! { "type" => "error", "message" => "joke not found" },
            ),
        }
    }
}

fn joke(at: usize) -> Json {
    let (kind, setup, punchline) = JOKES[at];
    object! { "type" => kind, "setup" => setup, "punchline" => punchline, "id" => at + 1 }
}
