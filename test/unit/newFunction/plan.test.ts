import assert from 'node:assert/strict';
import { isError } from '../../../src/core/errors';
import { lineOfFunction, planNewFunction, type NewFunctionRequest } from '../../../src/core/newFunction/plan';

const request = (more: Partial<NewFunctionRequest> = {}): NewFunctionRequest => ({
  name: 'orders',
  kind: { kind: 'event', eventType: 'sqs::SqsEvent' },
  parent: '/home/me/shop',
  cargoPath: 'cargo',
  templates: '/ext/media/templates',
  ...more,
});

describe('The plan of a new function', () => {
  it('runs cargo lambda new in the parent folder with the bundled template', () => {
    const { command, folder, member } = planNewFunction(request());
    assert.deepEqual(command, {
      command: 'cargo',
      args: [
        'lambda',
        'new',
        'orders',
        '--template',
        '/ext/media/templates/function',
        '--event-type',
        'sqs::SqsEvent',
      ],
      cwd: '/home/me/shop',
    });
    assert.equal(folder, '/home/me/shop/orders');
    assert.equal(member, undefined);
  });

  it('has a template of its own for extensions', () => {
    const kind = { kind: 'extension', events: true, records: 'telemetry' } as const;
    const { command } = planNewFunction(request({ kind }));
    assert.deepEqual(command.args.slice(3), [
      '--template',
      '/ext/media/templates/extension',
      '--extension',
      '--events',
      '--telemetry',
    ]);
  });

  it('makes it a member of the workspace, whose .gitignore suffices', () => {
    const plan = planNewFunction(request({ parent: '/home/me/shop/fn', workspaceRoot: '/home/me/shop' }));
    assert.deepEqual(plan.member, { manifestPath: '/home/me/shop/Cargo.toml', path: 'fn/orders' });
    assert.deepEqual(plan.command.args.slice(-2), ['--ignore-file', '.gitignore']);
    assert.equal(plan.command.cwd, '/home/me/shop/fn');
  });

  it('makes it no member of a workspace that it does not lie in', () => {
    const plan = planNewFunction(request({ workspaceRoot: '/home/me/shop-2' }));
    assert.equal(plan.member, undefined);
    assert.ok(!plan.command.args.includes('--ignore-file'));
  });

  it('gives Windows its paths and Cargo its slashes', () => {
    const plan = planNewFunction(
      request({
        parent: 'C:\\Users\\me\\shop\\fn',
        workspaceRoot: 'C:\\Users\\me\\shop',
        templates: 'C:\\ext\\media\\templates',
      }),
    );
    assert.equal(plan.folder, 'C:\\Users\\me\\shop\\fn\\orders');
    assert.deepEqual(plan.member, { manifestPath: 'C:\\Users\\me\\shop\\Cargo.toml', path: 'fn/orders' });
    assert.equal(plan.opens[0]?.path, 'C:\\Users\\me\\shop\\fn\\orders\\src\\event_handler.rs');
    assert.equal(plan.command.args[4], 'C:\\ext\\media\\templates\\function');
  });

  it('takes another template, of which nothing but main.rs is known', () => {
    const plan = planNewFunction(
      request({ customTemplate: 'gh:me/template', workspaceRoot: '/home/me/shop' }),
    );
    assert.equal(plan.command.args[4], 'gh:me/template');
    assert.ok(!plan.command.args.includes('--ignore-file'));
    assert.equal(plan.opens[0]?.path, '/home/me/shop/orders/src/main.rs');
  });

  it('is not made for an invalid name', () => {
    for (const name of ['', 'a', '../orders', '--template', 'test', 'a b'])
      assert.throws(
        () => planNewFunction(request({ name })),
        (error) => isError(error, 'nameInvalid') && error.details.name === name,
        name,
      );
    assert.throws(
      () => planNewFunction(request({ taken: { packages: [], binaries: ['orders'] } })),
      (error) => isError(error, 'nameInvalid') && error.details.problem.reason === 'binaryExists',
    );
  });

  it('finds the line of a handler in generated code', () => {
    const source = 'use x;\r\n\r\n/// fn of note\r\npub async fn function_handler(\r\n';
    assert.equal(lineOfFunction(source, 'function_handler'), 3);
    assert.equal(lineOfFunction(source, 'function'), 0);
  });
});
