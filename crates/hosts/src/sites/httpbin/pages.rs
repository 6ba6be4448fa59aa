//! Pages.

use crate::{
    http::{Response, page},
    json::Json,
    object,
};

pub(super) const HTML: &str = "<!DOCTYPE html>\n<html>\n  <head>\n  </head>\n  <body>\n      <h1>Herman Melville - Moby-Dick</h1>\n\n      <div>\n        <p>\n          This is where a chapter of the novel stands on the real host. Here a few plain sentences take its place: a ship is out at sea, an old smith works at his fire by day and by night, and the sailors, who at first laughed at his walk, have long been told why he walks so. A page needs some text to be read, counted and cut into pieces, and this is it.\n        </p>\n      </div>\n  </body>\n</html>";

pub(super) const XML: &str = "<?xml version='1.0' encoding='us-ascii'?>\n\n<!--  A slide show, as small as can be  -->\n\n<slideshow \n    title=\"Sample Slide Show\"\n    date=\"Date of publication\"\n    author=\"Yours Truly\"\n    >\n\n    <slide type=\"all\">\n      <title>One loop, many tasks</title>\n    </slide>\n\n    <slide type=\"all\">\n        <title>Overview</title>\n        <item>Why <em>waiting</em> is not working</item>\n        <item/>\n        <item>Who <em>wakes</em> whom</item>\n    </slide>\n\n</slideshow>";

pub(super) const DENY: &str = "\n      .--------.\n     |  STOP    |\n      '--------'\n          ||\n   Robots turn back here.\n";

pub(super) const UTF8: &str = "<!DOCTYPE html>\n<html>\n<head><meta charset=\"utf-8\"><title>UTF-8</title></head>\n<body>\n<h1>Unicode, in the encoding UTF-8</h1>\n<pre>\nGreek       καλημέρα κόσμε\nRussian     доброе утро, мир\nGeorgian    დილა მშვიდობისა\nHebrew      בוקר טוב עולם\nArabic      صباح الخير يا عالم\nHindi       शुभ प्रभात दुनिया\nThai        สวัสดีชาวโลก\nChinese     世界早安\nJapanese    おはよう世界\nKorean      좋은 아침, 세상\nMathematics ∮ E·da = Q, ∀x ∈ ℝ: ⌈x⌉ = −⌊−x⌋\nBoxes       ╔══╦══╗ ┌──┬──┐\nFaces       😀 🐍 🔁\n</pre>\n</body>\n</html>\n";

pub(super) const FORM: &str = "<!DOCTYPE html>\n<html>\n  <head><title>Order a pizza</title></head>\n  <body>\n  <form method=\"post\" action=\"/post\">\n   <p><label>Name: <input name=\"custname\"></label></p>\n   <p><label>Telephone: <input type=tel name=\"custtel\"></label></p>\n   <p><label>E-mail: <input type=email name=\"custemail\"></label></p>\n   <p><label> <input type=radio name=size value=\"small\"> Small </label></p>\n   <p><label> <input type=radio name=size value=\"large\"> Large </label></p>\n   <p><label> <input type=checkbox name=\"topping\" value=\"cheese\"> Cheese </label></p>\n   <p><label> <input type=checkbox name=\"topping\" value=\"onion\"> Onion </label></p>\n   <p><label>Remarks: <textarea name=\"comments\"></textarea></label></p>\n   <p><button>Order</button></p>\n  </form>\n  </body>\n</html>\n";

pub(super) fn slides() -> Json {
    let items = vec![
        Json::from("Why <em>waiting</em> is not working"),
        Json::from("Who <em>wakes</em> whom"),
    ];
    object! {
        "slideshow" => object! {
            "author" => "Yours Truly",
            "date" => "date of publication",
            "slides" => vec![
                object! { "title" => "One loop, many tasks", "type" => "all" },
                object! { "items" => items, "title" => "Overview", "type" => "all" },
            ],
            "title" => "Sample Slide Show",
        },
    }
}

pub(super) fn index() -> Response {
    Response::html(
        200,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"UTF-8\"><title>httpbin.org</title></head>\n<body>\n<h1>httpbin.org</h1>\n<p>A host that says back what it was asked. This one is simulated.</p>\n<ul>\n<li><a href=\"/get\">/get</a></li>\n<li><a href=\"/delay/1\">/delay/1</a></li>\n<li><a href=\"/status/404\">/status/404</a></li>\n<li><a href=\"/forms/post\">/forms/post</a></li>\n</ul>\n</body>\n</html>\n",
    )
}

pub(super) fn not_found() -> Response {
    Response::bytes(404, "text/html", page(404))
}

pub(super) fn not_allowed(allowed: &[&str]) -> Response {
    Response::bytes(405, "text/html", page(405)).with("Allow", allowed.join(", "))
}

/// A page of links to the others of so many.
pub(super) fn links(count: &str, at: Option<&str>) -> Option<Response> {
    let count: usize = count.parse().ok()?;
    // As many as a page holds.
    let count = count.clamp(1, 200);
    let Some(at) = at else {
        return Some(Response::redirect(302, &format!("/links/{count}/0")));
    };
    let at: usize = at.parse().ok()?;
    let links: String = (0..count)
        .map(|link| {
            if link == at {
                format!("{link} ")
            } else {
                format!("<a href='/links/{count}/{link}'>{link}</a> ")
            }
        })
        .collect();
    Some(Response::html(
        200,
        format!("<html><head><title>Links</title></head><body>{links}</body></html>"),
    ))
}
