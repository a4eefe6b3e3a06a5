// Bundles: the extension (Node, CommonJS; `import()` becomes a chunk that is read when first needed), the panels
// (browser), the payload engine for a worker of each, and what else is done with payloads in a thread. Types are checked by `npm run types`, so the loader only
// strips them.
'use strict';
const path = require('node:path');
const CopyPlugin = require('copy-webpack-plugin');

/** @type {(target: string) => import('webpack').ModuleOptions} */
const typescript = (target) => ({
  rules: [{ test: /\.ts$/, exclude: /node_modules/, loader: 'esbuild-loader', options: { target } }],
});

/**
 * `import()` is run at first use, and is in the same file: a worker that is made from a text has no place to load from.
 * @type {(target: string) => import('webpack').ModuleOptions}
 */
const oneFile = (target) => ({
  ...typescript(target),
  parser: { javascript: { dynamicImportMode: 'eager' } },
});

/** @type {(env: unknown, argv: {mode?: 'production' | 'development'}) => import('webpack').Configuration[]} */
module.exports = (_env, argv) => {
  /** @type {import('webpack').Configuration} */
  const common = {
    mode: argv.mode ?? 'production',
    devtool: argv.mode === 'development' ? 'source-map' : false,
    resolve: { extensions: ['.ts', '.js'] },
    performance: { hints: false },
    stats: 'errors-warnings',
  };
  const dist = path.join(__dirname, 'dist');
  return [
    {
      ...common,
      name: 'extension',
      target: 'node20',
      // `guard` is a program of its own: it ends what it started when the extension host is gone.
      entry: { extension: './src/extension.ts', guard: './src/adapters/process/guard.ts' },
      output: {
        path: dist,
        filename: '[name].js',
        chunkFilename: '[name].js',
        library: { type: 'commonjs2' },
      },
      externals: { vscode: 'commonjs vscode' },
      optimization: { chunkIds: 'named' },
      module: typescript('node20'),
      plugins: [
        new CopyPlugin({
          patterns: ['tree-sitter.wasm', 'tree-sitter-rust.wasm'].map((file) => ({
            from: path.join(path.dirname(require.resolve('@vscode/tree-sitter-wasm')), file),
            to: dist,
          })),
        }),
      ],
    },
    {
      ...common,
      name: 'payloadWorker',
      target: 'node20',
      entry: {
        payloadWorker: './src/adapters/payload/worker.ts',
        payloadJob: './src/adapters/payload/job.ts',
      },
      output: { path: dist, filename: '[name].js' },
      module: oneFile('node20'),
    },
    {
      ...common,
      name: 'webviewWorker',
      target: ['webworker', 'es2022'],
      entry: { payloadWorker: './src/webview/payloadWorker.ts' },
      output: { path: path.join(dist, 'webview'), filename: '[name].js' },
      module: oneFile('es2022'),
    },
    {
      ...common,
      name: 'webview',
      target: ['web', 'es2022'],
      entry: { invoke: './src/webview/invoke/main.ts', deploy: './src/webview/deploy/main.ts' },
      output: { path: path.join(dist, 'webview'), filename: '[name].js' },
      module: typescript('es2022'),
    },
  ];
};
