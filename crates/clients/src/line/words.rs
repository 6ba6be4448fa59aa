//! Words and operators, as a POSIX shell reads them.

use super::{Command, Joined, LineError, Redirection, Variables};

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// A word without its quotes, and how much of its beginning was not quoted, in bytes.
    Word {
        text: String,
        plain: usize,
    },
    Operator(&'static str),
    /// `>` or `>>`, of a stream.
    Redirect {
        stream: u8,
        appends: bool,
    },
    Both {
        appends: bool,
    },
}

const OPERATORS: [&str; 9] = ["&&", "||", ";;", ";", "&", "|", "(", ")", "<"];

pub(super) fn split(line: &str, variables: Variables<'_>) -> Result<Vec<Command>, LineError> {
    let mut commands = Vec::new();
    let mut command = Command::default();
    let mut begun = false;
    let mut tokens = tokens(line, variables)?.into_iter();
    while let Some(token) = tokens.next() {
        match token {
            Token::Word { text, plain } => {
                begun = true;
                match variable(&text, plain).filter(|_| command.words.is_empty()) {
                    Some(variable) => command.variables.push(variable),
                    None => command.words.push(text),
                }
            }
            Token::Redirect { stream, appends } => {
                begun = true;
                let path = file(tokens.next())?;
                command.redirections.push(Redirection {
                    stream,
                    path,
                    appends,
                });
            }
            Token::Both { appends } => {
                begun = true;
                let path = file(tokens.next())?;
                command.redirections.push(Redirection {
                    stream: 1,
                    path,
                    appends,
                });
                command.redirections.push(Redirection {
                    stream: 2,
                    path: "&1".to_owned(),
                    appends: false,
                });
            }
            Token::Operator("\n") if !begun => {}
            Token::Operator("<") => {
                return Err(LineError::NotSupported("reading from a file by <"));
            }
            Token::Operator("(" | ")") => return Err(LineError::NotSupported("a subshell by ( )")),
            Token::Operator(operator) => {
                if !begun {
                    return Err(LineError::Unexpected(operator.to_owned()));
                }
                command.joined = match operator {
                    "&&" => Joined::AndThen,
                    "||" => Joined::OrElse,
                    "&" => Joined::Background,
                    "|" => Joined::Pipe,
                    ";;" => return Err(LineError::Unexpected(";;".to_owned())),
                    _ => Joined::Then,
                };
                begun = false;
                commands.push(std::mem::take(&mut command));
            }
        }
    }
    if begun {
        commands.push(command);
    } else if let Some(last) = commands.last_mut() {
        match last.joined {
            Joined::AndThen | Joined::OrElse | Joined::Pipe => return Err(LineError::Unfinished),
            Joined::Then => last.joined = Joined::End,
            Joined::Background | Joined::End => {}
        }
    }
    Ok(commands)
}

/// `NAME=value`, where the name and the sign are not quoted.
fn variable(text: &str, plain: usize) -> Option<(String, String)> {
    let (name, value) = text.split_once('=')?;
    let first = name.bytes().next()?;
    let is_name = !first.is_ascii_digit()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (is_name && name.len() < plain).then(|| (name.to_owned(), value.to_owned()))
}

fn file(token: Option<Token>) -> Result<String, LineError> {
    match token {
        Some(Token::Word { text, .. }) => Ok(text),
        Some(Token::Operator(operator)) if operator != "\n" => {
            Err(LineError::Unexpected(operator.to_owned()))
        }
        Some(_) | None => Err(LineError::Unexpected("newline".to_owned())),
    }
}

fn tokens(line: &str, variables: Variables<'_>) -> Result<Vec<Token>, LineError> {
    let mut tokens = Vec::new();
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
        let Some(first) = rest.chars().next() else {
            return Ok(tokens);
        };
        if first == '#' {
            let end = rest.find('\n').unwrap_or(rest.len());
            rest = &rest[end..];
            continue;
        }
        if first == '\n' {
            // After an operator that joins, the line goes on.
            if !matches!(tokens.last(), Some(Token::Operator("&&" | "||" | "|"))) {
                tokens.push(Token::Operator("\n"));
            }
            rest = &rest[1..];
            continue;
        }
        if let Some((token, length)) = redirection(rest) {
            tokens.push(token);
            rest = &rest[length..];
            // `2>&1`: the rest is another stream.
            if let Some(after) = rest.strip_prefix('&')
                && let Some(digit @ ('1' | '2')) = after.chars().next()
            {
                tokens.push(Token::Word {
                    text: format!("&{digit}"),
                    plain: 2,
                });
                rest = &after[1..];
            }
            continue;
        }
        if let Some(operator) = OPERATORS.iter().find(|one| rest.starts_with(**one)) {
            tokens.push(Token::Operator(operator));
            rest = &rest[operator.len()..];
            continue;
        }
        let look = |name: &str| assigned(&tokens, name).or_else(|| variables(name));
        let (token, length) = word(rest, &look)?;
        tokens.push(token);
        rest = &rest[length..];
    }
}

/// What a command earlier in the line has set a variable to: one that does nothing else.
fn assigned(tokens: &[Token], name: &str) -> Option<String> {
    let mut value = None;
    let mut commands = tokens.split(|token| matches!(token, Token::Operator(_)));
    // The one that is being read sets its variables for what it starts.
    commands.next_back();
    for command in commands {
        let command = match command {
            [Token::Word { text, .. }, exported @ ..] if text == "export" => exported,
            command => command,
        };
        let variables: Option<Vec<(String, String)>> = command
            .iter()
            .map(|token| match token {
                Token::Word { text, plain } => variable(text, *plain),
                _ => None,
            })
            .collect();
        for (one, set) in variables.into_iter().flatten() {
            if one == name {
                value = Some(set);
            }
        }
    }
    value
}

/// `>`, `>>`, `1>`, `2>>`, `&>`: with its length.
fn redirection(rest: &str) -> Option<(Token, usize)> {
    let (mark, after) = match rest.as_bytes() {
        [b'>', ..] => (b'1', 0),
        [mark @ (b'1' | b'2' | b'&'), b'>', ..] => (*mark, 1),
        _ => return None,
    };
    let appends = rest[after..].starts_with(">>");
    let length = after + if appends { 2 } else { 1 };
    Some(if mark == b'&' {
        (Token::Both { appends }, length)
    } else {
        (
            Token::Redirect {
                stream: mark - b'0',
                appends,
            },
            length,
        )
    })
}

/// One word and its length.
fn word(rest: &str, variables: Variables<'_>) -> Result<(Token, usize), LineError> {
    let mut text = String::new();
    // Where the first quote is.
    let mut plain = None;
    let mut letters = rest.char_indices().peekable();
    let mut end = rest.len();
    while let Some((at, letter)) = letters.next() {
        match letter {
            ' ' | '\t' | '\n' | '\r' | ';' | '&' | '|' | '<' | '>' | '(' | ')' => {
                end = at;
                break;
            }
            '\\' => match letters.next() {
                Some((_, '\n')) => {}
                Some((_, '\r')) => {
                    letters.next_if(|(_, next)| *next == '\n');
                }
                Some((_, next)) => {
                    plain.get_or_insert(text.len());
                    text.push(next);
                }
                None => return Err(LineError::Unfinished),
            },
            '\'' => {
                plain.get_or_insert(text.len());
                loop {
                    match letters.next() {
                        Some((_, '\'')) => break,
                        Some((_, next)) => text.push(next),
                        None => return Err(LineError::OpenQuote('\'')),
                    }
                }
            }
            '"' => {
                plain.get_or_insert(text.len());
                double_quoted(&mut letters, &mut text, variables)?;
            }
            '$' if matches!(letters.peek(), Some((_, '\''))) => {
                letters.next();
                plain.get_or_insert(text.len());
                escaped(&mut letters, &mut text)?;
            }
            '$' => {
                plain.get_or_insert(text.len());
                expand(&mut letters, &mut text, variables)?;
            }
            '`' => {
                return Err(LineError::NotSupported(
                    "a command within a command, by ` `",
                ));
            }
            other => text.push(other),
        }
    }
    let plain = plain.unwrap_or(text.len());
    Ok((Token::Word { text, plain }, end))
}

type Letters<'a> = std::iter::Peekable<std::str::CharIndices<'a>>;

fn double_quoted(
    letters: &mut Letters<'_>,
    text: &mut String,
    variables: Variables<'_>,
) -> Result<(), LineError> {
    loop {
        match letters.next() {
            Some((_, '"')) => return Ok(()),
            Some((_, '\\')) => match letters.next() {
                Some((_, next @ ('"' | '\\' | '$' | '`'))) => text.push(next),
                Some((_, '\n')) => {}
                Some((_, next)) => text.extend(['\\', next]),
                None => return Err(LineError::OpenQuote('"')),
            },
            Some((_, '$')) => {
                expand(letters, text, variables)?;
            }
            Some((_, '`')) => {
                return Err(LineError::NotSupported(
                    "a command within a command, by ` `",
                ));
            }
            Some((_, next)) => text.push(next),
            None => return Err(LineError::OpenQuote('"')),
        }
    }
}

/// `$'…'`, as browsers write what they copy as curl.
fn escaped(letters: &mut Letters<'_>, text: &mut String) -> Result<(), LineError> {
    loop {
        match letters.next() {
            Some((_, '\'')) => return Ok(()),
            Some((_, '\\')) => match letters.next() {
                Some((_, 'n')) => text.push('\n'),
                Some((_, 'r')) => text.push('\r'),
                Some((_, 't')) => text.push('\t'),
                Some((_, mark @ ('u' | 'x'))) => {
                    let most = if mark == 'u' { 4 } else { 2 };
                    let mut number = 0;
                    for _ in 0..most {
                        let Some((_, digit)) =
                            letters.next_if(|(_, next)| next.is_ascii_hexdigit())
                        else {
                            break;
                        };
                        number = number * 16 + digit.to_digit(16).unwrap_or_default();
                    }
                    text.push(char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER));
                }
                Some((_, next)) => text.push(next),
                None => return Err(LineError::OpenQuote('\'')),
            },
            Some((_, next)) => text.push(next),
            None => return Err(LineError::OpenQuote('\'')),
        }
    }
}

/// After a dollar: `NAME` or `{NAME}`, in whose place its value comes. A dollar before nothing that it could name is one.
fn expand(
    letters: &mut Letters<'_>,
    text: &mut String,
    variables: Variables<'_>,
) -> Result<(), LineError> {
    let in_braces = match letters.peek().map(|(_, next)| *next) {
        Some('(') => {
            return Err(LineError::NotSupported(
                "a command within a command, by $( )",
            ));
        }
        Some('{') => {
            letters.next();
            true
        }
        Some(next) if next == '_' || next.is_ascii_alphabetic() => false,
        Some(next) if next.is_ascii_digit() || "?@*#!$-".contains(next) => {
            return Err(LineError::NotSupported("one of a shell's own values, by $"));
        }
        _ => {
            text.push('$');
            return Ok(());
        }
    };
    let mut name = String::new();
    while let Some((_, next)) =
        letters.next_if(|(_, next)| *next == '_' || next.is_ascii_alphanumeric())
    {
        name.push(next);
    }
    if in_braces && (name.is_empty() || letters.next_if(|(_, next)| *next == '}').is_none()) {
        return Err(LineError::NotSupported("more than a name in ${ }"));
    }
    text.push_str(&variables(&name).unwrap_or_default());
    Ok(())
}
