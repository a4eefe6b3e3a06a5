import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Output of a real tool, see test/fixtures/output/README.md. */
export const recorded = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, '../../fixtures/output', name), 'utf8');

export const recordedLines = (name: string): string[] => recorded(name).trimEnd().split('\n');
