import assert from 'node:assert/strict';
import { found, program } from './finding';

const runtime = 'use lambda_runtime::{run, service_fn, Error, LambdaEvent};';
const handler = 'async fn handler(event: LambdaEvent<SqsEvent>) -> Result<(), Error> { Ok(()) }';
const call = 'run(service_fn(handler)).await';
const noHandler = 'main main';

describe('No handler is claimed', () => {
  const sources: Readonly<Record<string, string>> = {
    'for a run of another crate': program(`use other::{run, service_fn};\n${handler}`, call),
    'for a run of this crate': program(
      `use lambda_runtime::service_fn;\nfn run<T>(t: T) {}\n${handler}`,
      call,
    ),
    'for a run of a module of this crate': program(
      `mod lambda_runtime { pub fn run<T>(t: T) {} pub fn service_fn<T>(t: T) {} }\n${runtime}\n${handler}`,
      call,
    ),
    'for a service_fn of another crate': program(
      `use lambda_runtime::run;\nuse hyper::service::service_fn;\n${handler}`,
      call,
    ),
    'for a run that a variable hides': program(`${runtime}\n${handler}`, `let run = other();\n    ${call}`),
    'for a run that a pattern hides': program(
      `${runtime}\n${handler}`,
      `if let Some(run) = runner() { ${call} } else { Ok(()) }`,
    ),
    'for a run that a match arm hides': program(
      `${runtime}\n${handler}`,
      `match runner() { Some(run) if ready => ${call}, _ => Ok(()) }`,
    ),
    'for a run that a loop variable hides': program(
      `${runtime}\n${handler}`,
      `for run in runners() { ${call}?; } Ok(())`,
    ),
    'for a run that a function in main hides': program(
      `${runtime}\n${handler}`,
      `fn run<T>(t: T) {}\n    ${call}`,
    ),
    'for a run that an import in main hides': program(
      `${runtime}\n${handler}`,
      `use other::run;\n    ${call}`,
    ),
    'for a run that a constant hides': program(
      `use lambda_runtime::*;\nconst run: fn(u8) = other;\n${handler}`,
      call,
    ),
    'for a run that an import hides from a glob': program(
      `use lambda_runtime::*;\nuse crate::later::run;\n${handler}`,
      call,
    ),
    'for a run that is a parameter': program(
      `${runtime}\n${handler}\nfn start(run: fn(u8)) { run(service_fn(handler)) }`,
      'start(other)',
    ),
    'for a method named run': program(`${runtime}\n${handler}`, 'app.run(service_fn(handler)).await'),
    'for another method of a service builder': program(
      `${runtime}\n${handler}`,
      'run(other::ServiceBuilder::new().service(service_fn(handler))).await',
    ),
    'in a line comment': program(`${runtime}\n${handler}`, `// ${call}\n    Ok(())`),
    'in a block comment': program(`${runtime}\n${handler}`, `/* /* nested */ ${call} */ Ok(())`),
    'in a doc comment': program(`${runtime}\n${handler}\n/// ${call}`, 'Ok(())'),
    'in a string': program(
      `${runtime}\n${handler}`,
      `println!("{}", "${call}");\n    let s = "${call}"; Ok(())`,
    ),
    'in a raw string': program(`${runtime}\n${handler}`, `let s = r#"" ${call} "#; Ok(())`),
    'in a macro': program(`${runtime}\n${handler}`, `other::spawn!(run(service_fn(handler)))`),
    'in a macro that is named like one that is known': program(
      `${runtime}\n${handler}`,
      `other::try_join!(run(service_fn(handler)))`,
    ),
    'in a macro of this crate': program(
      `${runtime}\n${handler}\nmacro_rules! join { ($($t:tt)*) => {} }`,
      'join!(run(service_fn(handler)))',
    ),
    'for a function that a macro makes': program(`${runtime}\nmake_handler!(handler, SqsEvent);`, call),
    'for a function that an included file may hold': program(`${runtime}\ninclude!("handler.rs");`, call),
    'in a macro that is defined': program(
      `${runtime}\n${handler}\nmacro_rules! go { () => { ${call} } }`,
      'Ok(())',
    ),
    'in a test': program(
      `${runtime}\n${handler}\n#[cfg(test)]\nmod tests { use super::*; #[tokio::test] async fn t() { ${call}; } }`,
      'Ok(())',
    ),
    'for a function of tests': program(
      `${runtime}\n#[cfg(test)]\n${handler}\n#[cfg(all(test, feature = "x"))]\n${handler}`,
      call,
    ),
    'for a statement of tests': program(`${runtime}\n${handler}`, `#[cfg(test)]\n    ${call};\n    Ok(())`),
    'for a function that main does not call': program(
      `${runtime}\n${handler}\nasync fn unused() { ${call}; }`,
      'Ok(())',
    ),
    'for one of two that a function is given': program(
      `${runtime}\n${handler}\nasync fn other(e: LambdaEvent<u8>) {}\nasync fn start<F>(f: F) { run(service_fn(f)).await }`,
      'if a { start(handler).await } else { start(other).await }',
    ),
    'for one of two that functions run': program(
      `${runtime}\n${handler}\nasync fn a() { run(service_fn(handler)).await }\nasync fn b() { run(service_fn(|e: u8| c(e))).await }`,
      'match mode() { 1 => a().await, _ => b().await }',
    ),
    'for one of two that features choose between': program(
      `${runtime}\n${handler}\nasync fn other(e: LambdaEvent<u8>) {}`,
      `#[cfg(feature = "a")]\n    run(service_fn(handler)).await;\n    #[cfg(not(feature = "a"))]\n    run(service_fn(other)).await`,
    ),
    'for one of two handlers': program(
      `${runtime}\n${handler}\nasync fn other(e: LambdaEvent<u8>) {}`,
      'if a { run(service_fn(handler)).await } else { run(service_fn(other)).await }',
    ),
    'for a function that is no service': program(`${runtime}\n${handler}`, 'run(handler).await'),
    'for a service of its own type': program(`${runtime}\nstruct App;`, 'run(App::default()).await'),
    'for a service_fn of this crate': program(
      `use lambda_runtime::run;\nfn service_fn<F>(f: F) -> F { f }\n${handler}`,
      call,
    ),
    'for a Runtime of this crate': program(
      `use lambda_runtime::service_fn;\nstruct Runtime;\nimpl Runtime { fn new<S>(s: S) -> Self { Runtime } }\n${handler}`,
      'Runtime::new(service_fn(handler)).run().await',
    ),
    'for the Runtime of tokio': program(
      `use lambda_runtime::*;\nuse tokio::runtime::Runtime;\n${handler}`,
      'Runtime::new(service_fn(handler)).unwrap(); Ok(())',
    ),
    'for a handler that a variable hides': program(
      `${runtime}\n${handler}`,
      'let handler = wrapped(handler);\n    run(service_fn(handler)).await',
    ),
    'for a handler that a block hides': program(
      `${runtime}\n${handler}`,
      '{ let service_fn = other; run(service_fn(handler)).await?; } Ok(())',
    ),
    'for a run that while let hides': program(
      `${runtime}\n${handler}`,
      `while let Some(run) = runs.next() { ${call}?; } Ok(())`,
    ),
    'for a main of a module': program(
      `${runtime}\n${handler}\nmod main { pub async fn main() { super::run(super::service_fn(super::handler)).await } }`,
      'Ok(())',
    ),
    'for a function in main that is not called': program(
      `${runtime}\n${handler}`,
      `async fn never() { ${call} }\n    Ok(())`,
    ),
    'in an example of a doc comment': program(
      `//! ${call}\n${runtime}\n/// \`\`\`\n/// ${call}\n/// \`\`\`\n${handler}`,
      'Ok(())',
    ),
    'in the text of a macro': program(
      `${runtime}\n${handler}`,
      `println!("{}", stringify!(${call})); Ok(())`,
    ),
    'for code that is never run': program(`${runtime}\n${handler}`, `if false { ${call}?; } Ok(())`),
    'for a variable that is never set': program(
      `${runtime}\n${handler}`,
      'let f;\n    run(service_fn(f)).await',
    ),
    'for a variable of a pattern': program(
      `${runtime}\n${handler}`,
      'let (f, _) = (handler, 1);\n    run(service_fn(f)).await',
    ),
    'for variables that mean each other': program(
      `${runtime}\n${handler}`,
      'let a = b;\n    let b = a;\n    let a = b;\n    run(a).await',
    ),
    'for a variable of another function': program(
      `${runtime}\n${handler}`,
      'let h = service_fn(handler);\n    fn inner() { run(h); }\n    inner()',
    ),
    'for a parameter of a closure that something else calls': program(
      `${runtime}\n${handler}\nfn start(f: F) { other(|g| run(service_fn(g))) }`,
      'start(handler)',
    ),
    'for an extension inside': program(
      `${runtime}\nuse lambda_extension::Extension;\n${handler}`,
      'Extension::new().with_events_processor(service_fn(handler)).run().await',
    ),
  };
  for (const [why, source] of Object.entries(sources)) {
    it(why, async () => assert.equal(await found(source), noHandler));
  }

  it('without fn main', async () => {
    assert.equal(await found(`${runtime}\n${handler}`), 'nothing');
    assert.equal(await found(''), 'nothing');
  });

  it('without a file', async () => {
    assert.equal(await found({}), 'nothing');
  });
});

describe('What is not compiled for tests only', () => {
  for (const attribute of [
    '#[cfg(not(test))]',
    '#[cfg(any(test, unix))]',
    '#[cfg(feature = "test")]',
    '#[cfg(all(feature = "a", not(test),))]',
    '#[cfg_attr(test, allow(dead_code))]',
    '#[test_case]',
  ]) {
    it(`counts: ${attribute}`, async () => {
      const source = program(`${runtime}\n${attribute}\n${handler}`, call);
      assert.equal(await found(source), 'function handler SqsEvent');
    });
  }
});
