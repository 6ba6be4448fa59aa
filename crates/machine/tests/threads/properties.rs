//! Random programs run as the naive model runs them.

use crate::{
    model::{self, Act, Step},
    stage::Stage,
};
use machine::{Parked, Seconds};
use proptest::prelude::*;
use std::{cell::RefCell, rc::Rc};

/// What the threads of one program share.
#[derive(Default)]
struct Shared {
    steps: RefCell<Vec<Step>>,
    /// The last stay of each thread that may be woken from it.
    stays: RefCell<Vec<Option<Parked>>>,
}

fn perform(stage: &Stage, shared: &Rc<Shared>, me: usize, acts: Vec<Act>) {
    let machine = &stage.machine;
    let went_on = || shared.steps.borrow_mut().push((me, machine.now()));
    went_on();
    for act in acts {
        match act {
            Act::Sleep(seconds) => {
                shared.stays.borrow_mut()[me] = None;
                machine.park(Some(machine.now() + seconds));
            }
            Act::Park(seconds) => {
                let parked = machine.park(seconds.map(|seconds| machine.now() + seconds));
                shared.stays.borrow_mut()[me] = Some(parked);
            }
            Act::Wake(which) => {
                let stay = {
                    let stays = shared.stays.borrow();
                    stays[which % stays.len()]
                };
                if let Some(parked) = stay {
                    stage.unpark(parked);
                }
                continue;
            }
            Act::Spawn(acts) => {
                let child = {
                    let mut stays = shared.stays.borrow_mut();
                    stays.push(None);
                    stays.len() - 1
                };
                let shared = shared.clone();
                stage.spawn(move |stage| perform(stage, &shared, child, acts));
                continue;
            }
            Act::LetOthersRun => {
                if machine.any_ready() {
                    machine.let_others_run(&()).unwrap();
                    went_on();
                }
                continue;
            }
        }
        if stage.give_way().is_err() {
            // Nothing can happen any more: it is the main thread, which waits for ever.
            return;
        }
        went_on();
    }
}

fn same_as_the_model(program: &[Act]) -> Result<(), TestCaseError> {
    let stage = Stage::new();
    let shared = Rc::new(Shared::default());
    shared.stays.borrow_mut().push(None);
    perform(&stage, &shared, 0, program.to_vec());
    stage.run();
    let steps = shared.steps.take();
    prop_assert!(steps.is_sorted_by(|a, b| a.1 <= b.1), "the clock went back");
    prop_assert_eq!(steps, model::play(program));
    Ok(())
}

/// Few enough to meet often.
fn seconds() -> impl Strategy<Value = Seconds> {
    prop::sample::select(vec![0.0, 0.1, 0.2, 0.3, 0.1 + 0.2, 0.5, 1.0])
}

fn act() -> impl Strategy<Value = Act> {
    let leaf = prop_oneof![
        4 => seconds().prop_map(Act::Sleep),
        3 => prop::option::weighted(0.6, seconds()).prop_map(Act::Park),
        4 => any::<usize>().prop_map(Act::Wake),
        1 => Just(Act::LetOthersRun),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            2 => prop::collection::vec(inner.clone(), 0..6).prop_map(Act::Spawn),
            1 => inner,
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_program_runs_as_the_model_runs_it(program in prop::collection::vec(act(), 0..20)) {
        same_as_the_model(&program)?;
    }
}
