//! Hosts of made-up things, which pretend to keep what they are given.

mod common;

use common::{ask, get, length, post};

const POSTS: &str = "jsonplaceholder.typicode.com";

#[test]
fn placeholders_come_whole_in_part_and_by_owner() {
    for (target, count) in [
        ("/posts", 100),
        ("/comments", 500),
        ("/albums", 100),
        ("/photos", 5_000),
        ("/todos", 200),
        ("/users", 10),
        ("/posts?userId=1", 10),
        ("/posts?userId=1&userId=2", 20),
        ("/comments?postId=1", 5),
        ("/posts/1/comments", 5),
        ("/users/2/todos", 20),
        ("/albums/3/photos", 50),
        ("/posts?_limit=7", 7),
        ("/posts?_page=2&_limit=30", 30),
        ("/posts?_start=95&_limit=10", 5),
        ("/posts?userId=77", 0),
        ("/posts?nothing=1", 100),
        ("/posts/999/comments", 0),
    ] {
        let answer = get(POSTS, target);
        assert_eq!((answer.status, length(&answer)), (200, count), "{target}");
    }
    assert_eq!(
        get(POSTS, "/posts/1").keys(),
        ["userId", "id", "title", "body"]
    );
    assert_eq!(
        get(POSTS, "/comments/1").keys(),
        ["postId", "id", "name", "email", "body"]
    );
    assert_eq!(
        get(POSTS, "/todos/1").keys(),
        ["userId", "id", "title", "completed"]
    );
    assert_eq!(
        get(POSTS, "/photos/1").keys(),
        ["albumId", "id", "title", "url", "thumbnailUrl"]
    );
    assert_eq!(
        get(POSTS, "/users/1").keys(),
        [
            "id", "name", "username", "email", "address", "phone", "website", "company"
        ]
    );
    assert_eq!(get(POSTS, "/posts?_page=2&_limit=3").at("0.id"), "4");
    assert_eq!(
        get(POSTS, "/posts?_sort=id&_order=desc&_limit=1").at("0.id"),
        "100"
    );
    assert_eq!(get(POSTS, "/posts/100").at("userId"), "10");
    let first = get(POSTS, "/posts/1");
    assert!(
        first
            .text()
            .starts_with("{\n  \"userId\": 1,\n  \"id\": 1,\n")
    );
    for nowhere in [
        "/posts/0",
        "/posts/101",
        "/posts/x",
        "/nothing",
        "/posts/1/users",
    ] {
        let answer = get(POSTS, nowhere);
        assert_eq!(
            (answer.status, answer.text().as_str()),
            (404, "{}"),
            "{nowhere}"
        );
    }
}

#[test]
fn placeholders_are_made_changed_and_thrown_away_for_show() {
    let made = post(
        POSTS,
        "/posts",
        r#"{"title": "foo", "body": "bar", "userId": 1}"#,
    );
    assert_eq!(
        (made.status, made.at("")),
        (
            201,
            r#"{"title":"foo","body":"bar","userId":1,"id":101}"#.to_owned()
        )
    );
    assert_eq!(
        made.field("location"),
        Some("http://jsonplaceholder.typicode.com/posts/101")
    );
    let form = ask(
        "POST",
        POSTS,
        "/posts",
        &[("Content-Type", "application/x-www-form-urlencoded")],
        b"title=a&userId=1",
    );
    assert_eq!(form.at(""), r#"{"title":"a","userId":"1","id":101}"#);
    assert_eq!(
        ask("POST", POSTS, "/posts", &[], b"{}").at(""),
        r#"{"id":101}"#
    );
    let with = |method: &str, target: &str| {
        ask(
            method,
            POSTS,
            target,
            &[("Content-Type", "application/json")],
            br#"{"title": "new"}"#,
        )
    };
    assert_eq!(with("PUT", "/posts/1").at(""), r#"{"title":"new","id":1}"#);
    let patched = with("PATCH", "/posts/1");
    assert_eq!(
        (patched.at("title"), patched.at("userId")),
        ("\"new\"".to_owned(), "1".to_owned())
    );
    assert_eq!(with("PUT", "/posts/999").status, 500);
    let gone = ask("DELETE", POSTS, "/posts/1", &[], b"");
    assert_eq!((gone.status, gone.text().as_str()), (200, "{}"));
    // Nothing was kept.
    assert_ne!(get(POSTS, "/posts/1").at("title"), "\"new\"");
}

#[test]
fn doors_and_people_of_reqres() {
    let host = "reqres.in";
    let made = post(
        host,
        "/api/users",
        r#"{"name": "morpheus", "job": "leader"}"#,
    );
    assert_eq!(
        (made.status, made.keys()),
        (
            201,
            ["name", "job", "id", "createdAt"]
                .map(String::from)
                .to_vec()
        )
    );
    assert_eq!(made.at("createdAt"), "\"2026-11-29T00:00:00.000Z\"");
    assert_eq!(get(host, "/api/users/23").status, 404);
    assert_eq!(ask("DELETE", host, "/api/users/2", &[], b"").status, 204);
    assert_eq!(
        post(host, "/api/login", r#"{"email": "a@b.c"}"#).at("error"),
        "\"Missing password\""
    );
    assert_eq!(
        post(host, "/api/login", r#"{"email": "a@b.c", "password": "x"}"#).keys(),
        ["token"]
    );
    let slow = get(host, "/api/users?delay=3");
    assert_eq!(slow.at.floor(), 3.0);
}

#[test]
fn dummies_are_listed_searched_and_logged_in() {
    let host = "dummyjson.com";
    assert_eq!(
        get(host, "/products?limit=2&skip=5&select=title").at("products.0.id"),
        "6"
    );
    assert_eq!(get(host, "/users/1").status, 200);
    assert_eq!(
        get(host, "/products/9999").at("message"),
        "\"Product with id '9999' not found\""
    );
    let made = post(host, "/products/add", r#"{"title": "A thing"}"#);
    assert_eq!(
        (made.status, made.at("")),
        (201, r#"{"id":195,"title":"A thing"}"#.to_owned())
    );
    assert_eq!(
        post(
            host,
            "/auth/login",
            r#"{"username": "emilys", "password": "x"}"#
        )
        .at("username"),
        "\"emilys\""
    );
    assert_eq!(post(host, "/auth/login", "{}").status, 400);
    assert_eq!(get(host, "/http/404").status, 404);
}
