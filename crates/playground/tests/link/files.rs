//! Links of variants with files and typed lines: version 2.

use super::*;

/// A server in two files, and what is typed at two terminals.
fn served() -> Playground {
    let mut served = playground("Bücher", &[("served", FORTY_LINES), ("alone", "pass\n")]);
    let file = |path: &str, text: &str| File {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let typed = |terminal, line: &str| Typed {
        terminal,
        line: line.to_owned(),
    };
    served.variants[0].files = vec![
        file("models.py", "class Book(BaseModel):\n    title: str\n"),
        file("templates/two words.html", "<h1>{{ title }}</h1>"),
        file(".env", ""),
    ];
    served.variants[0].typed = vec![
        typed(1, "uvicorn main:app --port 8000 &"),
        typed(
            2,
            r#"curl -d '{"title": "naïve 🐍 for 5$ "}' http://127.0.0.1:8000/"#,
        ),
        typed(2, ""),
        typed(1, "^C"),
    ];
    served.settings.cores = 2;
    served.view.active = 1;
    served
}

#[test]
fn a_link_of_version_2_opens_for_ever() {
    assert_eq!(decode(GOLDEN_2).unwrap(), served());
    assert_eq!(encode(&served()), GOLDEN_2.trim());
}

#[test]
fn only_what_needs_version_2_is_written_so() {
    let mut some = served();
    assert!(encode(&some).starts_with("v2."));
    some.variants[0].typed.clear();
    assert!(encode(&some).starts_with("v2."));
    some.variants[0].files.clear();
    assert!(encode(&some).starts_with("v1."));
}

#[test]
fn a_served_script_keeps_its_link_short() {
    let mut some = playground("Bookstore", &[("main", FORTY_LINES)]);
    let alone = encode(&some).len();
    some.variants[0].typed = ["1$ uvicorn main:app", "2$ curl -i http://127.0.0.1:8000/"]
        .iter()
        .flat_map(|line| playground::typed::read(line).unwrap())
        .collect();
    let served = encode(&some).len();
    assert!(served < alone + 40, "{alone} and {served} characters");
}

#[test]
fn files_that_cannot_lie_in_a_folder_are_refused() {
    let head = |files: &str, typed: u32| {
        format!(r#"{{"variants":[{{"name":"a","bytes":5,"files":{files},"typed":{typed}}}]}}"#)
    };
    for (path, reason) in [
        ("../../etc/passwd", PathError::Outside),
        ("/etc/passwd", PathError::Absolute),
        ("main.py", PathError::Script),
        ("", PathError::Nameless),
        ("./a", PathError::OddCharacter),
    ] {
        let body = head(&format!(r#"[["{path}",2]]"#), 0) + "\npass\nhi";
        let refused = decode(&forge_as(2, body.as_bytes()));
        assert_eq!(refused, Err(LinkError::File(reason)), "{path}");
        assert!(LinkError::File(reason).to_string().ends_with('.'));
    }
    let twice = head(r#"[["a",1],["a",1]]"#, 0) + "\npass\nhi";
    assert_eq!(
        decode(&forge_as(2, twice.as_bytes())),
        Err(LinkError::File(PathError::Taken))
    );
    for body in [
        // Lengths that lie.
        head(r#"[["a",3]]"#, 0) + "\npass\nhi",
        head(r#"[["a",1]]"#, 0) + "\npass\nhi",
        head("[]", 3) + "\npass\n1$ ls\n",
        // No lines.
        head("[]", 3) + "\npass\nls\n",
        head("[]", 5) + "\npass\n1$ ls",
    ] {
        assert_eq!(
            decode(&forge_as(2, body.as_bytes())),
            Err(LinkError::Damaged),
            "{body}"
        );
    }
    for body in [
        head("[]", 6) + "\npass\n0$ ls\n",
        head("[]", 6) + "\npass\n9$ ls\n",
        head("[]", 6) + "\npass\n1$ l\r\n",
    ] {
        assert_eq!(
            decode(&forge_as(2, body.as_bytes())),
            Err(LinkError::TooLarge),
            "{body}"
        );
    }
    let whole = head(r#"[["a/b.txt",2]]"#, 6) + "\npass\nhi1$ ls\n";
    let opened = decode(&forge_as(2, whole.as_bytes())).unwrap();
    assert_eq!(opened.variants[0].files[0].text, "hi");
    assert_eq!(opened.variants[0].typed[0].line, "ls");
}

#[test]
fn what_does_not_fit_beside_a_script_does_not_fit_a_link() {
    let mut many = served();
    assert!(fits(&many));
    many.variants[0].typed =
        vec![many.variants[0].typed[0].clone(); playground::typed::MAX_TYPED + 1];
    assert!(!fits(&many));
    assert_eq!(decode(&encode(&many)), Err(LinkError::TooLarge));
    let mut large = served();
    large.variants[0].files[0].text = "x".repeat(MAX_INFLATED);
    assert!(!fits(&large));
    assert_eq!(decode(&encode(&large)), Err(LinkError::TooLarge));
    let mut twice = served();
    twice.variants[0].files[1].path = "models.py".to_owned();
    assert!(!fits(&twice));
}

#[test]
fn a_script_is_called_main_once_it_is_not_alone() {
    let mut variant = Variant::alone("a", "pass\n");
    assert_eq!(variant.script_name(), "script.py");
    variant.files = served().variants[0].files.clone();
    assert_eq!(variant.script_name(), "main.py");
    variant.files.clear();
    variant.typed = served().variants[0].typed.clone();
    assert_eq!(variant.script_name(), "main.py");
}
