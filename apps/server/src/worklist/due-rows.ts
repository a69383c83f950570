import { setImmediate } from 'node:timers/promises';
import type { FormsInForce } from '@linea/briefs/forms';
import { type DuePatient, lackingOnly, worklistCodes, worklistOf } from '@linea/briefs/worklist';
import { patient } from '@linea/criteria';
import { asOfDay, type Fact, view } from '@linea/facts';
import type { Registry } from '@linea/registry';
import type { PatientSummary } from '@linea/registry/journey';

/** Patients read at once: one question for all of a registry of this size, which is scanned once; more take several. */
const BATCH = 2000;
/** Patients worked out before others get their turn. */
const SLICE = 50;
/** Days ahead that are worked out; a question may ask for fewer. */
export const AHEAD = 90;

export type Dues = DuePatient['dues'];

interface Question {
  readonly asOf: string;
  /** Of every centre. */
  readonly forms: ReadonlyMap<string, FormsInForce>;
  readonly isStopped: () => boolean;
}

/** A patient as of the end of a day. */
export const seenOn = (facts: readonly Fact[], asOf: string) => patient(view(facts, asOfDay(asOf)));

/**
 * What is due of some patients, without the questions of the consistency rules. Of the many facts only those that a list looks at
 * are read.
 *
 * @param put  told of every patient
 */
export async function workOutDues(
  registry: Pick<Registry, 'parts' | 'present'>,
  patients: readonly PatientSummary[],
  { asOf, forms, isStopped }: Question,
  put: (of: PatientSummary, dues: Dues) => Promise<void>,
): Promise<void> {
  const wanted = worklistCodes([...forms.values()]);
  for (let at = 0; at < patients.length && !isStopped(); at += BATCH) {
    const batch = patients.slice(at, at + BATCH);
    const parts = await registry.parts(
      batch.map(({ patient: id }) => id),
      wanted.codes,
    );
    const found: { readonly summary: PatientSummary; readonly dues: Dues }[] = [];
    for (const [index, summary] of batch.entries()) {
      const of = seenOn(parts.get(summary.patient) ?? [], asOf);
      const own = forms.get(summary.centre) as FormsInForce;
      found.push({ summary, dues: worklistOf(of, { asOf, disease: summary.disease, forms: own, ahead: AHEAD }) });
      if (index % SLICE === 0) await setImmediate();
    }
    // Only of those who lack something it matters what else there is: laboratory and daily records are many.
    const lacking = found.filter(({ dues }) => dues.some(({ needs }) => needs.length > 0));
    const present = await registry.present(
      lacking.map(({ summary }) => summary.patient),
      wanted.present,
    );
    for (const { summary, dues } of found)
      await put(summary, lackingOnly(dues, present.get(summary.patient) ?? NOTHING));
    await setImmediate();
  }
}

const NOTHING: ReadonlySet<string> = new Set();
