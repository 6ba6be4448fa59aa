//! Who led to what, the critical path, and what bounds a run.

mod fake;

use fake::{Run, blocking, gather, sequential};
use trace::{
    Causes, Order, Timeline, Trace,
    causes::{
        path::{Why, critical},
        told::bounded_by,
    },
};

fn read(trace: &Trace) -> (Order, Causes) {
    let order = Order::of(trace, &Timeline::of(trace));
    let causes = Causes::of(trace, &order);
    (order, causes)
}

fn path(trace: &Trace) -> Vec<(Why, f64, f64)> {
    let (order, causes) = read(trace);
    critical(trace, &order, &causes)
        .iter()
        .filter(|leg| leg.length() > 0.0)
        .map(|leg| (leg.why, leg.from, leg.to))
        .collect()
}

#[test]
fn the_way_back_tiles_the_whole_run() {
    for trace in [sequential(), gather(), blocking()] {
        let legs = path(&trace);
        let mut at = 0.0;
        for (_, from, to) in &legs {
            assert_eq!(*from, at, "{legs:?}");
            at = *to;
        }
        assert_eq!(at, Timeline::of(&trace).end, "{legs:?}");
    }
}

#[test]
fn a_run_is_bounded_by_what_its_path_waited_for() {
    let said = |trace: &Trace| {
        let (order, causes) = read(trace);
        bounded_by(trace, &order, &causes)
    };
    let told = said(&gather()).expect("a bound");
    assert!(told.contains("for 3.0 s"), "{told}");
    assert!(!told.contains("2.0 s"), "{told}");
    let told = said(&sequential()).expect("a bound");
    assert!(
        told.contains("for 3.0 s") && told.contains("; then ") && told.contains("for 2.0 s"),
        "{told}"
    );
    assert_eq!(said(&Run::new().trace), None);
}

#[test]
fn every_link_leads_forward() {
    for trace in [sequential(), gather(), blocking()] {
        let (_, causes) = read(&trace);
        for link in &causes.links {
            assert!(link.from < link.to, "{link:?}");
            assert!(causes.leading_to(link.to..link.to + 1).contains(link));
            assert!(
                causes
                    .coming_from(link.from..link.from + 1)
                    .any(|other| other == link)
            );
        }
    }
}
