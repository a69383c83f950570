import { readLineaJson } from '@linea/facts';
import { readStudy } from '../study/read-study.ts';
import { analysisTable } from './analysis-table.ts';
import { readMatrix } from './matrix.ts';

export type Told = Readonly<Record<string, unknown>>;

/** A patient infused on 2024-03-01 after lymphodepletion on 2024-02-25, and what else is told. */
export const patient = (name: string, centre: string, told: readonly Told[]) =>
  [
    { event: 'registration:1', code: 'reg.setting', effective: '2024-01-01', value: 'lbcl2l' },
    { event: 'registration:1', code: 'reg.indication', effective: '2024-01-01', value: 'LBCL' },
    { event: 'lymphodepletion:1', code: 'ld.start', effective: '2024-02-25', value: '2024-02-25' },
    { event: 'infusion:1', code: 'inf.date', effective: '2024-03-01', value: '2024-03-01' },
    ...told,
  ].map((fact, index) => ({ id: `${name}-${index}`, patient: name, centre, known: `${fact.effective}T12:00:00Z`, ...fact })); // biome-ignore format: a story

/** Second line, decided at lymphodepletion. */
const STUDY = `format: linea-study
version: 1
title: { en: t, it: t }
cut: 2026-12-31
settings: { second: [lbcl2l] }
decision: ld.start
features: [{ name: crp, code: lab.crp }]
endpoints: [{ id: pfs, kind: benefit }, { id: os, kind: benefit }]
`;
/** The table of these facts under a changed study. */
export function tableOf(facts: readonly object[], change: (text: string) => string = (text) => text, genes?: string) {
  const study = readStudy(change(STUDY), 's');
  if (!study.ok) throw new Error(JSON.stringify(study.issues));
  const reading = readLineaJson(JSON.stringify({ format: 'linea', version: 1, facts }), { recorded: '2026-12-01T00:00:00Z', by: 'test' }); // biome-ignore format: one thought
  if (!reading.ok) throw new Error(JSON.stringify(reading.issues));
  const matrix = readMatrix(genes ?? 'sample,A\n', 'genes.csv');
  if (!matrix.ok) throw new Error(JSON.stringify(matrix.issues));
  return analysisTable(study.value.study, reading.facts, new Map([['genes', matrix.value]]));
}
