//! The timeline as one SVG file that stands alone: on a slide, in a post, in a review.
//!
//! It shows what is seen: a stretch of time, some variants, their rows; each state with its hue and its texture, as the page
//! paints them. Nothing in it is fetched: fonts are those of whoever looks, shapes and colours are written out.

mod bars;
mod draw;
mod legend;
mod sight;

pub use sight::{LEAST_WIDTH, Row, Sight, WIDTH};

use super::palette::{DARK, LIGHT, Palette};
use crate::{
    compare::{Run, Verdict, compare},
    event::Seconds,
    identity::Identities,
    lane::{Lane, Owner, Timeline},
    number::{Axis, precise, spoken},
};
use draw::{Anchor, Area, Drawing, Font, SANS, Style, cut_in_the_middle, escaped, n, wrapped};
use std::fmt::Write;

/// Rows of one run where nobody says which: what is beyond becomes a crowd.
const MOST_ROWS: usize = 40;

const PAD: f64 = 24.0;
const LANE: f64 = 28.0;
/// Room at the right for the mark of an end.
const AFTER: f64 = 20.0;
const LINE: f64 = 18.0;
/// Between two variants.
const GAP: f64 = 16.0;

/// Which moment is where.
#[derive(Clone, Copy, Debug)]
struct Scale {
    from: Seconds,
    to: Seconds,
    left: f64,
    right: f64,
}

impl Scale {
    fn x(self, at: Seconds) -> f64 {
        let share = (at.min(self.to) - self.from) / (self.to - self.from);
        self.left + share.max(0.0) * (self.right - self.left)
    }

    fn shows(self, from: Seconds, to: Seconds) -> bool {
        to >= self.from && from <= self.to
    }
}

/// Draws some runs under each other on one time axis.
pub fn svg(sight: &Sight, runs: &[Run<'_>]) -> String {
    let verdicts = compare(runs);
    let palette = if sight.dark { &DARK } else { &LIGHT };
    let picture = Picture {
        sight,
        runs,
        verdicts: &verdicts,
        palette,
        width: sight.width.max(LEAST_WIDTH).round(),
        identities: Identities::of(runs.iter().map(|run| run.timeline)),
        // Several of them may stand in one document.
        prefix: prefix(sight, runs),
    };
    picture.draw()
}

struct Picture<'a> {
    sight: &'a Sight,
    runs: &'a [Run<'a>],
    verdicts: &'a [Verdict],
    palette: &'static Palette,
    width: f64,
    identities: Identities,
    prefix: String,
}

impl Picture<'_> {
    fn rows(&self, run: usize) -> Vec<Row> {
        let lanes = &self.runs[run].timeline.lanes;
        if let Some(Some(rows)) = self.sight.rows.get(run) {
            let there = |row: &&Row| match row {
                Row::Lane(lane) => *lane < lanes.len(),
                Row::Crowd(crowd) => crowd.start < crowd.end && crowd.end <= lanes.len(),
            };
            return rows.iter().filter(there).cloned().collect();
        }
        let shown = lanes.len().min(MOST_ROWS);
        let mut rows: Vec<Row> = (0..shown).map(Row::Lane).collect();
        if shown < lanes.len() {
            rows.push(Row::Crowd(shown..lanes.len()));
        }
        rows
    }

    fn style(&self, font: Font, size: f64) -> Style<'static> {
        (font, size, self.palette.text)
    }

    fn draw(&self) -> String {
        let rows: Vec<Vec<Row>> = (0..self.runs.len()).map(|run| self.rows(run)).collect();
        let gutter = self.gutter(&rows);
        let (from, to) = self.window();
        let scale = Scale {
            from,
            to,
            left: PAD + gutter,
            right: self.width - PAD - AFTER,
        };
        let mut body = Drawing::default();
        let mut y = PAD;
        if !self.sight.title.is_empty() {
            let title = self.style(Font::Strong, 18.0);
            for line in wrapped(&self.sight.title, self.width - 2.0 * PAD, title) {
                y += 18.0;
                body.text((PAD, y), &line, title, Anchor::Start);
                y += 6.0;
            }
            y += 4.0;
        }
        let axis = y + 12.0;
        y = axis + 10.0;
        let top = y;
        let mut lanes = Drawing::default();
        let mut stretches = Vec::new();
        for (run, rows) in rows.iter().enumerate() {
            if run > 0 {
                y += GAP;
            }
            y = self.header(&mut lanes, run, y);
            stretches.push((y, y + LANE * rows.len() as f64));
            for row in rows {
                self.row(&mut lanes, (run, row), scale, y, gutter);
                y += LANE;
            }
        }
        self.axis(&mut body, scale, axis, &stretches);
        body.raw(&lanes.0);
        self.cursor(&mut body, scale, (top, y));
        y = self.legend(&mut body, &rows, y + 14.0);
        self.framed(&body.0, y + PAD - 6.0)
    }

    /// The file around what was drawn.
    fn framed(&self, body: &str, height: f64) -> String {
        let (width, height) = (n(self.width), n(height.round()));
        let (prefix, palette) = (&self.prefix, self.palette);
        let mut file = Drawing::default();
        let _ = writeln!(
            file.0,
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{prefix}t {prefix}d" font-family="{SANS}">"#
        );
        let title = match self.sight.title.as_str() {
            "" => "Timeline",
            title => title,
        };
        let _ = writeln!(file.0, "<title id=\"{prefix}t\">{}</title>", escaped(title));
        let _ = writeln!(
            file.0,
            "<desc id=\"{prefix}d\">{}</desc>",
            escaped(&self.told())
        );
        let _ = writeln!(
            file.0,
            "<style>.mono{{font-family:{}}}text{{font-variant-numeric:tabular-nums}}</style>",
            draw::MONO
        );
        self.textures(&mut file);
        let _ = writeln!(
            file.0,
            r#"<rect width="{width}" height="{height}" fill="{}"/>"#,
            palette.surface
        );
        file.raw(body);
        file.raw("</svg>\n");
        file.0
    }

    /// What there is to be seen, for those who do not see it.
    fn told(&self) -> String {
        let runs = self.runs.iter().zip(self.verdicts);
        let told = runs.map(|(run, verdict)| match &verdict.sentence {
            Some(sentence) => format!("{}: {sentence}.", run.name),
            None => format!("{}: {}.", run.name, spoken(verdict.total)),
        });
        told.collect::<Vec<_>>().join(" ")
    }

    fn window(&self) -> (Seconds, Seconds) {
        let horizon = |timeline: &Timeline| timeline.horizon.max(timeline.end);
        let extent = self.runs.iter().map(|run| horizon(run.timeline));
        let whole = (0.0, extent.fold(0.0, f64::max));
        let asked = self.sight.window.filter(|(from, to)| {
            from.is_finite() && to.is_finite() && from < to && *from < whole.1 && *to > 0.0
        });
        match asked.unwrap_or(whole) {
            (from, to) if to > from => (from, to),
            // No time passed.
            (from, _) => (from, from + 1.0),
        }
    }

    /// How much room names need, within reason.
    fn gutter(&self, rows: &[Vec<Row>]) -> f64 {
        let mut widest: f64 = 70.0;
        for (run, rows) in rows.iter().enumerate() {
            for row in rows {
                let (name, indent) = self.named(run, row);
                let wide = indent + draw::width(&name, self.style(Font::Sans, 13.0));
                widest = widest.max(wide + 16.0);
            }
        }
        widest.min((self.width * 0.24).clamp(96.0, 220.0)).round()
    }

    /// What stands before a row, and how far in.
    fn named(&self, run: usize, row: &Row) -> (String, f64) {
        let lanes = &self.runs[run].timeline.lanes;
        match row {
            Row::Lane(lane) => {
                let lane = &lanes[*lane];
                (lane.name.clone(), indent(lane) + chip(lane))
            }
            Row::Crowd(crowd) => (
                format!(
                    "{} {}",
                    crate::number::grouped(crowd.len()),
                    kind_of_crowd(&lanes[crowd.clone()])
                ),
                indent(&lanes[crowd.start]),
            ),
        }
    }

    /// Name, total and sentence of a run. Where the rows begin.
    fn header(&self, to: &mut Drawing, run: usize, top: f64) -> f64 {
        let (name, verdict) = (self.runs[run].name, &self.verdicts[run]);
        let (strong, right) = (self.style(Font::Strong, 14.0), self.width - PAD);
        let mut y = top + 18.0;
        let total = spoken(verdict.total);
        let mono = self.style(Font::Mono, 13.0);
        let room = right - PAD - draw::width(&total, mono) - 12.0;
        let name = cut_in_the_middle(name, room, strong);
        to.text((PAD, y), &name, strong, Anchor::Start);
        to.text((right, y), &total, mono, Anchor::End);
        let style = (Font::Sans, 13.0, self.palette.text_2);
        let sentence = verdict.sentence.as_deref().unwrap_or_default();
        for line in wrapped(sentence, right - PAD, style) {
            y += LINE;
            to.text((PAD, y), &line, style, Anchor::Start);
        }
        y + 8.0
    }

    fn row(&self, to: &mut Drawing, (run, row): (usize, &Row), scale: Scale, y: f64, gutter: f64) {
        let lanes = &self.runs[run].timeline.lanes;
        let (name, inset) = self.named(run, row);
        let middle = y + LANE / 2.0;
        let style = match row {
            Row::Lane(lane) if lanes[*lane].owner.is_the_scripts() => self.style(Font::Sans, 13.0),
            _ => (Font::Sans, 13.0, self.palette.quiet),
        };
        if let Row::Lane(lane) = row
            && chip(&lanes[*lane]) > 0.0
        {
            let identity = self.identities.get(run, &lanes[*lane].name);
            let colour = self.palette.identities[usize::from(identity)];
            let square = Area {
                x: PAD + inset - chip(&lanes[*lane]),
                y: middle - 4.0,
                width: 8.0,
                height: 8.0,
            };
            to.rect(square, colour, 2.0);
        }
        let name = cut_in_the_middle(&name, gutter - inset - 8.0, style);
        to.text((PAD + inset, middle + 4.5), &name, style, Anchor::Start);
        match row {
            Row::Lane(lane) => self.lane(to, &lanes[*lane], scale, y),
            Row::Crowd(crowd) => self.crowd(to, &lanes[crowd.clone()], scale, y),
        }
    }

    /// Ticks, the unit, and the ticks' lines where lanes are.
    fn axis(&self, to: &mut Drawing, scale: Scale, y: f64, lanes: &[(f64, f64)]) {
        let step = nice_step((scale.to - scale.from) * 84.0 / (scale.right - scale.left));
        let axis = Axis::new(scale.to, step);
        let style = (Font::Mono, 11.0, self.palette.quiet);
        let first = (scale.from / step - 1e-9).ceil();
        let mut tick = first;
        let mut lines = String::new();
        while tick * step <= scale.to * (1.0 + 1e-9) {
            let at = tick * step;
            let x = scale.x(at);
            for (top, bottom) in lanes {
                let _ = write!(lines, "M{} {}V{}", n(x), n(*top), n(*bottom));
            }
            to.text((x, y), &axis.label(at), style, Anchor::Middle);
            tick += 1.0;
        }
        to.stroke(&lines, self.palette.hairline, 1.0);
        let unit = (self.width - PAD, y);
        to.text(unit, axis.unit.sign(), style, Anchor::End);
    }

    fn cursor(&self, to: &mut Drawing, scale: Scale, (top, bottom): (f64, f64)) {
        let Some(at) = self.sight.cursor else { return };
        if !scale.shows(at, at) {
            return;
        }
        let (x, colour) = (scale.x(at), self.palette.accent);
        to.stroke(&format!("M{} {}V{}", n(x), n(top), n(bottom)), colour, 1.5);
        let style = (Font::Mono, 11.0, colour);
        let (anchor, aside) = if x > scale.right - 70.0 {
            (Anchor::End, -5.0)
        } else {
            (Anchor::Start, 5.0)
        };
        to.text((x + aside, top + 8.0), &precise(at), style, anchor);
    }
}

/// How far in a lane's name stands.
fn indent(lane: &Lane) -> f64 {
    f64::from(lane.depth.min(6)) * 12.0
}

/// What a crowd is of.
fn kind_of_crowd(lanes: &[Lane]) -> &'static str {
    let is_connection = |lane: &Lane| matches!(lane.owner, Owner::Connection(..));
    match lanes.iter().all(is_connection) {
        true => "connections",
        false => "tasks",
    }
}

/// How much of that is the chip.
fn chip(lane: &Lane) -> f64 {
    match lane.owner {
        Owner::Task(_) | Owner::Thread(_) => 14.0,
        Owner::Loop | Owner::Heart | Owner::Connection(..) => 0.0,
    }
}

/// The next of 1, 2, 5, 10, 20, … times a power of ten that is not less.
fn nice_step(least: Seconds) -> Seconds {
    let power = 10f64.powf(least.max(1e-12).log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * power);
    let enough = |step: &&f64| **step >= least * (1.0 - 1e-9);
    *steps.iter().find(enough).unwrap_or(&steps[3])
}

/// Letters that no other picture has, by what is drawn: FNV-1a.
fn prefix(sight: &Sight, runs: &[Run<'_>]) -> String {
    let mut hash = 0x811c_9dc5_u32;
    let mut take = |bytes: &[u8]| {
        for byte in bytes {
            hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        }
    };
    take(sight.title.as_bytes());
    take(&[u8::from(sight.dark)]);
    for run in runs {
        take(run.name.as_bytes());
        take(&run.timeline.end.to_bits().to_le_bytes());
        take(&run.timeline.lanes.len().to_le_bytes());
    }
    format!("ls{hash:08x}")
}
