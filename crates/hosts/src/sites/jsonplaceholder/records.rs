//! What the records are: made up from their numbers, the same for ever.

use crate::{
    json::Json,
    object,
    words::{some, words},
};

/// A kind of records.
pub(super) struct Kind {
    pub(super) name: &'static str,
    /// What a record of another kind calls the one that it belongs to.
    pub(super) key: &'static str,
    /// What kind its records belong to.
    pub(super) owner: Option<&'static str>,
    pub(super) count: usize,
    pub(super) make: fn(usize) -> Json,
}

pub(super) const KINDS: [Kind; 6] = [
    Kind {
        name: "posts",
        key: "postId",
        owner: Some("users"),
        count: 100,
        make: post,
    },
    Kind {
        name: "comments",
        key: "commentId",
        owner: Some("posts"),
        count: 500,
        make: comment,
    },
    Kind {
        name: "albums",
        key: "albumId",
        owner: Some("users"),
        count: 100,
        make: album,
    },
    Kind {
        name: "photos",
        key: "photoId",
        owner: Some("albums"),
        count: 5_000,
        make: photo,
    },
    Kind {
        name: "todos",
        key: "todoId",
        owner: Some("users"),
        count: 200,
        make: todo,
    },
    Kind {
        name: "users",
        key: "userId",
        owner: None,
        count: 10,
        make: user,
    },
];

/// A number of its own for each record and each of its texts.
fn seed(kind: u64, id: usize) -> u64 {
    kind << 32 | id as u64
}

fn owner(id: usize, each: usize) -> usize {
    (id - 1) / each + 1
}

fn post(id: usize) -> Json {
    let lines: Vec<String> = (0..4).map(|line| some(seed(10 + line, id), 5, 9)).collect();
    object! {
        "userId" => owner(id, 10),
        "id" => id,
        "title" => some(seed(1, id), 4, 9),
        "body" => lines.join("\n"),
    }
}

fn comment(id: usize) -> Json {
    let lines: Vec<String> = (0..3).map(|line| some(seed(20 + line, id), 5, 9)).collect();
    let name = words(seed(3, id), 1);
    let host = words(seed(4, id), 1);
    object! {
        "postId" => owner(id, 5),
        "id" => id,
        "name" => some(seed(2, id), 3, 7),
        "email" => format!("{name}{id}@{host}.example"),
        "body" => lines.join("\n"),
    }
}

fn album(id: usize) -> Json {
    object! { "userId" => owner(id, 10), "id" => id, "title" => some(seed(5, id), 2, 6) }
}

fn photo(id: usize) -> Json {
    let color = format!("{:06x}", fastrand::Rng::with_seed(seed(6, id)).u32(..) >> 8);
    object! {
        "albumId" => owner(id, 50),
        "id" => id,
        "title" => some(seed(7, id), 3, 7),
        "url" => format!("https://via.placeholder.com/600/{color}"),
        "thumbnailUrl" => format!("https://via.placeholder.com/150/{color}"),
    }
}

fn todo(id: usize) -> Json {
    let done = fastrand::Rng::with_seed(seed(8, id)).u8(..20);
    object! {
        "userId" => owner(id, 20),
        "id" => id,
        "title" => some(seed(9, id), 2, 7),
        "completed" => id > 3 && done < 9,
    }
}

/// Who they are: name, short name, town, company.
const USERS: [(&str, &str, &str, &str); 10] = [
    ("Anneke Vermeer", "Anneke", "Oudewater", "Vermeer-Loop"),
    ("Bartholomew Quill", "Quill", "Inkford", "Quill and Sons"),
    (
        "Chiara Lombardi",
        "Chiara",
        "Ponte Vecchio",
        "Lombardi Group",
    ),
    ("Dmitri Orlov", "Mitya", "Novy Port", "Orlov LLC"),
    ("Esi Mensah", "Esi_M", "Cape Three Points", "Mensah Works"),
    ("Mrs. Freya Lindqvist", "Freya", "Norrbro", "Lindqvist Inc"),
    ("Goro Tanabe", "Goro.T", "Minato", "Tanabe Group"),
    ("Hana Novotna V", "Hana_N", "Stara Ves", "Novotna-Polak"),
    ("Idris Farouk", "Idris", "Qasr Village", "Farouk and Co"),
    ("Josefina del Rio", "Pepa.Rio", "Rio Claro", "Del Rio Ltd"),
];

fn user(id: usize) -> Json {
    let (name, short, town, company) = USERS[id - 1];
    let mut random = fastrand::Rng::with_seed(seed(11, id));
    let mut degrees = |most: f64| format!("{:.4}", (random.f64() * 2.0 - 1.0) * most);
    let geo = object! { "lat" => degrees(80.0), "lng" => degrees(170.0) };
    let (house, area, exchange, line) = (
        random.u32(100..1_000),
        random.u32(100..1_000),
        random.u32(100..1_000),
        random.u32(1_000..10_000),
    );
    let street = words(seed(12, id), 2);
    let site = words(seed(13, id), 1);
    object! {
        "id" => id,
        "name" => name,
        "username" => short,
        "email" => format!("{}@{site}.example", short.replace(['.', '_'], "")),
        "address" => object! {
            "street" => street,
            "suite" => format!("Apt. {house}"),
            "city" => town,
            "zipcode" => format!("{}-{line}", random.u32(10_000..100_000)),
            "geo" => geo,
        },
        "phone" => format!("1-{area}-{exchange}-{line}"),
        "website" => format!("{site}.example"),
        "company" => object! {
            "name" => company,
            "catchPhrase" => words(seed(14, id), 4),
            "bs" => words(seed(15, id), 3),
        },
    }
}
