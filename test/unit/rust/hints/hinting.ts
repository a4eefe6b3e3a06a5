/** Hints on sources given as text, with the real parser. */
import { crateGraph, type CrateGraph } from '../../../../src/core/types/crateGraph';
import { offsetAt } from '../../../../src/core/rust/positions';
import type { Hint } from '../../../../src/core/rust/hints/hint';
import { createHintReader } from '../../../../src/core/rust/hints/hintReader';
import { Splits } from '../../../../src/core/rust/sources';
import { parser } from '../finding';

const reader = createHintReader(parser, new Splits());

export const main = '/orders/src/main.rs';

export const uses = `use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use serde_json::Value;
`;

/** A program whose handler has this body. */
export const handler = (body: string, items = ''): string => `${uses}${items}
async fn handler(event: LambdaEvent<Value>) -> Result<(), Error> {
    ${body}
}
#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(handler)).await }
`;

export const hints = (
  source: string | Readonly<Record<string, string>>,
  graph?: CrateGraph,
): Promise<readonly Hint[] | undefined> => {
  const files = typeof source === 'string' ? { [main]: source } : source;
  const binary = {
    id: 'orders',
    kind: 'function' as const,
    sourcePath: main,
    manifestPath: '/orders/Cargo.toml',
  };
  return reader.read(binary, graph, (path) => Promise.resolve(files[path]));
};

/** What is pointed at, one line each; `later` while someone is typing. */
export async function pointed(...args: Parameters<typeof hints>): Promise<string> {
  const [source] = args;
  const found = await hints(...args);
  return (
    found
      ?.map(({ path, start, end }) => {
        const text = typeof source === 'string' ? source : (source[path] ?? '');
        return text.slice(offsetAt(text, start), offsetAt(text, end));
      })
      .join('\n') ?? 'later'
  );
}

interface Package {
  readonly features?: readonly string[];
  /** Names that the package has for crates, with the names of those. */
  readonly deps?: Readonly<Record<string, string>>;
}

/** What cargo says of these packages. */
export function graphOf(packages: Readonly<Record<string, Package>>): CrateGraph {
  const entries = Object.entries(packages);
  return crateGraph(
    JSON.stringify({
      version: 1,
      packages: entries.map(([name]) => ({
        id: name,
        name,
        version: '1.0.0',
        edition: '2024',
        manifest_path: `/${name}/Cargo.toml`,
        targets: [{ name, kind: ['lib'], src_path: `/${name}/src/lib.rs` }],
      })),
      resolve: {
        nodes: entries.map(([id, { features = [], deps = {} }]) => ({
          id,
          features,
          deps: Object.entries(deps).map(([name, pkg]) => ({ name, pkg, dep_kinds: [{ kind: null }] })),
        })),
      },
    }),
  );
}
