import { readFileSync } from 'node:fs';
import path from 'node:path';

export const cargoLambdaVersion = '1.9.2';
const folder = path.join(__dirname, 'recorded', `cargo-lambda-${cargoLambdaVersion}`);

/** Lines that cargo lambda deploy printed, see record.mjs. */
export const recorded = (name: string, stream: 'stdout' | 'stderr'): readonly string[] =>
  readFileSync(path.join(folder, `${name}.${stream}`), 'utf8').split('\n');
