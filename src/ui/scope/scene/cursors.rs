//! The cursor in a frame: above everything else, so that it can move over what is there.

use super::{Rect, Scene, Sight, Stage, turns::below_header};

impl Stage {
    /// The frame before, with the cursor where it is now: nothing else is other than it was.
    pub fn moved(&mut self, sight: &Sight) -> &Scene {
        self.cursors(sight);
        &self.scene
    }

    /// Where the cursor is: on the order axis in each variant.
    pub(super) fn cursors(&mut self, sight: &Sight) {
        let Sight { scale, .. } = *sight;
        let (left, right) = (sight.division.gutter, sight.width);
        let within = |x: &f64| (left..=right).contains(x);
        let on_time = sight.columns.is_none();
        self.scene.cursor = Some(scale.x(sight.cursor)).filter(|x| on_time && within(x));
        self.scene.cursor_set = sight.cursor_set;
        self.scene.cursors.clear();
        let Some(columns) = sight.columns.filter(|_| sight.cursor_set) else {
            return;
        };
        for (run, at) in columns.cursors.iter().enumerate() {
            let Some((y, height)) = below_header(sight, run) else {
                continue;
            };
            if let Some(x) = Some(scale.x(*at)).filter(within) {
                let rect = Rect {
                    x: x - 0.5,
                    y,
                    width: 1.0,
                    height,
                };
                self.scene.cursors.push((rect, run == columns.open));
            }
        }
    }
}
