// @ts-check
// npm start: from a fresh clone to VS Code with the extension on a workspace of Lambda functions.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { atEnd, main } from './lib/lifetime.mjs';
import { say, since, ToolError } from './lib/log.mjs';
import { projectRoot } from './lib/paths.mjs';
import { ensureCargoLambda } from './setup/cargoLambda.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureBuilt } from './setup/extensionBuild.mjs';
import { ensureVSCode } from './setup/vscodeHost.mjs';
import { openDesktop, openServed } from './vscode/open.mjs';

const SAMPLE = 'samples/orders';
const HELP = `npm start -- [folder] [options]

Opens VS Code with this extension, built from its sources, on a workspace of Lambda functions. What is missing is
installed first, once: the Node packages of this project, cargo-lambda with zig, and VS Code. All of it goes below
.tools/ (RUST_LAMBDA_TOOLS_DIR names another folder) and node_modules/; only Rust's targets for Lambda are added with
rustup. Rust itself and Node 20.19 or newer have to be there.

  folder             what to open: a folder or a .code-workspace file. Default: ${SAMPLE}
  --host KIND        desktop: the installed VS Code, else one that is downloaded
                     browser: one that is served on 127.0.0.1, for Linux on x86_64
                     (needs no display here, only a browser)
                     Default: desktop, or browser where there is no desktop one to be had. RUST_LAMBDA_HOST does the same.
  --port N           port of the one in the browser. Default: 8420, or any other when that is taken
  --aws local        starts an AWS endpoint on this machine, and has VS Code use it: deploy without an account
  --untrusted        opens the folder in Restricted Mode, as VS Code does with a folder nobody has trusted yet
  --no-open          prints the address only; else the default browser is opened where there is a display
  --print            says what would be done, and does nothing
  --help             this text

The window keeps its own settings and extensions, apart from those of the VS Code you work in. Sources changed while it
runs: "npm run watch" rebuilds, and Developer: Reload Window takes the new build. Ctrl+C ends everything started here.`;

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        host: { type: 'string' },
        port: { type: 'string' },
        aws: { type: 'string' },
        untrusted: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        print: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536)) {
      throw new Error(`"${values.port}" is not a port`);
    }
    if (values.aws !== undefined && values.aws !== 'local') throw new Error('--aws can only be "local"');
    if (positionals.length > 1) throw new Error('only one folder can be opened');
    return { ...values, port, folder: positionals[0] };
  } catch (cause) {
    throw new ToolError(`${/** @type {Error} */ (cause).message}.`, 'npm start -- --help', { cause });
  }
}

/** @param {string | undefined} folder as given, from where npm was started */
function workspaceOf(folder) {
  const from = process.env['INIT_CWD'] ?? process.cwd();
  const workspace = folder === undefined ? path.join(projectRoot, SAMPLE) : path.resolve(from, folder);
  if (fs.existsSync(workspace)) return workspace;
  throw new ToolError(
    `${workspace} does not exist.`,
    'Name a folder with a Cargo.toml, or none for the sample.',
  );
}

async function startAws() {
  const { startEndpoint } = await import('./aws/endpoint.mjs');
  const endpoint = await startEndpoint();
  atEnd(endpoint.stop);
  say(`AWS endpoint of this machine: ${endpoint.url} (an account of its own, empty at first)`);
  return endpoint.env;
}

await main(async () => {
  const startedAt = performance.now();
  const { help, print, host, aws, untrusted, ...wanted } = options();
  if (help) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  const workspace = workspaceOf(wanted.folder);
  if (print) {
    const { plan } = await import('./setup/plan.mjs');
    process.stdout.write(await plan({ host, workspace, aws: aws === 'local' }));
    return;
  }
  await ensureDependencies();
  const [tools, vscode, awsEnv] = await Promise.all([
    ensureCargoLambda(),
    ensureVSCode(host),
    aws ? startAws() : {},
    ensureBuilt(),
  ]);
  const what = { workspace, trusted: !untrusted, env: { ...tools, ...awsEnv } };
  const ready = (/** @type {string} */ where) => {
    say(`Ready after ${since(startedAt)}: ${where}`);
    say('Ctrl+C ends it.');
  };
  if (vscode.kind === 'desktop') return openDesktop(vscode.program, what, ready);
  return openServed({ ...what, ...(wanted.port && { port: wanted.port }), open: !wanted['no-open'] }, ready);
});
