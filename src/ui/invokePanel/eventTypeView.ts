import * as vscode from 'vscode';
import type { Disposable } from '../../core/events';
import { choicesOf, type Choice } from '../../core/payload/generate';
import { refusedTriggers } from '../../core/payload/http/refusedTriggers';
import type { LambdaBinary } from '../../core/project/model';
import type { ShapeSet } from '../../core/shape/shape';
import type { EventTypeView } from '../../protocol/invoke';
import { certaintyText } from '../eventTypes/texts';
import type { EventShapes, Handlers } from '../features';
import { sentEvent } from '../payloadLanguage/sentEvent';
import { routeViews } from './views';

export interface EventTypeParts {
  readonly eventShapes: EventShapes;
  readonly handlers: Pick<Handlers, 'locate'>;
  readonly log: vscode.LogOutputChannel;
}

/** More variants than a menu can be read with. */
const mostChoices = 40;

/** Tells what a function's event must be, and again whenever that has changed. */
export class EventTypeFollower implements Disposable {
  readonly #listener: Disposable;
  #asked = 0;

  constructor(
    private readonly binary: () => LambdaBinary | undefined,
    private readonly parts: EventTypeParts,
    private readonly tell: (view: EventTypeView) => void,
  ) {
    this.#listener = parts.eventShapes.onDidChange(() => this.follow());
  }

  follow(): void {
    const asked = ++this.#asked;
    const binary = this.binary();
    if (!binary) return;
    eventTypeView(binary, this.parts).then(
      (view) => {
        if (asked === this.#asked) this.tell(view);
      },
      // Payloads are then checked as before; hovers tell the same failure.
      (error: unknown) => this.parts.log.warn(`No type for payloads of ${binary.name}: ${String(error)}`),
    );
  }

  dispose(): void {
    this.#asked++;
    this.#listener.dispose();
  }
}

async function eventTypeView(
  binary: LambdaBinary,
  { eventShapes, handlers }: EventTypeParts,
): Promise<EventTypeView> {
  const [location, known] = await Promise.all([handlers.locate(binary), eventShapes.of(binary)]);
  const { shape } = known;
  const event = sentEvent(known);
  const certainty = shape?.certainty ?? 'unknown';
  const name = location?.eventType ?? '';
  return {
    name,
    tone: certainty === 'exact' && !known.isOld ? 'ok' : 'plain',
    text: {
      exact: vscode.l10n.t('Checked against {0} · exact', name),
      partial: vscode.l10n.t('Checked against {0} · partly open', name),
      unknown: vscode.l10n.t('Only checked to be JSON'),
    }[certainty],
    why: certaintyText(known),
    routes: routeViews(location),
    refusedTriggers: binary.http && shape ? refusedTriggers(shape.set) : [],
    choices: shape ? choicesFor(shape.set).map(choiceText) : [],
    ...(event && { event }),
  };
}

/** Those that are offered, in their order. */
export const choicesFor = (set: ShapeSet): readonly Choice[] => choicesOf(set).slice(0, mostChoices);

const choiceText = ({ of, variant }: Choice): string =>
  `${of.name}::${variant.rust.name ?? variant.names[0] ?? ''}`;
