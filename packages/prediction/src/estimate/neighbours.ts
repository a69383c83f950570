import { comparablePatients, type TrainingTable } from '@linea/explain';
import { trainingOf } from '../terms/training.ts';
import { oneRow } from './curve.ts';
import { modelRow } from './inputs.ts';
import type { Question } from './study-model.ts';

/** Training patients most like this one: whose terms count in the model as this one's do. */
export interface Comparable {
  readonly n: number;
  /** Of them, those with the event by the headline day. */
  readonly events: number;
  /** Share of them without the event by then, with its 95 % interval (Kaplan-Meier). */
  readonly without: readonly [value: number, lower: number, upper: number];
  /** Of this patient from all training patients, over what 99 of 100 of them keep: above 1 is unlike them. */
  readonly distance: number;
}

const COMPARED = 30;
/** Of fewer nothing is said: one of them might be told. */
const LEAST = 10;

const tables = new WeakMap<Question, TrainingTable>();

/** The training patients as the model sees them: terms, then products. */
function trainedOn(question: Question): TrainingTable {
  const known = tables.get(question);
  if (known) return known;
  const { patients, model } = question;
  const rows = patients.map(({ x }) => modelRow(question, x.map((value) => value ?? Number.NaN))); // biome-ignore format: one thought
  const columns = model.features.map((_, j) => Float64Array.from(rows, (row) => row[j] as number));
  const time = Float64Array.from(patients, ({ days }) => days);
  const event = Uint8Array.from(patients, (of) => of.event);
  const made = trainingOf({ keys: model.features, time, event }, columns);
  tables.set(question, made);
  return made;
}

/** How patients like one fared; null with fewer than ten, or where fewer than five of them were followed to the headline day. */
export function comparableOf(question: Question, row: readonly number[], distance: number): Comparable | null {
  const { model, patients, headline } = question;
  if (patients.length < LEAST) return null;
  const options = { count: Math.min(COMPARED, patients.length), times: [headline] };
  const [found] = comparablePatients(model, trainedOn(question), oneRow(row), options);
  const at = found?.survival[0];
  if (!found || !at || at.observed === null) return null;
  return { n: found.n, events: at.events, without: [at.observed, at.lower ?? 0, at.upper ?? 1], distance };
}
