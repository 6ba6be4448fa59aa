//! `for` loops, written out: lessons ask again and again by `for i in {1..5}; do curl …; done`.

use super::LineError;

/// How many rounds all loops of a line may have together.
const MOST_ROUNDS: usize = 1_000;

/// A part of a line as it was typed, quotes and all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    Word(&'a str),
    /// An operator, or the end of a line.
    Operator(&'a str),
}

/// The line without its loops: each round as commands of its own, after one that sets the variable.
///
/// # Errors
/// Where a loop is not whole, or of another kind.
pub(super) fn unrolled(line: &str) -> Result<String, LineError> {
    // Most lines have none.
    if !["for ", "while ", "until ", "if ", "case "]
        .iter()
        .any(|word| line.contains(word))
    {
        return Ok(line.to_owned());
    }
    let pieces = pieces(line);
    let mut out = String::new();
    let mut rounds = 0;
    write(&pieces, &mut out, &mut rounds)?;
    Ok(out)
}

fn write(pieces: &[Piece<'_>], out: &mut String, rounds: &mut usize) -> Result<(), LineError> {
    let mut rest = pieces;
    let mut begins = true;
    while let Some((piece, after)) = rest.split_first() {
        match piece {
            Piece::Word("for") if begins => {
                rest = write_loop(after, out, rounds)?;
                begins = false;
                continue;
            }
            Piece::Word("while" | "until") if begins => {
                return Err(LineError::NotSupported("a loop by while or until"));
            }
            Piece::Word("if" | "case") if begins => {
                return Err(LineError::NotSupported("a condition by if or case"));
            }
            Piece::Word(keyword @ ("do" | "done" | "then" | "fi")) if begins => {
                return Err(LineError::Unexpected((*keyword).to_owned()));
            }
            Piece::Word(text) | Piece::Operator(text) => {
                out.push_str(text);
                if *text != "\n" {
                    out.push(' ');
                }
            }
        }
        begins = matches!(piece, Piece::Operator(one) if !one.contains(['<', '>']));
        rest = after;
    }
    Ok(())
}

/// What follows `for`: `NAME in WORDS; do COMMANDS; done`. Gives what is left after it.
fn write_loop<'a, 'b>(
    pieces: &'b [Piece<'a>],
    out: &mut String,
    rounds: &mut usize,
) -> Result<&'b [Piece<'a>], LineError> {
    let [Piece::Word(name), Piece::Word("in"), rest @ ..] = pieces else {
        return Err(LineError::NotSupported("a for loop that is not over words"));
    };
    let end = rest
        .iter()
        .position(|piece| matches!(piece, Piece::Operator(";" | "\n")))
        .ok_or(LineError::Unfinished)?;
    let (words, rest) = (&rest[..end], &rest[end..]);
    let begins = rest
        .iter()
        .position(|piece| !matches!(piece, Piece::Operator(";" | "\n")))
        .ok_or(LineError::Unfinished)?;
    let Piece::Word("do") = rest[begins] else {
        return Err(LineError::Unexpected(text(rest[begins]).to_owned()));
    };
    let body = &rest[begins + 1..];
    let end = end_of(body)?;
    let (body, after) = (&body[..end], &body[end + 1..]);
    if let Some(Piece::Operator(operator @ ("&" | "|" | ">" | ">>"))) = after.first() {
        return Err(LineError::NotSupported(match *operator {
            "&" => "a loop in the background",
            _ => "a loop whose output goes elsewhere",
        }));
    }
    for value in values(words)? {
        *rounds += 1;
        if *rounds > MOST_ROUNDS {
            return Err(LineError::NotSupported("a loop of more than 1000 rounds"));
        }
        out.push_str(&format!("{name}={value}\n"));
        write(body, out, rounds)?;
        out.push('\n');
    }
    // What separates the loop from the next command has been written.
    Ok(match after.split_first() {
        Some((Piece::Operator(";" | "\n"), after)) => after,
        _ => after,
    })
}

/// Where the `done` of a loop is.
fn end_of(body: &[Piece<'_>]) -> Result<usize, LineError> {
    let mut depth = 0;
    let mut begins = true;
    for (at, piece) in body.iter().enumerate() {
        match piece {
            Piece::Word("for" | "while" | "until") if begins => depth += 1,
            Piece::Word("done") if begins => {
                if depth == 0 {
                    return Ok(at);
                }
                depth -= 1;
            }
            _ => {}
        }
        begins = matches!(piece, Piece::Operator(_) | Piece::Word("do"));
    }
    Err(LineError::Unfinished)
}

/// The values of a loop's variable: words, `{1..5}`, `$(seq 5)`.
fn values(words: &[Piece<'_>]) -> Result<Vec<String>, LineError> {
    let mut values = Vec::new();
    for word in words {
        let text = text(*word);
        let range = text
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
            .and_then(|range| range.split_once(".."))
            .map(|(first, last)| (first.parse::<i64>(), last.parse::<i64>()));
        let counted = text
            .strip_prefix("$(seq ")
            .or_else(|| text.strip_prefix("`seq "))
            .and_then(|rest| rest.strip_suffix([')', '`']));
        match (range, counted) {
            (Some((Ok(first), Ok(last))), _) => extend(&mut values, first, last),
            (_, Some(numbers)) => {
                let numbers: Vec<i64> = numbers
                    .split(' ')
                    .filter_map(|one| one.parse().ok())
                    .collect();
                match numbers[..] {
                    [last] => extend(&mut values, 1, last),
                    [first, last] if first <= last => extend(&mut values, first, last),
                    _ => return Err(LineError::NotSupported("such a use of seq")),
                }
            }
            _ => values.push(text.to_owned()),
        }
        if values.len() > MOST_ROUNDS {
            return Err(LineError::NotSupported("a loop of more than 1000 rounds"));
        }
    }
    Ok(values)
}

/// From one number to another, up or down, as far as anybody needs it.
fn extend(values: &mut Vec<String>, first: i64, last: i64) {
    let count = first.abs_diff(last).min(MOST_ROUNDS as u64) as i64;
    let step = if last < first { -1 } else { 1 };
    values.extend((0..=count).map(|at| (first + step * at).to_string()));
}

fn text(piece: Piece<'_>) -> &str {
    match piece {
        Piece::Word(text) | Piece::Operator(text) => text,
    }
}

/// Words and operators, without reading what is in the words.
fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\r']);
        if let Some(after) = rest
            .strip_prefix("\\\n")
            .or_else(|| rest.strip_prefix("\\\r\n"))
        {
            rest = after;
            continue;
        }
        if rest.is_empty() {
            return pieces;
        }
        if rest.starts_with('#') {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
            continue;
        }
        let operator = ["&&", "||", ">>", ";", "&", "|", ">", "<", "\n"]
            .into_iter()
            .find(|one| rest.starts_with(one));
        let length = operator.map_or_else(|| word_length(rest), str::len);
        let (piece, after) = rest.split_at(length);
        pieces.push(if operator.is_some() {
            Piece::Operator(piece)
        } else {
            Piece::Word(piece)
        });
        rest = after;
    }
}

/// How long the word is with which a text begins.
fn word_length(text: &str) -> usize {
    let mut quote = None;
    let mut escaped = false;
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            _ if escaped => escaped = false,
            (None | Some('"'), '\\') => escaped = true,
            (Some(open), letter) => {
                if open == letter {
                    quote = None;
                }
            }
            (None, '\'' | '"' | '`') => quote = Some(letter),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (None, ' ' | '\t' | '\n' | '\r' | ';' | '&' | '|' | '<' | '>') if depth == 0 => {
                return at.max(1);
            }
            (None, _) => {}
        }
    }
    text.len()
}
