// @ts-check
// node test/unit/invocation/recordRejections.mjs: records how lambda_runtime refuses events, in test/fixtures/output.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { projectRoot, toolsDir } from '../../../tools/lib/paths.mjs';

const folder = path.join(projectRoot, 'test/fixtures/rejections');
const target = path.join(toolsDir, 'target/agreement');

/** By the type that they are read as. @type {Readonly<Record<string, Readonly<Record<string, string>>>>} */
const payloads = {
  Order: {
    'missing field': '{"lines":[]}',
    'missing field below': '{"id":1,"lines":[{"article":"a","pieces":1},{"article":"b"}]}',
    'missing field on the second line': '{\n  "id": 1,\n  "lines": [\n    { "article": "ü🦀" }\n  ]\n}\n',
    'wrong type': '{"id":1,"lines":[{"article":"a","pieces":"x"}]}',
    'wrong type at the root': '"order"',
    'wrong type of an object': '{"id":1,"lines":{"a":[1]}}',
    'wrong value': '{"note":"ü🦀","id":-1}',
    'number out of range': '{"id":4294967296}',
    'float for an integer': '{"id":1.5}',
    null: '{"id":null}',
    'key with dots': '{"id":1,"tags":{"a":1,"a.b":"x"}}',
    'other key with dots': '{"id":1,"tags":{"a.b[0]":1,"a.b[1].c":300}}',
    'key of a map': '{"id":1,"byId":{"1":1,"x":2}}',
    'value of a map': '{"id":1,"byId":{"1":1,"2":"x"}}',
    'unknown variant': '{"id":1,"kind":"dance"}',
    'variant of another type': '{"id":1,"kind":5}',
    'unknown variant by tag': '{"id":1,"action":{"to":1,"type":"jump"}}',
    'missing tag': '{"id":1,"action":{"to":1}}',
    'wrong type behind a tag': '{"id":1,"action":{"type":"move","to":"x"}}',
    'missing field behind a tag': '{"id":1,"action":{"type":"move","to":1,"lines":[{"pieces":1}]}}',
    'wrong type in a variant': '{"id":1,"shape":{"Circle":{"radius":"x"}}}',
    'unknown variant as a key': '{"id":1,"shape":{"Square":{"radius":1}}}',
    'no variant': '{"id":1,"size":{"width":1,"height":"x"}}',
    'no variant at all': '{"id":1,"size":[1]}',
    'unknown field': '{"id":1,"strict":{"a":1,"c":2}}',
    'doubled field': '{"id":1,"lines":[{"article":"ü","pieces":1,"pieces":2}]}',
    'wrong type in a flattened struct': '{"id":1,"flat":{"name":"x","article":"a","pieces":"b"}}',
    'missing field of a flattened struct': '{"id":1,"flat":{"name":"x","article":"a"}}',
    'too few': '{"id":1,"point":[1]}',
    'too many': '{"id":1,"point":[1,2,3]}',
    'own words': '{"id":1,"date":"today"}',
    'not JSON': 'nope',
    nothing: '',
    'trailing comma': '{"id":1,}',
    comment: '{\n  // first\n  "id": 1\n}',
    NaN: '{"id":NaN}',
    cut: '{"id":1,"lines":[{"article":"a',
    'control character': '{"id":1,"date":"a\nb"}',
    'byte order mark': '\ufeff{"id":1}',
    'half a character': '{"id":1,"date":"\\ud800"}',
    'beyond numbers': '{"id":1e999}',
  },
  Size: {
    'no variant of the root': '{"width":"x","height":1}',
    'no variant of the root at all': '"x"',
    'too deep': `{"name":${'['.repeat(130)}${']'.repeat(130)}}`,
  },
  ById: { 'key of the root': '{"1":1,"x":2}', 'value of the root': '{"1":1,"2":"x"}' },
};

/**
 * What a function posts for each event, from a Runtime API that has nothing else.
 * @param {string} type @param {string} version @param {readonly string[]} events
 * @returns {Promise<readonly string[]>}
 */
async function answers(type, version, events) {
  /** @type {string[]} */
  const posted = [];
  const server = http.createServer((request, response) => {
    if (request.method === 'GET') {
      // The last one is kept waiting until the process ends.
      if (posted.length === events.length) return;
      response.writeHead(200, {
        'lambda-runtime-aws-request-id': `${posted.length}`,
        'lambda-runtime-deadline-ms': `${Date.now() + 60_000}`,
        'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:123456789012:function:f',
        'lambda-runtime-trace-id': 'Root=1-0-0',
      });
      response.end(events[posted.length]);
      return;
    }
    let body = '';
    request.setEncoding('utf8').on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      posted.push(body);
      response.writeHead(202).end();
      if (posted.length === events.length) child.kill();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const env = {
    ...process.env,
    AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
    AWS_LAMBDA_FUNCTION_NAME: 'f',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_LOG_STREAM_NAME: 's',
    AWS_LAMBDA_LOG_GROUP_NAME: 'g',
  };
  const child = spawn(path.join(target, 'debug/rejections'), [type, version], { env, stdio: 'ignore' });
  await new Promise((resolve) => child.once('close', resolve));
  server.closeAllConnections();
  server.close();
  if (posted.length < events.length) throw new Error(`It ended at ${events[posted.length]}`);
  return posted;
}

const env = { ...process.env, CARGO_TARGET_DIR: target };
execFileSync('cargo', ['build', '--locked', '--quiet'], { cwd: folder, env, stdio: 'inherit' });
const lock = await fs.readFile(path.join(folder, 'Cargo.lock'), 'utf8');
const [older = '', current = ''] = [...lock.matchAll(/name = "lambda_runtime"\nversion = "(.+)"/g)].map(
  (match) => match[1],
);

/** @type {object[]} */
const rejections = [];
for (const [type, cases] of Object.entries(payloads)) {
  const events = Object.values(cases);
  const [now, before] = [await answers(type, 'current', events), await answers(type, 'older', events)];
  for (const [index, name] of Object.keys(cases).entries()) {
    const said = { [current]: JSON.parse(now[index] ?? ''), [older]: JSON.parse(before[index] ?? '') };
    rejections.push({ name, type, payload: events[index], said });
  }
}
const recorded = { recordedWith: `lambda_runtime ${current} and ${older}`, rejections };
const file = path.join(projectRoot, 'test/fixtures/output/lambda_runtime-rejections.json');
await fs.writeFile(file, `${JSON.stringify(recorded, undefined, 2)}\n`);
