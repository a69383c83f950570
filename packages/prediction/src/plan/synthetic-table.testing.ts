import { type AnalysisTable, analysisTable, readMatrix, readStudy, synthesise, type Truth } from '@linea/cohort';
import { readLineaJson } from '@linea/facts';

/** The analysis table of a synthetic study without dirt. */
export function syntheticTable(patients: number, truth: Truth, seed = 1): AnalysisTable {
  const files: Record<string, string> = {};
  for (const { name, pieces } of synthesise({ seed, patients, complete: true, truth }))
    files[name] = [...pieces].join('');
  const study = readStudy(files['study.yaml'] as string, 'study.yaml');
  const matrix = readMatrix(files['expression.csv'] as string, 'expression.csv');
  const reading = readLineaJson(files['facts.json'] as string, { recorded: '2026-11-01T00:00:00Z', by: 'test' });
  if (!study.ok || !matrix.ok || !reading.ok) throw new Error('the synthetic study is not read');
  return analysisTable(study.value.study, reading.facts, new Map([['expression', matrix.value]]));
}
