//! Where the rows of connections stand among the others.

use super::{Wire, Wires, lanes::Row};
use crate::{
    connection::{ConnectionId, Seen},
    event::{Runner, Seconds},
    lane::{Lane, Owner},
};
use std::collections::HashMap;

/// So many connections have their rows below those who use them. Where there are more they stand together, behind all others.
const HUNG: usize = 64;

impl Wires {
    /// Puts the rows of connections among the others. `place` gives the axis' value of what was seen, `end` is where it ends.
    pub(crate) fn hang(
        &self,
        lanes: Vec<Lane>,
        place: impl Fn(&Seen) -> Seconds,
        end: Seconds,
        horizon: Seconds,
    ) -> Vec<Lane> {
        let count = self.all().count();
        if count == 0 {
            return lanes;
        }
        let lane = |connection, wire: &Wire| {
            let mut row = Row::new(connection, wire);
            let last = wire.seen.len().saturating_sub(1);
            for (number, seen) in wire.seen.iter().enumerate() {
                row.take(seen, place(seen).min(end), number == last);
            }
            row.finish(end, horizon)
        };
        let mut below: HashMap<Owner, Vec<Lane>> = HashMap::new();
        let mut behind = Vec::new();
        for (connection, wire) in self.all() {
            let user = self.user(connection).map(owner).filter(|_| count <= HUNG);
            match user {
                Some(user) => below.entry(user).or_default().push(lane(connection, wire)),
                None => behind.push(lane(connection, wire)),
            }
        }
        let mut all = Vec::with_capacity(lanes.len() + count);
        for above in lanes {
            let (owner, depth) = (above.owner, above.depth);
            all.push(above);
            let hung = below.remove(&owner).into_iter().flatten();
            all.extend(hung.map(|lane| Lane {
                depth: depth.saturating_add(1),
                ..lane
            }));
        }
        // Of those who have no row.
        let mut rest: Vec<Lane> = below.into_values().flatten().collect();
        rest.extend(behind);
        rest.sort_by_key(|lane| match lane.owner {
            Owner::Connection(connection, _) => connection,
            _ => ConnectionId(0),
        });
        all.extend(rest);
        all
    }
}

fn owner(user: Runner) -> Owner {
    match user {
        Runner::Task(task) => Owner::Task(task),
        Runner::Thread(thread) => Owner::Thread(thread),
        Runner::Script | Runner::Callback(_) => Owner::Loop,
    }
}
