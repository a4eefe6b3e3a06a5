//! Reads lines `[type, "payload"]` and answers each with a line: `1` when serde accepts the payload for the type,
//! else `{"path": [...], "message": "..."}`, where `null` in a path is what serde_path_to_error does not know.

mod generated;

use serde::Deserialize;
use serde_json::{Value, json};
use serde_path_to_error::Segment;
use std::io::{BufRead, BufWriter, Write};

pub type Verdict = Result<(), Value>;

/// As lambda_runtime reads an event, and to the end as `serde_json::from_str` does.
pub fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Verdict {
    let mut reader = serde_json::Deserializer::from_str(text);
    match serde_path_to_error::deserialize::<_, T>(&mut reader) {
        Ok(_) => reader
            .end()
            .map_err(|error| json!({ "path": [], "message": error.to_string() })),
        Err(error) => {
            let path: Vec<Value> = error.path().iter().map(segment).collect();
            Err(json!({ "path": path, "message": error.inner().to_string() }))
        }
    }
}

fn segment(segment: &Segment) -> Value {
    match segment {
        Segment::Seq { index } => json!(index),
        Segment::Map { key } => json!(key),
        Segment::Enum { variant } => json!(variant),
        Segment::Unknown => Value::Null,
    }
}

fn answer() {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("stdin is UTF-8");
        let (index, text): (usize, String) = serde_json::from_str(&line).expect("a type and a payload");
        // Some code that is written by hand panics where it should refuse.
        let verdict = std::panic::catch_unwind(|| generated::verdict(index, &text));
        match verdict.unwrap_or_else(|_| Err(json!({ "path": [], "message": "panicked" }))) {
            Ok(()) => writeln!(out, "1"),
            Err(problem) => writeln!(out, "{problem}"),
        }
        .expect("somebody listens");
    }
}

fn main() {
    std::panic::set_hook(Box::new(|_| ()));
    // Payloads as deep as serde_json allows, through code that is not optimized.
    let reader = std::thread::Builder::new().stack_size(256 << 20).spawn(answer);
    reader.expect("a thread").join().expect("an answer to every line");
}
