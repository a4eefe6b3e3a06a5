/** The public types of aws_lambda_events that can be read from JSON, found in its source. */
import path from 'node:path';
import { wordsOf } from '../../agreement/words';
import { rustFiles, textOf } from '../rust/sources';

/** Modules that are private: what is in them is re-exported by the one around. */
const inner = /^(event::(?:kinesis|s3|vpc_lattice|dynamodb))::(?:event|common|v1|v2|attributes)$/;

export interface PublicType {
  /** `event::sqs::SqsEvent`, generic ones with `serde_json::Value` for each parameter. */
  readonly name: string;
  /** Of the file it is in. */
  readonly words: readonly string[];
}

/** @param folder the crate's `src` */
export async function publicTypes(folder: string): Promise<readonly PublicType[]> {
  const found: PublicType[] = [];
  for (const file of await rustFiles(path.join(folder, 'event'))) {
    const text = ((await textOf(file)) ?? '').replace(/#\[cfg\(test\)\]\s*mod \w+ \{[^]*/, '');
    const words = wordsOf(text);
    const module = path
      .relative(folder, file)
      .replaceAll('\\', '/')
      .replace(/(\/mod)?\.rs$/, '')
      .replaceAll('/', '::')
      .replace(inner, '$1');
    const declared =
      /((?:#\[(?:[^\][]|\[[^\]]*\])*\]\s*(?:\/\/.*\s*)*)+)pub (?:struct|enum) (\w+)(<[^>{;(]*>)?/g;
    for (const [, attributes = '', name = '', generics = ''] of text.matchAll(declared)) {
      const isRead =
        /\bDeserialize\b/.test(attributes) || new RegExp(`Deserialize<'de> for ${name}\\b`).test(text);
      if (!isRead) continue;
      const parameters = generics.split(',').filter((each) => each !== '' && !each.includes("'"));
      const given = parameters.map(() => 'serde_json::Value').join(', ');
      found.push({ name: `${module}::${name}${given && `<${given}>`}`, words });
    }
  }
  return found.sort((one, other) => (one.name < other.name ? -1 : 1));
}
