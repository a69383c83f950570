import { type Frame, frameOf, rowsOf } from '@linea/survival';
import { describe, expect, it } from 'vitest';
import type { RefusedInput } from '../errors/refused-input.ts';
import { json, table } from '../testing/fixtures.testing.ts';
import { explainXgboost } from './explain.ts';
import { isXgboost, readXgboost } from './read-model.ts';

const MODELS = [
  'gpl/models/treeshap/gbsg_cox_missing',
  'gpl/models/treeshap/myeloma_cox',
  'gpl/models/treeshap/pbc_squared',
  'gpl/models/treeshap/whas_logistic',
  'models/treeshap/metabric_stumps',
  'models/treeshap/metabric_weighted_dart',
];

interface Reference {
  readonly margin: number[];
  readonly contributions: number[][];
  readonly interactions: number[][];
  readonly leaf_index: number[][];
  readonly interventional_exact?: { readonly values: number[][] };
}

/** XGBoost adds in single precision: 1e-5, as its own contributions miss its own margins by up to 2e-6. */
const TOLERANCE = 1e-5;

const furthest = (got: readonly (readonly number[])[], want: readonly (readonly number[])[]): number => {
  expect(want.map((row) => row.length)).toEqual(got.slice(0, want.length).map((row) => row.length));
  return Math.max(...want.flatMap((row, i) => row.map((value, j) => Math.abs(value - got[i]![j]!))));
};

const head = (frame: Frame, n: number): Frame =>
  rowsOf(
    frame,
    Int32Array.from({ length: n }, (_, i) => i),
  );

describe.each(MODELS)('%s', (path) => {
  const model = readXgboost(json(`${path}/model.json`));
  const rows = table(`${path}/rows.csv`);
  const reference = json<Reference>(`${path}/reference.json`);
  const made = explainXgboost(model, rows, { interactions: true, leaves: true });

  it('margins and contributions', () => {
    expect(furthest([made.margin], [reference.margin])).toBeLessThan(TOLERANCE);
    expect(furthest(made.contributions, reference.contributions)).toBeLessThan(TOLERANCE);
  });
  it('interactions', () => expect(furthest(made.interactions!, reference.interactions)).toBeLessThan(TOLERANCE));
  it('leaves', () => expect(made.leaf_index!.slice(0, reference.leaf_index.length)).toEqual(reference.leaf_index));
  it('missing values are there where the name says so', () => {
    const gaps = [...rows.columns.values()].some(
      (column) => column.kind === 'number' && column.values.some(Number.isNaN),
    );
    expect(gaps).toBe(path.includes('missing'));
  });
});

describe.each(MODELS.filter((path) => json<Reference>(`${path}/reference.json`).interventional_exact))(
  'against 20 background rows: %s',
  (path) => {
    const model = readXgboost(json(`${path}/model.json`));
    const background = head(table(`${path}/background.csv`), 20);
    const { interventional } = explainXgboost(model, table(`${path}/rows.csv`), { background });
    it('equals the enumeration of all subsets', () => {
      const { values } = json<Reference>(`${path}/reference.json`).interventional_exact!;
      expect(furthest(interventional!, values)).toBeLessThan(TOLERANCE);
    });
  },
);

describe('a file that is not what it should be is refused by name', () => {
  const good = json<Record<string, Record<string, unknown>>>('models/treeshap/metabric_stumps/model.json');
  const changed = (change: (learner: Record<string, unknown>) => void): unknown => {
    const copy = structuredClone(good);
    change(copy.learner!);
    return copy;
  };
  const issue = (model: unknown): string => {
    try {
      readXgboost(model);
    } catch (error) {
      return (error as RefusedInput).issues[0]!.code;
    }
    return 'none';
  };

  it.each([
    ['as it is', good, 'none'],
    [
      'another objective',
      changed((learner) => Object.assign(learner, { objective: { name: 'multi:softprob' } })),
      'model.objective',
    ],
    [
      'a linear booster',
      changed((learner) => Object.assign(learner.gradient_booster as object, { name: 'gblinear' })),
      'model.booster',
    ],
    [
      'several outputs',
      changed((learner) => Object.assign(learner.learner_model_param as object, { num_target: '3' })),
      'model.outputs',
    ],
    [
      'no trees',
      changed((learner) => Object.assign(learner.gradient_booster as object, { model: {} })),
      'model.incomplete',
    ],
    ['something else', { learner: 1 }, 'model.incomplete'],
  ])('%s', (_, model, code) => expect(issue(model)).toBe(code));

  it.each([
    // xgboost 1.7.4 trained with base_score 0.4 and no tree: predict(output_margin=True)
    ['binary:logistic', Math.log(0.4 / 0.6)],
    ['binary:logitraw', 0.4],
    ['survival:cox', Math.log(0.4)],
    ['reg:squarederror', 0.4],
  ])('the base score of %s is on its own scale', (name, base) => {
    const model = changed((learner) => {
      Object.assign(learner, { objective: { name } });
      Object.assign(learner.learner_model_param as object, { base_score: '4E-1' });
    });
    expect(readXgboost(model).ensemble.base).toBeCloseTo(base, 6);
  });

  it('a table without a column of the model', () => {
    const rows = frameOf({ age: [1], EGFR: ['high'] });
    expect(() => explainXgboost(readXgboost(good), rows)).toThrow(
      /column.unknown at column MKI67.*column.words at column EGFR/,
    );
  });
  it('is recognised', () =>
    expect([good, { learner: {} }, null, 3].map(isXgboost)).toEqual([true, false, false, false]));
});
