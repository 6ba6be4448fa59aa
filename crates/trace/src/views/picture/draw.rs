//! Shapes and text as SVG.

use std::fmt::Write;

/// For names and sentences: the page's own font where the reader has it.
pub const SANS: &str = "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
/// For times and calls.
pub const MONO: &str = "'JetBrains Mono Variable', 'JetBrains Mono', ui-monospace, 'SFMono-Regular', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/// Which font a text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Font {
    /// Proportional.
    Sans,
    /// Proportional and heavier.
    Strong,
    /// All characters of one width.
    Mono,
}

/// Where a text's position is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// At its first character.
    Start,
    /// In its middle.
    Middle,
    /// Behind its last character.
    End,
}

/// A rectangle, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// How a text looks: font, size in CSS pixels, colour.
pub type Style<'a> = (Font, f64, &'a str);

/// The file that grows. Writing to a `String` never fails.
#[derive(Debug, Default)]
pub struct Drawing(pub String);

impl Drawing {
    pub fn raw(&mut self, text: &str) {
        self.0.push_str(text);
    }

    pub fn rect(&mut self, area: Area, fill: &str, radius: f64) {
        let Area {
            x,
            y,
            width,
            height,
        } = area;
        let (x, y, width, height) = (n(x), n(y), n(width), n(height));
        let _ = write!(
            self.0,
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}""#
        );
        if radius > 0.0 {
            let _ = write!(self.0, r#" rx="{}""#, n(radius));
        }
        let _ = writeln!(self.0, r#" fill="{fill}"/>"#);
    }

    /// A line of a width, along a path.
    pub fn stroke(&mut self, path: &str, colour: &str, width: f64) {
        let _ = writeln!(
            self.0,
            r#"<path d="{path}" fill="none" stroke="{colour}" stroke-width="{}" stroke-linecap="round" stroke-linejoin="round"/>"#,
            n(width)
        );
    }

    pub fn text(
        &mut self,
        at: (f64, f64),
        text: &str,
        (font, size, colour): Style,
        anchor: Anchor,
    ) {
        let _ = write!(
            self.0,
            r#"<text x="{}" y="{}" font-size="{}" fill="{colour}""#,
            n(at.0),
            n(at.1),
            n(size)
        );
        self.raw(match font {
            Font::Sans => "",
            Font::Strong => r#" font-weight="600""#,
            Font::Mono => r#" class="mono""#,
        });
        self.raw(match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        });
        let _ = writeln!(self.0, ">{}</text>", escaped(text));
    }
}

/// A number with what can be seen of it.
pub fn n(value: f64) -> String {
    let mut text = format!("{value:.2}");
    let kept = text.trim_end_matches('0').trim_end_matches('.').len();
    text.truncate(kept);
    if text == "-0" { "0".to_owned() } else { text }
}

/// Text as XML has it; what XML cannot have is replaced.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            other => safe.push(other),
        }
    }
    safe
}

/// About how wide a text will be, in CSS pixels: no browser measures it here.
pub fn width(text: &str, (font, size, _): Style) -> f64 {
    let of = |character: char| match (font, character) {
        (_, '\u{1100}'..) => 1.1,
        (Font::Mono, _) => 0.6,
        (
            _,
            'i' | 'j' | 'l' | 'f' | 't' | 'r' | 'I' | ' ' | '.' | ',' | ':' | ';' | '\'' | '|'
            | '!' | '(' | ')' | '[' | ']',
        ) => 0.34,
        (_, 'm' | 'w' | 'M' | 'W' | '@' | '%') => 0.9,
        (_, 'A'..='Z' | '_' | '0'..='9') => 0.66,
        _ => 0.58,
    };
    let bold = if font == Font::Strong { 1.06 } else { 1.0 };
    text.chars().map(of).sum::<f64>() * size * bold
}

/// As much of a text as fits, with `…` for the rest; nothing where less than three characters would be left.
pub fn cut(text: &str, room: f64, style: Style) -> Option<String> {
    if width(text, style) <= room {
        return Some(text.to_owned());
    }
    let characters: Vec<char> = text.chars().collect();
    (2..characters.len()).rev().find_map(|kept| {
        let shorter: String = characters[..kept].iter().chain(&['…']).collect();
        (width(&shorter, style) <= room).then_some(shorter)
    })
}

/// The same, cut in the middle: long names differ at their ends.
pub fn cut_in_the_middle(text: &str, room: f64, style: Style) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut kept = characters.len();
    let mut shorter = text.to_owned();
    while width(&shorter, style) > room && kept > 2 {
        kept -= 1;
        let (head, tail) = (kept.div_ceil(2), kept / 2);
        shorter = characters[..head]
            .iter()
            .chain(&['…'])
            .chain(&characters[characters.len() - tail..])
            .collect();
    }
    shorter
}

/// A text in lines that fit.
pub fn wrapped(text: &str, room: f64, style: Style) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), style) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Style = (Font::Sans, 12.0, "#000");

    #[test]
    fn text_is_safe_in_xml() {
        assert_eq!(
            escaped("a<b & \"c\"\u{1}\n"),
            "a&lt;b &amp; &quot;c&quot;\u{fffd} "
        );
        assert_eq!(n(3.0), "3");
        assert_eq!(n(-0.001), "0");
        assert_eq!(n(2.456), "2.46");
    }

    #[test]
    fn texts_shorten_instead_of_vanishing() {
        let whole = "Semaphore.acquire";
        assert_eq!(cut(whole, 500.0, SMALL).as_deref(), Some(whole));
        let short = cut(whole, 40.0, SMALL).expect("some of it fits");
        assert!(short.starts_with("Se") && short.ends_with('…'), "{short}");
        assert_eq!(cut(whole, 5.0, SMALL), None);
    }

    #[test]
    fn names_keep_both_ends() {
        let name = cut_in_the_middle("download_the_catalogue_1", 90.0, SMALL);
        assert!(name.starts_with("down") && name.ends_with("_1"), "{name}");
        assert!(width(&name, SMALL) <= 90.0);
        assert_eq!(cut_in_the_middle("short", 90.0, SMALL), "short");
    }

    #[test]
    fn sentences_wrap_between_words() {
        let lines = wrapped("the waits of espresso and latte overlap", 100.0, SMALL);
        assert!(lines.len() > 1);
        assert_eq!(lines.join(" "), "the waits of espresso and latte overlap");
        assert!(wrapped("", 100.0, SMALL).is_empty());
    }
}
