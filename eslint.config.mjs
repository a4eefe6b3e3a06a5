// Type-checked lint. The import rules are the architecture: a floor knows only the floors below it.
import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const vscodeValue = {
  name: 'vscode',
  message: 'Only src/ui and the composition root may use vscode at run time.',
  allowTypeImports: false,
};
const nodeBuiltins = {
  regex: '^node:',
  message: 'Core and webviews are free of Node: ask for what you need through core/ports.ts.',
};

/** @param {string[]} floors folders under src that may not be imported from here */
const not = (...floors) => ({
  regex: `^(\\.{1,2}/)+(src/)?(${floors.join('|')})(/|$)`,
  message: 'Imports go down only: core ← adapters ← ui ← services ← extension; webview → protocol, core.',
});

/** @param {unknown[]} patterns @param {unknown[]} paths */
const restrict = (patterns, paths = []) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { patterns, paths }],
});

export default tseslint.config(
  {
    ignores: [
      'dist',
      'dist-test',
      '.tools',
      'node_modules',
      '**/target',
      'test/fixtures',
      'samples',
      'media',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './src/webview/tsconfig.json', './test/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Numbers in text are what a user reads: "3 files", "12 ms".
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: restrict([nodeBuiltins, not('adapters', 'ui', 'protocol', 'webview', 'services')], [vscodeValue]),
  },
  {
    files: ['src/protocol/**/*.ts'],
    rules: restrict([nodeBuiltins, not('adapters', 'ui', 'webview', 'services')], [vscodeValue]),
  },
  {
    files: ['src/adapters/**/*.ts'],
    rules: restrict([not('ui', 'protocol', 'webview', 'services')], [vscodeValue]),
  },
  {
    files: ['src/ui/**/*.ts'],
    // `../webview` is src/ui/webview, the host's side of panels.
    rules: restrict([
      not('adapters', 'services'),
      { ...not('webview'), regex: '^(\\.{2}/){2,}(src/)?webview(/|$)' },
    ]),
  },
  {
    files: ['src/webview/**/*.ts'],
    rules: restrict([nodeBuiltins, not('adapters', 'ui', 'services')], [vscodeValue]),
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'max-lines': 'off',
      'no-console': 'off',
      // node:test-style assertions read better than chained matchers; `assert` narrows by itself.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js', '**/*.cjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'URL',
          'fetch',
          'Buffer',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'AbortController',
          'AbortSignal',
          'require',
          'module',
          '__dirname',
          'performance',
          'globalThis',
          'TextDecoder',
          'TextEncoder',
          'URLSearchParams',
          'structuredClone',
          'setImmediate',
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
);
