//! Pictures of timelines: whole, alone, and of what is seen.

use super::{
    fake::{Run, blocking, gather},
    with, with_the_coffee_bar,
};
use roxmltree::Document;
use trace::{
    Outcome,
    views::picture::{LEAST_WIDTH, Row, Sight, svg},
};

fn texts(picture: &Document<'_>) -> Vec<String> {
    let texts = picture
        .descendants()
        .filter(|node| node.has_tag_name("text"));
    texts
        .filter_map(|node| node.text())
        .map(str::to_owned)
        .collect()
}

fn draw(sight: &Sight) -> String {
    with_the_coffee_bar(|runs| svg(sight, runs))
}

#[test]
fn it_has_title_names_totals_reasons_axis_and_legend() {
    let file = draw(&Sight::whole("Coffee <bar> & \"co\""));
    let picture = Document::parse(&file).expect("well-formed");
    let texts = texts(&picture);
    for text in [
        "Coffee <bar> & \"co\"",
        "sequential",
        "gather",
        "blocking",
        "5.0 s",
        "3.0 s instead of 5.0 s: the waits of espresso and latte overlap from 0.0 to 2.0",
        "loop",
        "latte",
        "0.0",
        "s",
        "sleep · 3.0 s",
        "time.sleep(3) · 3.0 s",
        "ready, held",
        "blocking the loop",
        "done",
    ] {
        assert!(
            texts.iter().any(|each| each == text),
            "{text} in {texts:#?}"
        );
    }
    assert!(!texts.iter().any(|text| text == "failed"), "nothing failed");
    let said = picture
        .descendants()
        .find(|node| node.has_tag_name("desc"))
        .unwrap();
    assert!(
        said.text()
            .unwrap()
            .contains("gather: 3.0 s instead of 5.0 s")
    );
}

#[test]
fn it_stands_alone() {
    let file = draw(&Sight::whole("t"));
    let picture = Document::parse(&file).expect("well-formed");
    for node in picture.descendants().filter(|node| node.is_element()) {
        assert!(
            !["image", "use", "script", "foreignObject", "a"].contains(&node.tag_name().name())
        );
        for attribute in node.attributes() {
            let value = attribute.value();
            assert!(!value.contains("http"), "{value}");
            if let Some((_, id)) = value.split_once("url(#") {
                let id = id.trim_end_matches(')');
                let there = |node: &roxmltree::Node<'_, '_>| node.attribute("id") == Some(id);
                assert!(picture.descendants().any(|node| there(&node)), "{id}");
            }
        }
    }
    assert!(!file.contains("@import") && !file.contains("@font-face"));
}

#[test]
fn two_pictures_can_stand_in_one_document() {
    let ids = |file: &str| -> Vec<String> {
        let picture = Document::parse(file).unwrap();
        let ids = picture
            .descendants()
            .filter_map(|node| node.attribute("id").map(str::to_owned));
        ids.collect()
    };
    let light = ids(&draw(&Sight::whole("t")));
    let dark = ids(&draw(&Sight {
        dark: true,
        ..Sight::whole("t")
    }));
    assert_eq!(light.len(), 5);
    assert!(light.iter().all(|id| !dark.contains(id)));
}

#[test]
fn it_shows_the_stretch_and_the_rows_that_are_seen() {
    let sight = Sight {
        window: Some((2.5, 4.0)),
        cursor: Some(2.75),
        rows: vec![
            Some(vec![]),
            Some(vec![Row::Lane(0)]),
            Some(vec![Row::Lane(3)]),
        ],
        ..Sight::whole("")
    };
    let file = draw(&sight);
    let picture = Document::parse(&file).unwrap();
    let texts = texts(&picture);
    assert!(texts.contains(&"2.6".to_owned()), "{texts:?}");
    assert!(!texts.contains(&"0.0".to_owned()), "{texts:?}");
    assert!(
        texts.contains(&"2.750 s".to_owned()),
        "the cursor: {texts:?}"
    );
    assert!(
        !texts.contains(&"latte".to_owned()) && !texts.contains(&"main".to_owned()),
        "{texts:?}"
    );
    assert_eq!(texts.iter().filter(|text| *text == "loop").count(), 1);
    let width: f64 = picture
        .root_element()
        .attribute("width")
        .unwrap()
        .parse()
        .unwrap();
    for shape in picture
        .root_element()
        .children()
        .filter(|node| node.has_tag_name("rect"))
    {
        let number = |name| {
            shape
                .attribute(name)
                .map_or(0.0, |text| text.parse::<f64>().unwrap())
        };
        assert!(
            number("x") >= 0.0 && number("x") + number("width") <= width,
            "{shape:?}"
        );
    }
}

#[test]
fn a_thousand_tasks_are_a_crowd_and_the_file_stays_small() {
    let mut run = Run::new();
    let main = run.task("main");
    run.turn(1).step(main);
    let tasks: Vec<_> = (0..1000)
        .map(|number| run.task(&format!("w{number}")))
        .collect();
    run.returns();
    for task in tasks {
        run.turn(1).step(task);
        if task.0 == 500 {
            run.blocks(1.0, 3);
        }
        run.ends(Outcome::Failed("OSError".to_owned()));
    }
    run.exits();
    let file = with(&[("many", run.trace)], |runs| svg(&Sight::whole(""), runs));
    let picture = Document::parse(&file).unwrap();
    let texts = texts(&picture);
    assert!(texts.contains(&"962 tasks".to_owned()), "{texts:?}");
    assert!(texts.contains(&"failed".to_owned()));
    assert!(file.len() < 60_000, "{}", file.len());
}

#[test]
fn odd_wishes_are_drawn_all_the_same() {
    for sight in [
        Sight {
            width: 0.0,
            ..Sight::whole("narrow, with a title that needs several lines for itself")
        },
        Sight {
            window: Some((f64::NAN, 2.0)),
            ..Sight::whole("")
        },
        Sight {
            window: Some((9.0, 8.0)),
            ..Sight::whole("")
        },
        Sight {
            window: Some((70.0, 80.0)),
            cursor: Some(f64::NAN),
            ..Sight::whole("")
        },
        Sight {
            rows: vec![Some(vec![
                Row::Lane(99),
                Row::Crowd(2..99),
                Row::Crowd(3..3),
            ])],
            ..Sight::whole("")
        },
    ] {
        let file = draw(&sight);
        let picture = Document::parse(&file).expect("well-formed");
        let width: f64 = picture
            .root_element()
            .attribute("width")
            .unwrap()
            .parse()
            .unwrap();
        assert!(width >= LEAST_WIDTH);
        assert!(!file.contains("NaN") && !file.contains("inf"), "{sight:?}");
    }
    let nothing = svg(&Sight::whole(""), &[]);
    Document::parse(&nothing).expect("well-formed");
    for trace in [gather(), blocking(), trace::Trace::default()] {
        let file = with(&[("\u{1}<", trace)], |runs| {
            svg(&Sight::whole("\u{0}]]>"), runs)
        });
        Document::parse(&file).expect("well-formed");
    }
}
