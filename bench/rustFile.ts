/**
 * A Rust file of about that many lines as people write it (types, impls, strings, comments, tests), with the handler
 * and `main` at its end.
 */
export function rustFile(lines: number): string {
  const blocks: string[] = [head];
  const perBlock = block(0).split('\n').length;
  for (let index = 0; index * perBlock < lines - 40; index++) blocks.push(block(index));
  return [...blocks, tail].join('\n');
}

const head = `//! Generated for measuring.
use lambda_runtime::{Error, LambdaEvent, run, service_fn, tracing};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
`;

const block = (n: number): string => `/// Line ${n} of an order: "quoted", {braced}, and 'q'.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Line${n} {
    pub article: String,
    /// In cents.
    pub price: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub tags: HashMap<String, Vec<u8>>,
}

impl Line${n} {
    /* Block comments /* nest */ here. */
    pub fn total(&self, pieces: u64) -> Result<u64, Error> {
        let total = self.price.checked_mul(pieces).ok_or("too much {")?;
        match (total, self.note.as_deref()) {
            (0, None) => Err("for nothing".into()),
            (sum, Some(note)) if note.starts_with('{') => {
                tracing::debug!(note, sum, r#"a "raw" note }"#);
                Ok(sum)
            }
            (sum, _) => Ok(sum + ${n}),
        }
    }
}

fn grouped_${n}<'a>(lines: &'a [Line${n}]) -> BTreeMap<&'a str, Vec<&'a Line${n}>> {
    let mut groups: BTreeMap<&str, Vec<&Line${n}>> = BTreeMap::new();
    for line in lines {
        groups.entry(line.article.as_str()).or_default().push(line);
    }
    groups.retain(|article, lines| !article.is_empty() && lines.iter().any(|line| line.price > 0));
    groups
}
`;

const tail = `async fn handler(event: LambdaEvent<Vec<Line0>>) -> Result<u64, Error> {
    let mut sum = 0;
    for line in &event.payload {
        sum += line.total(1)?;
    }
    Ok(sum + grouped_0(&event.payload).len() as u64)
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    tracing::init_default_subscriber();
    run(service_fn(handler)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn nothing_is_nothing() {
        let event = LambdaEvent::new(vec![], Default::default());
        assert_eq!(handler(event).await.unwrap(), 0);
    }
}
`;
