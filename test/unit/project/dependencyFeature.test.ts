import assert from 'node:assert/strict';
import { isWithoutDefaults, withDependencyFeature } from '../../../src/core/project/dependencyFeature';

const added = (text: string): string | undefined => withDependencyFeature(text, 'aws_events', 'sqs');

describe('A feature of a dependency is enabled', () => {
  const cases: Readonly<Record<string, readonly [before: string, after: string]>> = {
    'where there is only a version': [
      '[dependencies]\naws_events = "1.2" # why\n',
      '[dependencies]\naws_events = { version = "1.2", features = ["sqs"] } # why\n',
    ],
    'in an inline table': [
      '[dependencies]\naws_events = { version = "1.2", default-features = false }\n',
      '[dependencies]\naws_events = { version = "1.2", default-features = false, features = ["sqs"] }\n',
    ],
    'behind other features': [
      '[dependencies]\naws_events = { features = ["sns"], version = "1.2" }\n',
      '[dependencies]\naws_events = { features = ["sns", "sqs"], version = "1.2" }\n',
    ],
    'behind other features, one a line': [
      '[dependencies.aws_events]\nversion = "1"\nfeatures = [\n    "sns", # why\n]\n',
      '[dependencies.aws_events]\nversion = "1"\nfeatures = [\n    "sns", # why\n    "sqs",\n]\n',
    ],
    'in an empty list': [
      '[dependencies]\naws_events = { version = "1", features = [] }',
      '[dependencies]\naws_events = { version = "1", features = ["sqs"] }',
    ],
    'in a table of its own': [
      '[dependencies.aws_events]\nversion = "1"\n\n[profile.release]\nlto = true\n',
      '[dependencies.aws_events]\nversion = "1"\nfeatures = ["sqs"]\n\n[profile.release]\nlto = true\n',
    ],
    'where it is inherited': [
      '[dependencies]\naws_events = { workspace = true }\n',
      '[dependencies]\naws_events = { workspace = true, features = ["sqs"] }\n',
    ],
    'where it is inherited by a dotted key': [
      '[dependencies]\naws_events.workspace = true # all\ntokio.workspace = true\n',
      '[dependencies]\naws_events.workspace = true # all\naws_events.features = ["sqs"]\ntokio.workspace = true\n',
    ],
    'at the end of a file without a line end': [
      '[dependencies]\naws_events.workspace = true',
      '[dependencies]\naws_events.workspace = true\naws_events.features = ["sqs"]',
    ],
    'with the line ends that are there': [
      '[dependencies]\r\naws_events.workspace = true\r\n',
      '[dependencies]\r\naws_events.workspace = true\r\naws_events.features = ["sqs"]\r\n',
    ],
    'with the indentation that is there': [
      '[dependencies]\n  aws_events.workspace = true\n',
      '[dependencies]\n  aws_events.workspace = true\n  aws_events.features = ["sqs"]\n',
    ],
    'where its key has hyphens': [
      '[dependencies]\naws-events = "1"\n',
      '[dependencies]\naws-events = { version = "1", features = ["sqs"] }\n',
    ],
    'where it is renamed': [
      '[dependencies]\naws_events = { package = "aws_lambda_events", version = "1" }\n',
      '[dependencies]\naws_events = { package = "aws_lambda_events", version = "1", features = ["sqs"] }\n',
    ],
    'where it is for some targets': [
      '[target.\'cfg(unix)\'.dependencies]\naws_events = "1"\n',
      '[target.\'cfg(unix)\'.dependencies]\naws_events = { version = "1", features = ["sqs"] }\n',
    ],
    'after a byte order mark': [
      '\uFEFF[dependencies]\naws_events = "1"\n',
      '\uFEFF[dependencies]\naws_events = { version = "1", features = ["sqs"] }\n',
    ],
    'and nothing changes where it is': [
      '[dependencies]\naws_events = { version = "1", features = ["sqs"] }\n',
      '[dependencies]\naws_events = { version = "1", features = ["sqs"] }\n',
    ],
  };
  for (const [where, [before, after]] of Object.entries(cases)) {
    it(where, () => assert.equal(added(before), after));
  }

  const none: Readonly<Record<string, string>> = {
    'that only tests have': '[dev-dependencies]\naws_events = "1"\n',
    'that the workspace offers': '[workspace.dependencies]\naws_events = "1"\n',
    'of another name': '[dependencies]\naws_event = "1"\n',
    'of what is no TOML': '[dependencies]\naws_events = "1',
    'whose features are no list': '[dependencies]\naws_events = { version = "1", features = "sns" }\n',
  };
  for (const [what, text] of Object.entries(none)) {
    it(`not of one ${what}`, () => assert.equal(added(text), undefined));
  }
});

describe('A dependency is without its default features', () => {
  const isIt = (text: string): boolean => isWithoutDefaults(text, 'aws_events');

  it('where its manifest says so, in any way', () => {
    assert.ok(isIt('[dependencies]\naws-events = { version = "1", default-features = false }\n'));
    assert.ok(isIt('[dependencies.aws_events]\nversion = "1"\ndefault-features = false\n'));
    assert.ok(isIt('dependencies.aws_events.default-features = false\n'));
  });

  it('not where it says something else, or that of another', () => {
    assert.ok(!isIt('[dependencies]\naws_events = "1"\n'));
    assert.ok(!isIt('[dependencies]\naws_events = { version = "1", default-features = true }\n'));
    assert.ok(!isIt('[dependencies]\nserde = { version = "1", default-features = false }\n'));
    assert.ok(!isIt('[dev-dependencies]\naws_events = { version = "1", default-features = false }\n'));
  });
});
