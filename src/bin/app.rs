//! The page's program.

fn main() {
    loopscope::ui::start();
}
