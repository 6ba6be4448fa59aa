//! Many threads at once.

use crate::stage::Stage;
use std::{cell::Cell, rc::Rc};

#[test]
fn ten_thousand_parked_threads_come_back() {
    let stage = Stage::new();
    let ended = Rc::new(Cell::new(0));
    for n in 0..10_000_u32 {
        let ended = ended.clone();
        stage.spawn(move |stage| {
            stage.sleep(1.0 + f64::from(n % 100));
            ended.set(ended.get() + 1);
        });
    }
    stage.run();
    assert_eq!(ended.get(), 10_000);
    assert_eq!(stage.machine.now(), 100.0);
}
