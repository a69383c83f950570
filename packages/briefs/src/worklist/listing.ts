import { consistencyOf, type Patient } from '@linea/criteria';
import type { Words } from '../words/words.ts';
import { DUE_KINDS, type Due, type DueKind, type DueStatus, NO_NEEDS } from './due.ts';
import { dueTitle } from './words.ts';
import { byUrgency } from './worklist.ts';

/** How many questions the consistency rules have about a patient, by severity. */
export type Questions = Readonly<Record<'error' | 'warning' | 'info', number>>;

/** What the consistency rules ask about a patient, counted. */
export function questionsAbout(of: Patient): Questions {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of consistencyOf(of).queries) counts[severity]++;
  return counts;
}

/** A patient with what is due; `questions` undefined: not looked at yet. */
export interface DuePatient {
  readonly patient: string;
  readonly centre: string;
  readonly disease: string | null;
  readonly synthetic: boolean;
  readonly dues: readonly Due[];
  readonly questions: Questions | undefined;
}

/** Which part of a worklist is asked for. */
export interface Asked {
  readonly centre?: string | undefined;
  readonly kind?: DueKind | undefined;
  /** What opens within so many days is listed, too. */
  readonly days: number;
  readonly offset: number;
  readonly limit: number;
}

type Counts = Record<DueKind, Record<DueStatus, number>>;

const DAY = 86_400_000;

/** The part of a worklist that is asked for, the most pressing first, in the reader's words, with how many there are of each kind. */
export function worklistJson(all: readonly DuePatient[], asked: Asked, asOf: string, words: Words) {
  const centres = [...new Set(all.map(({ centre }) => centre))].sort();
  const chosen = all.filter(({ centre }) => asked.centre === undefined || centre === asked.centre);
  const until = new Date(Date.parse(asOf) + asked.days * DAY).toISOString().slice(0, 10);
  const entries = chosen.flatMap((of) =>
    [...of.dues, ...questionsDue(of.questions)]
      .filter(({ status, from }) => status !== 'soon' || (from !== null && from <= until))
      .map((due) => ({ of, due })),
  );
  const counts = Object.fromEntries(DUE_KINDS.map((kind) => [kind, { overdue: 0, due: 0, soon: 0 }])) as Counts;
  for (const { due } of entries) counts[due.kind][due.status]++;
  const wanted = entries.filter(({ due }) => asked.kind === undefined || due.kind === asked.kind);
  wanted.sort((a, b) => byUrgency(a.due, b.due) || (a.of.patient < b.of.patient ? -1 : 1));
  return {
    asOf,
    days: asked.days,
    centres,
    patients: chosen.length,
    questionsLooked: chosen.filter(({ questions }) => questions !== undefined).length,
    counts,
    total: wanted.length,
    items: wanted.slice(asked.offset, asked.offset + asked.limit).map(({ of, due }) => ({
      patient: of.patient,
      centre: of.centre,
      disease: of.disease,
      synthetic: of.synthetic,
      ...due,
      title: dueTitle(due, words),
      needs: due.needs.map((code) => ({ code, label: words.labels.item(code) })),
    })),
  };
}

const questionsDue = (of: Questions | undefined): readonly Due[] =>
  (['error', 'warning'] as const).flatMap((what) =>
    of && of[what] > 0
      ? [{ kind: 'query', what, number: of[what], status: 'due', from: null, to: null, needs: NO_NEEDS } as const]
      : [],
  );
