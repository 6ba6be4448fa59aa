//! What a typed line asks for, as far as its words tell.

/// The words of a line, as a POSIX shell has them: what is quoted stands for itself. `None` where the line is more than one plain
/// command.
pub fn words(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            ' ' | '\t' => words.extend(word.take()),
            '&' | '|' | ';' | '<' | '>' | '`' | '(' => return None,
            '\'' => {
                let word = word.get_or_insert_default();
                word.extend(letters.by_ref().take_while(|letter| *letter != '\''));
            }
            '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match letters.next()? {
                        '"' => break,
                        '\\' if letters.peek().is_some_and(|next| "\"\\$`".contains(*next)) => {
                            word.extend(letters.next());
                        }
                        '$' | '`' => return None,
                        letter => word.push(letter),
                    }
                }
            }
            '$' if letters.peek() == Some(&'\'') => {
                letters.next();
                let word = word.get_or_insert_default();
                loop {
                    match letters.next()? {
                        '\'' => break,
                        '\\' => word.push(match letters.next()? {
                            'n' => '\n',
                            'r' => '\r',
                            't' => '\t',
                            letter => letter,
                        }),
                        letter => word.push(letter),
                    }
                }
            }
            '$' => return None,
            '\\' => word.get_or_insert_default().extend(letters.next()),
            letter => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    Some(words)
}

/// Where a `curl` command asks, with its scheme; `None` of anything else than one `curl` command for one address.
pub fn address(line: &str) -> Option<String> {
    let words = words(line)?;
    let (first, rest) = words.split_first()?;
    if first != "curl" {
        return None;
    }
    let mut addresses = Vec::new();
    let mut rest = rest.iter();
    while let Some(word) = rest.next() {
        match word.strip_prefix('-') {
            None => addresses.push(word),
            Some(option) if takes_value(option) => {
                rest.next();
            }
            Some(_) => {}
        }
    }
    let [address] = addresses[..] else {
        return None;
    };
    Some(match address.contains("://") {
        true => address.clone(),
        false => format!("http://{address}"),
    })
}

/// Whether an option, without its first dash, has the next word for its value.
fn takes_value(option: &str) -> bool {
    const LONG: [&str; 17] = [
        "request",
        "header",
        "data",
        "data-raw",
        "data-ascii",
        "data-binary",
        "data-urlencode",
        "json",
        "form",
        "form-string",
        "user",
        "user-agent",
        "cookie",
        "cookie-jar",
        "output",
        "write-out",
        "max-time",
    ];
    match option.strip_prefix('-') {
        Some(long) => LONG.contains(&long),
        // The last letter of several in one word: what follows another one that takes a value is that value.
        None => option.find(|letter| "XHdFuAbcowmeTrx".contains(letter)) == Some(option.len() - 1),
    }
}

/// Whether a line only reads: what was answered before it would be answered the same after it, if the server is made as HTTP
/// has it.
pub fn only_reads(line: &str) -> bool {
    let Some(words) = words(line) else {
        return false;
    };
    match words.first().map(String::as_str) {
        Some("ls" | "cat" | "pwd" | "echo" | "sleep") | None => true,
        Some("curl") => {
            let sends = |word: &String| {
                ["-d", "-F", "-T", "--data", "--form", "--json", "--upload"]
                    .iter()
                    .any(|option| word.starts_with(option))
            };
            let mut methods = words
                .windows(2)
                .filter(|pair| ["-X", "--request"].contains(&pair[0].as_str()));
            !words.iter().any(sends)
                && methods.all(|pair| ["GET", "HEAD", "OPTIONS"].contains(&pair[1].as_str()))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::client::command::quoted;

    #[test]
    fn words_are_those_that_were_quoted() {
        for text in [
            "plain",
            "two words",
            "it's",
            "a\nb'c\\d",
            "",
            "{\"a\": 1}",
            "ä&|;",
        ] {
            let line = format!("curl {} end", quoted(text));
            assert_eq!(words(&line).unwrap(), ["curl", text, "end"], "{line}");
        }
        assert_eq!(
            words(r#"echo "a \"b\" c" d\ e"#).unwrap(),
            ["echo", "a \"b\" c", "d e"]
        );
        for line in [
            "a & b",
            "a | b",
            "a; b",
            "a > b",
            "echo $HOME",
            "echo \"$HOME\"",
        ] {
            assert_eq!(words(line), None, "{line}");
        }
    }

    #[test]
    fn an_address_is_the_word_that_is_none_of_the_options() {
        for (line, address_) in [
            (
                "curl -i http://127.0.0.1:8000/docs",
                Some("http://127.0.0.1:8000/docs"),
            ),
            ("curl -is 127.0.0.1:8000/", Some("http://127.0.0.1:8000/")),
            (
                "curl -i -X POST 'http://h/a?b=1&c' -H 'a: b' -d '{}'",
                Some("http://h/a?b=1&c"),
            ),
            ("curl -XPOST http://h/ -da=b", Some("http://h/")),
            ("curl http://h/a http://h/b", None),
            ("curl http://h/a > f", None),
            ("curl -i", None),
            ("hey http://h/", None),
        ] {
            assert_eq!(address(line).as_deref(), address_, "{line}");
        }
    }

    #[test]
    fn what_sends_does_not_only_read() {
        for line in [
            "curl -i http://h/",
            "curl -I http://h/",
            "curl -i -X OPTIONS http://h/",
            "ls",
            "sleep 1",
        ] {
            assert!(only_reads(line), "{line}");
        }
        for line in [
            "curl -i http://h/ -d a=b",
            "curl -i -X DELETE http://h/1",
            "curl --json '{}' http://h/",
            "curl http://h/ & curl http://h/",
            "uvicorn main:app",
            "^C",
        ] {
            assert!(!only_reads(line), "{line}");
        }
    }
}
