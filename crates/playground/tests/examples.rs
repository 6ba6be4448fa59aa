//! The examples keep to what the picker, the phone and the link need of them.

use playground::{EXAMPLES, encode, link::fits, typed};
use std::collections::HashSet;
use std::path::Path;

#[test]
fn the_page_opens_with_the_coffee_bar() {
    let first = &EXAMPLES[0];
    assert_eq!(first.slug, "coffee-bar");
    let names: Vec<_> = first.variants.iter().map(|&(name, _)| name).collect();
    assert_eq!(names, ["sequential", "gather", "blocking"]);
}

#[test]
fn there_is_enough_to_choose_from() {
    assert!(EXAMPLES.len() >= 14);
    let slugs: HashSet<_> = EXAMPLES.iter().map(|example| example.slug).collect();
    let titles: HashSet<_> = EXAMPLES.iter().map(|example| example.title).collect();
    assert_eq!(
        (slugs.len(), titles.len()),
        (EXAMPLES.len(), EXAMPLES.len())
    );
    assert!(
        EXAMPLES.is_sorted_by_key(|example| example.level),
        "levels come in order"
    );
}

#[test]
fn every_file_is_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut on_disk = HashSet::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().unwrap() {
            let entry = entry.unwrap().path();
            if entry.is_dir() {
                folders.push(entry);
            } else {
                on_disk.insert(entry.strip_prefix(&root).unwrap().to_owned());
            }
        }
    }
    let mut listed = HashSet::new();
    for example in EXAMPLES {
        let folder = Path::new(example.slug);
        for (name, _) in example.variants {
            let beside = example.beside.iter().find(|(of, _)| of == name);
            match beside {
                None => drop(listed.insert(folder.join(name).with_extension("py"))),
                Some((_, files)) => {
                    listed.insert(folder.join(name).join("main.py"));
                    listed.extend(files.iter().map(|(path, _)| folder.join(name).join(path)));
                }
            }
        }
    }
    assert_eq!(on_disk, listed);
}

#[test]
fn scripts_can_be_read_on_a_phone() {
    for example in EXAMPLES {
        assert!(example.summary.ends_with('.') && example.summary.chars().count() <= 100);
        for (name, source) in example.variants {
            let file = format!("{}/{name}.py", example.slug);
            let lines = source.lines().count();
            assert!((8..=45).contains(&lines), "{file}: {lines} lines");
            for line in source.lines() {
                assert!(line.chars().count() <= 72, "{file}: {line}");
                assert_eq!(line.trim_end(), line, "{file}");
            }
            assert!(
                source.ends_with('\n') && !source.ends_with("\n\n"),
                "{file}"
            );
            assert!(
                source.starts_with("# ") && source.contains("\n# Look for: "),
                "{file}"
            );
        }
    }
}

#[test]
fn links_stay_short() {
    for example in EXAMPLES {
        let link = encode(&example.playground());
        assert!(
            link.len() <= 2000,
            "{}: {} characters",
            example.slug,
            link.len()
        );
    }
}

#[test]
fn what_is_typed_in_an_example_can_be() {
    for example in EXAMPLES {
        assert!(fits(&example.playground()), "{}", example.slug);
        for (name, files) in example.beside {
            let typed = files.iter().find(|(path, _)| *path == typed::FILE);
            let read = typed.map(|(_, text)| typed::read(text));
            assert_ne!(read, Some(None), "{}/{name}", example.slug);
        }
    }
}
