//! Readers of YAML compared on the specs of the generator, one thread: what docs/yaml-reading.md quotes.

mod generator;

use std::path::Path;
use std::time::{Duration, Instant};

use caseproof::design::{Content, Loader};
use caseproof::yaml::{Budget, parse};

const FILES: u64 = 200;
const ROUNDS: usize = 9;

type Reader = (&'static str, fn(&str) -> usize);

/// Each reader, and something it found, so that nothing is optimized away.
const READERS: [Reader; 7] = [
    ("granit-parser events", |text| granit_parser::Parser::new_from_str(text).flatten().count()),
    ("spanned tree over granit-parser (this program)", |text| parse(text, &Budget::SPEC).tree.len()),
    ("typed and validated spec (this program)", |text| {
        match Loader::new(Path::new(".")).text(text.to_owned(), "spec", None).content {
            Content::Specs(specs) => specs.len(),
            Content::NotASpec(_) => 0,
        }
    }),
    ("saphyr-parser events", |text| saphyr_parser::Parser::new_from_str(text).flatten().count()),
    ("marked-yaml tree", |text| marked_yaml::parse_yaml(0, text).map_or(0, |node| node.as_mapping().map_or(0, |map| map.len()))),
    ("serde-saphyr into a value without spans", |text| {
        serde_yaml::from_str::<serde_json::Value>(text).map_or(0, |value| value.as_object().map_or(0, serde_json::Map::len))
    }),
    ("serde_json on the same data, for scale", |text| {
        serde_json::from_str::<serde_json::Value>(text).map_or(0, |value| value.as_object().map_or(0, serde_json::Map::len))
    }),
];

fn main() {
    let yaml: Vec<String> = (0..FILES).map(generator::spec).collect();
    let json: Vec<String> = yaml
        .iter()
        .filter_map(|text| serde_yaml::from_str::<serde_json::Value>(text).ok())
        .filter_map(|value| serde_json::to_string(&value).ok())
        .collect();
    println!(
        "{FILES} specs of {} bytes on average, one thread, median of {ROUNDS}",
        yaml.iter().map(String::len).sum::<usize>() / yaml.len()
    );
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); READERS.len()];
    for _ in 0..ROUNDS {
        for ((name, read), times) in READERS.iter().zip(&mut times) {
            let texts = if name.starts_with("serde_json") { &json } else { &yaml };
            let start = Instant::now();
            let found: usize = texts.iter().map(|text| read(text)).sum();
            times.push(start.elapsed());
            assert!(std::hint::black_box(found) > 0, "{name} read nothing");
        }
    }
    for ((name, _), mut times) in READERS.iter().zip(times) {
        times.sort();
        let texts = if name.starts_with("serde_json") { &json } else { &yaml };
        let bytes: usize = texts.iter().map(String::len).sum();
        println!("{name:<48} {:>7.1} MB/s", bytes as f64 / times[ROUNDS / 2].as_secs_f64() / 1e6);
    }
}
