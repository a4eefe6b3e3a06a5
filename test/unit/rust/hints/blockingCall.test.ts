import assert from 'node:assert/strict';
import { handler, hints, pointed, uses } from './hinting';

const sleep = 'std::thread::sleep(std::time::Duration::from_secs(1));';
const closure = (head: string, body: string): string => `${uses}
#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(${head} ${body})).await }
`;
const service = (body: string): string => `use lambda_runtime::{run, Service, LambdaEvent};
struct App;
impl Service<LambdaEvent<u8>> for App {
    fn call(&mut self, event: LambdaEvent<u8>) -> Self::Future { ${body} }
}
fn main() { run(App) }`;

describe('A blocking call in an async handler is pointed at', () => {
  const sources: Readonly<Record<string, readonly [source: string, at: string]>> = {
    'when it sleeps': [handler(`${sleep} Ok(())`), 'std::thread::sleep'],
    'when it sleeps by an import': [
      handler('thread::sleep(Duration::ZERO); Ok(())', 'use std::{thread, time::Duration};'),
      'thread::sleep',
    ],
    'when it sleeps by another name': [
      handler('nap(Duration::ZERO); Ok(())', 'use std::thread::sleep as nap;'),
      'nap',
    ],
    'when it sleeps sometimes': [
      handler(`if event.payload.is_null() { ${sleep} } Ok(())`),
      'std::thread::sleep',
    ],
    'when it sleeps in a block that is waited for': [
      handler(`async { ${sleep} }.await; Ok(())`),
      'std::thread::sleep',
    ],
    'when it sleeps in a task': [
      handler(`let task = tokio::spawn(async move { ${sleep} }); Ok(())`),
      'std::thread::sleep',
    ],
    'in an async block that a closure gives back': [
      closure('|event: LambdaEvent<Value>|', `async move { ${sleep} Ok(()) }`),
      'std::thread::sleep',
    ],
    'in an async block behind other statements of a closure': [
      closure('|event: LambdaEvent<Value>|', `{ let c = c.clone(); async move { ${sleep} Ok(()) } }`),
      'std::thread::sleep',
    ],
    'in an async closure': [
      closure('async |event: LambdaEvent<Value>|', `{ ${sleep} Ok(()) }`),
      'std::thread::sleep',
    ],
    'in the future of a service': [
      service(`let this = self.clone(); Box::pin(async move { ${sleep} Ok(()) }.in_current_span())`),
      'std::thread::sleep',
    ],
    'when it reads files in a loop': [
      handler('for name in names() { let t = std::fs::read_to_string(name)?; } Ok(())'),
      'std::fs::read_to_string',
    ],
    'when it writes files in a loop': [
      handler('while let Some(x) = next() { fs::write(x, "")?; } Ok(())', 'use std::fs;'),
      'fs::write',
    ],
    'when it opens files in a loop': [
      handler('loop { let f = File::open("a")?; }', 'use std::fs::File;'),
      'File::open',
    ],
    'when it asks a server': [
      handler('let t = reqwest::blocking::get("https://a.b")?.text()?; Ok(())'),
      'reqwest::blocking::get',
    ],
    'when it makes a client that blocks': [
      handler('let c = Client::new(); Ok(())', 'use reqwest::blocking::Client;'),
      'Client::new',
    ],
    'in the handler of a route': [
      `use axum::{Router, routing::get};
async fn list() -> String { ${sleep} String::new() }
#[tokio::main]
async fn main() { lambda_http::run(Router::new().route("/", get(list))).await }`,
      'std::thread::sleep',
    ],
  };

  for (const [when, [source, at]] of Object.entries(sources)) {
    it(when, async () => assert.equal(await pointed(source), at));
  }

  it('with what it waits for', async () => {
    const source = handler(
      `${sleep} reqwest::blocking::get("https://a.b")?; loop { std::fs::remove_file("a")?; }`,
    );
    const found = (await hints(source)) ?? [];
    assert.deepEqual(
      found.map((hint) => hint.kind === 'blockingCall' && hint.waitsFor),
      ['time', 'http', 'file'],
    );
  });
});

describe('Nothing is said of a call', () => {
  const sources: Readonly<Record<string, string>> = {
    'that sleeps as tokio does': handler('tokio::time::sleep(D).await; Ok(())'),
    'named sleep of another crate': handler('sleep(D); Ok(())', 'use gloo::sleep;'),
    'named sleep of this crate': handler('thread::sleep(D); Ok(())', 'mod thread { pub fn sleep(d: u8) {} }'),
    'that a glob import brings': handler('sleep(D); Ok(())', 'use std::thread::*;'),
    'that a variable hides': handler('let sleep = other(); sleep(D); Ok(())', 'use std::thread::sleep;'),
    'that a condition hides': handler(
      'if let Some(sleep) = other() { sleep(D); } Ok(())',
      'use std::thread::sleep;',
    ),
    'that a match arm hides': handler(
      'match other() { sleep => sleep(D) } Ok(())',
      'use std::thread::sleep;',
    ),
    'that spawn_blocking runs': handler(`tokio::task::spawn_blocking(|| { ${sleep} }).await?; Ok(())`),
    'that block_in_place runs': handler(`tokio::task::block_in_place(move || { ${sleep} }); Ok(())`),
    'that another thread runs': handler(`std::thread::spawn(move || { ${sleep} }); Ok(())`),
    'that an iterator may run': handler('let t = names().map(|n| std::fs::read(n)); Ok(())'),
    'in a function in the handler': handler(`fn nap() { ${sleep} } Ok(())`),
    'in a future that is dropped': handler(`Box::pin(async move { ${sleep} });`),
    'in a future that is given away': handler(`elsewhere(async move { ${sleep} }); Ok(())`),
    'in a handler that is not async': `${uses}
fn handler(event: LambdaEvent<Value>) -> Ready<Result<(), Error>> { ${sleep} ready(Ok(())) }
#[tokio::main]
async fn main() { run(service_fn(handler)).await }`,
    'before the future of a service': service(`${sleep} Box::pin(async move { Ok(()) })`),
    'that reads one file': handler('let t = std::fs::read_to_string("config.json")?; Ok(())'),
    'that lists a folder for a loop': handler('for f in std::fs::read_dir("/tmp")? { count(f); } Ok(())'),
    'that reads files as tokio does': handler('for n in names() { tokio::fs::read(n).await?; } Ok(())'),
    'that only describes what to open': handler('loop { let o = std::fs::OpenOptions::new(); }'),
    'of reqwest that does not block': handler('let t = reqwest::get("https://a.b").await?; Ok(())'),
    'in main': closure('|event: LambdaEvent<Value>|', 'async move { Ok(()) }').replace(
      'run(service_fn',
      `${sleep} run(service_fn`,
    ),
    'in some builds only': handler(
      `if cfg!(test) { ${sleep} } if !cfg!(feature = "x") { f() } else { ${sleep} } Ok(())`,
    ),
    'only in tests': handler(`#[cfg(test)] { ${sleep} } Ok(())`),
    'in a macro': handler('assert!(matches!(std::thread::sleep(D), ())); Ok(())'),
  };

  for (const [what, source] of Object.entries(sources)) {
    it(what, async () => assert.equal(await pointed(source), ''));
  }
});
