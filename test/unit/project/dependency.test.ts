import assert from 'node:assert/strict';
import { withDependency } from '../../../src/core/project/dependency';

const serde = { name: 'serde', version: '1', features: ['derive'] };
const json = { name: 'serde_json', version: '1', features: [] };

describe('Adding a dependency', () => {
  it('puts it after the others, and changes nothing else', () => {
    assert.equal(
      withDependency('[package]\nname = "a"\n\n[dependencies]\ntokio = "1" # runs\n\n[lib]\n', serde),
      '[package]\nname = "a"\n\n[dependencies]\ntokio = "1" # runs\nserde = { version = "1", features = ["derive"] }\n\n[lib]\n',
    );
    assert.equal(
      withDependency('[dependencies]\r\na = "1"', json),
      '[dependencies]\r\na = "1"\r\nserde_json = "1"',
    );
    assert.equal(withDependency('[dependencies]\n', json), '[dependencies]\nserde_json = "1"\n');
  });

  it('makes their table where there is none', () => {
    assert.equal(
      withDependency('[package]\nname = "a"', json),
      '[package]\nname = "a"\n\n[dependencies]\nserde_json = "1"\n',
    );
    assert.equal(
      withDependency('[dependencies.tokio]\nversion = "1"\n', json),
      '[dependencies.tokio]\nversion = "1"\n\n[dependencies]\nserde_json = "1"\n',
    );
  });

  it('adds what is missing of its features where it is one already', () => {
    assert.equal(
      withDependency('[dependencies]\nserde = "1"\n', serde),
      '[dependencies]\nserde = { version = "1", features = ["derive"] }\n',
    );
    for (const text of [
      '[dependencies]\nserde = { version = "1", features = ["derive"] }\n',
      '[dependencies.serde]\nversion = "1"\nfeatures = ["derive"]\n',
      'dependencies.serde_json = "1"\ndependencies.serde.features = ["derive"]\n',
    ])
      assert.equal(withDependency(text, serde), text);
    const dotted = '[dependencies.serde_json]\nversion = "1"\n';
    assert.equal(withDependency(dotted, json), dotted);
  });

  it('knows a dependency by its name in sources, which has no dashes', () => {
    const text = '[dependencies]\naws-events = { package = "aws_lambda_events", version = "1" }\n';
    assert.equal(
      withDependency(text, { name: 'aws_events', version: '1.2', features: ['sqs'] }),
      '[dependencies]\naws-events = { package = "aws_lambda_events", version = "1", features = ["sqs"] }\n',
    );
  });

  it('inherits it where the workspace has it', () => {
    const workspace = '[workspace.dependencies]\nserde = { version = "1", default-features = false }\n';
    assert.equal(
      withDependency('[dependencies]\n', serde, workspace),
      '[dependencies]\nserde = { workspace = true, features = ["derive"] }\n',
    );
    assert.equal(withDependency('[dependencies]\n', json, workspace), '[dependencies]\nserde_json = "1"\n');
  });

  it('can do without default features', () => {
    const events = { name: 'aws_lambda_events', version: '1.2', features: ['sqs'], isBare: true } as const;
    assert.equal(
      withDependency('[dependencies]\n', events),
      '[dependencies]\naws_lambda_events = { version = "1.2", default-features = false, features = ["sqs"] }\n',
    );
  });

  it('does nothing to what is no TOML', () => {
    assert.equal(withDependency('[dependencies\n', serde), undefined);
  });

  it('does nothing where a table would be a second one', () => {
    for (const text of ['dependencies = { a = "1" }\n', 'dependencies.a = "1"\n[package]\nname = "b"\n'])
      assert.equal(withDependency(text, serde), undefined);
  });
});
