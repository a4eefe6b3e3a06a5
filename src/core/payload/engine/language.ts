/** Completion and hover by VS Code's own JSON language service, from the event's schema alone: nothing is fetched. */
import type * as JsonLanguage from 'vscode-json-languageservice';
import type { Completion, ExpectedEvent, PayloadHover } from './model';
import { completionOf } from './completion';
import { editorSchema } from './editorSchema';

const uri = 'payload:/event.json';

interface Read {
  readonly document: JsonLanguage.TextDocument;
  readonly json: JsonLanguage.JSONDocument;
}

/** One payload and its schema. */
export class PayloadLanguage {
  readonly #service: JsonLanguage.LanguageService;
  #read: { readonly text: string; readonly read: Read | undefined } | undefined;

  constructor(
    private readonly language: typeof JsonLanguage,
    { set }: ExpectedEvent,
  ) {
    const { MarkupKind } = language;
    this.#service = language.getLanguageService({
      clientCapabilities: {
        textDocument: { completion: { completionItem: { documentationFormat: [MarkupKind.Markdown] } } },
      },
    });
    this.#service.configure({
      validate: false,
      schemas: [{ uri: 'payload:/event.schema.json', fileMatch: ['*'], schema: editorSchema(set) }],
    });
  }

  async complete(text: string, offset: number): Promise<readonly Completion[]> {
    const { document, json } = this.#reading(text) ?? {};
    if (!document || !json) return [];
    const position = document.positionAt(offset);
    const list = await shallow(() => this.#service.doComplete(document, position, json));
    return (list?.items ?? []).flatMap((item) => completionOf(item, document) ?? []);
  }

  async hover(text: string, offset: number): Promise<PayloadHover | undefined> {
    const { document, json } = this.#reading(text) ?? {};
    if (!document || !json) return undefined;
    const position = document.positionAt(offset);
    const hover = await shallow(() => this.#service.doHover(document, position, json));
    const told = [hover?.contents].flat().filter((each) => typeof each === 'string');
    if (!hover?.range || told.join('') === '') return undefined;
    const start = document.offsetAt(hover.range.start);
    return { text: told.join('\n\n'), offset: start, length: document.offsetAt(hover.range.end) - start };
  }

  /** undefined: nested deeper than the language service can follow. */
  #reading(text: string): Read | undefined {
    if (this.#read?.text !== text) this.#read = { text, read: this.#parse(text) };
    return this.#read.read;
  }

  #parse(text: string): Read | undefined {
    try {
      const document = this.language.TextDocument.create(uri, 'json', 1, text);
      const json = this.#service.parseJSONDocument(document) as Read['json'] & {
        readonly root?: JsonLanguage.ASTNode;
      };
      const { root } = json;
      // Data like any other here, and not the schema to complete by.
      for (const { keyNode } of root?.type === 'object' ? root.properties : [])
        if (keyNode.value === '$schema') (keyNode as { value: string }).value = '';
      return { document, json };
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }
}

/** undefined where nesting is too deep for the language service, which calls itself for each level. */
async function shallow<T>(work: () => PromiseLike<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Loaded when something is first completed. It is CommonJS in Node, which gives its exports as `default` only. */
export async function jsonLanguage(): Promise<typeof JsonLanguage> {
  const loaded: typeof JsonLanguage & { readonly default?: typeof JsonLanguage } =
    await import('vscode-json-languageservice');
  return loaded.default ?? loaded;
}
