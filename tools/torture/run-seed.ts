import { analysisTable, readMatrix, readStudy, synthesise } from '../../packages/cohort/src/index.ts';
import { readLineaJson } from '../../packages/facts/src/index.ts';
import { EFFORTS, type PlanResults, runPlan } from '../../packages/prediction/src/index.ts';
import { TRUTHS, type TruthName } from './truths.ts';

/** One synthetic study: a seed, what is planted in it, and whether it is dirty. */
export interface Asked {
  readonly seed: number;
  readonly truth: TruthName;
  readonly complete: boolean;
}

/** What is kept of it: a line of the file. */
export interface Line extends Asked {
  readonly results: Pick<
    PlanResults,
    'effects' | 'differences' | 'interactions' | 'blocks' | 'leaks' | 'transport' | 'associations'
  >;
}

/** Nothing to fill in, no centre left out: the rest of the plan is tested elsewhere. Blocks are asked where something is planted. */
const COMPLETE = { ...EFFORTS.quick, imputations: 1, iterations: 1 };

/** The whole way: facts as JSON text, read, seen at the decision, the plan run on progression-free survival. */
export function runSeed({ seed, truth, complete }: Asked): Line {
  const files: Record<string, string> = {};
  for (const { name, pieces } of synthesise({ seed, complete, truth: TRUTHS[truth] }))
    files[name] = [...pieces].join('');
  const study = readStudy(files['study.yaml'] as string, 'study.yaml');
  const matrix = readMatrix(files['expression.csv'] as string, 'expression.csv');
  const reading = readLineaJson(files['facts.json'] as string, { recorded: '2026-11-01T00:00:00Z', by: 'torture' });
  if (!study.ok || !matrix.ok || !reading.ok) throw new Error(`torture: the study of seed ${seed} is not read`);
  const asked = { ...study.value.study, endpoints: study.value.study.endpoints.filter(({ id }) => id === 'pfs') };
  const table = analysisTable(asked, reading.facts, new Map([['expression', matrix.value]]));
  const effort = complete ? COMPLETE : EFFORTS.quick;
  const { effects, differences, interactions, blocks, leaks, transport, associations } = runPlan(
    table,
    truth === 'planted' ? effort : { ...effort, repeats: 0 },
  );
  return {
    seed,
    truth,
    complete,
    results: { effects, differences, interactions, blocks, leaks, transport, associations },
  };
}
