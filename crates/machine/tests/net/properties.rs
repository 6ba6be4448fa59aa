//! Against a naive model, for any order of operations.

use crate::wire::connection;
use machine::net::{Errno, How, Network};
use proptest::prelude::*;
use std::collections::VecDeque;

const SOL_SOCKET: i32 = 1;
const SO_SNDBUF: i32 = 7;
/// What two ends hold of which the sending one has a buffer of twice 4096 bytes.
const CAPACITY: usize = 8192 + 131_072;

/// What one end does.
#[derive(Clone, Debug)]
enum Act {
    Write(usize),
    Read(usize),
    ShutDown,
    Wait(u8),
}

fn acts() -> impl Strategy<Value = Vec<(bool, Act)>> {
    let act = prop_oneof![
        4 => (1usize..100_000).prop_map(Act::Write),
        4 => (1usize..150_000).prop_map(Act::Read),
        1 => Just(Act::ShutDown),
        2 => (1u8..20).prop_map(Act::Wait),
    ];
    proptest::collection::vec((any::<bool>(), act), 1..60)
}

/// One direction: what was written, when, and how much of it was read.
#[derive(Default)]
struct Way {
    /// The moments at which its bytes arrive.
    arrivals: VecDeque<(f64, usize)>,
    next_in: usize,
    next_out: usize,
    ended: bool,
}

/// The byte at a place of what is sent: tells each from its neighbours.
fn byte(place: usize) -> u8 {
    (place * 31 % 251) as u8
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Over loopback that takes a while: each byte arrives once, in order, and not before it could.
    #[test]
    fn bytes_arrive_once_in_order_and_not_too_early(acts in acts(), latency in 0u8..5) {
        let network = Network::new(7);
        let (one, other) = connection(&network);
        let latency = f64::from(latency);
        network.set_loopback(latency);
        for end in [one, other] {
            network.set_option(end, SOL_SOCKET, SO_SNDBUF, 4096).expect("it is known");
        }
        let mut ways = [Way::default(), Way::default()];
        let mut now = 0.0;
        for (first, act) in acts {
            let (me, way_out, way_in) = if first { (one, 0, 1) } else { (other, 1, 0) };
            match act {
                Act::Wait(seconds) => now += f64::from(seconds),
                Act::Write(count) => {
                    let way = &mut ways[way_out];
                    let bytes: Vec<u8> = (0..count).map(|index| byte(way.next_in + index)).collect();
                    let outcome = network.send(now, me, &bytes, None);
                    let waiting = way.next_in - way.next_out;
                    if way.ended {
                        prop_assert_eq!(outcome, Err(Errno::EPIPE));
                    } else if waiting >= CAPACITY {
                        prop_assert_eq!(outcome, Err(Errno::EAGAIN));
                    } else {
                        let taken = count.min(CAPACITY - waiting);
                        prop_assert_eq!(outcome, Ok(taken));
                        way.next_in += taken;
                        way.arrivals.push_back((now + latency, way.next_in));
                    }
                }
                Act::Read(count) => {
                    let way = &mut ways[way_in];
                    let arrived = way.arrivals.iter().filter(|(at, _)| *at <= now).map(|(_, upto)| *upto);
                    let arrived = arrived.max().unwrap_or(0);
                    let outcome = network.receive(now, me, count, false).map(|message| message.bytes);
                    let expected = count.min(arrived - way.next_out);
                    if expected > 0 {
                        let bytes = outcome.expect("bytes have arrived");
                        prop_assert_eq!(bytes.len(), expected);
                        let right = bytes.iter().enumerate().all(|(index, value)| *value == byte(way.next_out + index));
                        prop_assert!(right);
                        way.next_out += expected;
                    } else if let Ok(bytes) = outcome {
                        prop_assert!(bytes.is_empty() && way.ended && way.next_out == way.next_in);
                    }
                }
                Act::ShutDown => {
                    prop_assert_eq!(network.shutdown(now, me, How::Write), Ok(()));
                    ways[way_out].ended = true;
                }
            }
        }
        // In the end everything is read.
        now += 100.0;
        for (me, way) in [other, one].into_iter().zip(&mut ways) {
            while way.next_out < way.next_in {
                let bytes = network.receive(now, me, 1 << 20, false).expect("the rest is there").bytes;
                way.next_out += bytes.len();
                now += 10.0;
            }
            let last = network.receive(now, me, 1, false).map(|message| message.bytes);
            prop_assert_eq!(last, if way.ended { Ok(vec![]) } else { Err(Errno::EAGAIN) });
        }
    }

    /// A pipe is a queue of bytes.
    #[test]
    fn a_pipe_is_a_queue(acts in proptest::collection::vec((any::<bool>(), 1usize..30_000), 1..80)) {
        let network = Network::new(7);
        let (reader, writer) = network.pipe().expect("a pipe");
        let mut model: VecDeque<u8> = VecDeque::new();
        let mut place = 0;
        for (writes, count) in acts {
            if writes {
                let bytes: Vec<u8> = (0..count).map(|index| byte(place + index)).collect();
                match network.write(0.0, writer, &bytes) {
                    Ok(taken) => {
                        prop_assert!(taken == count || count > 4096 && model.len() + taken == 65_536);
                        model.extend(&bytes[..taken]);
                        place += taken;
                    }
                    Err(errno) => {
                        prop_assert_eq!(errno, Errno::EAGAIN);
                        prop_assert!(model.len() + count.min(4097) > 65_536);
                    }
                }
            } else {
                let expected: Vec<u8> = model.drain(..count.min(model.len())).collect();
                let got = network.read(0.0, reader, count);
                prop_assert_eq!(got, if expected.is_empty() { Err(Errno::EAGAIN) } else { Ok(expected) });
            }
        }
    }
}
