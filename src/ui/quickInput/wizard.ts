import * as vscode from 'vscode';

/** A step's outcome: its answer, one step back, or the end of it all (Escape). */
export type Answer<T> = { readonly kind: 'next'; readonly value: T } | { readonly kind: 'back' | 'cancel' };

export interface Position {
  readonly title: string;
  /** 1-based; shown as "2/4". */
  readonly step: number;
  readonly totalSteps: number;
}

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Separators are items without a value. */
export type ChoiceOrSeparator<T> = Choice<T> | (vscode.QuickPickItem & { readonly value?: undefined });

export interface PickOptions<T> {
  readonly placeholder: string;
  readonly items: readonly ChoiceOrSeparator<T>[];
  /** Chosen when the person comes back to this step. */
  readonly active?: (value: T) => boolean;
}

export function pick<T>(position: Position, options: PickOptions<T>): Promise<Answer<T>> {
  const input = vscode.window.createQuickPick<ChoiceOrSeparator<T>>();
  input.placeholder = options.placeholder;
  input.items = options.items;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  const active = options.items.find(
    (item): item is Choice<T> => item.value !== undefined && (options.active?.(item.value) ?? false),
  );
  if (active) input.activeItems = [active];
  return settle(input, position, (done) =>
    input.onDidAccept(() => {
      const chosen = input.selectedItems[0]?.value;
      if (chosen !== undefined) done({ kind: 'next', value: chosen });
    }),
  );
}

export interface AskOptions {
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  /** A sentence about what is wrong, or undefined. Asked at every key and once more on Enter. */
  readonly problem: (value: string) => string | undefined | Promise<string | undefined>;
}

export function ask(position: Position, options: AskOptions): Promise<Answer<string>> {
  const input = vscode.window.createInputBox();
  input.prompt = options.prompt;
  input.value = options.value ?? '';
  if (options.placeholder !== undefined) input.placeholder = options.placeholder;
  const check = async (): Promise<boolean> => {
    const value = input.value;
    const problem = await options.problem(value);
    // The person typed on while a slow check ran: its verdict is about another text.
    if (value !== input.value) return false;
    input.validationMessage = problem;
    return problem === undefined;
  };
  return settle(input, position, (done) =>
    vscode.Disposable.from(
      input.onDidChangeValue(
        () => void (input.value === '' ? (input.validationMessage = undefined) : check()),
      ),
      input.onDidAccept(async () => {
        if (await check()) done({ kind: 'next', value: input.value });
      }),
    ),
  );
}

function settle<T>(
  input: vscode.QuickInput & { buttons: readonly vscode.QuickInputButton[] } & {
    readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
    title: string | undefined;
  },
  { title, step, totalSteps }: Position,
  listen: (done: (answer: Answer<T>) => void) => vscode.Disposable,
): Promise<Answer<T>> {
  Object.assign(input, { title, step, totalSteps, ignoreFocusOut: true });
  if (step > 1) input.buttons = [vscode.QuickInputButtons.Back];
  return new Promise((resolve) => {
    const done = (answer: Answer<T>): void => {
      // First the answer: disposing hides the input, which would otherwise count as Escape.
      resolve(answer);
      subscriptions.dispose();
      input.dispose();
    };
    const subscriptions = vscode.Disposable.from(
      listen(done),
      input.onDidTriggerButton(() => done({ kind: 'back' })),
      input.onDidHide(() => done({ kind: 'cancel' })),
    );
    input.show();
  });
}

/**
 * Runs steps in order; Back returns to the one before, Escape ends it.
 * @param steps each asks, remembers its answer, and says how it went; one with nothing to ask returns `next`
 * @returns whether all steps were answered
 */
export async function runSteps(
  steps: readonly ((step: number) => Promise<Answer<unknown> | 'skip'>)[],
): Promise<boolean> {
  const asked: number[] = [];
  for (let at = 0; at < steps.length;) {
    const outcome = await steps[at]?.(at + 1);
    if (outcome === undefined) break;
    if (outcome === 'skip') {
      at += 1;
    } else if (outcome.kind === 'next') {
      asked.push(at);
      at += 1;
    } else if (outcome.kind === 'back') {
      at = asked.pop() ?? 0;
    } else {
      return false;
    }
  }
  return true;
}
