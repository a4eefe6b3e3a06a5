import { splitItems, type Item, type SplitText } from './items';
import { children, type RustParser, type SyntaxNode, type SyntaxTree } from './syntax';

export interface SourceFile {
  readonly path: string;
  /** Without a byte order mark, as editors show it. */
  readonly text: string;
}

/** Longer files are generated ones; splitting more would hold up the editor. UTF-16 code units. */
const longestFile = 8_000_000;

/** More than a program's modules that lead to its handler; ends links that lead in circles. */
const mostFiles = 500;

/** So much is remembered from search to search, UTF-16 code units: what one edits at a time, not all that was open. */
const mostRemembered = 1_000_000;

/** The last texts of files, split: the next search finds most of what they hold unchanged. */
export class Splits {
  readonly #byPath = new Map<string, SplitText>();
  #remembered = 0;

  split({ path, text }: SourceFile): SplitText {
    const before = this.#byPath.get(path);
    const split = before?.text === text ? before : splitItems(text, before);
    // The last in order is the one used last.
    this.#forget(path);
    this.#byPath.set(path, split);
    this.#remembered += text.length;
    for (const oldest of this.#byPath.keys()) {
      if (this.#remembered <= mostRemembered || oldest === path) break;
      this.#forget(oldest);
    }
    return split;
  }

  #forget(path: string): void {
    this.#remembered -= this.#byPath.get(path)?.text.length ?? 0;
    this.#byPath.delete(path);
  }
}

const sourceFile = (path: string, text: string | undefined): SourceFile | undefined =>
  text === undefined || text.length > longestFile
    ? undefined
    : { path, text: text.startsWith('\uFEFF') ? text.slice(1) : text };

/** The files and syntax trees of one search. Dispose it when the search is over. */
export class Sources {
  readonly #files = new Map<string, Promise<SourceFile | undefined>>();
  readonly #trees: SyntaxTree[] = [];
  readonly #parsed = new Map<Item, SyntaxNode | undefined>();
  /** Something that was read is no complete Rust, so that what is missing may only be half-typed. */
  incomplete = false;

  constructor(
    private readonly parser: RustParser,
    private readonly splits: Splits,
    private readonly readText: (path: string) => Promise<string | undefined>,
  ) {}

  /** Of a search that starts in the file `path`, which is read and split while the parser is loaded. */
  static async startingAt(
    path: string,
    parser: () => Promise<RustParser>,
    splits: Splits,
    readText: (path: string) => Promise<string | undefined>,
  ): Promise<Sources> {
    const text = readText(path);
    const split = async (): Promise<void> => {
      const file = sourceFile(path, await text);
      if (file) splits.split(file);
    };
    const [loaded] = await Promise.all([parser(), split()]);
    return new Sources(loaded, splits, (each) => (each === path ? text : readText(each)));
  }

  file(path: string): Promise<SourceFile | undefined> {
    let file = this.#files.get(path);
    if (!file) {
      if (this.#files.size >= mostFiles) return Promise.resolve(undefined);
      file = this.readText(path).then((text) => sourceFile(path, text));
      this.#files.set(path, file);
    }
    return file;
  }

  split(file: SourceFile): SplitText {
    return this.splits.split(file);
  }

  /**
   * The item's own node. Its positions count from `item.start`.
   * @param prepare changes the text before it is parsed, but not its length
   */
  item(file: SourceFile, item: Item, prepare = (text: string): string => text): SyntaxNode | undefined {
    if (!this.#parsed.has(item)) {
      this.#parsed.set(item, this.parse(prepare(file.text.slice(item.start, item.end)))[0]);
    }
    return this.#parsed.get(item);
  }

  /** The items of a text, as nodes. */
  parse(text: string): readonly SyntaxNode[] {
    const tree = this.parser.parse(text);
    this.incomplete ||= tree?.rootNode.hasError ?? true;
    if (!tree) return [];
    this.#trees.push(tree);
    return children(tree.rootNode);
  }

  dispose(): void {
    for (const tree of this.#trees.splice(0)) tree.delete();
  }
}
