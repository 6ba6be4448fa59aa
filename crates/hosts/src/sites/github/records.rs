//! People, repositories, issues and commits, made up from their names, the same for ever.

use crate::{
    date::iso,
    json::Json,
    object,
    words::{number, sentence, words},
};

const API: &str = "https://api.github.com";
const YEAR: f64 = 31_557_600.0;

/// A number between, from a name and what it is for.
fn between(name: &str, what: &str, from: u64, to: u64) -> u64 {
    from + number(&format!("{what} {name}")) % (to - from)
}

/// A moment between so many years after 1970, from a name.
fn moment(name: &str, what: &str, from: f64, to: f64) -> String {
    let share = (number(&format!("{what} {name}")) % 1_000_000) as f64 / 1e6;
    iso(((from + share * (to - from)) * YEAR).floor())
}

fn node(kind: &str, id: u64) -> String {
    format!("{kind}_kgDO{id:08x}")
}

/// Somebody, as others' records name them.
pub(super) fn short(login: &str) -> Json {
    let id = between(login, "id", 1_000, 90_000_000);
    let url = format!("{API}/users/{login}");
    let at = |what: &str| format!("{url}/{what}");
    object! {
        "login" => login,
        "id" => id,
        "node_id" => node("U", id),
        "avatar_url" => format!("https://avatars.githubusercontent.com/u/{id}?v=4"),
        "gravatar_id" => "",
        "url" => url.as_str(),
        "html_url" => format!("https://github.com/{login}"),
        "followers_url" => at("followers"),
        "following_url" => at("following{/other_user}"),
        "gists_url" => at("gists{/gist_id}"),
        "starred_url" => at("starred{/owner}{/repo}"),
        "subscriptions_url" => at("subscriptions"),
        "organizations_url" => at("orgs"),
        "repos_url" => at("repos"),
        "events_url" => at("events{/privacy}"),
        "received_events_url" => at("received_events"),
        "type" => "User",
        "user_view_type" => "public",
        "site_admin" => false,
    }
}

/// Somebody, whole.
pub(super) fn person(login: &str) -> Json {
    let mut one = short(login);
    let seed = number(login);
    one.set("name", capitals(login));
    one.set("company", None::<&str>);
    one.set("blog", "");
    one.set("location", capitals(&words(seed, 1)));
    one.set("email", None::<&str>);
    one.set("hireable", None::<bool>);
    one.set("bio", sentence(seed, 6));
    one.set("twitter_username", None::<&str>);
    one.set("public_repos", count(login));
    one.set("public_gists", between(login, "gists", 0, 60));
    one.set("followers", between(login, "followers", 10, 9_000));
    one.set("following", between(login, "following", 0, 200));
    one.set("created_at", moment(login, "created", 38.0, 50.0));
    one.set("updated_at", moment(login, "updated", 54.0, 55.5));
    one
}

fn capitals(text: &str) -> String {
    text.split(['-', '_', ' '])
        .map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            first.to_ascii_uppercase() + rest
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// How many repositories somebody has.
pub(super) fn count(login: &str) -> usize {
    between(login, "repos", 6, 48) as usize
}

/// The name of one of them.
pub(super) fn name(login: &str, at: usize) -> String {
    words(number(login).wrapping_add(at as u64), 2).replace(' ', "-")
}

/// One of somebody's friends.
pub(super) fn friend(login: &str, at: usize) -> String {
    let seed = number(login).wrapping_add(1_000 + at as u64);
    format!("{}{}", words(seed, 1), seed % 100)
}

/// A repository.
pub(super) fn repository(owner: &str, name: &str) -> Json {
    let full = format!("{owner}/{name}");
    let id = between(&full, "id", 1_000, 900_000_000);
    let url = format!("{API}/repos/{full}");
    let seed = number(&full);
    let languages = ["Python", "Rust", "JavaScript", "C", "Go", "TypeScript"];
    let stars = between(&full, "stars", 0, 40_000);
    let forks = between(&full, "forks", 0, 4_000);
    let issues = between(&full, "issues", 0, 400);
    object! {
        "id" => id,
        "node_id" => node("R", id),
        "name" => name,
        "full_name" => full.as_str(),
        "private" => false,
        "owner" => short(owner),
        "html_url" => format!("https://github.com/{full}"),
        "description" => sentence(seed, 7),
        "fork" => false,
        "url" => url.as_str(),
        "issues_url" => format!("{url}/issues{{/number}}"),
        "commits_url" => format!("{url}/commits{{/sha}}"),
        "languages_url" => format!("{url}/languages"),
        "contributors_url" => format!("{url}/contributors"),
        "created_at" => moment(&full, "created", 41.0, 52.0),
        "updated_at" => moment(&full, "updated", 54.5, 55.5),
        "pushed_at" => moment(&full, "pushed", 54.0, 55.5),
        "git_url" => format!("git://github.com/{full}.git"),
        "ssh_url" => format!("git@github.com:{full}.git"),
        "clone_url" => format!("https://github.com/{full}.git"),
        "homepage" => "",
        "size" => between(&full, "size", 20, 90_000),
        "stargazers_count" => stars,
        "watchers_count" => stars,
        "language" => languages[(seed % 6) as usize],
        "has_issues" => true,
        "has_projects" => true,
        "has_wiki" => true,
        "forks_count" => forks,
        "archived" => false,
        "disabled" => false,
        "open_issues_count" => issues,
        "license" => object! { "key" => "mit", "name" => "MIT License", "spdx_id" => "MIT", "url" => format!("{API}/licenses/mit") },
        "topics" => Json::List(vec![]),
        "visibility" => "public",
        "forks" => forks,
        "open_issues" => issues,
        "watchers" => stars,
        "default_branch" => "main",
        "subscribers_count" => between(&full, "subscribers", 1, 900),
    }
}

/// An open issue of a repository.
pub(super) fn issue(owner: &str, name: &str, number_of: usize) -> Json {
    let full = format!("{owner}/{name}");
    let key = format!("{full}#{number_of}");
    let url = format!("{API}/repos/{full}/issues/{number_of}");
    object! {
        "url" => url.as_str(),
        "html_url" => format!("https://github.com/{full}/issues/{number_of}"),
        "id" => between(&key, "id", 1_000, 900_000_000),
        "number" => number_of,
        "title" => sentence(number(&key), 6),
        "user" => short(&friend(&full, number_of)),
        "labels" => Json::List(vec![]),
        "state" => "open",
        "comments" => between(&key, "comments", 0, 20),
        "created_at" => moment(&key, "created", 54.0, 55.0),
        "updated_at" => moment(&key, "updated", 55.0, 55.5),
        "closed_at" => None::<&str>,
        "body" => sentence(number(&key) + 1, 24),
    }
}

/// A commit of a repository.
pub(super) fn commit(owner: &str, name: &str, at: usize) -> Json {
    let full = format!("{owner}/{name}");
    let key = format!("{full}@{at}");
    let (one, two) = (number(&key), number(&format!("{key} ")));
    let hash = format!("{one:016x}{two:016x}{:08x}", one as u32);
    let who = friend(&full, at % 5);
    let author = object! {
        "name" => capitals(&who),
        "email" => format!("{who}@users.noreply.github.com"),
        "date" => iso((55.5 - at as f64 / 200.0) * YEAR),
    };
    object! {
        "sha" => hash.as_str(),
        "commit" => object! {
            "author" => author.clone(),
            "committer" => author,
            "message" => sentence(one, 5),
            "url" => format!("{API}/repos/{full}/git/commits/{hash}"),
            "comment_count" => 0,
        },
        "url" => format!("{API}/repos/{full}/commits/{hash}"),
        "html_url" => format!("https://github.com/{full}/commit/{hash}"),
        "author" => short(&who),
    }
}
