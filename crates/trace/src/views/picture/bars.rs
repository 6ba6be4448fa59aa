//! What stands in a row: spans, and how the task ended.

use super::{
    LANE, Picture, Scale,
    draw::{Anchor, Area, Drawing, Font, cut, n},
};
use crate::{
    event::Outcome,
    lane::{Lane, Owner, Span, State},
    number::spoken,
};

/// Between a row's edge and its bars.
const INSET: f64 = 5.0;
/// A span that is narrower is a mark.
const THIN: f64 = 1.0;
/// How wide a mark is.
const MARK: f64 = 1.6;
/// The width of a crowd's columns.
const COLUMN: f64 = 2.0;

/// The mildest first: where there is no room, the last is seen.
const BY_SEVERITY: [State; 6] = [
    State::Idle,
    State::Waiting,
    State::Transfer,
    State::Running,
    State::Ready,
    State::Blocking,
];

fn severity(state: State) -> usize {
    BY_SEVERITY
        .iter()
        .position(|each| *each == state)
        .unwrap_or(0)
}

impl Picture<'_> {
    /// The reference to a state's fill.
    pub(super) fn paint(&self, state: State) -> String {
        match state {
            State::Waiting => format!("url(#{}w)", self.prefix),
            State::Ready => format!("url(#{}r)", self.prefix),
            State::Transfer => format!("url(#{}t)", self.prefix),
            state => self.palette.fill(state).ground.to_owned(),
        }
    }

    pub(super) fn textures(&self, to: &mut Drawing) {
        let prefix = &self.prefix;
        let waiting = self.palette.fill(State::Waiting);
        let ready = self.palette.fill(State::Ready);
        let transfer = self.palette.fill(State::Transfer);
        to.raw(&format!(
            r#"<defs>
<pattern id="{prefix}w" width="7" height="7" patternUnits="userSpaceOnUse"><rect width="7" height="7" fill="{}"/><path d="M-1 1L1 -1M-1 8L8 -1M6 8L8 6" stroke="{}" stroke-width="1.2"/></pattern>
<pattern id="{prefix}r" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="{}"/><circle cx="2.5" cy="2.5" r="1.15" fill="{}"/></pattern>
<pattern id="{prefix}t" width="6" height="4" patternUnits="userSpaceOnUse"><rect width="6" height="4" fill="{}"/><path d="M0 1.5H6" stroke="{}" stroke-width="1"/></pattern>
</defs>
"#,
            waiting.ground,
            waiting.texture,
            ready.ground,
            ready.texture,
            transfer.ground,
            transfer.texture
        ));
    }

    pub(super) fn lane(&self, to: &mut Drawing, lane: &Lane, scale: Scale, top: f64) {
        let middle = top + LANE / 2.0;
        let ended = lane.ended.as_ref().map(|(at, _)| *at);
        let last = lane.spans.last().map_or(lane.born, |span| span.to);
        let end = ended.unwrap_or(last).min(scale.to);
        if lane.owner != Owner::Loop && end > lane.born && scale.shows(lane.born, end) {
            let from = scale.x(lane.born.max(scale.from));
            let spine = format!("M{} {}H{}", n(from), n(middle), n(scale.x(end)));
            to.stroke(&spine, self.palette.edge, 1.0);
        }
        let mut marked: Option<(f64, usize)> = None;
        for span in &lane.spans {
            if !scale.shows(span.from, span.to) {
                continue;
            }
            let left = scale.x(span.from.max(scale.from));
            let right = scale.x(span.to);
            if right - left >= THIN {
                self.span(to, lane, span, (left, right), top);
                continue;
            }
            // Of marks that would lie on each other, the gravest.
            let grave = severity(span.state);
            if marked.is_some_and(|(x, before)| left - x < 0.8 && grave <= before) {
                continue;
            }
            marked = Some((left, grave));
            if span.state != State::Idle {
                let mark = bar(left - MARK / 2.0, left + MARK / 2.0, top);
                to.rect(mark, self.solid(span.state), 0.0);
            }
        }
        if let Some((at, outcome)) = &lane.ended
            && scale.shows(*at, *at)
        {
            self.end(to, outcome, scale.x(*at) + 10.0, middle);
        }
    }

    fn span(
        &self,
        to: &mut Drawing,
        lane: &Lane,
        span: &Span,
        (left, right): (f64, f64),
        top: f64,
    ) {
        let middle = top + LANE / 2.0;
        if span.state == State::Idle {
            let line = format!("M{} {}H{}", n(left), n(middle), n(right));
            to.stroke(&line, self.palette.fill(State::Idle).texture, 1.0);
            return;
        }
        let bar = bar(left, right, top);
        to.rect(
            bar,
            &self.paint(span.state),
            if bar.width > 6.0 { 2.0 } else { 0.0 },
        );
        if span.state == State::Blocking && bar.width > 3.0 {
            let edge = Area { height: 2.0, ..bar };
            to.rect(edge, self.palette.fill(State::Blocking).texture, 0.0);
        }
        self.label(to, lane, span, bar);
    }

    /// What a span says where there is room: what for and how long, or as much of it as fits.
    fn label(&self, to: &mut Drawing, lane: &Lane, span: &Span, bar: Area) {
        let Some(what) = says(lane, span) else { return };
        let ink = self.palette.fill(span.state).ink;
        let style = (Font::Sans, 11.0, ink);
        let length = if span.is_eternal() {
            "for ever".to_owned()
        } else {
            spoken(span.to - span.from)
        };
        let room = bar.width - 10.0;
        let whole = format!("{what} · {length}");
        let Some(label) = cut(&whole, room, style)
            .filter(|label| *label == whole)
            .or_else(|| cut(&what, room, style))
        else {
            return;
        };
        // On a texture, letters need a ground of their own.
        if matches!(span.state, State::Waiting | State::Ready | State::Transfer) {
            let ground = Area {
                x: bar.x + 3.0,
                y: bar.y + 2.0,
                width: (super::draw::width(&label, style) + 5.0).min(bar.width - 4.0),
                height: bar.height - 4.0,
            };
            to.rect(ground, self.palette.fill(span.state).ground, 2.0);
        }
        let at = (bar.x + 5.0, bar.y + bar.height / 2.0 + 4.0);
        to.text(at, &label, style, Anchor::Start);
    }

    pub(super) fn end(&self, to: &mut Drawing, outcome: &Outcome, x: f64, y: f64) {
        let palette = self.palette;
        let (path, colour) = match outcome {
            Outcome::Done(_) => (
                format!("M{} {}l3 3.5l5.5 -7", n(x - 4.0), n(y + 0.5)),
                palette.done,
            ),
            Outcome::Failed(_) => (
                format!("M{0} {1}l7 7m0 -7l-7 7", n(x - 3.5), n(y - 3.5)),
                palette.failed,
            ),
            Outcome::Cancelled => (
                format!("M{} {}l6 -8", n(x - 3.0), n(y + 4.0)),
                palette.cancelled,
            ),
        };
        to.stroke(&path, colour, 2.0);
    }

    /// Many lanes in one row: in each column the gravest state of any of them.
    pub(super) fn crowd(&self, to: &mut Drawing, lanes: &[Lane], scale: Scale, top: f64) {
        let columns = ((scale.right - scale.left) / COLUMN).ceil() as usize + 1;
        let mut gravest: Vec<Option<State>> = vec![None; columns];
        for span in lanes.iter().flat_map(|lane| &lane.spans) {
            if !scale.shows(span.from, span.to) || span.state == State::Idle {
                continue;
            }
            let column = |at: f64| ((scale.x(at) - scale.left) / COLUMN) as usize;
            let (first, last) = (column(span.from.max(scale.from)), column(span.to));
            for cell in &mut gravest[first.min(columns - 1)..=last.min(columns - 1)] {
                if cell.is_none_or(|before| severity(span.state) > severity(before)) {
                    *cell = Some(span.state);
                }
            }
        }
        let mut start = 0;
        for alike in gravest.chunk_by(|one, next| one == next) {
            if let Some(state) = alike[0] {
                let left = scale.left + start as f64 * COLUMN;
                let right = (left + alike.len() as f64 * COLUMN).min(scale.right + COLUMN);
                to.rect(bar(left, right, top), &self.paint(state), 0.0);
            }
            start += alike.len();
        }
    }

    /// The one colour of a state where there is no room for a texture.
    fn solid(&self, state: State) -> &'static str {
        let fill = self.palette.fill(state);
        match state {
            State::Running | State::Blocking => fill.ground,
            _ => fill.texture,
        }
    }
}

fn bar(left: f64, right: f64, top: f64) -> Area {
    Area {
        x: left,
        y: top + INSET,
        width: right - left,
        height: LANE - 2.0 * INSET,
    }
}

/// What for; nothing where the hue says all.
fn says(lane: &Lane, span: &Span) -> Option<String> {
    match span.state {
        State::Waiting | State::Blocking | State::Transfer if !span.what.is_empty() => {
            Some(span.what.clone())
        }
        State::Ready => Some(match span.held_by.first() {
            Some(holder) if lane.owner.is_the_scripts() => format!("held by {}", holder.name),
            _ => "ready".to_owned(),
        }),
        _ => None,
    }
}
