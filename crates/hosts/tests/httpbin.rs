//! `httpbin.org`, address by address.

mod common;

use common::{Answer, ask, get};

const HOST: &str = "httpbin.org";

fn send(method: &str, target: &str, kind: &str, body: &[u8]) -> Answer {
    ask(method, HOST, target, &[("Content-Type", kind)], body)
}

#[test]
fn a_request_is_described_as_the_real_one_does() {
    let answer = ask(
        "GET",
        HOST,
        "/get?b=2&a=1&b=3&c=",
        &[("accept", "*/*"), ("X-Mine", "ü")],
        b"",
    );
    let text = answer.text();
    let trace = text.find("Root=1-").expect("it is numbered");
    let trace = &text[trace..trace + 40];
    assert_eq!(
        text.replace(trace, "…"),
        "{\n  \"args\": {\n    \"a\": \"1\", \n    \"b\": [\n      \"2\", \n      \"3\"\n    ], \n    \"c\": \"\"\n  }, \n  \"headers\": {\n    \"Accept\": \"*/*\", \n    \"Host\": \"httpbin.org\", \n    \"User-Agent\": \"tests/1\", \n    \"X-Amzn-Trace-Id\": \"…\", \n    \"X-Mine\": \"\\u00c3\\u00bc\"\n  }, \n  \"origin\": \"203.0.113.7\", \n  \"url\": \"http://httpbin.org/get?b=2&a=1&b=3&c=\"\n}\n"
    );
    let names: Vec<&str> = answer
        .fields
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "Date",
            "Content-Type",
            "Content-Length",
            "Connection",
            "Server",
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Credentials"
        ]
    );
    assert_eq!(get(HOST, "/get").at("args"), "{}");
}

#[test]
fn bodies_are_described_by_what_they_are() {
    let json = send(
        "POST",
        "/post",
        "application/json",
        b"{\"z\": 1, \"a\": \"\xc3\xa9\"}",
    );
    assert_eq!(
        json.keys(),
        [
            "args", "data", "files", "form", "headers", "json", "origin", "url"
        ]
    );
    assert_eq!(json.at("json"), r#"{"a":"é","z":1}"#);
    assert_eq!(json.at("data"), r#""{\"z\": 1, \"a\": \"é\"}""#);
    assert_eq!(json.at("headers.Content-Length"), "\"19\"");
    assert!(json.text().contains("\\u00e9"), "it is written in ASCII");

    let form = send(
        "PUT",
        "/put",
        "application/x-www-form-urlencoded",
        b"a=1&b=x+y&a=2",
    );
    assert_eq!(form.at("form"), r#"{"a":["1","2"],"b":"x y"}"#);
    assert_eq!(
        (form.at("data").as_str(), form.at("json").as_str()),
        ("\"\"", "null")
    );

    let parts = b"--XX\r\nContent-Disposition: form-data; name=\"field\"\r\n\r\nvalue\r\n--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\nContent-Type: application/x-a\r\n\r\n\xff\x00\r\n--XX--\r\n";
    let parts = send("PATCH", "/patch", "multipart/form-data; boundary=XX", parts);
    assert_eq!(parts.at("form"), r#"{"field":"value"}"#);
    assert_eq!(
        parts.at("files"),
        r#"{"file":"data:application/x-a;base64,/wA="}"#
    );

    let raw = send("POST", "/anything/x", "text/plain", b"\xff");
    assert_eq!(
        raw.at("data"),
        r#""data:application/octet-stream;base64,/w==""#
    );
    assert_eq!(raw.at("method"), "\"POST\"");
    assert_eq!(ask("DELETE", HOST, "/delete", &[], b"").at("json"), "null");
}

#[test]
fn what_an_address_does_not_do_it_says() {
    let answer = get(HOST, "/post");
    assert_eq!(
        (answer.status, answer.field("allow")),
        (405, Some("POST, OPTIONS"))
    );
    assert_eq!(ask("POST", HOST, "/get", &[], b"x").status, 405);
    for nowhere in [
        "/nowhere",
        "/delay/x",
        "/bytes/x",
        "/redirect/0",
        "/redirect/x",
        "/cookies/x",
        "/links/a/b",
    ] {
        assert_eq!(get(HOST, nowhere).status, 404, "{nowhere}");
    }
    let asked = ask(
        "OPTIONS",
        HOST,
        "/put",
        &[
            ("Access-Control-Request-Headers", "x-a"),
            ("Origin", "http://a.b"),
        ],
        b"",
    );
    assert_eq!(asked.status, 200);
    assert_eq!(asked.field("access-control-allow-headers"), Some("x-a"));
    assert_eq!(
        asked.field("access-control-allow-origin"),
        Some("http://a.b")
    );
}

#[test]
fn delays_take_their_time() {
    for (target, seconds) in [
        ("/delay/0", 0.0),
        ("/delay/1.5", 1.5),
        ("/delay/3", 3.0),
        ("/delay/100", 10.0),
    ] {
        let answer = get(HOST, target);
        assert_eq!(answer.status, 200);
        assert!(
            (answer.at - seconds - 0.02).abs() < 1e-9,
            "{target}: {}",
            answer.at
        );
    }
    assert_eq!(
        get(HOST, "/delay/0").keys(),
        ["args", "data", "files", "form", "headers", "origin", "url"]
    );
}

#[test]
fn statuses_are_what_was_asked_for() {
    for status in [200, 201, 400, 403, 404, 429, 500, 502, 503, 504] {
        let answer = get(HOST, &format!("/status/{status}"));
        assert_eq!((answer.status, answer.body.len()), (status, 0));
    }
    assert_eq!(
        get(HOST, "/status/302").field("location"),
        Some("/redirect/1")
    );
    assert!(get(HOST, "/status/401").field("www-authenticate").is_some());
    assert!(get(HOST, "/status/418").text().contains("teapot"));
    assert_eq!(get(HOST, "/status/abc").status, 400);
    assert!(matches!(get(HOST, "/status/200,500").status, 200 | 500));
    assert_eq!(get(HOST, "/status/200:0,503:1").status, 503);
    // One that would never be the last answer.
    assert_eq!(get(HOST, "/status/100").status, 200);
}

#[test]
fn small_questions_get_small_answers() {
    assert_eq!(
        get(HOST, "/ip").text(),
        "{\n  \"origin\": \"203.0.113.7\"\n}\n"
    );
    assert_eq!(get(HOST, "/user-agent").at("user-agent"), "\"tests/1\"");
    assert_eq!(get(HOST, "/headers").keys(), ["headers"]);
    let uuid = get(HOST, "/uuid").at("uuid");
    let uuid = uuid.trim_matches('"');
    assert_eq!(uuid.len(), 36);
    assert_eq!((&uuid[14..15], "89ab".contains(&uuid[19..20])), ("4", true));
    assert_eq!(
        get(HOST, "/json").at("slideshow.title"),
        "\"Sample Slide Show\""
    );
    assert!(
        get(HOST, "/html")
            .text()
            .contains("<h1>Herman Melville - Moby-Dick</h1>")
    );
    assert_eq!(
        get(HOST, "/xml").field("content-type"),
        Some("application/xml")
    );
    assert!(get(HOST, "/robots.txt").text().contains("Disallow: /deny"));
    assert!(get(HOST, "/encoding/utf8").text().contains("おはよう"));
    assert_eq!(get(HOST, "/base64/TG9vcHNjb3Bl").text(), "Loopscope");
    assert_eq!(get(HOST, "/base64/TG9vcA==").text(), "Loop");
    assert!(
        get(HOST, "/base64/%21")
            .text()
            .starts_with("Incorrect Base64")
    );
    assert_eq!(get(HOST, "/").status, 200);
}

#[test]
fn ways_lead_elsewhere() {
    for (from, to) in [
        ("/redirect/3", "/relative-redirect/2"),
        ("/redirect/1", "/get"),
        (
            "/redirect/2?absolute=true",
            "http://httpbin.org/absolute-redirect/1",
        ),
        ("/relative-redirect/2", "/relative-redirect/1"),
        ("/relative-redirect/1", "/get"),
        (
            "/absolute-redirect/2",
            "http://httpbin.org/absolute-redirect/1",
        ),
        ("/absolute-redirect/1", "http://httpbin.org/get"),
        (
            "/redirect-to?url=http%3A%2F%2Fexample.com%2F",
            "http://example.com/",
        ),
    ] {
        let answer = get(HOST, from);
        assert_eq!(
            (answer.status, answer.field("location")),
            (302, Some(to)),
            "{from}"
        );
    }
    assert_eq!(
        get(HOST, "/redirect-to?url=/get&status_code=307").status,
        307
    );
    assert_eq!(
        get(HOST, "/redirect-to?url=/get&status_code=200").status,
        302
    );
    // Nothing gets into the head by way of an address.
    let injected = get(HOST, "/redirect-to?url=/a%0d%0aSet-Cookie:%20b=c");
    assert_eq!(injected.field("set-cookie"), None);
}

#[test]
fn cookies_come_and_go() {
    let set = get(HOST, "/cookies/set?a=1&b=2");
    let cookies: Vec<&str> = set
        .fields
        .iter()
        .filter(|(name, _)| name == "Set-Cookie")
        .map(|(_, value)| value.as_str())
        .collect();
    assert_eq!(cookies, ["a=1; Path=/", "b=2; Path=/"]);
    assert_eq!((set.status, set.field("location")), (302, Some("/cookies")));
    assert_eq!(
        get(HOST, "/cookies/set/k/v").field("set-cookie"),
        Some("k=v; Path=/")
    );
    assert!(
        get(HOST, "/cookies/delete?a=")
            .field("set-cookie")
            .unwrap()
            .contains("Max-Age=0")
    );
    let brought = ask("GET", HOST, "/cookies", &[("Cookie", "b=2; a=1")], b"");
    assert_eq!(brought.at("cookies"), r#"{"a":"1","b":"2"}"#);
    assert_eq!(get(HOST, "/cookies").at("cookies"), "{}");
}

#[test]
fn doors_open_to_who_knows_the_word() {
    let with =
        |target: &str, value: &str| ask("GET", HOST, target, &[("Authorization", value)], b"");
    // user:passwd
    let basic = with("/basic-auth/user/passwd", "Basic dXNlcjpwYXNzd2Q=");
    assert_eq!(
        (basic.status, basic.at("")),
        (200, r#"{"authenticated":true,"user":"user"}"#.to_owned())
    );
    let refused = with("/basic-auth/user/other", "Basic dXNlcjpwYXNzd2Q=");
    assert_eq!(
        (refused.status, refused.field("www-authenticate")),
        (401, Some("Basic realm=\"Fake Realm\""))
    );
    assert_eq!(get(HOST, "/hidden-basic-auth/u/p").status, 404);
    assert_eq!(with("/bearer", "Bearer abc").at("token"), "\"abc\"");
    assert_eq!(
        get(HOST, "/bearer").field("www-authenticate"),
        Some("Bearer")
    );
    let asked = get(HOST, "/digest-auth/auth/me/secret");
    assert!(
        asked
            .field("www-authenticate")
            .unwrap()
            .starts_with("Digest realm=")
    );
    // The proof by RFC 7616, worked out with Python's hashlib.
    let proof = "Digest username=\"me\", realm=\"r\", nonce=\"n\", uri=\"/digest-auth/auth/me/secret\", qop=auth, nc=00000001, cnonce=\"c\", response=\"PROOF\"";
    let proof = proof.replace("PROOF", DIGEST);
    assert_eq!(with("/digest-auth/auth/me/secret", &proof).status, 200);
    assert_eq!(
        with(
            "/digest-auth/auth/me/secret",
            &proof.replace("nc=00000001", "nc=00000002")
        )
        .status,
        401
    );
}

const DIGEST: &str = "63a5451fba3c9b9efff1af39dd644de7";

#[test]
fn fields_are_what_was_asked_for() {
    let answer = get(
        HOST,
        "/response-headers?X-One=1&X-Two=a%20b&X-One=2&Content-Length=9",
    );
    assert_eq!(answer.at("X-One"), r#"["1","2"]"#);
    assert_eq!(answer.field("x-two"), Some("a b"));
    assert_eq!(
        get(HOST, "/response-headers").at("Content-Length"),
        "\"68\""
    );
    let links = get(HOST, "/links/3/1").text();
    assert_eq!(links.matches("<a href").count(), 2);
    assert_eq!(get(HOST, "/links/3").field("location"), Some("/links/3/0"));
}

#[test]
fn the_one_in_go_puts_values_in_lists() {
    let answer = get("httpbingo.org", "/get?a=1");
    assert_eq!(answer.at("args"), r#"{"a":["1"]}"#);
    assert_eq!(
        answer.keys(),
        ["args", "headers", "method", "origin", "url"]
    );
    assert_eq!(
        get("eu.httpbin.org", "/get").at("url"),
        "\"http://eu.httpbin.org/get\""
    );
}
