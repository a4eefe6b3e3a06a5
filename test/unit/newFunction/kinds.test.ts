import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { eventTypes } from '../../../src/core/newFunction/eventTypes';
import { allChoices, handlerOf, kindArguments, typeNote } from '../../../src/core/newFunction/kinds';
import { recordedEventTypes } from './recordedEventTypes';

describe('The kinds of function', () => {
  it('have every event type that cargo-lambda 1.9.2 lists, once', () => {
    assert.deepEqual(eventTypes.map(({ listed }) => listed).sort(), [...recordedEventTypes].sort());
  });

  it('have a label and a description of their own', () => {
    const of = (kind: string): string[] =>
      allChoices.filter((choice) => choice.kind.kind === kind).map(({ label }) => label);
    for (const kind of ['event', 'http', 'extension'])
      assert.equal(new Set(of(kind)).size, of(kind).length, kind);
    for (const { label, description } of allChoices) {
      assert.ok(label.length > 2 && label.length < 50, label);
      assert.ok(description.length > 3 && description.length < 80, description);
      assert.doesNotMatch(description, /\.$/);
    }
  });

  it('each give cargo-lambda other options, so that it asks nothing', () => {
    const options = allChoices.map(({ kind }) => kindArguments(kind).join(' '));
    // A function URL and an HTTP API send the same events.
    assert.equal(new Set(options).size, options.length - 1);
    assert.ok(options.every((each) => each.length > 0));
  });

  it('never combine an HTTP feature with --no-interactive, which makes cargo-lambda forget it', () => {
    for (const { kind } of allChoices) {
      const options = kindArguments(kind);
      if (options.includes('--http-feature')) assert.ok(!options.includes('--no-interactive'));
    }
  });

  it('say where the generated type is another than the listed one', () => {
    const note = (listed: string): string => typeNote(eventTypes.find((type) => type.listed === listed)!);
    assert.equal(note('sqs::SqsEvent'), 'sqs::SqsEvent');
    assert.equal(note('s3_batch_job::S3BatchJobEvent'), 's3::batch_job::S3BatchJobEvent');
    assert.equal(note('sqs::SqsApiEventObj'), 'sqs::SqsApiEventObj<serde_json::Value>');
    assert.equal(
      note('codedeploy::CodeDeployInstanceEvent'),
      'codedeploy::CodeDeployEvent (cargo-lambda lists it as CodeDeployInstanceEvent)',
    );
  });

  it('have their handlers in files of the bundled templates', async () => {
    for (const { kind } of allChoices) {
      const template = kind.kind === 'extension' ? 'extension' : 'function';
      const { file, name } = handlerOf(kind);
      const source = await readFile(`media/templates/${template}/template/${file}`, 'utf8');
      assert.match(source, new RegExp(`fn ${name}\\(`));
    }
  });
});

describe('The bundled templates', () => {
  it('have a condition for every payload, so that a function gets only its own', async () => {
    const manifest = await readFile('media/templates/function/CargoLambda.toml', 'utf8');
    const listed = [...manifest.matchAll(/^"events\/(.+)" =/gm)].map(([, name]) => name);
    assert.deepEqual(listed.sort(), (await readdir('media/templates/function/template/events')).sort());
  });

  it('have no profiles, which cargo would ignore in a member, with a warning', async () => {
    for (const template of ['function', 'extension']) {
      const manifest = await readFile(`media/templates/${template}/template/Cargo.toml`, 'utf8');
      assert.doesNotMatch(manifest, /\[(profile|workspace|patch|replace)\b/);
    }
  });
});
