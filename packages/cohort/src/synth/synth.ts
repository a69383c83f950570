import { calibration, SETTINGS, type SettingId } from './calibration.ts';
import { expressionCsv } from './expression.ts';
import { leukaemiaPatients } from './leukaemia.ts';
import { lupusPatients } from './lupus.ts';
import { lymphomaPatients, type SynthPatient } from './lymphoma/lymphoma.ts';
import { myelomaPatients } from './myeloma.ts';
import { studyYaml } from './study-yaml.ts';
import { type Truth, truthJson } from './truth.ts';

export interface StudyOptions {
  /** Patients of all settings together; settings keep their proportions. Default: the calibration's own numbers. */
  readonly patients?: number;
  readonly seed: number;
  readonly complete: boolean;
  readonly truth: Truth;
  /** Called after every patient. */
  readonly progress?: (done: number, total: number) => void;
}

/** One file of the synthetic study, in pieces: facts of a thousand patients need not stand in memory as one text. */
export interface StudyFile {
  readonly name: 'facts.json' | 'expression.csv' | 'study.yaml' | 'truth.json';
  readonly pieces: Iterable<string>;
}

/** How many patients each setting has: as many in all as asked, shared as in the calibration (largest remainder), at least one each. */
export function settingSizes(patients?: number): Readonly<Record<SettingId, number>> {
  const stated = SETTINGS.map((setting) => calibration.settings[setting].n);
  const all = stated.reduce((sum, n) => sum + n, 0);
  const exact = stated.map((n) => ((patients ?? all) * n) / all);
  const sizes = exact.map((share) => Math.max(1, Math.floor(share)));
  const over = (k: number): number => (sizes[k] as number) - (exact[k] as number);
  for (let left = (patients ?? all) - sizes.reduce((sum, n) => sum + n, 0); left !== 0; left -= Math.sign(left)) {
    const may = [...sizes.keys()].filter((k) => left > 0 || (sizes[k] as number) > 1);
    const next = may.reduce((best, k) => ((over(k) - over(best)) * Math.sign(left) < 0 ? k : best));
    sizes[next] = (sizes[next] as number) + Math.sign(left);
  }
  return Object.fromEntries(SETTINGS.map((setting, k) => [setting, sizes[k]])) as Record<SettingId, number>;
}

/**
 * The synthetic study: facts as centres send them (dirty unless `complete`), the matrix of synthetic genes, a study definition
 * and, apart from them, the truth. Labelled synthetic throughout; the same seed gives the same bytes.
 *
 * @throws {RangeError} patients is not a whole number of at least 5
 */
export function* synthesise(options: StudyOptions): Generator<StudyFile> {
  const { patients, seed, truth } = options;
  if (patients !== undefined && (!Number.isInteger(patients) || patients < SETTINGS.length))
    throw new RangeError(`synthesise: ${patients} patients for ${SETTINGS.length} settings`);
  const samples: { id: string; values: Float64Array }[] = [];
  yield { name: 'facts.json', pieces: factsJson(options, samples) };
  yield { name: 'expression.csv', pieces: expressionCsv(samples) };
  yield { name: 'study.yaml', pieces: [studyYaml(seed)] };
  yield { name: 'truth.json', pieces: [`${JSON.stringify(truthJson(truth, seed), null, 2)}\n`] };
}

function* factsJson(options: StudyOptions, samples: { id: string; values: Float64Array }[]): Generator<string> {
  const sizes = settingSizes(options.patients);
  const total = Object.values(sizes).reduce((sum, n) => sum + n, 0);
  const { bannerEn, bannerIt } = calibration.meta;
  yield `{ "format": "linea", "version": 1, "synthetic": true, "banner": ${JSON.stringify({ en: bannerEn, it: bannerIt })}, "facts": [`;
  let done = 0;
  let first = true;
  for (const setting of SETTINGS) {
    for (const { facts, expression } of patientsOf(setting, sizes[setting], options)) {
      const lines = facts.map((fact) => JSON.stringify(fact));
      yield `${first ? '\n' : ',\n'}${lines.join(',\n')}`;
      first = false;
      if (expression) samples.push(expression);
      options.progress?.(++done, total);
    }
  }
  yield '\n] }\n';
}

function patientsOf(setting: SettingId, n: number, { seed, complete, truth }: StudyOptions): Generator<SynthPatient> {
  const options = { seed, n, complete, truth };
  switch (setting) {
    case 'lbcl2l':
    case 'lbcl3l':
      return lymphomaPatients(setting, options);
    case 'ballRr':
      return leukaemiaPatients(options);
    case 'mm2l':
      return myelomaPatients(options);
    case 'sle':
      return lupusPatients(options);
  }
}
