//! The link codec: what goes in comes out, and what was never put in does no harm.

mod files;

use playground::link::{LinkError, MAX_INFLATED, MAX_VARIANTS, decode, encode, fits};
use playground::{
    Clock, EXAMPLES, Failing, File, Host, PathError, Playground, Settings, Typed, Variant, View,
    path,
};
use proptest::prelude::*;

fn playground(title: &str, variants: &[(&str, &str)]) -> Playground {
    Playground {
        title: title.to_owned(),
        variants: variants
            .iter()
            .map(|&(name, source)| Variant::alone(name, source))
            .collect(),
        settings: Settings::default(),
        view: View::default(),
    }
}

/// What such a seed says of hosts: nothing, for every other one.
fn hosts(seed: u32) -> Vec<Host> {
    let some = |bit: u32, most: u32| (seed & bit != 0).then_some(seed % most);
    let host = |name: &str| Host {
        name: name.to_owned(),
        latency_ms: some(2, 60_000),
        jitter_ms: some(4, 900),
        failures: seed % 101,
        failing: Failing::ALL[(seed % 3) as usize],
        bandwidth_kb: some(8, 5_000).map(|rate| rate + 1),
        app: (seed & 16 != 0 && name != "*").then(|| "shop:app".to_owned()),
    };
    match seed % 2 {
        0 => Vec::new(),
        _ => vec![host("api.shop.example"), host("*")],
    }
}

fn any_playground() -> impl Strategy<Value = Playground> {
    let text = || "(?s).{0,200}";
    let file = ("[a-z]{1,3}(/[a-z. é]{0,3}[a-z])?(.py)?", text());
    // As many as have room beside each other: half the variants have none, as most playgrounds.
    let files = prop_oneof![
        Just(Vec::new()),
        prop::collection::vec(file, 0..5).prop_map(|all| {
            let mut files: Vec<File> = Vec::new();
            for (path, text) in all {
                let others: Vec<_> = files.iter().map(|file| file.path.clone()).collect();
                if let Ok(path) = path::check(&path, others.iter().map(String::as_str)) {
                    files.push(File { path, text });
                }
            }
            files
        })
    ];
    let typed = ("[^\\p{Cc}]{0,40}", 1_u32..=8);
    let typed = typed.prop_map(|(line, terminal)| Typed { terminal, line });
    let typed = prop_oneof![Just(Vec::new()), prop::collection::vec(typed, 0..5)];
    let variant = ("(?s).{0,12}", text(), files, typed);
    let variant = variant.prop_map(|(name, source, files, typed)| Variant {
        name,
        source,
        files,
        typed,
    });
    let cursor = prop::option::of(prop_oneof![
        0.0..1e9,
        Just(f64::MIN_POSITIVE),
        Just(f64::MAX)
    ]);
    (
        text(),
        prop::collection::vec(variant, 1..6),
        any::<u32>(),
        any::<usize>(),
        cursor,
    )
        .prop_map(|(title, variants, seed, active, cursor)| Playground {
            title,
            settings: Settings {
                seed,
                // Both clocks.
                clock: Clock::of(seed % 2 == 0),
                cores: seed % 64 + 1,
                disk_ms: seed % 100,
                database_ms: seed % 70,
                hosts: hosts(seed),
            },
            view: View {
                active: active % variants.len(),
                cursor,
            },
            variants,
        })
}

/// A form of one's own choice in the clothes of a link: whole, with a right checksum.
fn forge(body: &[u8]) -> String {
    forge_as(1, body)
}

fn forge_as(version: u32, body: &[u8]) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    let mut bytes = crc32fast::hash(body).to_le_bytes().to_vec();
    bytes.extend(miniz_oxide::deflate::compress_to_vec(body, 10));
    format!("v{version}.{}", URL_SAFE_NO_PAD.encode(bytes))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_playground_comes_back_as_it_went(before in any_playground()) {
        let link = encode(&before);
        prop_assert!(link.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)));
        let after = decode(&link).unwrap();
        prop_assert_eq!(
            after.view.cursor.map(f64::to_bits),
            before.view.cursor.map(f64::to_bits)
        );
        prop_assert_eq!(after, before);
    }

    #[test]
    fn any_text_is_refused_or_read(text in "(?s).{0,300}", payload in "[A-Za-z0-9_-]{0,300}") {
        let _ = decode(&text);
        // Only a right checksum over an inflatable payload could pass.
        for version in 1..=2 {
            let forged = format!("v{version}.{payload}");
            prop_assert!(decode(&forged).is_err());
        }
    }

    #[test]
    fn any_inflatable_body_is_refused_or_read(
        body in prop::collection::vec(any::<u8>(), 0..300),
        head in r#"\{("title":"a",)?"variants":\[(\{"name":"n","bytes":[0-9]{1,20}\},?){0,3}\](,"active":[0-9]{1,20})?(,"cursor":-?[0-9]{1,3}e?[0-9]{0,4})?\}"#,
    ) {
        let _ = decode(&forge(&body));
        let _ = decode(&forge_as(2, &body));
        if let Ok(opened) = decode(&forge(format!("{head}\nprint()").as_bytes())) {
            prop_assert!(opened.view.active < opened.variants.len());
            prop_assert!(opened.view.cursor.is_none_or(|at| at.is_finite() && at >= 0.0));
        }
    }

    #[test]
    fn a_changed_character_never_gives_another_text(
        before in any_playground(),
        at in any::<prop::sample::Index>(),
        to in "[A-Za-z0-9_.-]",
    ) {
        let link = encode(&before);
        let at = at.index(link.len());
        let mut damaged = link.clone();
        damaged.replace_range(at..=at, &to);
        match decode(&damaged) {
            Ok(after) => prop_assert_eq!(after, before),
            Err(error) => prop_assert_ne!(error, LinkError::Empty),
        }
    }

    #[test]
    fn a_cut_link_is_damaged(before in any_playground(), keep in any::<prop::sample::Index>()) {
        let link = encode(&before);
        let keep = 3 + keep.index(link.len() - 3);
        prop_assert_eq!(decode(&link[..keep]), Err(LinkError::Damaged));
    }
}

#[test]
fn every_flip_of_one_bit_is_noticed() {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    let before = EXAMPLES[0].playground();
    let bytes = URL_SAFE_NO_PAD.decode(&encode(&before)[3..]).unwrap();
    for bit in 0..bytes.len() * 8 {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let decoded = decode(&format!("v1.{}", URL_SAFE_NO_PAD.encode(flipped)));
        // The last byte ends in bits that deflate does not use.
        assert!(
            decoded.is_err() || decoded.as_ref() == Ok(&before),
            "bit {bit}: {decoded:?}"
        );
    }
}

#[test]
fn foreign_fragments_are_told_from_damaged_ones() {
    for foreign in [
        "",
        "#",
        "install",
        "v",
        "v.",
        "v1",
        "version1.abc",
        "v01.abc",
        "vx.abc",
        "1.abc",
    ] {
        assert_eq!(decode(foreign), Err(LinkError::NotALink), "{foreign}");
    }
    assert_eq!(decode("v1."), Err(LinkError::Damaged));
    assert_eq!(decode("v1.eJw"), Err(LinkError::Damaged));
    assert_eq!(decode("v2.anything"), Err(LinkError::Damaged));
    assert_eq!(decode("v3.anything"), Err(LinkError::NewerVersion));
    assert_eq!(decode("v99999999999.a"), Err(LinkError::NotALink));
}

#[test]
fn what_surrounds_a_link_in_running_text_does_no_harm() {
    let before = EXAMPLES[0].playground();
    let link = encode(&before);
    for text in [
        format!("#{link}"),
        format!(" {link}\n"),
        format!("{link}."),
        format!("{link})&a=b"),
    ] {
        assert_eq!(decode(&text).as_ref(), Ok(&before));
    }
}

#[test]
fn a_bomb_is_refused_while_it_inflates() {
    let before = playground("", &[("zeros", &"\0".repeat(64 << 20))]);
    assert!(!fits(&before));
    let link = encode(&before);
    assert!(link.len() < 100_000, "{} characters", link.len());
    assert_eq!(decode(&link), Err(LinkError::TooLarge));
}

#[test]
fn the_limit_is_exact() {
    let room = MAX_INFLATED - r#"{"title":"","variants":[{"name":"","bytes":1000000}]}"#.len() - 1;
    // Text that hardly shrinks, so that the limit on characters is tried too.
    let mut state = 1_u64;
    let mut noise = std::iter::repeat_with(|| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        char::from((state >> 57) as u8)
    });
    let largest = playground("", &[("", &noise.by_ref().take(room).collect::<String>())]);
    assert!(fits(&largest));
    assert_eq!(decode(&encode(&largest)).as_ref(), Ok(&largest));

    let beyond = playground("", &[("", &noise.take(room + 1).collect::<String>())]);
    assert!(!fits(&beyond));
    assert_eq!(decode(&encode(&beyond)), Err(LinkError::TooLarge));

    assert_eq!(
        decode(&format!("v1.{}", "A".repeat(2 << 20))),
        Err(LinkError::TooLarge)
    );
}

#[test]
fn variants_are_counted() {
    let some = |count| playground("", &vec![("v", "pass\n"); count]);
    assert_eq!(decode(&encode(&some(0))), Err(LinkError::Empty));
    assert!(fits(&some(MAX_VARIANTS)) && decode(&encode(&some(MAX_VARIANTS))).is_ok());
    assert!(!fits(&some(MAX_VARIANTS + 1)));
    assert_eq!(
        decode(&encode(&some(MAX_VARIANTS + 1))),
        Err(LinkError::TooLarge)
    );
}

#[test]
fn a_view_of_nothing_is_repaired() {
    let mut odd = playground("odd", &[("a", "pass\n"), ("b", "pass\n")]);
    for (cursor, repaired) in [
        (f64::NAN, None),
        (f64::INFINITY, None),
        (f64::NEG_INFINITY, None),
        (-1.5, Some(0.0)),
    ] {
        odd.view = View {
            active: 7,
            cursor: Some(cursor),
        };
        assert_eq!(
            decode(&encode(&odd)).unwrap().view,
            View {
                active: 0,
                cursor: repaired
            }
        );
    }
}

#[test]
fn lengths_that_lie_are_damage() {
    for body in [
        r#"{"variants":[{"name":"a","bytes":9}]}"#.to_owned() + "\npass\n",
        r#"{"variants":[{"name":"a","bytes":4}]}"#.to_owned() + "\npass\n",
        r#"{"variants":[{"name":"a","bytes":18446744073709551615}]}"#.to_owned() + "\npass\n",
        // The second byte of a character is not the start of a script.
        r#"{"variants":[{"name":"a","bytes":1},{"name":"b","bytes":1}]}"#.to_owned() + "\né",
        r#"{"variants":[{"name":"a","bytes":-5}]}"#.to_owned() + "\npass\n",
        "[".repeat(100_000),
    ] {
        assert_eq!(decode(&forge(body.as_bytes())), Err(LinkError::Damaged));
    }
    let whole =
        r#"{"later":{"fields":[1]},"variants":[{"name":"a","bytes":5}]}"#.to_owned() + "\npass\n";
    assert_eq!(
        decode(&forge(whole.as_bytes())),
        Ok(playground("", &[("a", "pass\n")]))
    );
}

/// Forty lines as somebody would write them who reproduces a problem.
const FORTY_LINES: &str = include_str!("forty_lines.py");

#[test]
fn forty_lines_fit_in_900_characters() {
    assert_eq!(FORTY_LINES.lines().count(), 40);
    let link = encode(&playground("Why is it slow?", &[("main", FORTY_LINES)]));
    println!(
        "{} bytes of script, {} characters of link",
        FORTY_LINES.len(),
        link.len()
    );
    assert!(link.len() <= 900, "{} characters", link.len());
}

/// A link as version 1 wrote it. It must open for ever; what it holds is below.
const GOLDEN: &str = include_str!("version_1.txt");

#[test]
fn a_link_of_version_1_opens_for_ever() {
    let mut written = playground(
        "Café ☕ & cake",
        &[
            ("main", FORTY_LINES),
            (
                "short",
                "import asyncio\n\n\nasync def main():\n    print(\"naïve 🐍\")\n\n\nasyncio.run(main())\n",
            ),
            ("", ""),
        ],
    );
    written.settings.seed = 4_000_000_007;
    written.view = View {
        active: 1,
        cursor: Some(0.1 + 0.2),
    };
    let opened = decode(GOLDEN).unwrap();
    assert_eq!(opened, written);
    // And what has nothing beside its scripts is still written so.
    assert_eq!(encode(&written), GOLDEN.trim());
}

/// A link as version 2 wrote it. It must open for ever; what it holds is below.
const GOLDEN_2: &str = include_str!("version_2.txt");
