import * as vscode from 'vscode';
import type { ErrorCode, ErrorDetails, PayloadRefusal, RustLambdaError } from '../../core/errors';
import { installationGuide } from '../../core/cargoLambda/installers';
import { maxPayloadBytes } from '../../core/payload/limits';
import { commandId, type CommandName, type Settings } from '../../contributions';
import { numberText } from '../amounts';
import { nameProblemText } from '../newFunction/nameProblemText';

/** A next step, shown as a button. */
export interface Action {
  readonly title: string;
  readonly run: () => unknown;
}

export interface Description {
  readonly message: string;
  readonly actions: readonly Action[];
}

const openUrl = (title: string, url: string): Action => ({
  title,
  run: () => vscode.env.openExternal(vscode.Uri.parse(url)),
});
export const command = (title: string, id: string, ...args: unknown[]): Action => ({
  title,
  run: () => vscode.commands.executeCommand(id, ...args),
});
const ownCommand = (title: string, name: CommandName): Action => command(title, commandId(name));
const openSetting = (name: keyof Settings): Action =>
  command(vscode.l10n.t('Open Setting'), 'workbench.action.openSettings', `rustLambda.${name}`);
const openFile = (path: string, line = 0, title = vscode.l10n.t('Open File')): Action => ({
  title,
  run: () =>
    vscode.window.showTextDocument(vscode.Uri.file(path), { selection: new vscode.Range(line, 0, line, 0) }),
});
const selectTarget = (): Action => ownCommand(vscode.l10n.t('Select Profile and Region'), 'selectAwsTarget');
const newFunction = (): Action => ownCommand(vscode.l10n.t('New Function…'), 'newFunction');
const startWatch = (): Action => ownCommand(vscode.l10n.t('Start Watch'), 'watch');
const install = (): Action => ownCommand(vscode.l10n.t('Install cargo-lambda…'), 'installCargoLambda');
const buildForRelease = (): Action => ownCommand(vscode.l10n.t('Build for Release…'), 'buildRelease');
export const showLog = (): Action => ownCommand(vscode.l10n.t('Show Log'), 'showLog');
/** What failed ran in the terminal that was opened last. */
const showTerminal = (): Action => command(vscode.l10n.t('Show Terminal'), 'workbench.action.terminal.focus');
const showProblems = (): Action => command(vscode.l10n.t('Show Problems'), 'workbench.actions.view.problems');

type Describe = { [C in ErrorCode]: (details: ErrorDetails[C]) => Description };

const describeAws = (d: ErrorDetails['aws']): Description => {
  const where = [d.profile, d.region].filter(Boolean).join(' · ');
  const t = vscode.l10n.t;
  const messages: Record<ErrorDetails['aws']['reason'], string> = {
    noCredentials: t('No AWS credentials were found ({0}). Sign in or choose another profile.', where),
    expired: t('The AWS credentials have expired ({0}). Sign in again, then retry.', where),
    invalidCredentials: t('AWS does not know these credentials ({0}).', where),
    denied: t('AWS denied the request ({0}): {1}', where, d.message),
    wrongRegion: t('The region “{0}” does not answer. Is it spelt right and enabled?', d.region ?? ''),
    unreachable: t('AWS could not be reached ({0}): {1}', where, d.message),
    notFound: t('AWS has no such resource ({0}): {1}', where, d.message),
    roleCannotBeAssumed: t('The role cannot be assumed: {0}', d.message),
    throttled: t('AWS is throttling requests ({0}). Wait a moment, then retry.', where),
    profileMissing: t('There is no AWS profile “{0}”.', d.profile ?? ''),
    other: t('AWS answered {0}: {1}', d.name, d.message),
  };
  return { message: messages[d.reason], actions: [selectTarget()] };
};

const payloadRefusal = (name: string, reason: PayloadRefusal): Description => {
  const t = vscode.l10n.t;
  const messages: Record<PayloadRefusal, string> = {
    empty: t('“{0}” is empty. Copy or choose JSON, then try again.', name),
    notJson: t('“{0}” is no JSON, so it was not taken. Correct it, then try again.', name),
    tooLarge: t('“{0}” is larger than 8 MB; Lambda takes at most 6 MB. Make it smaller.', name),
    gone: t('There is no payload file “{0}” any more.', name),
    readOnly: t(
      '“{0}” can’t be changed: that is not allowed here. Check the permissions of its folder.',
      name,
    ),
    folderIsFile: t('“{0}” has to be a folder, and is a file. Rename it, then try again.', name),
    notSaved: t('“{0}” was changed in its editor, but not saved. Save it there.', name),
    noType: t('What “{0}” takes is not known, so nothing can be generated.', name),
    notGenerated: t('Nothing could be generated that “{0}” takes. Write the payload by hand.', name),
  };
  const next: Partial<Record<PayloadRefusal, Action>> = {
    gone: ownCommand(t('New Payload…'), 'newPayload'),
    noType: ownCommand(t('Go to Handler'), 'openHandler'),
  };
  const action = next[reason];
  return { message: messages[reason], actions: action ? [action] : [] };
};

const describers: Describe = {
  cancelled: () => ({ message: vscode.l10n.t('Cancelled.'), actions: [] }),
  programMissing: ({ program }) =>
    program === 'cross'
      ? {
          message: vscode.l10n.t('“{0}” was not found. Install it, or choose another compiler.', program),
          actions: [
            openUrl(vscode.l10n.t('Install cross'), 'https://github.com/cross-rs/cross'),
            openSetting('build.compiler'),
          ],
        }
      : {
          message: vscode.l10n.t('“{0}” was not found. Install Rust, or set its path.', program),
          actions: [openUrl(vscode.l10n.t('Install Rust'), 'https://rustup.rs'), openSetting('cargoPath')],
        },
  zigMissing: ({ ways }) => ({
    message: vscode.l10n.t(
      'cargo-lambda compiles with zig, which is not installed. {0}',
      ways.length > 0
        ? vscode.l10n.t('On this machine: {0}', ways.join(' · '))
        : vscode.l10n.t('Install it, or choose another compiler.'),
    ),
    actions: [
      openUrl(vscode.l10n.t('Install zig'), 'https://ziglang.org/download/'),
      openSetting('build.compiler'),
    ],
  }),
  cargoLambdaMissing: () => ({
    message: vscode.l10n.t('cargo-lambda is not installed.'),
    actions: [install()],
  }),
  cargoLambdaNotOnPath: () => ({
    message: vscode.l10n.t(
      'cargo-lambda was installed, but not where VS Code looks. Start VS Code anew, or add its folder to PATH in the setting.',
    ),
    actions: [
      // Elsewhere it is not this window that would have to be started anew.
      ...(vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined
        ? [command(vscode.l10n.t('Quit VS Code'), 'workbench.action.quit')]
        : []),
      openSetting('env'),
      openUrl(vscode.l10n.t('Installation Guide'), installationGuide),
    ],
  }),
  cargoLambdaTooOld: ({ found, needed }) => ({
    message: vscode.l10n.t('cargo-lambda {0} is too old; {1} or newer is needed.', found, needed),
    actions: [install()],
  }),
  cargoFailed: ({ manifestPath, message }) => ({
    message: vscode.l10n.t('cargo cannot read the project: {0}', message),
    actions: [openFile(manifestPath)],
  }),
  commandFailed: ({ command: name, code, signal, output, unseen }) => ({
    message: vscode.l10n.t('{0} ended with {1}. {2}', name, code ?? signal ?? '?', output.trim()).trim(),
    actions: [unseen ? showLog() : showTerminal()],
  }),
  noFolder: () => ({
    message: vscode.l10n.t('Open a folder first.'),
    actions: [command(vscode.l10n.t('Open Folder'), 'vscode.openFolder')],
  }),
  noFunction: () => ({
    message: vscode.l10n.t('There is no Lambda function in this workspace.'),
    actions: [newFunction()],
  }),
  untrusted: () => ({
    message: vscode.l10n.t('Nothing is run in a workspace that is not trusted.'),
    actions: [command(vscode.l10n.t('Manage Workspace Trust'), 'workbench.trust.manage')],
  }),
  ambiguousBinary: ({ name, packages, manifestPath }) => ({
    message: vscode.l10n.t(
      'Several packages have a binary “{0}” ({1}); cargo lambda cannot tell them apart. Rename one.',
      name,
      packages.join(', '),
    ),
    actions: [openFile(manifestPath, 0, vscode.l10n.t('Open Cargo.toml'))],
  }),
  portTaken: ({ attempts }) => ({
    message: vscode.l10n.t('No free port could be had for cargo lambda watch ({0} tries). Retry.', attempts),
    actions: [startWatch()],
  }),
  watchFailed: ({ output }) => ({
    message: vscode.l10n.t('cargo lambda watch ended: {0}', output),
    actions: [showTerminal(), openSetting('watch.arguments')],
  }),
  compileError: ({ errors, first }) => ({
    message: first
      ? vscode.l10n.t('{0} compile error(s). First: {1}', errors, first.message)
      : vscode.l10n.t('{0} compile error(s).', errors),
    actions: [showProblems(), ...(first ? [openFile(first.file, first.line)] : [])],
  }),
  payloadUnfit: ({ reason }) => ({
    message: {
      typeUnknown: vscode.l10n.t(
        'The event’s type is not known well enough to write a payload for it. The handler’s hover says why.',
      ),
      notJson: vscode.l10n.t('The payload is not JSON yet. Mend what is underlined first.'),
      notObject: vscode.l10n.t('Such an event can only hand over a JSON object. Put the payload into one.'),
      noEnvelope: vscode.l10n.t(
        'The payload is no event in which another service hands over what somebody sent.',
      ),
    }[reason],
    actions: [],
  }),
  payloadInvalid: ({ reason, bytes, message, path }) => ({
    message: {
      empty: vscode.l10n.t('The payload is empty. Lambda needs JSON: at least {0}.', '{}'),
      notJson: vscode.l10n.t('The payload is not JSON: {0}', message ?? ''),
      tooLarge: vscode.l10n.t(
        'The payload has {0} bytes; Lambda takes at most {1}.',
        numberText(bytes),
        numberText(maxPayloadBytes),
      ),
    }[reason],
    actions: path === undefined ? [] : [openFile(path)],
  }),
  payloadRefused: ({ name, reason }) => payloadRefusal(name, reason),
  endpointUnreachable: ({ address }) => ({
    message: vscode.l10n.t('Nothing answers at {0}. Start Watch again.', address),
    actions: [startWatch()],
  }),
  nameInvalid: ({ name, problem }) => ({
    message: vscode.l10n.t('“{0}” cannot be the name of a function: {1}', name, nameProblemText(problem)),
    actions: [newFunction()],
  }),
  alreadyExists: ({ path }) => ({
    message: vscode.l10n.t('{0} exists already; nothing was changed.', path),
    actions: [newFunction()],
  }),
  folderTakenForPackage: ({ manifestPath, folder, pattern }) => ({
    message: vscode.l10n.t(
      'The workspace takes “{0}” for a package, because “{1}” is one of its members. Choose another folder.',
      folder,
      pattern,
    ),
    actions: [openFile(manifestPath)],
  }),
  artifactMissing: ({ path }) => ({
    message: vscode.l10n.t('There is no artifact at {0}. Build for release first.', path),
    actions: [buildForRelease()],
  }),
  wrongArchitecture: ({ found, wanted }) => ({
    message: vscode.l10n.t('The artifact is built for {0}, but {1} is wanted. Build again.', found, wanted),
    actions: [buildForRelease()],
  }),
  aws: describeAws,
  fileFailed: ({ path, message }) => ({ message: `${path}: ${message}`, actions: [] }),
};

/** What happened and what to do next, in the person's language. */
export function describe(error: RustLambdaError): Description {
  // The table is complete by type; only the pairing of code and details is lost on the way in.
  const describer = describers[error.code] as (details: unknown) => Description;
  return describer(error.details);
}
