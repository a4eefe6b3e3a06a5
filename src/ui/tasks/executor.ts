import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { deferred } from '../../core/deferred';

/** VS Code hears of a task's end within milliseconds; without that word it is not waited for longer, ms. */
const endMs = 2_000;

/**
 * Executes tasks one after the other where they are equal. A task executed while VS Code still counts an equal one as
 * running is taken for that one, and its terminal is never opened (seen with 1.139). That an earlier one is over here
 * does not mean that VS Code knows.
 */
export class TaskExecutor {
  readonly #ends = new Map<string, Promise<unknown>>();

  async execute(task: vscode.Task): Promise<void> {
    const key = keyOf(task.definition);
    await Promise.race([this.#ends.get(key), delay(endMs)]);
    const end = deferred<undefined>();
    const listening = vscode.tasks.onDidEndTask(({ execution }) => {
      if (keyOf(execution.task.definition) === key) end.resolve(undefined);
    });
    const ended = end.promise.then(() => {
      listening.dispose();
      if (this.#ends.get(key) === ended) this.#ends.delete(key);
    });
    this.#ends.set(key, ended);
    try {
      await vscode.tasks.executeTask(task);
    } catch (error) {
      end.resolve(undefined);
      throw error;
    }
  }
}

const keyOf = (definition: vscode.TaskDefinition): string =>
  JSON.stringify(Object.entries(definition).sort(([a], [b]) => (a < b ? -1 : 1)));
