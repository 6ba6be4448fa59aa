use super::*;

fn job(draft: u32) -> Job {
    Job {
        draft: DraftId(draft),
        program: Program::alone(format!("script {draft}")),
    }
}

fn send(worker: u32, run: RunId, draft: u32) -> Order {
    Order::Send {
        worker: WorkerId(worker),
        run,
        job: job(draft),
    }
}

fn cut(run: RunId, reason: &str) -> Order {
    Order::Cut {
        run,
        by: Interruption::Stopped,
        reason: reason.to_owned(),
    }
}

/// A schedule whose first worker stands ready, with a warm spare behind it.
fn warm() -> Schedule {
    let mut schedule = Schedule::default();
    assert_eq!(schedule.start(), [Order::Spawn(WorkerId(1))]);
    assert_eq!(schedule.ready(WorkerId(1)), []);
    assert_eq!(schedule.warm(), [Order::Spawn(WorkerId(2))]);
    assert_eq!(schedule.ready(WorkerId(2)), []);
    schedule
}

#[test]
fn what_is_asked_before_the_engine_is_there_runs_when_it_comes() {
    let mut schedule = Schedule::default();
    schedule.start();
    assert_eq!(schedule.run([job(1), job(2)]), []);
    assert!(schedule.is_busy());
    assert_eq!(schedule.ready(WorkerId(1)), [send(1, 1, 1)]);
}

#[test]
fn variants_run_one_after_another() {
    let mut schedule = warm();
    assert_eq!(schedule.run([job(1), job(2)]), [send(1, 1, 1)]);
    assert_eq!(schedule.running(), Some(DraftId(1)));
    assert_eq!(schedule.finished(WorkerId(1), 1), [send(1, 2, 2)]);
    assert_eq!(schedule.finished(WorkerId(1), 2), [Order::Idle]);
    assert!(!schedule.is_busy());
}

#[test]
fn stop_brings_the_spare_forward_at_once() {
    let mut schedule = warm();
    schedule.run([job(1), job(2)]);
    assert_eq!(
        schedule.stop("You stopped it."),
        [
            cut(1, "You stopped it."),
            Order::Kill(WorkerId(1)),
            Order::Spawn(WorkerId(3)),
            Order::Idle,
        ]
    );
    assert_eq!(schedule.run([job(1)]), [send(2, 2, 1)]);
}

#[test]
fn stop_without_a_spare_starts_a_worker() {
    let mut schedule = Schedule::default();
    schedule.start();
    schedule.ready(WorkerId(1));
    schedule.run([job(1)]);
    assert_eq!(
        schedule.stop("You stopped it."),
        [
            cut(1, "You stopped it."),
            Order::Kill(WorkerId(1)),
            Order::Spawn(WorkerId(2)),
            Order::Idle,
        ]
    );
}

#[test]
fn stop_with_nothing_to_stop_is_nothing() {
    assert_eq!(warm().stop("You stopped it."), []);
}

#[test]
fn an_edit_while_running_drops_the_run_and_starts_anew() {
    let mut schedule = warm();
    schedule.run([job(1)]);
    assert_eq!(
        schedule.run([job(1)]),
        [
            Order::Drop(1),
            Order::Kill(WorkerId(1)),
            Order::Spawn(WorkerId(3)),
            send(2, 2, 1),
        ]
    );
}

#[test]
fn late_reports_of_old_runs_do_not_count() {
    let mut schedule = warm();
    schedule.run([job(1)]);
    schedule.run([job(1)]);
    assert!(!schedule.expects(WorkerId(1), 1));
    assert!(!schedule.expects(WorkerId(2), 1));
    assert!(schedule.expects(WorkerId(2), 2));
    assert_eq!(schedule.finished(WorkerId(1), 1), []);
    assert!(schedule.is_busy());
}

#[test]
fn a_trap_costs_one_run_and_not_the_others() {
    let mut schedule = warm();
    schedule.run([job(1), job(2)]);
    let orders = schedule.failed(WorkerId(1), "unreachable");
    assert!(
        matches!(&orders[0], Order::Cut { run: 1, by: Interruption::Fault, reason } if reason.contains("so it was ended")),
        "{orders:?}"
    );
    assert_eq!(
        orders[1..],
        [
            Order::Kill(WorkerId(1)),
            Order::Spawn(WorkerId(3)),
            send(2, 2, 2),
        ]
    );
}

#[test]
fn an_engine_that_never_starts_is_given_up_and_can_be_tried_again() {
    let mut schedule = Schedule::default();
    schedule.start();
    schedule.run([job(1)]);
    assert_eq!(
        schedule.failed(WorkerId(1), "no file"),
        [Order::Kill(WorkerId(1)), Order::Spawn(WorkerId(2))]
    );
    assert_eq!(
        schedule.failed(WorkerId(2), "no file"),
        [
            Order::Kill(WorkerId(2)),
            Order::GiveUp("no file".to_owned())
        ]
    );
    assert!(!schedule.is_busy());
    assert_eq!(schedule.start(), [Order::Spawn(WorkerId(3))]);
}

#[test]
fn an_engine_of_another_version_is_refused() {
    let mut schedule = Schedule::default();
    schedule.start();
    schedule.run([job(1)]);
    assert_eq!(
        schedule.refuse("another version"),
        [
            Order::Kill(WorkerId(1)),
            Order::GiveUp("another version".to_owned())
        ]
    );
    assert!(!schedule.is_busy());
}

#[test]
fn a_spare_that_dies_is_replaced_when_there_is_time() {
    let mut schedule = warm();
    assert_eq!(
        schedule.failed(WorkerId(2), "gone"),
        [Order::Kill(WorkerId(2))]
    );
    assert_eq!(schedule.warm(), [Order::Spawn(WorkerId(3))]);
    assert_eq!(schedule.warm(), []);
}

#[test]
fn a_worker_that_has_grown_is_replaced() {
    let mut schedule = warm();
    schedule.run([job(1)]);
    schedule.finished(WorkerId(1), 1);
    assert_eq!(
        schedule.spent(WorkerId(1)),
        [Order::Kill(WorkerId(1)), Order::Spawn(WorkerId(3))]
    );
    assert_eq!(schedule.spent(WorkerId(1)), []);
}

#[test]
fn the_script_sent_to_a_worker_that_has_grown_goes_to_the_next() {
    let mut schedule = warm();
    schedule.run([job(1), job(2)]);
    assert_eq!(schedule.finished(WorkerId(1), 1), [send(1, 2, 2)]);
    assert_eq!(
        schedule.spent(WorkerId(1)),
        [
            Order::Drop(2),
            Order::Kill(WorkerId(1)),
            Order::Spawn(WorkerId(3)),
            send(2, 3, 2),
        ]
    );
}
