import * as vscode from 'vscode';
import { RustLambdaError } from '../../core/errors';
import { eventsCrate, exampleFolders } from '../../core/payload/samples/crate';
import { isTelling, ranked, type Rating } from '../../core/payload/samples/rank';
import { crateShelf, plainShelf, ratingsOf, readSample, type Shelf } from '../../core/payload/samples/shelf';
import type { Files } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import { join } from '../../core/project/paths';
import type { ShapeSet } from '../../core/shape/shape';
import type { CratePackage } from '../../core/types/crateGraph';
import type { Crates, EventShapes, Handlers, SampleList, Samples } from '../features';

export interface SampleNeeds {
  readonly files: Pick<Files, 'list' | 'readText'>;
  readonly crates: Crates;
  readonly eventShapes: Pick<EventShapes, 'of'>;
  readonly handlers: Pick<Handlers, 'locate'>;
  /** The folder of samples that come with the extension. */
  readonly ownFolder: string;
}

/** The examples of the `aws_lambda_events` that a function is built with, or else our own. */
export class SampleShelves implements Samples {
  /** By the crate's manifest: nobody changes what came from a registry. */
  readonly #shelves = new Map<string, Promise<Shelf | undefined>>();
  readonly #ratings = new WeakMap<ShapeSet, { readonly of: Shelf; readonly ratings: ReadonlyMap<string, Rating> }>();

  constructor(private readonly needs: SampleNeeds) {}

  async list(binary: LambdaBinary): Promise<SampleList> {
    const [{ shelf, crateVersion }, location, { shape }] = await Promise.all([
      this.#shelfOf(binary),
      this.needs.handlers.locate(binary),
      this.needs.eventShapes.of(binary),
    ]);
    const isKnown = shape && shape.certainty !== 'unknown' && isTelling(shape.set);
    const type = location?.eventType;
    const ratings = isKnown ? await this.#rated(shelf, type, shape.set) : undefined;
    return {
      ...(crateVersion !== undefined && { crateVersion }),
      ...(type !== undefined && { type }),
      samples: ranked(shelf.samples, type, ratings),
    };
  }

  async read(binary: LambdaBinary, file: string): Promise<string> {
    const { shelf } = await this.#shelfOf(binary);
    if (shelf.samples.some((sample) => sample.file === file)) return readSample(this.needs.files, shelf, file);
    const path = join(shelf.folder, file);
    throw new RustLambdaError('fileFailed', { path, message: vscode.l10n.t('There is no such sample.') });
  }

  async #shelfOf(
    binary: LambdaBinary,
  ): Promise<{ readonly shelf: Shelf; readonly crateVersion?: string }> {
    const { graph } = await this.needs.crates.of(binary);
    const crate = graph && eventsCrate(graph, binary.manifestPath);
    const shelf = crate && (await this.#crateShelf(crate));
    if (shelf && shelf.samples.length > 0) return { shelf, crateVersion: crate.version };
    return { shelf: await plainShelf(this.needs.files, this.needs.ownFolder) };
  }

  #crateShelf(crate: CratePackage): Promise<Shelf | undefined> {
    const known = this.#shelves.get(crate.manifestPath);
    if (known) return known;
    const reading = crateShelf(this.needs.files, exampleFolders(crate));
    if (!crate.isLocal) this.#shelves.set(crate.manifestPath, reading);
    reading.catch(() => this.#shelves.delete(crate.manifestPath));
    return reading;
  }

  async #rated(shelf: Shelf, type: string | undefined, set: ShapeSet): Promise<ReadonlyMap<string, Rating>> {
    const known = this.#ratings.get(set);
    if (known?.of === shelf) return known.ratings;
    const ratings = await ratingsOf(this.needs.files, shelf, type, set);
    this.#ratings.set(set, { of: shelf, ratings });
    return ratings;
  }
}
