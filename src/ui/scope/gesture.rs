//! Pointers on the scope: what presses and movements mean.
//!
//! A press that does not move is a tap. One that moves drags: on the axis or the ground it moves the cursor,
//! on spans the window. Fingers always move the window, two of them zoom; moving up and down with one is the
//! browser's own scrolling.

/// Where a press began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The time axis.
    Axis,
    /// A span.
    Span,
    /// Nothing in particular.
    Ground,
}

/// What the page should do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Act {
    /// A click, or a finger's tap.
    Tap {
        /// Where.
        x: f64,
        /// Where.
        y: f64,
    },
    /// The cursor goes to a position.
    Scrub {
        /// Where.
        x: f64,
    },
    /// What is shown moves along with the pointer.
    Pan {
        /// By how much, in CSS pixels.
        dx: f64,
        /// By how much.
        dy: f64,
    },
    /// A stretch is measured.
    Measure {
        /// From where.
        from: f64,
        /// To where.
        to: f64,
    },
    /// Zoom by a factor around a position, which also moves.
    Pinch {
        /// How many times closer.
        factor: f64,
        /// The middle between the fingers.
        x: f64,
        /// How far the middle moved.
        dx: f64,
    },
}

/// A press moves this far, in CSS pixels, before it is a drag.
const SLACK: f64 = 4.0;
/// The same for a finger.
const FINGER_SLACK: f64 = 8.0;

#[derive(Clone, Copy, Debug, PartialEq)]
struct Pointer {
    id: i32,
    x: f64,
    y: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Doing {
    /// Not moved yet; where it began.
    Pressing {
        x: f64,
        y: f64,
    },
    Scrubbing,
    /// From where.
    Measuring(f64),
    Panning,
    /// Two fingers, or the one that remained of them: no tap any more.
    Pinching,
}

/// The pointers that are down, and what they are doing.
#[derive(Clone, Debug, Default)]
pub struct Gesture {
    pointers: Vec<Pointer>,
    doing: Option<(Doing, Place, bool)>,
}

impl Gesture {
    /// A pointer went down.
    pub fn press(&mut self, id: i32, x: f64, y: f64, place: Place, finger: bool) -> Option<Act> {
        self.pointers.retain(|pointer| pointer.id != id);
        self.pointers.push(Pointer { id, x, y });
        if self.pointers.len() > 1 {
            self.doing = Some((Doing::Pinching, place, finger));
            return None;
        }
        if place == Place::Axis {
            self.doing = Some((Doing::Scrubbing, place, finger));
            return Some(Act::Scrub { x });
        }
        self.doing = Some((Doing::Pressing { x, y }, place, finger));
        None
    }

    /// A pointer went down with the key that measures.
    pub fn press_measuring(&mut self, id: i32, x: f64, y: f64) {
        self.pointers.clear();
        self.pointers.push(Pointer { id, x, y });
        self.doing = Some((Doing::Measuring(x), Place::Ground, false));
    }

    /// A pointer moved.
    pub fn drag(&mut self, id: i32, x: f64, y: f64) -> Option<Act> {
        let index = self.pointers.iter().position(|pointer| pointer.id == id)?;
        let before = self.pointers[index];
        let (doing, place, finger) = self.doing?;
        let act = match doing {
            Doing::Pressing {
                x: from_x,
                y: from_y,
            } => {
                let slack = if finger { FINGER_SLACK } else { SLACK };
                if (x - from_x).hypot(y - from_y) < slack {
                    return None;
                }
                let scrubs = place == Place::Ground && !finger;
                let next = if scrubs {
                    Doing::Scrubbing
                } else {
                    Doing::Panning
                };
                self.doing = Some((next, place, finger));
                if scrubs {
                    Act::Scrub { x }
                } else {
                    Act::Pan {
                        dx: x - from_x,
                        dy: y - from_y,
                    }
                }
            }
            Doing::Scrubbing => Act::Scrub { x },
            Doing::Measuring(from) => Act::Measure { from, to: x },
            Doing::Panning => Act::Pan {
                dx: x - before.x,
                dy: y - before.y,
            },
            Doing::Pinching => {
                let Some(other) = self.pointers.iter().find(|pointer| pointer.id != id) else {
                    self.pointers[index] = Pointer { id, x, y };
                    return None;
                };
                let apart = |x: f64, y: f64| (x - other.x).hypot(y - other.y).max(10.0);
                let middle = f64::midpoint(x, other.x);
                Act::Pinch {
                    factor: apart(x, y) / apart(before.x, before.y),
                    x: middle,
                    dx: middle - f64::midpoint(before.x, other.x),
                }
            }
        };
        self.pointers[index] = Pointer { id, x, y };
        Some(act)
    }

    /// A pointer went up.
    pub fn release(&mut self, id: i32, x: f64, y: f64) -> Option<Act> {
        let known = self.pointers.iter().any(|pointer| pointer.id == id);
        self.pointers.retain(|pointer| pointer.id != id);
        let doing = self.doing;
        if self.pointers.is_empty() {
            self.doing = None;
        }
        match doing {
            Some((Doing::Pressing { .. }, ..)) if known => Some(Act::Tap { x, y }),
            _ => None,
        }
    }

    /// A pointer was taken away, by the browser's own scrolling for instance.
    pub fn cancel(&mut self, id: i32) {
        self.pointers.retain(|pointer| pointer.id != id);
        if self.pointers.is_empty() {
            self.doing = None;
        }
    }

    /// Whether something is being dragged, so that hovering means nothing.
    pub fn is_dragging(&self) -> bool {
        matches!(
            self.doing,
            Some((
                Doing::Scrubbing | Doing::Measuring(_) | Doing::Panning | Doing::Pinching,
                ..
            ))
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_that_does_not_move_is_a_tap() {
        let mut gesture = Gesture::default();
        assert_eq!(gesture.press(1, 100.0, 50.0, Place::Span, false), None);
        assert_eq!(gesture.drag(1, 102.0, 51.0), None);
        assert!(!gesture.is_dragging());
        assert_eq!(
            gesture.release(1, 102.0, 51.0),
            Some(Act::Tap { x: 102.0, y: 51.0 })
        );
    }

    #[test]
    fn dragging_a_span_moves_the_window() {
        let mut gesture = Gesture::default();
        gesture.press(1, 100.0, 50.0, Place::Span, false);
        assert_eq!(
            gesture.drag(1, 110.0, 50.0),
            Some(Act::Pan { dx: 10.0, dy: 0.0 })
        );
        assert_eq!(
            gesture.drag(1, 115.0, 47.0),
            Some(Act::Pan { dx: 5.0, dy: -3.0 })
        );
        assert!(gesture.is_dragging());
        assert_eq!(gesture.release(1, 115.0, 47.0), None);
        assert!(!gesture.is_dragging());
    }

    #[test]
    fn with_the_key_a_drag_measures() {
        let mut gesture = Gesture::default();
        gesture.press_measuring(1, 100.0, 50.0);
        let stretch = Act::Measure {
            from: 100.0,
            to: 160.0,
        };
        assert_eq!(gesture.drag(1, 160.0, 70.0), Some(stretch));
        assert!(gesture.is_dragging());
        assert_eq!(gesture.release(1, 160.0, 70.0), None);
    }

    #[test]
    fn axis_and_ground_move_the_cursor() {
        let mut gesture = Gesture::default();
        assert_eq!(
            gesture.press(1, 100.0, 5.0, Place::Axis, false),
            Some(Act::Scrub { x: 100.0 })
        );
        assert_eq!(gesture.drag(1, 101.0, 5.0), Some(Act::Scrub { x: 101.0 }));
        assert_eq!(gesture.release(1, 101.0, 5.0), None);

        gesture.press(1, 100.0, 50.0, Place::Ground, false);
        assert_eq!(gesture.drag(1, 120.0, 50.0), Some(Act::Scrub { x: 120.0 }));
    }

    #[test]
    fn a_finger_pans_even_from_the_ground() {
        let mut gesture = Gesture::default();
        gesture.press(1, 100.0, 50.0, Place::Ground, true);
        assert_eq!(gesture.drag(1, 105.0, 50.0), None);
        assert_eq!(
            gesture.drag(1, 112.0, 50.0),
            Some(Act::Pan { dx: 12.0, dy: 0.0 })
        );
    }

    #[test]
    fn two_fingers_zoom_and_none_of_them_taps() {
        let mut gesture = Gesture::default();
        gesture.press(1, 100.0, 50.0, Place::Span, true);
        gesture.press(2, 200.0, 50.0, Place::Ground, true);
        assert_eq!(
            gesture.drag(2, 300.0, 50.0),
            Some(Act::Pinch {
                factor: 2.0,
                x: 200.0,
                dx: 50.0
            })
        );
        assert_eq!(gesture.release(1, 100.0, 50.0), None);
        assert_eq!(gesture.drag(2, 310.0, 50.0), None);
        assert_eq!(gesture.release(2, 310.0, 50.0), None);
        // The next press begins anew.
        gesture.press(3, 10.0, 10.0, Place::Span, true);
        assert_eq!(
            gesture.release(3, 10.0, 10.0),
            Some(Act::Tap { x: 10.0, y: 10.0 })
        );
    }

    #[test]
    fn what_the_browser_takes_over_is_no_tap() {
        let mut gesture = Gesture::default();
        gesture.press(1, 100.0, 50.0, Place::Span, true);
        gesture.cancel(1);
        assert_eq!(gesture.release(1, 100.0, 90.0), None);
    }
}
