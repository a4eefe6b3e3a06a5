/** Why data did not match any variant: of the variant that was most likely meant. */
import { check } from '../shape/checker';
import type { Problem } from '../shape/problem';
import type { ShapeSet, Variant } from '../shape/shape';
import { nodeAt } from './jsonPlaces';
import type { JsonNode } from '../shape/tree';

/** Enums within each other. */
const mostLevels = 20;

/** The problem itself, or the only one in the variant that it is nearest to. */
export function closestFault(
  problem: Problem,
  root: JsonNode,
  { definitions }: ShapeSet,
  levels = mostLevels,
): Problem {
  const { fault, expected, offset, length } = problem;
  const node = fault.code === 'noVariant' ? nodeAt(root, offset, length)?.value : undefined;
  if (!node || expected?.kind !== 'enum' || levels === 0) return problem;
  const isTagless = (variant: Variant): boolean => expected.tagging.kind === 'untagged' || variant.untagged;
  const faults = expected.variants
    .filter(isTagless)
    .map(({ shape }) => check(node, { root: shape, definitions }))
    // Of another kind of value altogether.
    .filter(
      (all) =>
        all.length > 0 && !all.some(({ path, fault: { code } }) => path.length === 0 && code === 'type'),
    )
    .sort((one, other) => one.length - other.length || deepest(other) - deepest(one));
  const [nearest] = faults[0] ?? [];
  return nearest ? closestFault(nearest, root, { root: expected, definitions }, levels - 1) : problem;
}

const deepest = (problems: readonly Problem[]): number =>
  problems.reduce((most, { path }) => Math.max(most, path.length), 0);
