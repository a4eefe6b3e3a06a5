/** Every type that is measured. */
import type { GeneratedType } from '../model';
import { combinedTypes } from './combined';
import { containerTypes } from './containers';
import { enumTypes } from './enums';
import { flattenTypes } from './flatten';
import { otherTypes } from './others';
import { scalarTypes } from './scalars';

export const catalogue = (): readonly GeneratedType[] => [
  ...scalarTypes(),
  ...containerTypes(),
  ...enumTypes(),
  ...flattenTypes(),
  ...otherTypes(),
  ...combinedTypes(250),
];
