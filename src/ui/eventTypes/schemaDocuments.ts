import * as vscode from 'vscode';
import type { CommandTable } from '../../contributions';
import type { LambdaBinary } from '../../core/project/model';
import type { EventShapes, FunctionPicker, Handlers, Project } from '../features';
import { certaintyText } from './texts';

const scheme = 'rust-lambda-schema';

/** The JSON Schemas of event types, as documents that nobody can change and that follow the source. */
export class SchemaDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables: vscode.Disposable;

  constructor(
    private readonly needs: {
      readonly project: Pick<Project, 'ready' | 'binary'>;
      readonly picker: FunctionPicker;
      readonly handlers: Pick<Handlers, 'locate'>;
      readonly eventShapes: EventShapes;
    },
  ) {
    this.#disposables = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      needs.eventShapes.onDidChange(() => {
        for (const { uri } of vscode.workspace.textDocuments)
          if (uri.scheme === scheme) this.#changed.fire(uri);
      }),
    );
  }

  readonly commands: Pick<CommandTable, 'showEventSchema'> = {
    showEventSchema: async (target) => {
      const title = vscode.l10n.t('Show JSON Schema of the Event');
      const binary = await this.needs.picker.pick(target, { title, kinds: ['function'] });
      if (!binary) return;
      const document = await vscode.workspace.openTextDocument(addressOf(binary));
      await vscode.window.showTextDocument(document, { preview: true });
    },
  };

  async provideTextDocumentContent({ query }: vscode.Uri): Promise<string> {
    await this.needs.project.ready();
    const binary = this.needs.project.binary(query);
    if (!binary) return '{}\n';
    const [known, location, { jsonSchema }] = await Promise.all([
      this.needs.eventShapes.of(binary),
      this.needs.handlers.locate(binary),
      import('../../core/shape/jsonSchema'),
    ]);
    const { $schema, ...schema } = known.shape ? jsonSchema(known.shape.set) : {};
    const told = {
      ...($schema !== undefined && { $schema }),
      ...(location?.eventType !== undefined && { title: location.eventType }),
      $comment: certaintyText(known),
      ...schema,
    };
    return `${JSON.stringify(told, undefined, 2)}\n`;
  }

  dispose(): void {
    this.#disposables.dispose();
    this.#changed.dispose();
  }
}

const addressOf = ({ id, name }: LambdaBinary): vscode.Uri =>
  vscode.Uri.from({ scheme, path: `/${name}.schema.json`, query: id });
