import { type Code, type Disease, type Fact, type FactId, fromIso, type Span, toIso } from '@linea/facts';
import { cutoffOf } from '../lines/cutoff-of.ts';
import { hasDisease } from '../myeloma/baseline.ts';
import type { Patient } from '../patient/patient.ts';
import { isoOf, type Situation, situationOf, windowOf } from './situation.ts';
import { against, endedBy, isOpen, needsOf, placingCodes } from './stage-facts.ts';
import { type StageTemplate, stagesOf } from './templates.ts';
import { visitsOf } from './visits.ts';

/**
 * How a stage or visit stands on a day.
 *
 *  done        its end is recorded, or a later stage that presupposes it
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

/** Items that a board reads: those that place a stage, and those of which it only asks whether there are any. */
export const boardCodes = (): { readonly placing: readonly Code[]; readonly asked: readonly Code[] } => ({
  placing: placingCodes(),
  asked: [...new Set(DISEASES.flatMap((disease) => stagesOf(disease).flatMap(({ required }) => required)))],
});

function statusOf(
  situation: Situation,
  template: StageTemplate,
  days: Span | null,
  ended: readonly Fact[],
  blocking: readonly Fact[],
  visits: readonly BoardVisit[],
): StageStatus {
  const { today, died } = situation;
  const early = days !== null && today < days.start && template.id.startsWith('followUp');
  if (ended.length > 0) return 'done';
  if (blocking.length > 0) return 'blocked';
  if (died <= today) return 'ended';
  if (!isOpen(situation, template) || early) return 'notYet';
  if (visits.some(({ status }) => status === 'overdue')) return 'overdue';
  if (days && today > days.end) return template.optional ? 'notYet' : 'overdue';
  return 'due';
}

function stageAt(situation: Situation, template: StageTemplate): BoardStage {
  const days = windowOf(situation, template);
  const [ended, blocking] = [endedBy(situation, template), against(situation, template)];
  const visits = visitsOf(situation, template);
  const status = statusOf(situation, template, days, ended, blocking, visits);
  return {
    id: template.id,
    status,
    window: days && isoOf(days),
    doneBy: status === 'done' ? ended.map(({ id }) => id) : [],
    needs:
      template.id !== 'screening' && (status === 'notYet' || status === 'ended') ? [] : needsOf(situation, template),
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
