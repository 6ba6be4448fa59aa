//! The other hosts: the shapes of their answers, and what they refuse.

mod common;

use common::{ask, get, length, post};

#[test]
fn github_knows_people_and_counts_questions() {
    let host = "api.github.com";
    let one = get(host, "/users/octocat");
    assert_eq!(one.keys()[..4], ["login", "id", "node_id", "avatar_url"]);
    assert_eq!(one.at("login"), "\"octocat\"");
    assert_eq!(one.field("x-ratelimit-remaining"), Some("59"));
    let count: usize = one.at("public_repos").parse().unwrap();
    assert_eq!(
        length(&get(host, "/users/octocat/repos?per_page=100")),
        count
    );
    assert_eq!(
        get(host, "/users/octocat/repos?per_page=2").at("0.owner.login"),
        "\"octocat\""
    );
    assert_eq!(
        get(host, "/repos/python/cpython").at("full_name"),
        "\"python/cpython\""
    );
    assert_eq!(
        get(host, "/search/repositories?q=asyncio&sort=stars").keys(),
        ["total_count", "incomplete_results", "items"]
    );
    assert_eq!(
        get(host, "/users/this-user-does-not-exist").at("message"),
        "\"Not Found\""
    );
    assert_eq!(get(host, "/user").status, 401);
    let nobody = common::say(host, 80, &[b"GET /zen HTTP/1.1\r\nHost: a\r\n\r\n"]);
    assert_eq!(common::Answer::read(&nobody, false).status, 403);

    // One run asks the same host again and again, on several connections.
    use machine::net::Directory;
    let spec = common::world().host(host).unwrap();
    let zen = common::request("GET", host, "/zen", &[], b"");
    let statuses: Vec<u16> = (0..62)
        .map(|seed| {
            let mut heard = common::Heard::default();
            heard.add(0.0, spec.ports[&80].accept(seed).receive(0.0, &zen));
            common::Answer::read(&heard, false).status
        })
        .collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 60);
    assert_eq!(statuses[60..], [403, 403]);
}

#[test]
fn creatures_are_found_by_name_and_number() {
    let host = "pokeapi.co";
    let ditto = get(host, "/api/v2/pokemon/ditto");
    assert_eq!(ditto.at(""), get(host, "/api/v2/pokemon/132/").at(""));
    assert_eq!(
        (ditto.at("id"), ditto.at("name")),
        ("132".to_owned(), "\"ditto\"".to_owned())
    );
    let list = get(host, "/api/v2/pokemon?limit=100&offset=100");
    assert_eq!(
        (list.at("count"), list.at("next")),
        ("151".to_owned(), "null".to_owned())
    );
    assert_eq!(list.at("results.0.name"), "\"electrode\"");
    let none = get(host, "/api/v2/pokemon/nobody");
    assert_eq!((none.status, none.text().as_str()), (404, "Not Found"));
}

#[test]
fn the_others_answer_in_their_shapes() {
    for (host, target, keys) in [
        (
            "postman-echo.com",
            "/get?a=1",
            &["args", "headers", "url"][..],
        ),
        ("postman-echo.com", "/delay/2", &["delay"]),
        (
            "api.coindesk.com",
            "/v1/bpi/currentprice.json",
            &["time", "disclaimer", "chartName", "bpi"],
        ),
        ("api.coinbase.com", "/v2/prices/ETH-EUR/spot", &["data"]),
        (
            "api.binance.com",
            "/api/v3/ticker/price?symbol=BTCUSDT",
            &["symbol", "price"],
        ),
        (
            "api.coingecko.com",
            "/api/v3/simple/price?ids=bitcoin,ethereum&vs_currencies=usd",
            &["bitcoin", "ethereum"],
        ),
        (
            "reqres.in",
            "/api/users?page=2",
            &[
                "page",
                "per_page",
                "total",
                "total_pages",
                "data",
                "support",
            ],
        ),
        ("reqres.in", "/api/users/2", &["data", "support"]),
        ("catfact.ninja", "/fact", &["fact", "length"]),
        (
            "official-joke-api.appspot.com",
            "/random_joke",
            &["type", "setup", "punchline", "id"],
        ),
        (
            "official-joke-api.appspot.com",
            "/jokes/programming/random",
            &["type", "setup", "punchline", "id"],
        ),
        ("api.ipify.org", "/?format=json", &["ip"]),
        (
            "dummyjson.com",
            "/products?limit=2",
            &["products", "total", "skip", "limit"],
        ),
        (
            "en.wikipedia.org",
            "/w/api.php?action=query&titles=Loop&format=json",
            &["batchcomplete", "query"],
        ),
        (
            "api.open-meteo.com",
            "/v1/forecast?latitude=1&longitude=2",
            &[
                "latitude",
                "longitude",
                "generationtime_ms",
                "utc_offset_seconds",
                "timezone",
                "timezone_abbreviation",
                "elevation",
            ],
        ),
    ] {
        let answer = get(host, target);
        assert_eq!(answer.status, 200, "{host}{target}");
        assert_eq!(answer.keys(), keys, "{host}{target}");
    }
    assert_eq!(get("icanhazip.com", "/").text(), "203.0.113.7\n");
    assert!(
        get("example.com", "/")
            .text()
            .contains("<h1>Example Domain</h1>")
    );
    assert_eq!(get("example.com", "/nothing").status, 404);
    assert_eq!(
        get("www.python.org", "/").field("location"),
        Some("https://www.python.org/")
    );
    assert!(
        get("www.google.com", "/")
            .text()
            .contains("<title>Google</title>")
    );
    assert!(
        get("en.wikipedia.org", "/wiki/Event_loop")
            .text()
            .contains("<title>Event loop - Wikipedia</title>")
    );
    let slow = get("httpstat.us", "/503?sleep=2000");
    assert_eq!((slow.status, slow.at.floor()), (503, 2.0));
    assert_eq!(
        post("postman-echo.com", "/post", r#"{"a": 1}"#).at("json"),
        r#"{"a":1}"#
    );
}

#[test]
fn weather_and_time_are_those_of_the_moment() {
    let weather = get(
        "api.open-meteo.com",
        "/v1/forecast?latitude=52.52&longitude=13.41&current_weather=true&hourly=temperature_2m,rain&forecast_days=2",
    );
    assert_eq!(weather.at("current_weather.time"), "\"2026-11-29T00:00\"");
    assert_eq!(weather.at("hourly.time.47"), "\"2026-11-30T23:00\"");
    assert_eq!(weather.at("hourly_units.temperature_2m"), "\"°C\"");
    let wrong = get(
        "api.open-meteo.com",
        "/v1/forecast?latitude=152.52&longitude=13.41",
    );
    assert_eq!((wrong.status, wrong.at("error").as_str()), (400, "true"));
    let paris = get("worldtimeapi.org", "/api/timezone/Europe/Paris");
    assert_eq!(paris.at("datetime"), "\"2026-11-29T01:00:00.000000+01:00\"");
    assert_eq!(
        (paris.at("dst").as_str(), paris.at("week_number").as_str()),
        ("false", "48")
    );
    let kolkata = get("worldtimeapi.org", "/api/timezone/Asia/Kolkata");
    assert_eq!(
        kolkata.at("datetime"),
        "\"2026-11-29T05:30:00.000000+05:30\""
    );
    assert_eq!(
        get("worldtimeapi.org", "/api/timezone/Atlantis/Port").status,
        404
    );
}

#[test]
fn clocks_are_put_forward_in_summer() {
    use machine::net::Directory;
    // 2026-07-01 12:00:00 in UTC.
    let world = hosts::World::new(hosts::Settings::new(1_782_907_200.0));
    let spec = world.host("worldtimeapi.org").unwrap();
    let ask = |place: &str| {
        let request = common::request("GET", "a", &format!("/api/timezone/{place}"), &[], b"");
        let mut heard = common::Heard::default();
        heard.add(0.0, spec.ports[&80].accept(1).receive(0.0, &request));
        common::Answer::read(&heard, false)
    };
    let london = ask("Europe/London");
    assert_eq!(
        london.at("datetime"),
        "\"2026-07-01T13:00:00.000000+01:00\""
    );
    assert_eq!(
        (london.at("dst_from"), london.at("dst_until")),
        (
            "\"2026-03-29T01:00:00+00:00\"".to_owned(),
            "\"2026-10-25T01:00:00+00:00\"".to_owned()
        )
    );
    let york = ask("America/New_York");
    assert_eq!(
        (york.at("abbreviation"), york.at("utc_offset")),
        ("\"EDT\"".to_owned(), "\"-04:00\"".to_owned())
    );
    assert_eq!(
        (york.at("dst_from"), york.at("dst_until")),
        (
            "\"2026-03-08T07:00:00+00:00\"".to_owned(),
            "\"2026-11-01T06:00:00+00:00\"".to_owned()
        )
    );
    assert_eq!(ask("Asia/Tokyo").at("dst"), "false");
}

#[test]
fn any_other_host_answers_plainly_and_says_what_it_is() {
    let page = get("www.some-shop.net", "/things");
    assert_eq!(
        (page.status, page.field("content-type")),
        (200, Some("text/html; charset=utf-8"))
    );
    assert!(page.text().contains("made this page up"));
    for (host, target) in [
        ("a.net", "/api/things/4"),
        ("a.net", "/data.json"),
        ("api.a.net", "/things"),
        ("a.net", "/v2/x"),
    ] {
        assert_eq!(get(host, target).at("simulated"), "true", "{host}{target}");
    }
    let wanted = ask("GET", "a.net", "/", &[("Accept", "application/json")], b"");
    assert_eq!(wanted.at("host"), "\"a.net\"");
    let sent = post("a.net", "/things", r#"{"a": 1}"#);
    assert_eq!(
        (sent.status, sent.at("received").as_str()),
        (201, r#"{"a":1}"#)
    );
    assert_eq!(get("a.net", "/x").text(), get("a.net", "/x").text());
    assert_ne!(get("a.net", "/x").text(), get("b.net", "/x").text());
    assert!(
        get("a.net", "/table.csv")
            .text()
            .starts_with("id,name,value\n")
    );
    assert!(get("a.net", "/picture.png").body.starts_with(b"\x89PNG"));
}

#[test]
fn news_are_numbers_that_lead_to_stories() {
    let host = "hacker-news.firebaseio.com";
    let top = get(host, "/v0/topstories.json");
    assert_eq!(length(&top), 500);
    let first = top.at("0");
    let story = get(host, &format!("/v0/item/{first}.json"));
    assert_eq!(
        (story.at("id"), story.at("type")),
        (first, "\"story\"".to_owned())
    );
    let newest: u64 = get(host, "/v0/maxitem.json").at("").parse().unwrap();
    let comment = get(host, &format!("/v0/item/{}.json", newest - newest % 10 - 9));
    assert_eq!(comment.at("type"), "\"comment\"");
    assert_eq!(get(host, "/v0/item/999999999.json").text(), "null");
    assert_eq!(get(host, "/v0/user/pg.json").at("id"), "\"pg\"");
}

#[test]
fn dogs_and_names_are_told_of() {
    let dog = get("dog.ceo", "/api/breeds/image/random");
    assert_eq!(
        (dog.keys(), dog.at("status")),
        (
            ["message", "status"].map(String::from).to_vec(),
            "\"success\"".to_owned()
        )
    );
    assert!(
        get("dog.ceo", "/api/breed/hound/images/random")
            .at("message")
            .contains("/hound/")
    );
    assert_eq!(get("dog.ceo", "/api/breed/cat/images/random").status, 404);
    assert_eq!(
        get("api.agify.io", "/?name=meelad").keys(),
        ["count", "name", "age"]
    );
    assert_eq!(
        get("api.agify.io", "/?name[]=a&name[]=b").at("1.name"),
        "\"b\""
    );
    assert_eq!(
        get("api.genderize.io", "/?name=luc").keys(),
        ["count", "name", "gender", "probability"]
    );
    assert_eq!(
        get("api.nationalize.io", "/?name=nathaniel").keys(),
        ["count", "name", "country"]
    );
    assert_eq!(get("api.agify.io", "/").status, 422);
}
