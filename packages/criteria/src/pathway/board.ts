import { type Code, type Disease, type Fact, type FactId, fromIso, type Span, spanOf, toIso } from '@linea/facts';
import { cutoffOf } from '../lines/cutoff-of.ts';
import { clockOf, deathOf } from '../lymphoma/clock.ts';
import { hasDisease } from '../myeloma/baseline.ts';
import { codeOf, dateSpan, type Patient, valued } from '../patient/patient.ts';
import { type StageTemplate, stagesOf, type Window } from './templates.ts';

/**
 * How a stage or visit stands on a day.
 *
 *  done        its end is recorded
 *  due         it is open, and its window (if it has one) has not closed
 *  overdue     it is open and its window has closed
 *  notYet      what opens it has not come, or its window has not begun
 *  blocked     the record says that it cannot go on (product failed, consent refused, infection active)
 *  ended       the patient died before it
 */
export type StageStatus = 'done' | 'due' | 'overdue' | 'notYet' | 'blocked' | 'ended';

export interface BoardVisit {
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly status: StageStatus;
  readonly facts: readonly FactId[];
}

export interface BoardStage {
  readonly id: StageTemplate['id'];
  readonly status: StageStatus;
  /** First and last day of the expected window; null while what it is counted from has no date. */
  readonly window: { readonly from: string; readonly to: string } | null;
  /** The fact that ended it. */
  readonly doneBy: readonly FactId[];
  /** Items that the stage has to have recorded and of which no fact says anything. */
  readonly needs: readonly Code[];
  /** Why it is blocked. */
  readonly blockedBy: readonly FactId[];
  readonly visits: readonly BoardVisit[];
}

/** The way of a patient through a CAR-T treatment, as of a day. */
export interface Board {
  readonly disease: Disease;
  readonly asOf: string;
  readonly stages: readonly BoardStage[];
}

const DISEASES: readonly Disease[] = ['LBCL', 'ALL', 'MM', 'SLE'];

interface Situation {
  readonly of: Patient;
  readonly today: number;
  readonly anchors: Readonly<Record<Window['anchor'], Span | null>>;
  readonly died: number;
}

function situationOf(of: Patient, today: number): Situation {
  const clock = clockOf(of);
  const span = (fact: Fact | undefined): Span | null => (fact ? dateSpan(of, fact) : null);
  const death = deathOf(of);
  return {
    of,
    today,
    anchors: {
      infusion: span(clock?.infusion),
      leukapheresis: span(clock?.leukapheresis),
      lymphodepletion: span(of.byCode('ld.start').at(-1)),
    },
    died: death ? dateSpan(of, death).end : Infinity,
  };
}

const isoOf = (days: Span): { readonly from: string; readonly to: string } => ({
  from: toIso(days.start),
  to: toIso(days.end),
});

/** The days of a window: from the earliest day it may begin to the last day it may end. */
function windowOf({ anchors }: Situation, { window }: StageTemplate): Span | null {
  const anchor = window && anchors[window.anchor];
  if (!window || !anchor || !Number.isFinite(anchor.start) || !Number.isFinite(anchor.end)) return null;
  return spanOf(anchor.start + window.fromDays, anchor.end + window.toDays);
}

/** What ended each stage. */
function endOf({ of, anchors, today }: Situation, { id, window }: StageTemplate): readonly Fact[] {
  const words = (code: Code, ...answers: readonly string[]) =>
    valued(of, code).filter((fact) => answers.includes(codeOf(fact) ?? ''));
  switch (id) {
    case 'screening':
      return valued(of, 'elig.carT').slice(-1);
    case 'leukapheresis':
      return words('leuk.result', 'accepted').slice(-1);
    case 'manufacturing':
      return words('mfg.result', 'released', 'outOfSpec').slice(-1);
    case 'bridging':
      return [...valued(of, 'bridge.end'), ...words('bridge.kind', 'none')].slice(-1);
    case 'lymphodepletion':
      return valued(of, 'ld.end').slice(-1);
    case 'infusion':
      return valued(of, 'inf.discharge').slice(-1);
    default: {
      const past = anchors.infusion !== null && window !== null && today > anchors.infusion.end + window.toDays;
      return past ? valued(of, 'inf.date').slice(-1) : [];
    }
  }
}

/** What lets a stage begin; the stages before it need not be complete in every item. */
const OPENED_BY: Readonly<Record<StageTemplate['id'], readonly Code[]>> = {
  screening: [],
  leukapheresis: ['elig.carT', 'leuk.date'],
  manufacturing: ['leuk.result', 'leuk.date', 'mfg.product'],
  bridging: ['leuk.date', 'bridge.kind'],
  lymphodepletion: ['mfg.result', 'ld.start'],
  infusion: ['inf.date'],
  followUpFrequent: ['inf.date'],
  followUpSpaced: ['inf.date'],
};

/** What the record says against going on. */
function against({ of }: Situation, { id }: StageTemplate): readonly Fact[] {
  const words = (code: Code, ...answers: readonly string[]) =>
    valued(of, code)
      .slice(-1)
      .filter((fact) => answers.includes(codeOf(fact) ?? ''));
  switch (id) {
    case 'leukapheresis':
      return [...words('elig.carT', 'notEligible', 'deferred'), ...words('consent.status', 'refused', 'withdrawn')];
    case 'manufacturing':
      return words('leuk.result', 'insufficient', 'proceduralFailure', 'rejected');
    case 'lymphodepletion':
      return [
        ...words('mfg.result', 'failed', 'cancelled'),
        ...valued(of, 'infx.outcome').filter((fact) => codeOf(fact) === 'ongoing'),
      ];
    case 'infusion':
      return valued(of, 'inf.notInfusedReason').slice(-1);
    default:
      return [];
  }
}

/** The items of a stage of which nothing is recorded, not even why. */
const needsOf = ({ of }: Situation, { required }: StageTemplate): readonly Code[] =>
  required.filter((code) => of.byCode(code).length === 0);

const SEEN: readonly Code[] = [
  'resp.date',
  'resp.lugano',
  'resp.all',
  'resp.imwg',
  'sledai.date',
  'sledai.items',
  'fu.date',
  'fu.survival',
];

/** A visit is done by an assessment or contact in its window. */
function visitsOf(situation: Situation, { visits }: StageTemplate): readonly BoardVisit[] {
  const { of, anchors, today, died } = situation;
  const zero = anchors.infusion;
  if (!zero || !Number.isFinite(zero.start)) return [];
  const seen = SEEN.flatMap((code) => of.byCode(code)).map((fact) => ({ fact, days: dateSpan(of, fact) }));
  return visits.map(({ label, window: [first, last] }) => {
    const days = spanOf(zero.start + first, zero.end + last);
    const facts = seen
      .filter(({ days: { start, end } }) => start >= days.start && end <= days.end)
      .map(({ fact }) => fact.id);
    const status: StageStatus =
      facts.length > 0
        ? 'done'
        : died < days.start
          ? 'ended'
          : today > days.end
            ? died <= days.end
              ? 'ended'
              : 'overdue'
            : today >= days.start
              ? 'due'
              : 'notYet';
    return { label, ...isoOf(days), status, facts: [...new Set(facts)].slice(0, 5) };
  });
}

function statusOf(
  situation: Situation,
  template: StageTemplate,
  days: Span | null,
  ended: readonly Fact[],
  blocking: readonly Fact[],
  visits: readonly BoardVisit[],
): StageStatus {
  const { of, today, died } = situation;
  const opened =
    OPENED_BY[template.id].length === 0 || OPENED_BY[template.id].some((code) => of.byCode(code).length > 0);
  if (ended.length > 0) return 'done';
  if (blocking.length > 0) return 'blocked';
  if (died <= today) return 'ended';
  if (!opened || (days && today < days.start && template.id.startsWith('followUp'))) return 'notYet';
  if (visits.some(({ status }) => status === 'overdue')) return 'overdue';
  if (days && today > days.end) return template.optional ? 'notYet' : 'overdue';
  return 'due';
}

function stageAt(situation: Situation, template: StageTemplate): BoardStage {
  const days = windowOf(situation, template);
  const [ended, blocking] = [endOf(situation, template), against(situation, template)];
  const visits = visitsOf(situation, template);
  const status = statusOf(situation, template, days, ended, blocking, visits);
  return {
    id: template.id,
    status,
    window: days && isoOf(days),
    doneBy: status === 'done' ? ended.map(({ id }) => id) : [],
    needs: status === 'notYet' || status === 'ended' ? [] : needsOf(situation, template),
    blockedBy: status === 'blocked' ? blocking.map(({ id }) => id) : [],
    visits,
  };
}

/**
 * The board of a patient: the stages of the CAR-T pathway with their expected windows, how each stands on a day, and what
 * each still needs. It compares records with expected windows; it decides nothing.
 *
 * @param day  the day asked about; the day of the question, else the last day of the story
 * @returns null for a patient of no known disease
 */
export function boardOf(of: Patient, day?: string): Board | null {
  const disease = DISEASES.find((name) => hasDisease(of, name));
  if (!disease) return null;
  const today = day === undefined ? cutoffOf(of) : fromIso(day);
  if (!Number.isFinite(today)) return null;
  const situation = situationOf(of, today);
  return { disease, asOf: toIso(today), stages: stagesOf(disease).map((template) => stageAt(situation, template)) };
}
