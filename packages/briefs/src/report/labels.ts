import { type AnalysisTable, featureLabel } from '@linea/cohort';

/** What columns, terms and blocks are called before people. */
export interface Labels {
  readonly column: (name: string) => string;
  readonly term: (key: string) => string;
  readonly block: (name: string) => string;
  /** A column, or the block of genes whose mean it is. */
  readonly measured: (name: string) => string;
}

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export function labelsOf({ study, features }: AnalysisTable, language: 'it' | 'en', say: Say): Labels {
  const column = (name: string): string => {
    const spec = features.find((feature) => feature.spec.name === name)?.spec;
    return spec ? featureLabel(spec, language) : name;
  };
  return {
    column,
    term: (key) => {
      const of = study.model.terms[key];
      if (of) return `${column(of.column)}${unitOf(of, language, say)}`;
      return key === 'laterLine' ? say('report.laterLine') : key;
    },
    block: (name) => (BLOCKS.has(name) ? say(`report.block.${name}`) : name),
    measured: (name) =>
      BLOCKS.has(name) && !features.some(({ spec }) => spec.name === name) ? say(`report.block.${name}`) : column(name),
  };
}

const BLOCKS: ReadonlySet<string> = new Set(['clinical', 'ctdna', 'flow', 'exprSignal', 'exprNoise', 'exprBatch']);

type Term = AnalysisTable['study']['model']['terms'][string];

/** Of what step a ratio speaks: a doubling, ten years. */
function unitOf({ transform, scale }: Term, language: 'it' | 'en', say: Say): string {
  const n = (value: number): string => new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }).format(value);
  if (transform === 'identity') return scale === 1 ? '' : `, ${say('report.per', { n: n(scale) })}`;
  const factor = { log2: 2, log10: 10, log: Math.E }[transform] ** scale;
  return `, ${say('report.perFactor', { n: n(factor) })}`;
}
