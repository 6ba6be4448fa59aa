//! Tasks of one run are told apart by their colours, in every example.

use crate::support::run;
use playground::EXAMPLES;
use std::collections::HashSet;
use trace::{IDENTITIES, Identities, Timeline};

#[test]
fn tasks_of_one_run_differ_as_long_as_there_are_colours() {
    for example in EXAMPLES {
        let timelines: Vec<Timeline> = example
            .alone()
            .map(|(_, source)| Timeline::of(&run(source).trace))
            .collect();
        let identities = Identities::of(&timelines);
        let main = Identities::default().get(0, "main");
        for (number, timeline) in timelines.iter().enumerate() {
            let lanes = timeline.lanes.iter();
            let names: HashSet<&str> = lanes
                .filter(|lane| lane.owner.is_the_scripts())
                .map(|lane| lane.name.as_str())
                .collect();
            let colours: HashSet<u8> = names
                .iter()
                .map(|name| identities.get(number, name))
                .collect();
            let place = format!(
                "{}, {}: {names:?}",
                example.slug, example.variants[number].0
            );
            assert_eq!(colours.len(), names.len().min(IDENTITIES.into()), "{place}");
            if names.contains("main") {
                assert_eq!(identities.get(number, "main"), main, "{place}");
            }
        }
    }
}
