import type * as vscode from 'vscode';

/** Where payload files lie, whosever they are. */
export const payloadGlob = '**/events/**/*.json';

/** Whether it may be one of a function's payload files. On the activation path: nothing is asked and loaded for it. */
export const mayBePayload = ({ uri }: { readonly uri: vscode.Uri }): boolean =>
  uri.scheme === 'file' && /\/events\/.*\.json$/i.test(uri.path);
