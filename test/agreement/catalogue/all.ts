/** Every type that is measured. */
import type { GeneratedType } from '../model';
import { containerTypes } from './containers';
import { enumTypes } from './enums';
import { flattenTypes } from './flatten';
import { scalarTypes } from './scalars';

export const catalogue = (): readonly GeneratedType[] => [
  ...scalarTypes(),
  ...containerTypes(),
  ...enumTypes(),
  ...flattenTypes(),
];
