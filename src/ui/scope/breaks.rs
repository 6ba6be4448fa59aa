//! Idle stretches that are folded: each is drawn as a break of one width, whatever its length.
//!
//! The window stays what it was, a stretch of virtual seconds; only [`Scale`] knows that some of them take little room.

use super::window::{Scale, Window};
use trace::{Owner, Seconds, State, Timeline};

/// No more breaks than this are drawn: the longest.
pub const MOST: usize = 12;
/// How wide a break is, in CSS pixels.
pub const WIDTH: f64 = 56.0;
/// How much is left of the idle time at either side of a break, in CSS pixels: the mark of an end has room there.
const MARGIN: f64 = 20.0;
/// The same where nothing else takes time: a share of the shortest stretch.
const LEFT: f64 = 0.15;
/// A stretch that is this many times wider than its break would be is worth folding.
const WORTH: f64 = 1.25;

/// A stretch of virtual seconds that is folded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// Its start.
    pub from: Seconds,
    /// Its end; greater than `from`.
    pub to: Seconds,
}

impl Gap {
    /// How much time is folded.
    pub fn length(self) -> Seconds {
        self.to - self.from
    }
}

/// A length with two digits: there is no room for more on a break.
pub fn about(seconds: Seconds) -> Seconds {
    let unit = 10f64.powf(seconds.abs().max(1e-12).log10().floor() - 1.0);
    (seconds / unit).round() * unit
}

/// The part of a gap that a window shows, and where.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Break {
    /// Its start, in virtual seconds.
    pub from: Seconds,
    /// Its end.
    pub to: Seconds,
    /// Where it starts, in CSS pixels.
    pub x: f64,
    /// How wide it is: less than [`WIDTH`] where the window shows a part of it.
    pub width: f64,
    /// Which gap it is.
    pub gap: usize,
}

/// The breaks in one window; none where nothing is folded.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Breaks {
    list: [Break; MOST],
    count: usize,
    /// How much time a pixel is, outside of breaks.
    pub(super) pixel: Seconds,
}

impl Breaks {
    /// No break.
    pub const NONE: Self = Self {
        list: [Break {
            from: 0.0,
            to: 0.0,
            x: 0.0,
            width: 0.0,
            gap: 0,
        }; MOST],
        count: 0,
        pixel: 0.0,
    };

    /// From left to right.
    pub fn shown(&self) -> &[Break] {
        &self.list[..self.count]
    }
}

/// The scale of a window in which these gaps are folded; they are in order, and no more than [`MOST`].
pub fn scale(window: Window, left: f64, right: f64, gaps: &[Gap]) -> Scale {
    let mut scale = Scale {
        window,
        left,
        right,
        breaks: Breaks::NONE,
    };
    let width = width(gaps, right - left);
    let seen = |gap: &Gap| (gap.from.max(window.from), gap.to.min(window.to));
    let clipped: Vec<_> = gaps
        .iter()
        .enumerate()
        .map(|(number, gap)| (number, seen(gap), gap.length()))
        .filter(|(_, (from, to), _)| from < to)
        .take(MOST)
        .collect();
    if clipped.is_empty() {
        return scale;
    }
    let hidden: Seconds = clipped.iter().map(|(_, (from, to), _)| to - from).sum();
    if hidden >= window.length() * (1.0 - 1e-9) {
        // Nothing but idle time: all of it is looked at.
        return scale;
    }
    let taken: f64 = clipped
        .iter()
        .map(|(_, (from, to), length)| width * (to - from) / length)
        .sum();
    let breaks = &mut scale.breaks;
    breaks.pixel =
        ((window.length() - hidden) / (right - left - taken).max(1.0)).max(f64::MIN_POSITIVE);
    let (mut x, mut at) = (left, window.from);
    for (number, (from, to), length) in clipped {
        x += (from - at) / breaks.pixel;
        let width = width * (to - from) / length;
        breaks.list[breaks.count] = Break {
            from,
            to,
            x,
            width,
            gap: number,
        };
        breaks.count += 1;
        x += width;
        at = to;
    }
    scale
}

/// How wide each break is where all of them are in view: half of the room is left to what happens.
fn width(gaps: &[Gap], room: f64) -> f64 {
    WIDTH.min(room / 2.0 / gaps.len().max(1) as f64)
}

/// The moment that is a number of CSS pixels behind another one, or before it; `pixel` is how much time one is.
fn along(gaps: &[Gap], width: f64, at: Seconds, pixels: f64, pixel: Seconds) -> Seconds {
    let (mut at, mut left) = (at, pixels.abs());
    let ahead = pixels > 0.0;
    // The gaps that are still ahead, the next one first.
    let mut next: Vec<Gap> = gaps
        .iter()
        .copied()
        .filter(|gap| if ahead { gap.to > at } else { gap.from < at })
        .collect();
    if !ahead {
        next.reverse();
    }
    for gap in next {
        let (near, far) = if ahead {
            (gap.from, gap.to)
        } else {
            (gap.to, gap.from)
        };
        let before = if ahead { near - at } else { at - near };
        if before > 0.0 {
            if before / pixel >= left {
                break;
            }
            left -= before / pixel;
            at = near;
        }
        let within = (far - at).abs();
        let wide = width * within / gap.length();
        if wide >= left {
            let by = within * left / wide.max(f64::MIN_POSITIVE);
            return if ahead { at + by } else { at - by };
        }
        left -= wide;
        at = far;
    }
    let by = left * pixel;
    if ahead { at + by } else { at - by }
}

/// The window that shows `factor` times less around a position, as [`Window::zoomed`] does without gaps.
pub fn zoomed(
    scale: Scale,
    gaps: &[Gap],
    factor: f64,
    x: f64,
    extent: Seconds,
    shortest: Seconds,
) -> Window {
    let room = scale.right - scale.left;
    let pixel = (scale.seconds_per_pixel() / factor).max(shortest / room.max(1.0));
    let (around, width) = (scale.at(x), width(gaps, room));
    let from = along(gaps, width, around, scale.left - x, pixel);
    let to = along(gaps, width, around, scale.right - x, pixel);
    inside(gaps, width, Window { from, to }, room, pixel, extent)
}

/// The window that is a number of pixels further on.
pub fn panned(scale: Scale, gaps: &[Gap], pixels: f64, extent: Seconds) -> Window {
    let (room, pixel) = (scale.right - scale.left, scale.seconds_per_pixel());
    let width = width(gaps, room);
    let from = along(gaps, width, scale.window.from, pixels, pixel);
    let to = along(gaps, width, scale.window.to, pixels, pixel);
    inside(gaps, width, Window { from, to }, room, pixel, extent)
}

/// The window of the same depth that has a moment in its middle.
pub fn around(scale: Scale, gaps: &[Gap], middle: Seconds, extent: Seconds) -> Window {
    let (room, pixel) = (scale.right - scale.left, scale.seconds_per_pixel());
    let width = width(gaps, room);
    let from = along(gaps, width, middle, -room / 2.0, pixel);
    let to = along(gaps, width, middle, room / 2.0, pixel);
    inside(gaps, width, Window { from, to }, room, pixel, extent)
}

/// The moment that a cursor comes to which goes on for so many seconds: over a break as fast as anywhere else on the screen.
pub fn played(scale: Scale, gaps: &[Gap], at: Seconds, seconds: Seconds) -> Seconds {
    let pixel = scale.seconds_per_pixel();
    let width = width(gaps, scale.right - scale.left);
    along(gaps, width, at, seconds / pixel, pixel)
}

/// How long it takes a cursor to go so from the start of a scale's window to its end.
pub fn lasts(scale: Scale) -> Seconds {
    (scale.right - scale.left) * scale.seconds_per_pixel()
}

/// A window moved inside the axis.
fn inside(
    gaps: &[Gap],
    width: f64,
    window: Window,
    room: f64,
    pixel: Seconds,
    extent: Seconds,
) -> Window {
    let whole = Window::whole(extent);
    match (window.from < 0.0, window.to > whole.to) {
        (false, false) => window,
        (true, _) => Window {
            from: 0.0,
            to: along(gaps, width, 0.0, room, pixel).min(whole.to),
        },
        (false, true) => Window {
            from: along(gaps, width, whole.to, -room, pixel).max(0.0),
            to: whole.to,
        },
    }
}

/// The stretches in which nothing happens in any of the lanes, and that are long enough to be worth folding where all of
/// the axis is drawn on so many CSS pixels; in order of time.
pub fn idle<'a>(
    timelines: impl Iterator<Item = (&'a Timeline, Vec<usize>)>,
    extent: Seconds,
    room: f64,
) -> Vec<Gap> {
    let least = extent * WIDTH * WORTH / room.max(1.0);
    let mut moments = vec![0.0, extent];
    let mut busy = Vec::new();
    for (timeline, lanes) in timelines {
        moments.push(timeline.end.min(extent));
        for lane in lanes
            .into_iter()
            .filter_map(|lane| timeline.lanes.get(lane))
        {
            if lane.owner == Owner::Heart {
                continue;
            }
            moments.push(lane.born);
            moments.extend(lane.ended.as_ref().map(|(at, _)| *at));
            for span in &lane.spans {
                moments.push(span.from);
                moments.push(span.to.min(extent));
                if span.to - span.from >= least
                    && matches!(span.state, State::Running | State::Blocking)
                {
                    busy.push((span.from, span.to));
                }
            }
        }
    }
    moments.sort_unstable_by(f64::total_cmp);
    let mut quiet: Vec<Gap> = moments
        .windows(2)
        .map(|pair| Gap {
            from: pair[0],
            to: pair[1],
        })
        .filter(|gap| gap.length() >= least)
        .filter(|gap| {
            !busy
                .iter()
                .any(|(from, to)| *from <= gap.from && gap.to <= *to)
        })
        .collect();
    quiet.sort_by(|one, other| other.length().total_cmp(&one.length()));
    quiet.truncate(MOST);
    trimmed(quiet, extent, room)
}

/// The gaps without a little time at both sides, so that what happens there is not at the very break.
fn trimmed(mut gaps: Vec<Gap>, extent: Seconds, room: f64) -> Vec<Gap> {
    let Some(shortest) = gaps.last().map(|gap| gap.length()) else {
        return gaps;
    };
    let rest = extent - gaps.iter().map(|gap| gap.length()).sum::<Seconds>();
    let count = gaps.len() as f64;
    let free = room - count * (width(&gaps, room) + 2.0 * MARGIN);
    let margin = (MARGIN * rest / free.max(room / 4.0)).clamp(0.0, shortest * 0.4);
    // Where all that happens takes no time, what is left of the idle time is all that is wide.
    let margin = if rest <= extent * 1e-6 {
        shortest * LEFT
    } else {
        margin
    };
    for gap in &mut gaps {
        gap.from += margin;
        gap.to -= margin;
    }
    gaps.sort_by(|one, other| one.from.total_cmp(&other.from));
    gaps
}

#[cfg(test)]
#[path = "breaks_tests.rs"]
mod tests;
