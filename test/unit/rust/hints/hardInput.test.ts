import assert from 'node:assert/strict';
import { numbers } from '../random';
import { handler, hints, pointed } from './hinting';

const longestMs = 1000;

async function timed(source: string): Promise<string> {
  const started = performance.now();
  const found = await pointed(source);
  const took = performance.now() - started;
  assert.ok(took < longestMs, `took ${took} ms`);
  return found;
}

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

describe('Hints on a handler that is hard to read take less than a second', () => {
  before(() => hints(handler('Ok(())')));

  const bodies: Readonly<Record<string, string>> = {
    'with 1,000 statements': lines(1000, (n) => `let v${n} = work(v${n - 1}, other::call(${n}));`),
    'with 1,000 clients': lines(1000, (n) => `let v${n} = aws_sdk_s3::Client::new(&v${n - 1});`),
    'with values that each come from many others': `let v0 = 0;
${lines(40, (n) => `let v${n + 1} = f(v${n}, v${n}, v${n}, v${n});`)}
aws_sdk_s3::Client::new(&v40);`,
    'with a value of itself': 'let a = b; let b = a; aws_sdk_s3::Client::new(&a); a.load();',
    'with blocks in blocks': `${'{'.repeat(300)}reqwest::Client::new();${'}'.repeat(300)}`,
    'with futures in futures': `${'async {'.repeat(200)}std::thread::sleep(D);${'}.await'.repeat(200)}`,
    'with calls in calls': `${'f('.repeat(400)}reqwest::Client::new()${')'.repeat(400)};`,
    'with a long chain of methods': `aws_config::from_env()${'.region(x)'.repeat(400)}.load().await;`,
  };
  for (const [what, body] of Object.entries(bodies)) {
    it(what, async () => {
      await timed(handler(body));
    });
  }
});

const whole = handler(
  `let config = aws_config::defaults(latest()).region("eu-west-1").load().await;
    let client = Client::new(&config);
    for record in event.payload { if std::fs::read(record).is_err() { std::thread::sleep(D); } }
    let kept = CLIENT.get_or_init(|| async { Client::new(&config) }).await;
    Box::pin(async move { match client.send().await { Ok(_) => reqwest::blocking::get("a"), Err(_) => Ok(()) } })`,
  'use aws_sdk_sqs::{self as sqs, Client};\n#[cfg(test)] use fake::Client as Fake;\n',
);

describe('Hints on a handler that is damaged', () => {
  it('are there when it is not', async () => {
    const names = ['aws_config::defaults', 'Client::new', 'std::fs::read', 'std::thread::sleep'];
    assert.equal(await timed(whole), [...names, 'reqwest::blocking::get'].join('\n'));
  });

  it('never fail, and are where something is', async () => {
    for (let seed = 0; seed < 400; seed++) {
      const next = numbers(seed);
      let source = whole;
      for (let count = 1 + next(4); count > 0; count--) {
        const [at, from, length] = [next(source.length), next(source.length), next(60)];
        const end = next(2) ? at : at + length;
        source = source.slice(0, at) + source.slice(from, from + next(60)) + source.slice(end);
      }
      const found = await timed(source);
      assert.ok(!found.split('\n').includes('') || found === '', `${seed}: ${found}`);
    }
  }).timeout(60_000);
});
