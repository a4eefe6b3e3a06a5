import type { Artifacts, ArtifactState, Files } from '../../core/ports';
import {
  artifactPaths,
  changedSince,
  newest,
  profileOf,
  recordOf,
  type BuildRecord,
} from '../../core/project/artifact';
import { architectureOf, elfHeadBytes } from '../../core/project/elf';
import { decidingFiles } from '../../core/project/deciding';
import type { LambdaBinary } from '../../core/project/model';
import { compiledAt, dated, findRecords, sourcesOfBinary } from './buildRecords';
import { zipEntryHead } from './zipEntry';

/** As many as help to see why; all of them would be no better. */
const newerSourcesShown = 5;

export function createArtifacts(files: Files): Artifacts {
  return {
    state: async (binary) => {
      const artifact = await findArtifact(files, binary);
      if (!artifact) return undefined;
      const records = await findRecords(files, binary);
      const record = recordOf(records, artifact.modified);
      const [changed, head] = await Promise.all([
        changedFiles(files, binary, artifact, record, record ?? newest(records)),
        artifact.kind === 'zip'
          ? zipEntryHead(artifact.path, artifactPaths(binary).entry, elfHeadBytes).catch(
              () => new Uint8Array(),
            )
          : files.readHead(artifact.path, elfHeadBytes),
      ]);
      return {
        ...artifact,
        architecture: architectureOf(head),
        ...(record && { profile: profileOf(record) }),
        stale: changed.length > 0,
        newerSources: changed.slice(0, newerSourcesShown),
      };
    },
  };
}

type Found = Pick<ArtifactState, 'path' | 'kind' | 'bytes' | 'modified'>;

async function findArtifact(files: Files, binary: LambdaBinary): Promise<Found | undefined> {
  const paths = artifactPaths(binary);
  for (const kind of ['binary', 'zip'] as const) {
    const stat = await files.stat(paths[kind]);
    if (stat) return { path: paths[kind], kind, ...stat };
  }
  return undefined;
}

/**
 * Sources count from when the compiler started: what was saved while it ran is not in the artifact. What else decides
 * counts from when cargo last looked: most of its changes lead to no new binary.
 * @param record of the build that made the artifact
 * @param latest of any build, for the names of the sources
 */
async function changedFiles(
  files: Files,
  binary: LambdaBinary,
  artifact: Found,
  record: BuildRecord | undefined,
  latest: BuildRecord | undefined,
): Promise<readonly string[]> {
  // A zip is made again also when another binary was built; the record may be as old as the first build.
  const looked = artifact.kind === 'zip' && record ? record.modified : artifact.modified;
  const [sources, compiled] = await Promise.all([
    sourcesOfBinary(files, binary, latest),
    record && compiledAt(files, binary, record, artifact.modified),
  ]);
  const others = decidingFiles(
    binary,
    sources.map(({ path }) => path),
  );
  // A package without dependencies has no Cargo.lock until it is built: not there is not changed.
  const present = (await dated(files, others)).filter((file) => file.modified !== undefined);
  return [...changedSince(sources, compiled ?? looked), ...changedSince(present, looked)];
}
