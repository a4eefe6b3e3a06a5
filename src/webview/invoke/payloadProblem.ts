import type { Text } from '@codemirror/state';
import type { PayloadFix, PlacedProblem } from '../../core/payload/engine/model';
import { maxPayloadBytes } from '../../core/payload/limits';
import { pathText } from '../../core/payload/pathText';
import type { InvokeStrings } from '../../protocol/invokeStrings';
import { fill, language } from '../shared/text';

export interface PayloadProblemView {
  readonly message: string;
  /** It may be one: the type is not known exactly. */
  readonly isWarning?: boolean;
  /** Undefined when the whole payload is meant. */
  readonly offset?: number;
  /** Among all that there are. */
  readonly position?: { readonly index: number; readonly count: number };
  readonly fixes: readonly { readonly fix: PayloadFix; readonly apply: () => void }[];
}

export function messageOfProblem(problem: PlacedProblem, doc: Text, strings: InvokeStrings): string {
  switch (problem.kind) {
    case 'empty':
      return strings.empty;
    case 'tooLarge':
      return fill(
        strings.tooLarge,
        problem.bytes.toLocaleString(language),
        maxPayloadBytes.toLocaleString(language),
      );
    case 'notJson': {
      const line = doc.lineAt(Math.min(problem.offset, doc.length));
      const column = problem.offset - line.from + 1;
      return fill(strings.problemAt, line.number, column, strings[problem.fault]);
    }
    case 'refused': {
      const path = pathText(problem.path);
      return path === '' ? problem.message : `${path}: ${problem.message}`;
    }
  }
}
