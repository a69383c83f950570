import {
  above,
  type Condition,
  choice,
  flag,
  type Inputs,
  is,
  isTrue,
  list,
  quantity,
  record,
} from '../engine/index.ts';
import { ask } from '../lines/ask.ts';

const newLesion = {
  type: choice(['node', 'extranodal'], { bone: 'extranodal', plasmacytoma: 'extranodal' }),
  maxCm: quantity('cm', { bare: true, plausible: [0, 50] }),
  unequivocal: flag(),
};

/** New lesions by CT `{ type, maxCm, unequivocal? }`. */
export const newLesionList = () => list(record(newLesion));
type NewLesions = readonly Inputs<typeof newLesion>[] & { readonly given: boolean };

/** Longest axis above which a new lesion is one, cm. */
const [NODE, EXTRANODAL] = [1.5, 1];

/** A node above 1.5 cm in any axis; an extranodal lesion above 1.0 cm, or smaller but unequivocal. Not given: unknown. */
export const progressedByNewLesion =
  (lesions: NewLesions): Condition =>
  (path) =>
    lesions.given
      ? lesions.some(({ type, maxCm, unequivocal }) =>
          is(type, 'node')(path)
            ? above(maxCm, NODE)(path)
            : above(maxCm, EXTRANODAL)(path) || isTrue(unequivocal)(path),
        )
      : ask(path, null, () => ({ key: 'new lesions', inputs: ['newLesions'] }));
