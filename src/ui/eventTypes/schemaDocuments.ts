import * as vscode from 'vscode';
import { Emitter, type Disposable } from '../../core/events';
import type { FunctionTarget, LambdaBinary } from '../../core/project/model';
import { jsonSchema } from '../../core/shape/jsonSchema';
import type { EventShapes, FunctionPicker, Handlers, Project } from '../features';
import { schemaScheme } from './schemaScheme';
import { certaintyText } from './texts';

/** The JSON Schemas of event types, as documents that nobody can change and that follow the source. */
export class SchemaDocuments implements Disposable {
  readonly #changed = new Emitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #listener: Disposable;

  constructor(
    private readonly needs: {
      readonly project: Pick<Project, 'ready' | 'binary'>;
      readonly picker: FunctionPicker;
      readonly handlers: Pick<Handlers, 'locate'>;
      readonly eventShapes: EventShapes;
    },
  ) {
    this.#listener = needs.eventShapes.onDidChange(() => {
      for (const { uri } of vscode.workspace.textDocuments)
        if (uri.scheme === schemaScheme) this.#changed.fire(uri);
    });
  }

  async show(target: FunctionTarget | undefined): Promise<void> {
    const title = vscode.l10n.t('Show JSON Schema of the Event');
    const binary = await this.needs.picker.pick(target, { title, kinds: ['function'] });
    if (!binary) return;
    const document = await vscode.workspace.openTextDocument(addressOf(binary));
    await vscode.window.showTextDocument(document, { preview: true });
  }

  async contentOf({ query }: vscode.Uri): Promise<string> {
    await this.needs.project.ready();
    const binary = this.needs.project.binary(query);
    // Its tab was open when the function went, or comes back with the window.
    if (!binary)
      return laidOut({
        $comment: vscode.l10n.t(
          'There is no such function any more: close this, or refresh the functions view.',
        ),
      });
    const [known, location] = await Promise.all([
      this.needs.eventShapes.of(binary),
      this.needs.handlers.locate(binary),
    ]);
    const { $schema, ...schema } = known.shape ? jsonSchema(known.shape.set) : {};
    const told = {
      ...($schema !== undefined && { $schema }),
      ...(location?.eventType !== undefined && { title: location.eventType }),
      $comment: certaintyText(known),
      ...schema,
    };
    return laidOut(told);
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
  }
}

const laidOut = (schema: object): string => `${JSON.stringify(schema, undefined, 2)}\n`;

const addressOf = ({ id, name }: LambdaBinary): vscode.Uri =>
  vscode.Uri.from({ scheme: schemaScheme, path: `/${name}.schema.json`, query: id });
