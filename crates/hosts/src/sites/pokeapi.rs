//! `pokeapi.co`: small creatures by name or number. Names and numbers are the known ones; measures are made up.

use crate::{
    http::{Request, Response, Site},
    json::Json,
    object,
    words::{number, words},
};
use fastrand::Rng;

/// The host.
pub struct PokeApi;

const API: &str = "https://pokeapi.co/api/v2";

const NAMES: [&str; 151] = [
    "bulbasaur",
    "ivysaur",
    "venusaur",
    "charmander",
    "charmeleon",
    "charizard",
    "squirtle",
    "wartortle",
    "blastoise",
    "caterpie",
    "metapod",
    "butterfree",
    "weedle",
    "kakuna",
    "beedrill",
    "pidgey",
    "pidgeotto",
    "pidgeot",
    "rattata",
    "raticate",
    "spearow",
    "fearow",
    "ekans",
    "arbok",
    "pikachu",
    "raichu",
    "sandshrew",
    "sandslash",
    "nidoran-f",
    "nidorina",
    "nidoqueen",
    "nidoran-m",
    "nidorino",
    "nidoking",
    "clefairy",
    "clefable",
    "vulpix",
    "ninetales",
    "jigglypuff",
    "wigglytuff",
    "zubat",
    "golbat",
    "oddish",
    "gloom",
    "vileplume",
    "paras",
    "parasect",
    "venonat",
    "venomoth",
    "diglett",
    "dugtrio",
    "meowth",
    "persian",
    "psyduck",
    "golduck",
    "mankey",
    "primeape",
    "growlithe",
    "arcanine",
    "poliwag",
    "poliwhirl",
    "poliwrath",
    "abra",
    "kadabra",
    "alakazam",
    "machop",
    "machoke",
    "machamp",
    "bellsprout",
    "weepinbell",
    "victreebel",
    "tentacool",
    "tentacruel",
    "geodude",
    "graveler",
    "golem",
    "ponyta",
    "rapidash",
    "slowpoke",
    "slowbro",
    "magnemite",
    "magneton",
    "farfetchd",
    "doduo",
    "dodrio",
    "seel",
    "dewgong",
    "grimer",
    "muk",
    "shellder",
    "cloyster",
    "gastly",
    "haunter",
    "gengar",
    "onix",
    "drowzee",
    "hypno",
    "krabby",
    "kingler",
    "voltorb",
    "electrode",
    "exeggcute",
    "exeggutor",
    "cubone",
    "marowak",
    "hitmonlee",
    "hitmonchan",
    "lickitung",
    "koffing",
    "weezing",
    "rhyhorn",
    "rhydon",
    "chansey",
    "tangela",
    "kangaskhan",
    "horsea",
    "seadra",
    "goldeen",
    "seaking",
    "staryu",
    "starmie",
    "mr-mime",
    "scyther",
    "jynx",
    "electabuzz",
    "magmar",
    "pinsir",
    "tauros",
    "magikarp",
    "gyarados",
    "lapras",
    "ditto",
    "eevee",
    "vaporeon",
    "jolteon",
    "flareon",
    "porygon",
    "omanyte",
    "omastar",
    "kabuto",
    "kabutops",
    "aerodactyl",
    "snorlax",
    "articuno",
    "zapdos",
    "moltres",
    "dratini",
    "dragonair",
    "dragonite",
    "mewtwo",
    "mew",
];

const TYPES: [&str; 12] = [
    "normal", "fire", "water", "grass", "electric", "ice", "fighting", "poison", "ground",
    "flying", "psychic", "bug",
];

const STATS: [&str; 6] = [
    "hp",
    "attack",
    "defense",
    "special-attack",
    "special-defense",
    "speed",
];

impl Site for PokeApi {
    fn think(&self) -> f64 {
        0.02
    }

    fn answer(&self, request: &Request, _random: &mut Rng) -> Response {
        let segments = request.segments();
        let parts: Vec<&str> = segments
            .iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        let body = match *parts {
            ["api", "v2", "pokemon"] => Some(list(request, "pokemon", &NAMES)),
            ["api", "v2", "type"] => Some(list(request, "type", &TYPES)),
            ["api", "v2", "pokemon", which] => find(&NAMES, which).map(creature),
            ["api", "v2", "pokemon-species", which] => find(&NAMES, which).map(species),
            ["api", "v2", "type", which] => find(&TYPES, which).map(kind),
            ["api", "v2", "ability", which] => Some(object! {
                "id" => number(which) % 300 + 1,
                "name" => which,
                "is_main_series" => true,
                "effect_entries" => Json::List(vec![]),
            }),
            ["api", "v2"] => Some(object! {
                "ability" => format!("{API}/ability/"),
                "pokemon" => format!("{API}/pokemon/"),
                "pokemon-species" => format!("{API}/pokemon-species/"),
                "type" => format!("{API}/type/"),
            }),
            _ => None,
        };
        match body {
            Some(body) => Response::json(200, &body),
            None => Response::text(404, "Not Found"),
        }
        .with("Cache-Control", "public, max-age=86400, s-maxage=86400")
        .with("Access-Control-Allow-Origin", "*")
        .with("Server", "cloudflare")
    }
}

/// The place of a name, or of a number from 1.
fn find(names: &[&str], which: &str) -> Option<usize> {
    match which.parse::<usize>() {
        Ok(id) => id.checked_sub(1).filter(|at| *at < names.len()),
        Err(_) => names.iter().position(|name| *name == which),
    }
}

fn link(kind: &str, name: &str, id: usize) -> Json {
    object! { "name" => name, "url" => format!("{API}/{kind}/{id}/") }
}

fn list(request: &Request, kind: &str, names: &[&str]) -> Json {
    let limit = request.number("limit").unwrap_or(20_usize).max(1);
    let offset: usize = request.number("offset").unwrap_or(0);
    let to = |offset: usize, limit: usize| format!("{API}/{kind}?offset={offset}&limit={limit}");
    let end = offset.saturating_add(limit);
    let results: Vec<Json> = names
        .iter()
        .enumerate()
        .skip(offset)
        .take(limit)
        .map(|(at, name)| link(kind, name, at + 1))
        .collect();
    object! {
        "count" => names.len(),
        "next" => (end < names.len()).then(|| to(end, limit.min(names.len() - end))),
        "previous" => (offset > 0).then(|| to(offset.saturating_sub(limit), limit.min(offset))),
        "results" => results,
    }
}

fn types(at: usize) -> Vec<usize> {
    let seed = number(NAMES[at]) as usize;
    let (first, second) = (seed % 12, seed / 12 % 12);
    if first == second || seed.is_multiple_of(2) {
        vec![first]
    } else {
        vec![first, second]
    }
}

fn creature(at: usize) -> Json {
    let (name, id) = (NAMES[at], at + 1);
    let seed = number(name);
    let mut random = Rng::with_seed(seed);
    let picture = |way: &str| {
        format!(
            "https://raw.githubusercontent.com/PokeAPI/sprites/master/sprites/pokemon/{way}{id}.png"
        )
    };
    let abilities: Vec<Json> = (0..2_u64)
        .map(|slot| {
            let ability = words(seed + slot, 2).replace(' ', "-");
            let number = number(&ability) as usize % 300 + 1;
            object! { "ability" => link("ability", &ability, number), "is_hidden" => slot == 1, "slot" => slot + 1 }
        })
        .collect();
    let kinds: Vec<Json> = types(at)
        .into_iter()
        .enumerate()
        .map(|(slot, kind)| object! { "slot" => slot + 1, "type" => link("type", TYPES[kind], kind + 1) })
        .collect();
    let stats: Vec<Json> = STATS
        .iter()
        .enumerate()
        .map(|(stat, name)| {
            object! { "base_stat" => random.u32(30..120), "effort" => u32::from(stat == 5), "stat" => link("stat", name, stat + 1) }
        })
        .collect();
    let moves: Vec<Json> = (0..4_u64)
        .map(|slot| {
            let one = words(seed + 10 + slot, 2).replace(' ', "-");
            let number = number(&one) as usize % 800 + 1;
            object! { "move" => link("move", &one, number), "version_group_details" => Json::List(vec![]) }
        })
        .collect();
    object! {
        "abilities" => abilities,
        "base_experience" => random.u32(40..300),
        "cries" => object! {},
        "forms" => vec![link("pokemon-form", name, id)],
        "game_indices" => Json::List(vec![]),
        "height" => random.u32(3..25),
        "held_items" => Json::List(vec![]),
        "id" => id,
        "is_default" => true,
        "location_area_encounters" => format!("{API}/pokemon/{id}/encounters"),
        "moves" => moves,
        "name" => name,
        "order" => id,
        "past_abilities" => Json::List(vec![]),
        "past_types" => Json::List(vec![]),
        "species" => link("pokemon-species", name, id),
        "sprites" => object! {
            "back_default" => picture("back/"),
            "back_shiny" => picture("back/shiny/"),
            "front_default" => picture(""),
            "front_shiny" => picture("shiny/"),
        },
        "stats" => stats,
        "types" => kinds,
        "weight" => random.u32(20..1_500),
    }
}

fn species(at: usize) -> Json {
    let (name, id) = (NAMES[at], at + 1);
    object! {
        "base_happiness" => 70,
        "capture_rate" => 3 + number(name) % 250,
        "id" => id,
        "is_legendary" => (144..=146).contains(&id) || id == 150,
        "is_mythical" => id == 151,
        "name" => name,
        "names" => vec![object! { "language" => link("language", "en", 9), "name" => name }],
        "order" => id,
    }
}

fn kind(at: usize) -> Json {
    let of_it: Vec<Json> = (0..NAMES.len())
        .filter(|creature| types(*creature).contains(&at))
        .map(|creature| object! { "pokemon" => link("pokemon", NAMES[creature], creature + 1), "slot" => 1 })
        .collect();
    object! { "id" => at + 1, "name" => TYPES[at], "pokemon" => of_it }
}
