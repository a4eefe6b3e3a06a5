/** What real crates are said to lack: the feature that their own source asks for, and nothing where it is enabled. */
import assert from 'node:assert/strict';
import path from 'node:path';
import type { Hint } from '../../../src/core/rust/hints/hint';
import { createHintReader } from '../../../src/core/rust/hints/hintReader';
import { Splits } from '../../../src/core/rust/sources';
import type { CrateGraph, CratePackage } from '../../../src/core/types/crateGraph';
import { parser } from '../../unit/rust/finding';
import { textOf } from '../rust/sources';
import { readProbe, type Probe } from './lambdaEvents';
import { publicTypes } from './publicTypes';

const reader = createHintReader(parser, new Splits());

const withFeatures = (graph: CrateGraph, name: string, features: readonly string[]): CrateGraph =>
  new Map(
    [...graph].map(([id, pkg]): [string, CratePackage] => [
      id,
      pkg.name === name ? { ...pkg, features: new Set(features) } : pkg,
    ]),
  );

describe('Features of real crates', function () {
  this.timeout(120_000);
  let probe: Probe;

  before(async () => {
    probe = await readProbe();
  });

  async function hintsOn(graph: CrateGraph, event: string): Promise<readonly Hint[]> {
    const { manifestPath } = probe.probe;
    const texts = new Map([
      [manifestPath, '[dependencies]\naws_lambda_events = "1"\nlambda_http = "1"\n'],
      [
        'main.rs',
        `use lambda_runtime::{LambdaEvent, run, service_fn};
async fn handler(event: ${event}) {}
fn main() { run(service_fn(handler)) }`,
      ],
    ]);
    const binary = { id: 'probe', kind: 'function' as const, sourcePath: 'main.rs', manifestPath };
    const hints = await reader.read(binary, graph, (file) =>
      Promise.resolve(texts.get(file) ?? textOf(file)),
    );
    assert.ok(hints);
    return hints;
  }

  it('are named for every event type when none is enabled, and for none when all are', async () => {
    const folder = probe.source;
    const modules = (await textOf(path.join(folder, 'event/mod.rs'))) ?? '';
    const gates = new Map(
      [...modules.matchAll(/#\[cfg\(feature = "(\w+)"\)\]\s*(?:#\[.*\]\s*)*pub mod (\w+);/g)].map(
        ([, feature = '', module = '']) => [module, feature],
      ),
    );
    assert.ok(gates.size > 40, String(gates.size));
    const types = (await publicTypes(folder)).map(({ name }) => name);
    const without = withFeatures(probe.graph, 'aws_lambda_events', []);
    let named = 0;
    for (const type of types) {
      const event = `LambdaEvent<aws_lambda_events::${type}>`;
      assert.deepEqual(await hintsOn(probe.graph, event), [], type);
      const gate = gates.get(type.split('::')[1] ?? '');
      const [hint] = await hintsOn(without, event);
      if (hint?.kind !== 'eventFeature') continue;
      assert.deepEqual(hint.features, [gate], type);
      named++;
    }
    console.log(`      ${named} of ${types.length} types: their feature is named`);
    assert.equal(named, types.length);
  });

  it('are those of which lambda_http needs one', async () => {
    assert.deepEqual(await hintsOn(probe.graph, 'lambda_http::Request'), []);
    const [hint] = await hintsOn(
      withFeatures(probe.graph, 'lambda_http', ['tracing']),
      'lambda_http::Request',
    );
    assert.ok(hint?.kind === 'triggerFeature');
    for (const usual of ['apigw_rest', 'apigw_http', 'alb']) assert.ok(hint.features.includes(usual), usual);
    for (const feature of hint.features) {
      const graph = withFeatures(probe.graph, 'lambda_http', [feature]);
      assert.deepEqual(await hintsOn(graph, 'lambda_http::Request'), [], feature);
    }
  });
});
