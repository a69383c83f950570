import { type Fact, type View, view } from '@linea/facts';
import { EVERYBODY, type Study } from '../study/study.ts';
import { onOneClock } from './relative-days.ts';

/** One patient of a study, as of its cut. */
export interface StudyPatient {
  readonly patient: string;
  readonly centre: string;
  readonly setting: string;
  readonly disease: string;
  readonly facts: readonly Fact[];
  /** Days are counted from one fact whose own day is unknown: none of them is printed. */
  readonly relative: boolean;
  /** Everything known by the cut: for the outcome, never for a feature. */
  readonly atCut: View;
  readonly reached: Readonly<Record<'candidates' | 'apheresed' | 'infused', boolean>>;
}

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

/** The patients of the settings of a study, by id. Facts of a patient may come in any order and from several files. */
export function studyPatients(facts: Iterable<Fact>, study: Study): readonly StudyPatient[] {
  const wanted = new Set([...study.settings.second, ...study.settings.later, ...study.settings.others]);
  const byPatient = new Map<string, Fact[]>();
  for (const fact of facts) {
    const own = byPatient.get(fact.patient);
    if (own) own.push(fact);
    else byPatient.set(fact.patient, [fact]);
  }
  return [...byPatient.keys()].sort().flatMap((patient) => {
    const given = byPatient.get(patient) as Fact[];
    const placed = onOneClock(given);
    const own = placed ?? given;
    const atCut = view(own, { known: `${study.cut}T23:59:59Z`, effective: study.cut });
    const setting = study.settings.everybody ? EVERYBODY : codeOf(atCut, 'reg.setting');
    if (setting === undefined || !(wanted.has(setting) || setting === EVERYBODY)) return [];
    // A day that nobody knows has been one all the same: only its date is open.
    const has = (code: string): boolean =>
      atCut.byCode(code).some(({ value, absent }) => value !== undefined || absent === 'unknown');
    return [
      {
        patient,
        centre: own[0]?.centre ?? '',
        setting,
        disease: codeOf(atCut, 'reg.indication') ?? '',
        facts: own,
        relative: placed !== null,
        atCut,
        reached: { candidates: true, apheresed: has('leuk.date'), infused: has('inf.date') },
      },
    ];
  });
}

/** The funnel of each setting, in the order of the study. */
export function funnels(patients: readonly StudyPatient[]): readonly Funnel[] {
  const settings = [...new Set(patients.map(({ setting }) => setting))].sort();
  return settings.map((setting) => {
    const own = patients.filter((patient) => patient.setting === setting);
    const lost: Record<string, number> = {};
    for (const { reached, atCut } of own) {
      if (reached.infused) continue;
      const why = codeOf(atCut, 'inf.notInfusedReason') ?? 'unknown';
      lost[why] = (lost[why] ?? 0) + 1;
    }
    const count = (stage: 'candidates' | 'apheresed' | 'infused'): number =>
      own.filter(({ reached }) => reached[stage]).length;
    return { setting, candidates: count('candidates'), apheresed: count('apheresed'), infused: count('infused'), lost };
  });
}
