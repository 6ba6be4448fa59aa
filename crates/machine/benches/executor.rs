//! What the loop itself costs: a million callbacks, a hundred thousand timers.

use std::cell::Cell;
use std::hint::black_box;
use std::rc::Rc;

use criterion::{BatchSize, Criterion, Throughput};
use machine::{Coroutines, EventLoop, Handle, Machine, Seconds, VirtualClock, Waiting};

/// As small as a handle that can be cancelled gets.
#[derive(Default)]
struct Job {
    cancelled: Cell<bool>,
    runs: Cell<u32>,
}

impl Handle for Job {
    fn is_cancelled(&self) -> bool {
        self.cancelled.get()
    }
}

type Loop = EventLoop<Rc<Job>>;

const CALLBACKS: u32 = 1_000_000;
const TIMERS: u32 = 100_000;

fn new_loop() -> Loop {
    EventLoop::new(VirtualClock::new(), ())
}

fn run(event_loop: &Loop) {
    let paused = event_loop.run_forever(|job| {
        job.runs.set(job.runs.get() + 1);
        Ok::<_, ()>(())
    });
    let _ = black_box(paused);
}

/// The same sequence every time: Knuth's 64-bit linear congruence, upper half.
fn deadlines() -> Vec<Seconds> {
    let mut state = 1_u64;
    (0..TIMERS)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            f64::from((state >> 32) as u32) / 1e6
        })
        .collect()
}

fn callbacks(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("callbacks");
    group.sample_size(20);
    group.throughput(Throughput::Elements(u64::from(CALLBACKS)));

    group.bench_function("a million ready at once", |bencher| {
        let jobs: Vec<Rc<Job>> = (0..CALLBACKS).map(|_| Rc::default()).collect();
        bencher.iter(|| {
            let event_loop = new_loop();
            for job in &jobs {
                event_loop.call_soon(job.clone());
            }
            run(&event_loop);
        });
    });

    group.bench_function("a thousand over a thousand turns", |bencher| {
        bencher.iter_batched(
            || (0..1000).map(|_| Rc::default()).collect::<Vec<Rc<Job>>>(),
            |jobs| {
                let event_loop = new_loop();
                for job in jobs {
                    event_loop.call_soon(job);
                }
                let paused = event_loop.run_forever(|job| {
                    let runs = job.runs.get() + 1;
                    job.runs.set(runs);
                    if runs < CALLBACKS / 1000 {
                        event_loop.call_soon(job.clone());
                    }
                    Ok::<_, ()>(())
                });
                black_box(paused)
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

fn timers(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("timers");
    group.sample_size(20);
    group.throughput(Throughput::Elements(u64::from(TIMERS)));
    let deadlines = deadlines();
    let jobs: Vec<Rc<Job>> = (0..TIMERS).map(|_| Rc::default()).collect();

    group.bench_function("a hundred thousand random deadlines", |bencher| {
        bencher.iter(|| {
            let event_loop = new_loop();
            for (job, at) in jobs.iter().zip(&deadlines) {
                event_loop.call_at(*at, job.clone()).unwrap();
            }
            run(&event_loop);
        });
    });

    group.bench_function("a hundred thousand equal deadlines", |bencher| {
        bencher.iter(|| {
            let event_loop = new_loop();
            for job in &jobs {
                event_loop.call_at(1.0, job.clone()).unwrap();
            }
            run(&event_loop);
        });
    });

    // As `wait_for` leaves them: set, and cancelled long before they are due.
    group.bench_function("a hundred thousand cancelled timeouts", |bencher| {
        bencher.iter_batched(
            || (0..TIMERS).map(|_| Rc::default()).collect::<Vec<Rc<Job>>>(),
            |jobs| {
                let event_loop = new_loop();
                for (job, at) in jobs.iter().zip(&deadlines) {
                    event_loop.call_at(1e6 + at, job.clone()).unwrap();
                    event_loop.call_soon(job.clone());
                }
                let paused = event_loop.run_forever(|job| {
                    job.cancelled.set(true);
                    event_loop.timer_cancelled();
                    Ok::<_, ()>(())
                });
                black_box(paused)
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

/// A machine upon which `count` threads sleep for `rounds` seconds each, one after the other's.
fn sleepers(count: u32, rounds: u32) -> Machine<Rc<VirtualClock>> {
    let clock = Rc::new(VirtualClock::new());
    let machine = Rc::new(Machine::new(clock, 4, Box::new(Coroutines::new(64 << 10))));
    for _ in 0..count {
        let inside = machine.clone();
        let body = Box::new(move || {
            for _ in 0..rounds {
                inside.park(Some(inside.now() + 1.0));
                let _ = inside.give_way(Waiting::InCall, &());
            }
        });
        machine.spawn(0, body, &());
    }
    machine.park(None);
    let halt = machine.give_way(Waiting::InCall, &());
    black_box(halt.is_err());
    Rc::into_inner(machine).expect("all threads are over")
}

fn threads(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("threads");
    group.sample_size(10);
    group.throughput(Throughput::Elements(10_000));
    group.bench_function("ten thousand parked", |bencher| {
        bencher.iter(|| sleepers(10_000, 1));
    });
    group.throughput(Throughput::Elements(1_000 * 100));
    group.bench_function("a hundred thousand switches of a thousand", |bencher| {
        bencher.iter(|| sleepers(1_000, 100));
    });
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    callbacks(&mut criterion);
    timers(&mut criterion);
    threads(&mut criterion);
    criterion.final_summary();
}
