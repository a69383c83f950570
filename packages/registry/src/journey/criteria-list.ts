import { criteria } from '@linea/criteria';
import type { Say } from '../words/index.ts';

/** The public JSON of every criterion: `linea derive --list`, `GET /api/criteria`. */
export const criteriaJson = (say: Say) =>
  criteria.map(({ id, version, source, verification }) => ({
    id,
    version,
    source,
    title: say(`criterion.${id}`),
    verified: verification === 'verified',
    verification,
  }));
