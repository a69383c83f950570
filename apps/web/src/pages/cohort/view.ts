import type { CohortDocument } from '@linea/registry/contract';
import type { CohortWords } from '../../app/cohort-search.ts';
import type { PageWords } from '../../language/words.ts';

/** What every view of a cohort is given. */
export interface ViewProps {
  readonly search: CohortWords;
  /** The filters of the address. */
  readonly filters: Readonly<Record<string, string>>;
  readonly words: PageWords;
  readonly cohort: CohortDocument;
  readonly onChange: (next: Readonly<Record<string, string | undefined>>) => void;
}

export const ENDPOINTS = ['PFS', 'OS', 'NRM', 'RI', 'TTNT'] as const;

/** Dimensions that a figure may be divided by: those in which the cohort differs. */
export const dividing = ({ facets }: CohortDocument): CohortDocument['facets'] =>
  facets.filter(({ levels }) =>
    levels.some(({ n, level }) => n !== 0 && level !== 'unknown' && level !== 'notApplicable'),
  );

/** The same where a time from the infusion is told: nothing that is known only after it. */
export const dividingTimes = (cohort: CohortDocument): CohortDocument['facets'] =>
  dividing(cohort).filter(({ after }) => !after);
