import type { MyelomaClass } from '@linea/facts';

/** What a printed indication asks of the treatments so far. */
export type GateCondition =
  | 'at-least-1-prior-line'
  | 'at-least-2-prior-lines'
  | 'prior-lenalidomide'
  | 'prior-imid'
  | 'prior-pi'
  | 'prior-anti-cd38'
  | 'lenalidomide-refractory'
  | 'progression-on-last-therapy'
  | 'not-anti-cd38-refractory';

interface Gate {
  readonly label: readonly GateCondition[];
  /** The population of the pivotal trial, where it was narrower than the label in a way that can be read from the facts. */
  readonly trial?: { readonly name: string; readonly condition: GateCondition };
}

export const PRODUCTS = ['SVd', 'PVd', 'Kd', 'cilta-cel', 'ide-cel', 'BVd', 'BPd'] as const;
export type Product = (typeof PRODUCTS)[number];

/** EU indications of second-line options (myeloma.md 8), all from memory but that of SVd. */
export const GATES: Readonly<Record<Product, Gate>> = {
  SVd: { label: ['at-least-1-prior-line'] },
  PVd: { label: ['at-least-1-prior-line', 'prior-lenalidomide'] },
  Kd: { label: ['at-least-1-prior-line'] },
  'cilta-cel': { label: ['at-least-1-prior-line', 'prior-imid', 'prior-pi', 'progression-on-last-therapy', 'lenalidomide-refractory'] },
  'ide-cel': { label: ['at-least-2-prior-lines', 'prior-pi', 'prior-imid', 'prior-anti-cd38', 'progression-on-last-therapy'] },
  BVd: { label: ['at-least-1-prior-line'], trial: { name: 'DREAMM-7', condition: 'not-anti-cd38-refractory' } },
  BPd: { label: ['at-least-1-prior-line', 'prior-lenalidomide'] },
}; // biome-ignore format: a table

export const CLASS_OF: Partial<Readonly<Record<GateCondition, MyelomaClass>>> = {
  'prior-imid': 'IMID',
  'prior-pi': 'PI',
  'prior-anti-cd38': 'CD38',
};
