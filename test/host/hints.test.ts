// @workspace test/fixtures/workspaces/hints
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { edit, fileAt, open, revert } from './support/editing';
import { hintsIn, shownIn, whenShown } from './support/hints';

const { Information, Warning } = vscode.DiagnosticSeverity;

/** Those of ours; VS Code does not tell whose they are. */
async function fixes(document: vscode.TextDocument): Promise<readonly vscode.CodeAction[]> {
  const [hint] = hintsIn(document);
  assert.ok(hint);
  const all = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    hint.range,
    vscode.CodeActionKind.QuickFix.value,
  );
  return all.filter(({ title }) => /^Enable the feature|hints on handlers$/.test(title));
}

const slow = 'slow/src/waiting.rs';

const show = async (relative: string): Promise<vscode.TextDocument> => {
  const document = await open(relative);
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
};

describe('Hints on handlers', () => {
  before(async () => {
    await vscode.extensions.getExtension('rust-lambda.rust-lambda')?.activate();
    // Features are told from the sources of the crates themselves.
    await promisify(execFile)('cargo', ['fetch', '--locked'], { cwd: fileAt('') });
  });

  afterEach(async () => {
    for (const file of [slow, 'slow/src/main.rs', 'events/src/main.rs']) await revert(file);
  });

  it('go when the file is closed', async () => {
    // Not by openTextDocument, for which VS Code keeps a document open for minutes.
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(fileAt('web/src/main.rs')));
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.fileName, fileAt('web/src/main.rs'));
    await whenShown(document, 'Request');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await whenShown(document);
  });

  it('say exactly where a call blocks', async () => {
    const [hint] = await whenShown(await show(slow), 'thread::sleep');
    assert.deepEqual([hint?.code, hint?.severity], ['blocking-call', Information]);
    assert.match(hint?.message ?? '', /^std::thread::sleep holds up .*tokio::time::sleep/);
  });

  it('follow what is typed, and need nothing saved', async () => {
    const document = await show(slow);
    await edit(slow, '    /* 🦀 */', '    let config = aws_config::load_from_env().await;\n    /* 🦀🦀 */');
    const shown = await whenShown(document, 'aws_config::load_from_env', 'thread::sleep');
    assert.deepEqual(
      shown.map(({ code, severity }) => [code, severity]),
      [
        ['client-per-event', Information],
        ['blocking-call', Information],
      ],
    );
    await edit(slow, 'thread::sleep', 'tokio::time::sleep');
    await whenShown(document, 'aws_config::load_from_env');
  });

  it('stay while the handler is half-typed', async () => {
    const document = await show(slow);
    await whenShown(document, 'thread::sleep');
    await edit(slow, '    Ok(event', '    let x = foo(;\n    Ok(event');
    // Something later to wait for: a hint on another handler.
    const events = await show('events/src/main.rs');
    await whenShown(events, 'SqsEvent');
    await edit('events/src/main.rs', '    println!', '    std::thread::sleep(LONG);\n    println!');
    await whenShown(events, 'SqsEvent', 'std::thread::sleep');
    assert.deepEqual(
      shownIn(document).map(({ code }) => code),
      ['blocking-call'],
    );
  });

  it('go when the function is no handler any more', async () => {
    const document = await show(slow);
    await whenShown(document, 'thread::sleep');
    await edit('slow/src/main.rs', 'run(service_fn(waiting::wait)).await', 'Ok(())');
    await whenShown(document);
    await edit('slow/src/main.rs', 'Ok(())', 'run(service_fn(waiting::wait)).await');
    await whenShown(document, 'thread::sleep');
  });

  it('go when they are switched off, and come back', async () => {
    const document = await show(slow);
    await whenShown(document, 'thread::sleep');
    const settings = vscode.workspace.getConfiguration('rustLambda');
    await settings.update('handlerHints.enabled', false, vscode.ConfigurationTarget.Workspace);
    try {
      await whenShown(document);
    } finally {
      await settings.update('handlerHints.enabled', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await whenShown(document, 'thread::sleep');
  });

  it('lead to their setting', async () => {
    const document = await show(slow);
    await whenShown(document, 'thread::sleep');
    assert.deepEqual(
      (await fixes(document)).map(({ title, command }) => [title, command?.arguments]),
      [['Show the setting for hints on handlers', ['rustLambda.handlerHints.enabled']]],
    );
  });

  it('name the features of which lambda_http needs one, and offer each', async () => {
    const document = await show('web/src/main.rs');
    const [hint] = await whenShown(document, 'Request');
    assert.deepEqual([hint?.code, hint?.severity], ['trigger-feature', Warning]);
    const titles = (await fixes(document)).map(({ title }) => title);
    const features = ['apigw_rest', 'apigw_http', 'alb', 'apigw_websockets', 'vpc_lattice'];
    assert.deepEqual(titles, [
      ...features.map((feature) => `Enable the feature ${feature} of lambda_http in Cargo.toml`),
      'Show the setting for hints on handlers',
    ]);
  });

  it('name the feature that an event needs, enable it so that it can be undone, and go when it is', async () => {
    const document = await show('events/src/main.rs');
    const [hint] = await whenShown(document, 'SqsEvent');
    assert.deepEqual([hint?.code, hint?.severity], ['event-feature', Warning]);
    assert.match(hint?.message ?? '', /aws_lambda_events is built without its feature sqs/);

    const before = (await open('events/Cargo.toml')).getText();
    const [fix] = await fixes(document);
    assert.equal(fix?.title, 'Enable the feature sqs of aws_lambda_events in Cargo.toml');
    assert.ok(fix.edit && fix.isPreferred && fix.command);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    const { command, arguments: args = [] } = fix.command;
    await vscode.commands.executeCommand(command, ...(args as unknown[]));
    const manifest = vscode.window.activeTextEditor?.document;
    assert.equal(manifest?.fileName, fileAt('events/Cargo.toml'));
    assert.ok(manifest.isDirty);
    assert.match(
      manifest.getText(),
      /^aws_lambda_events\.workspace = true\naws_lambda_events\.features = \["sqs"\]\nlambda_runtime/m,
    );
    await vscode.commands.executeCommand('undo');
    assert.equal(manifest.getText(), before);
    await vscode.commands.executeCommand('redo');

    assert.ok(await manifest.save());
    // Cargo itself takes it as enabled.
    await whenShown(document);
    // And it was cargo that told so: what else is missing is still known.
    await edit('events/src/main.rs', 'sqs::SqsEvent', 'kinesis::KinesisEvent as SqsEvent');
    const [other] = await whenShown(document, 'SqsEvent');
    assert.match(other?.message ?? '', /without its feature kinesis/);
  });
});
