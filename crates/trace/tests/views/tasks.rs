//! The table of tasks.

use super::fake::{Run, blocking};
use trace::{
    Timeline,
    views::tasks::{Column, End, sort, task_rows},
};

#[test]
fn it_says_where_each_tasks_time_went() {
    let trace = blocking();
    let rows = task_rows(&trace, &Timeline::of(&trace));
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row.name.as_str(),
                row.end,
                row.ended,
                row.waited,
                row.held,
                row.ready,
                row.steps,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("main", End::Done, Some(5.0), 5.0, 0.0, 0.0, 2),
            ("latte", End::Done, Some(5.0), 4.0, 0.0, 1.0, 3),
            ("espresso", End::Done, Some(3.0), 0.0, 3.0, 0.0, 1),
        ]
    );
    assert_eq!(rows[2].ran, 3.0);
    assert_eq!(rows[1].created, 0.0);
}

#[test]
fn every_column_sorts_and_what_is_equal_stays_in_order() {
    let trace = blocking();
    let mut rows = task_rows(&trace, &Timeline::of(&trace));
    let mut order = |column, descending| {
        sort(&mut rows, column, descending);
        rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(order(Column::Held, true), ["espresso", "main", "latte"]);
    assert_eq!(order(Column::Held, false), ["main", "latte", "espresso"]);
    assert_eq!(order(Column::Waited, true), ["main", "latte", "espresso"]);
    assert_eq!(order(Column::Ready, true)[0], "latte");
    assert_eq!(order(Column::Ended, false)[0], "espresso");
    assert_eq!(order(Column::Name, false), ["espresso", "latte", "main"]);
    assert_eq!(order(Column::Steps, true)[0], "latte");
    assert_eq!(order(Column::Created, false), ["main", "latte", "espresso"]);
}

#[test]
fn numbers_in_names_count() {
    let mut run = Run::new();
    for name in ["worker 10", "worker 2", "Worker 1", "a"] {
        run.task(name);
    }
    run.exits();
    let mut rows = task_rows(&run.trace, &Timeline::of(&run.trace));
    assert!(
        rows.iter()
            .all(|row| row.end != End::Done && row.ended.is_none())
    );
    sort(&mut rows, Column::Name, false);
    let names: Vec<_> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["a", "Worker 1", "worker 2", "worker 10"]);
}
