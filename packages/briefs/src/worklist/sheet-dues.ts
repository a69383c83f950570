import type { FormsInForce } from '../forms/centre-forms.ts';
import { type MilestoneClock, milestoneClock } from '../forms/milestones.ts';
import { dayZeroOf, inYear } from '../forms/window.ts';
import type { PatientJson } from '../patient/patient-json.ts';
import { dayOfIso } from '../patient/spans.ts';
import { type Due, NO_NEEDS, standing } from './due.ts';

/** A sheet is handed over within so many days of the last day it speaks of (convention of this project). */
const SHEET_DAYS = 30;

const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

interface Looking {
  readonly today: number;
  readonly ahead: number;
  /** The last day of life as far as known; infinite while no death is on record. */
  readonly died: number;
}

/** Sheets whose days are over and that were not handed over, and milestones of the product. */
export function sheetDues(
  patient: Pick<PatientJson, 'facts' | 'disease' | 'asOf'>,
  forms: FormsInForce,
  looking: Looking,
): readonly Due[] {
  const zero = dayZeroOf(patient);
  if (!zero || !Number.isFinite(zero.span.last)) return [];
  const handed = handOvers(patient);
  const sheets = forms.layouts.flatMap(({ id, window }): readonly Due[] => {
    if (id === 'aifa' || window.to === null) return [];
    // Of a yearly sheet the last year that is over.
    const { yearly } = window;
    const passed = looking.today - zero.span.last - window.to;
    const year = yearly === undefined ? 1 : Math.max(1, 1 + Math.floor(passed / yearly));
    const first = zero.span.last + (inYear(window, year).to as number);
    if (first > looking.died + (yearly ?? SHEET_DAYS)) return [];
    const done = handed.some(({ kind, on }) => kind === id && (yearly === undefined || on >= first));
    const status = done ? null : standing({ first, last: first + SHEET_DAYS }, looking.today, looking);
    if (status === null) return [];
    const number = yearly === undefined ? null : year;
    return [{ kind: 'form', what: id, number, status, from: iso(first), to: iso(first + SHEET_DAYS), needs: NO_NEEDS }];
  });
  const clock = milestoneClock(patient, forms.milestones);
  return [...sheets, ...(clock ? milestoneDues(clock, handed, looking) : [])];
}

/** A milestone is done when its sheet was handed over since it opened; else it lacks facts, or is to be handed over. */
function milestoneDues(
  { milestones }: MilestoneClock,
  handed: readonly HandedOver[],
  { today, ahead, died }: Looking,
): readonly Due[] {
  return milestones.flatMap(({ month, opens, closes, status, needs }): readonly Due[] => {
    const [first, last] = [dayOfIso(opens), dayOfIso(closes)];
    if (first > died || handed.some(({ kind, on }) => kind === 'aifa' && on >= first)) return [];
    const stands = standing({ first, last }, today, { ahead });
    if (stands === null) return [];
    const lacks = needs.filter(({ met }) => !met).map(({ code }) => code);
    return status === 'complete'
      ? [{ kind: 'form', what: 'aifa', number: month, status: stands, from: opens, to: closes, needs: NO_NEEDS }]
      : [{ kind: 'milestone', what: 'aifa', number: month, status: stands, from: opens, to: closes, needs: lacks }];
  });
}

interface HandedOver {
  readonly kind: string;
  readonly on: number;
}

/** Which sheets were handed over, and when. */
function handOvers({ facts }: Pick<PatientJson, 'facts'>): readonly HandedOver[] {
  return facts.flatMap(({ code, event, value, effective }) => {
    if (code !== 'sheet.kind' || typeof value !== 'string') return [];
    const dated = facts.find((one) => one.code === 'sheet.date' && one.event === event)?.value ?? effective.start;
    return typeof dated === 'string' ? [{ kind: value, on: dayOfIso(dated) }] : [];
  });
}
