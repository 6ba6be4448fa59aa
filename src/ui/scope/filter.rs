//! Which lanes are wanted: by a name, or by a state that they were in.

use trace::{Lane, Outcome, Owner, State};

/// What a lane came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It was in this state for a while; for running, at all.
    In(State),
    /// It is done.
    Done,
    /// It failed.
    Failed,
    /// It was cancelled.
    Cancelled,
    /// It never ended.
    Unended,
}

impl Kept {
    /// All there are, in the order of the legend.
    pub const ALL: [Self; 9] = [
        Self::In(State::Running),
        Self::In(State::Waiting),
        Self::In(State::Ready),
        Self::In(State::Blocking),
        Self::In(State::Transfer),
        Self::Done,
        Self::Failed,
        Self::Cancelled,
        Self::Unended,
    ];

    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::In(State::Running) => "ran",
            Self::In(State::Waiting) => "waited",
            Self::In(State::Ready) => "ready, held",
            Self::In(State::Blocking) => "blocking",
            Self::In(State::Idle) => "idle",
            Self::In(State::Transfer) => "carried bytes",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Unended => "never ended",
        }
    }

    fn fits(self, lane: &Lane) -> bool {
        match self {
            Self::In(State::Running) => lane
                .spans
                .iter()
                .any(|span| matches!(span.state, State::Running | State::Blocking)),
            Self::In(state) => lane
                .spans
                .iter()
                .any(|span| span.state == state && span.to > span.from),
            Self::Done => matches!(lane.ended, Some((_, Outcome::Done(_)))),
            Self::Failed => matches!(lane.ended, Some((_, Outcome::Failed(_)))),
            Self::Cancelled => matches!(lane.ended, Some((_, Outcome::Cancelled))),
            Self::Unended => lane.ended.is_none(),
        }
    }
}

/// What the reader wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// A part of a name or of a coroutine's, in small letters; empty for any.
    pub name: String,
    /// What it came to; none for anything.
    pub kept: Option<Kept>,
}

impl Filter {
    /// Whether every lane is wanted.
    pub fn is_off(&self) -> bool {
        self.name.is_empty() && self.kept.is_none()
    }

    /// Whether a lane is wanted: the loop's always is.
    pub fn keeps(&self, lane: &Lane) -> bool {
        let named = |name: &str| name.to_lowercase().contains(&self.name);
        lane.owner == Owner::Loop
            || (self.name.is_empty() || named(&lane.name) || named(&lane.coroutine))
                && self.kept.is_none_or(|kept| kept.fits(lane))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{lane, loop_lane, span};
    use super::*;

    fn filter(name: &str, kept: Option<Kept>) -> Filter {
        Filter {
            name: name.to_owned(),
            kept,
        }
    }

    #[test]
    fn by_name_or_coroutine_in_any_case() {
        let mut latte = lane(0, "Latte", 0, vec![]);
        latte.coroutine = "brew".to_owned();
        assert!(filter("lat", None).keeps(&latte));
        assert!(filter("brew", None).keeps(&latte));
        assert!(!filter("espresso", None).keeps(&latte));
        assert!(filter("espresso", None).keeps(&loop_lane(vec![])));
        assert!(filter("", None).is_off());
    }

    #[test]
    fn by_what_it_was_in_and_how_it_ended() {
        let held = vec![span(State::Running, 0.0, 0.0), span(State::Ready, 0.0, 1.0)];
        let mut task = lane(0, "a", 0, held);
        assert!(filter("", Some(Kept::In(State::Ready))).keeps(&task));
        assert!(filter("", Some(Kept::In(State::Running))).keeps(&task));
        assert!(!filter("", Some(Kept::In(State::Waiting))).keeps(&task));
        assert!(filter("", Some(Kept::Done)).keeps(&task));
        task.ended = Some((1.0, Outcome::Cancelled));
        assert!(filter("a", Some(Kept::Cancelled)).keeps(&task));
        assert!(!filter("b", Some(Kept::Cancelled)).keeps(&task));
        task.ended = None;
        assert!(filter("", Some(Kept::Unended)).keeps(&task));
        // A moment of readiness is nobody's being held.
        let quick = lane(1, "b", 0, vec![span(State::Ready, 1.0, 1.0)]);
        assert!(!filter("", Some(Kept::In(State::Ready))).keeps(&quick));
    }
}
