//! URLs of several: `{a,b}` and `[1-5]`.

/// A URL with what may stand in its places.
#[derive(Clone, Debug)]
pub(super) struct Glob {
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
enum Part {
    Text(String),
    Words(Vec<String>),
    Numbers {
        first: u64,
        last: u64,
        step: u64,
        width: usize,
    },
    Letters {
        first: u8,
        last: u8,
        step: u8,
    },
}

impl Part {
    fn len(&self) -> u64 {
        match self {
            Part::Text(_) => 1,
            Part::Words(words) => words.len() as u64,
            Part::Numbers {
                first, last, step, ..
            } => (last - first) / step + 1,
            Part::Letters { first, last, step } => u64::from((last - first) / step) + 1,
        }
    }

    fn nth(&self, at: u64) -> String {
        match self {
            Part::Text(text) => text.clone(),
            Part::Words(words) => words[at as usize].clone(),
            Part::Numbers {
                first, step, width, ..
            } => {
                format!("{:0width$}", first + at * step, width = *width)
            }
            Part::Letters { first, step, .. } => char::from(first + at as u8 * step).to_string(),
        }
    }
}

impl Glob {
    /// A URL that stands for itself.
    pub fn plain(url: &str) -> Glob {
        Glob {
            parts: vec![Part::Text(url.to_owned())],
        }
    }

    /// Reads a URL.
    ///
    /// # Errors
    /// What is wrong, and at which byte, as curl shows it.
    pub fn read(url: &str) -> Result<Glob, String> {
        let mut parts = Vec::new();
        let mut text = String::new();
        let mut at = 0;
        while let Some(next) = url[at..].chars().next() {
            match next {
                '\\' if url[at + 1..].starts_with(['{', '}', '[', ']']) => {
                    text.push_str(&url[at + 1..at + 2]);
                    at += 2;
                }
                '{' => {
                    let end = url[at..].find('}').map(|end| at + end);
                    let end = end.ok_or_else(|| trouble(url, "unmatched brace", url.len() + 1))?;
                    parts.push(Part::Text(std::mem::take(&mut text)));
                    let words: Vec<String> =
                        url[at + 1..end].split(',').map(str::to_owned).collect();
                    if words.len() == 1 && words[0].is_empty() {
                        return Err(trouble(url, "empty string within braces", end + 1));
                    }
                    parts.push(Part::Words(words));
                    at = end + 1;
                }
                '[' if is_address(&url[at..]) => {
                    let end = url[at..].find(']').map_or(url.len(), |end| at + end + 1);
                    text.push_str(&url[at..end]);
                    at = end;
                }
                '[' => {
                    parts.push(Part::Text(std::mem::take(&mut text)));
                    let (part, length) = range(&url[at + 1..])
                        .map_err(|read| trouble(url, "bad range", at + 1 + read + 1))?;
                    parts.push(part);
                    at += 1 + length;
                }
                '}' | ']' => {
                    return Err(trouble(url, "unmatched close brace/bracket", at + 1));
                }
                other => {
                    text.push(other);
                    at += other.len_utf8();
                }
            }
        }
        parts.push(Part::Text(text));
        Ok(Glob { parts })
    }

    /// How many URLs it stands for.
    pub fn len(&self) -> u64 {
        self.parts
            .iter()
            .fold(1, |all, part| all.saturating_mul(part.len()))
    }

    /// One of them, and what stands in each of its places: the last place changes first.
    pub fn nth(&self, at: u64) -> (String, Vec<String>) {
        let mut rest = at;
        let mut texts: Vec<String> = Vec::new();
        for part in self.parts.iter().rev() {
            texts.push(part.nth(rest % part.len()));
            rest /= part.len();
        }
        texts.reverse();
        let chosen = self
            .parts
            .iter()
            .zip(&texts)
            .filter(|(part, _)| !matches!(part, Part::Text(_)))
            .map(|(_, text)| text.clone())
            .collect();
        (texts.concat(), chosen)
    }
}

/// A name for a file, with `#1` and so on as what stands in those places.
pub(super) fn filled(name: &str, chosen: &[String]) -> String {
    let mut out = String::new();
    let mut rest = name;
    while let Some(at) = rest.find('#') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: Option<usize> = rest[..digits].parse().ok();
        match number.and_then(|number| chosen.get(number.checked_sub(1)?)) {
            Some(text) => {
                out.push_str(text);
                rest = &rest[digits..];
            }
            None => out.push('#'),
        }
    }
    out + rest
}

/// `1-5]`, `01-10:2]` or `a-z]`: what it stands for and its length; or how far it could be read.
fn range(text: &str) -> Result<(Part, usize), usize> {
    let end = text.find(']').ok_or(text.len())?;
    // The complaint points behind the bracket.
    let bad = || end + 1;
    let inner = &text[..end];
    let (span, step) = match inner.split_once(':') {
        Some((span, step)) => (
            span,
            step.parse::<u64>()
                .ok()
                .filter(|step| *step > 0)
                .ok_or_else(bad)?,
        ),
        None => (inner, 1),
    };
    let (first, last) = span.split_once('-').ok_or_else(bad)?;
    let part = if let ([first], [last]) = (first.as_bytes(), last.as_bytes())
        && first.is_ascii_alphabetic()
        && last.is_ascii_alphabetic()
        && first <= last
    {
        Part::Letters {
            first: *first,
            last: *last,
            step: u8::try_from(step).map_err(|_| end + 1)?,
        }
    } else {
        let width = if first.starts_with('0') {
            first.len()
        } else {
            0
        };
        let (first, last) = (
            first.parse::<u64>().map_err(|_| end + 1)?,
            last.parse::<u64>().map_err(|_| end + 1)?,
        );
        if first > last {
            return Err(end + 1);
        }
        Part::Numbers {
            first,
            last,
            step,
            width,
        }
    };
    Ok((part, end + 1))
}

/// Whether a bracket begins an address of IPv6.
fn is_address(text: &str) -> bool {
    text[1..]
        .split_once(']')
        .is_some_and(|(inner, _)| inner.parse::<std::net::Ipv6Addr>().is_ok() || inner.is_empty())
}

fn trouble(url: &str, what: &str, position: usize) -> String {
    format!(
        "{what} in position {position}:\n{url}\n{}^",
        " ".repeat(position - 1)
    )
}
