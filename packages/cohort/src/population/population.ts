import { type Fact, type View, view } from '@linea/facts';
import { EVERYBODY, type Study } from '../study/study.ts';
import { onOneClock } from './relative-days.ts';
import { atCut, seenOf } from './seen.ts';

/** One patient of a study, as of its cut. */
export interface StudyPatient {
  readonly patient: string;
  readonly centre: string;
  readonly setting: string;
  readonly disease: string;
  readonly facts: readonly Fact[];
  /** Days are counted from one fact whose own day is unknown: none of them is printed. */
  readonly relative: boolean;
  readonly reached: Readonly<Record<'candidates' | 'apheresed' | 'infused', boolean>>;
  /** Why there was no infusion, as far as somebody said. */
  readonly notInfused: string | null;
}

/** A patient with everything known by the cut, made when it is asked for: for the outcome, never for a feature. */
export interface PatientAtCut {
  readonly of: StudyPatient;
  readonly known: () => View;
}

/** What tells how far a patient came: of those who did not come into the population no more is looked at. */
const FUNNEL: ReadonlySet<string> = new Set([
  'reg.setting',
  'reg.indication',
  'leuk.date',
  'inf.date',
  'inf.notInfusedReason',
]);

/** How many patients of a setting came how far (intention to treat), and why the others did not. */
export interface Funnel {
  readonly setting: string;
  readonly candidates: number;
  readonly apheresed: number;
  readonly infused: number;
  readonly lost: Readonly<Record<string, number>>;
}

/** Ids of synthetic patients start with `SYN`, and so do their centres (calibration of the synthetic cohort). */
export const isSynthetic = (patient: string, centre: string): boolean =>
  patient.startsWith('SYN') || centre.startsWith('SYN');

const codeOf = (of: View, code: string): string | undefined => {
  const value = of.byCode(code).at(-1)?.value;
  return value?.kind === 'code' ? value.code : undefined;
};

/**
 * The patients of the settings of a study, by id, one at a time: what was worked out of one is let go before the next. Facts of a
 * patient may come in any order and from several files.
 */
export function* patientsAtCut(facts: Iterable<Fact>, study: Study): Generator<PatientAtCut> {
  const wanted = new Set([...study.settings.second, ...study.settings.later, ...study.settings.others]);
  const byPatient = new Map<string, Fact[]>();
  let [last, own]: [string | undefined, Fact[]] = [undefined, []];
  for (const fact of facts) {
    // Nearly always the facts of a patient follow one another.
    if (fact.patient !== last) {
      last = fact.patient;
      own = byPatient.get(last) ?? [];
      byPatient.set(last, own);
    }
    own.push(fact);
  }
  for (const patient of [...byPatient.keys()].sort()) {
    const given = byPatient.get(patient) as Fact[];
    const placed = onOneClock(given);
    const own = placed ?? given;
    const known = seenOf(own, FUNNEL, atCut(study.cut));
    const setting = study.settings.everybody ? EVERYBODY : codeOf(known, 'reg.setting');
    if (setting === undefined || !(wanted.has(setting) || setting === EVERYBODY)) continue;
    // A day that nobody knows has been one all the same: only its date is open.
    const has = (code: string): boolean =>
      known.byCode(code).some(({ value, absent }) => value !== undefined || absent === 'unknown');
    const of: StudyPatient = {
      patient,
      centre: own[0]?.centre ?? '',
      setting,
      disease: codeOf(known, 'reg.indication') ?? '',
      facts: own,
      relative: placed !== null,
      reached: { candidates: true, apheresed: has('leuk.date'), infused: has('inf.date') },
      notInfused: codeOf(known, 'inf.notInfusedReason') ?? null,
    };
    yield { of, known: () => view(own, atCut(study.cut)) };
  }
}

/** The funnel of each setting, in the order of the study. */
export function funnels(patients: readonly StudyPatient[]): readonly Funnel[] {
  const settings = [...new Set(patients.map(({ setting }) => setting))].sort();
  return settings.map((setting) => {
    const own = patients.filter((patient) => patient.setting === setting);
    const lost: Record<string, number> = {};
    for (const { reached, notInfused } of own) {
      if (reached.infused) continue;
      const why = notInfused ?? 'unknown';
      lost[why] = (lost[why] ?? 0) + 1;
    }
    const count = (stage: 'candidates' | 'apheresed' | 'infused'): number =>
      own.filter(({ reached }) => reached[stage]).length;
    return { setting, candidates: count('candidates'), apheresed: count('apheresed'), infused: count('infused'), lost };
  });
}
