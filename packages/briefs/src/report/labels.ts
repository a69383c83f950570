import { type AnalysisTable, featureLabel, isMatrix } from '@linea/cohort';
import { dictionary } from '@linea/facts';
import { printedUnit } from '@linea/facts/printed-unit';

/** What columns, terms and blocks are called before people. */
export interface Labels {
  readonly column: (name: string) => string;
  /** A term with the step that its ratio speaks of: `Age, for each 10 years`. */
  readonly term: (key: string) => string;
  /** A term alone. */
  readonly name: (key: string) => string;
  /** An answer of a coded column. */
  readonly level: (column: string, answer: string) => string;
  readonly block: (name: string) => string;
  /** A column, or the block of genes whose mean it is. */
  readonly measured: (name: string) => string;
}

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export function labelsOf({ study, features }: AnalysisTable, language: 'it' | 'en', say: Say): Labels {
  const specs = new Map(
    [...study.features.flatMap((one) => (isMatrix(one) ? [] : [one])), ...features.map(({ spec }) => spec)].map(
      (spec) => [spec.name, spec],
    ),
  );
  const column = (name: string): string => {
    const spec = specs.get(name);
    return spec ? featureLabel(spec, language) : name;
  };
  const name = (key: string): string => {
    const of = study.model.terms[key];
    return of ? column(of.column) : key === 'laterLine' ? say('report.laterLine') : key;
  };
  return {
    column,
    name,
    term: (key) => {
      const of = study.model.terms[key];
      const spec = of ? specs.get(of.column) : undefined;
      return of ? `${name(key)}${stepText(of, spec, language, say)}` : name(key);
    },
    level: (of, answer) => {
      const known = dictionary()
        .get(specs.get(of)?.code ?? '')
        ?.values?.find(({ code }) => code === answer);
      return known?.[language] ?? answer;
    },
    block: (name) => (BLOCKS.has(name) ? say(`report.block.${name}`) : name),
    measured: (name) =>
      BLOCKS.has(name) && !features.some(({ spec }) => spec.name === name) ? say(`report.block.${name}`) : column(name),
  };
}

const BLOCKS: ReadonlySet<string> = new Set(['clinical', 'ctdna', 'flow', 'exprSignal', 'exprNoise', 'exprBatch']);

type Term = AnalysisTable['study']['model']['terms'][string];

type Spec = AnalysisTable['features'][number]['spec'];

/** The step of a term's ratio with its unit: `, per 10 years`. */
export function stepText(
  term: Pick<Term, 'transform' | 'scale'>,
  spec: Spec | undefined,
  language: 'it' | 'en',
  say: Say,
): string {
  const unit = spec?.from === 'age' ? say('report.years') : printedUnit(spec?.per ? null : (spec?.unit ?? null));
  return stepOf(term, unit, spec?.is !== undefined, language, say);
}

/** Of what step a ratio speaks: a doubling, ten years, one gram per decilitre; of yes against no there is none. */
function stepOf(
  { transform, scale }: Pick<Term, 'transform' | 'scale'>,
  unit: string,
  isYesNo: boolean,
  language: 'it' | 'en',
  say: Say,
): string {
  const n = (value: number): string => new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }).format(value);
  if (transform === 'identity') {
    if (isYesNo || (scale === 1 && unit === '')) return '';
    return `, ${say('report.per', { n: `${n(scale)} ${unit}`.trim() })}`;
  }
  const factor = { log2: 2, log10: 10, log: Math.E }[transform] ** scale;
  return `, ${factor === 2 ? say('report.perDoubling') : say('report.perFactor', { n: n(factor) })}`;
}
