import { boardCodes, boardOf, codeOf, dateSpan, happenings, type Patient, valued } from '@linea/criteria';
import { type Code, type Fact, factJson, fromIso, partialDate, toIso } from '@linea/facts';
import type { FormsInForce } from '../forms/centre-forms.ts';
import type { FactJson } from '../patient/patient-json.ts';
import { boardDues } from './board-dues.ts';
import { DUE_KINDS, type Due, type DueStatus, NO_NEEDS } from './due.ts';
import { sampleDues } from './sample-dues.ts';
import { sheetDues } from './sheet-dues.ts';

/** Items that sheets, milestones, samples and consents look at. */
const SHEETS: readonly Code[] = [
  'sheet.kind', 'sheet.date', 'sheet.to', 'smp.timepoint', 'sub.kind', 'resp.lugano', 'resp.all', 'resp.imwg', 'consent.kind', 'consent.status', 'consent.date',
]; // biome-ignore format: a list

/** What a worklist has to read: facts of `codes`, and of `present` only whether there are any. @param forms  needs of milestones */
export function worklistCodes(forms: readonly FormsInForce[]): {
  readonly codes: readonly Code[];
  readonly present: readonly Code[];
} {
  const { placing, asked } = boardCodes();
  const codes = [...new Set([...placing, ...forms.flatMap(sheetCodes)])];
  return { codes, present: asked.filter((code) => !codes.includes(code)) };
}

const sheetsOf = new WeakMap<FormsInForce, readonly Code[]>();

/** What sheets and milestones are read from, once for all patients of a centre. */
function sheetCodes(forms: FormsInForce): readonly Code[] {
  const known = sheetsOf.get(forms);
  if (known) return known;
  const needed = forms.milestones.flatMap(({ needs }) => needs.filter((code) => code !== 'resp'));
  const codes = [...new Set(['inf.date', 'inf.product', ...SHEETS, ...needed])] as readonly Code[];
  sheetsOf.set(forms, codes);
  return codes;
}

/** Looked at one patient: whose list it is, as of which day, and how many days ahead. */
export interface WorklistOptions {
  /** YYYY-MM-DD */
  readonly asOf: string;
  readonly disease: string | null;
  readonly forms: FormsInForce;
  readonly ahead: number;
}

/**
 * What is due of a patient on a day: consents, milestones, sheets, assessments, samples; in codes, the most pressing first. Who
 * refused or withdrew the consent of the registry has nothing due: no new data are asked for.
 */
export function worklistOf(of: Patient, { asOf, disease, forms, ahead }: WorklistOptions): readonly Due[] {
  const today = fromIso(asOf);
  const consent = registryConsent(of);
  if (consent === 'refused' || consent === 'withdrawn') return [];
  const board = boardOf(of, asOf);
  const died = diedOn(of);
  const facts = sheetCodes(forms).flatMap((code) => of.byCode(code).map((fact) => shownFact(of, fact)));
  return [
    ...(consent === undefined ? [consentDue(of)] : []),
    ...sheetDues({ facts, disease, asOf }, forms, { today, ahead, died }),
    ...(board ? boardDues(board, { today, ahead }) : []),
    ...sampleDues(of, disease, { today, ahead, died }),
  ].sort(byUrgency);
}

const STATUSES: readonly DueStatus[] = ['overdue', 'due', 'soon'];

/** Sorts behind every day. */
const LAST = '9999';

/** Overdue first, then what closes first; what has no window last. */
export const byUrgency = (a: Due, b: Due): number =>
  STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
  (a.to ?? LAST).localeCompare(b.to ?? LAST) ||
  DUE_KINDS.indexOf(a.kind) - DUE_KINDS.indexOf(b.kind);

/** The last word on the registry's consent; undefined: none on record. */
function registryConsent(of: Patient): string | undefined {
  const words = valued(of, 'consent.status').filter(({ event }) => {
    const kind = of.byEvent(event).find(({ code }) => code === 'consent.kind');
    return (codeOf(kind) ?? 'registry') === 'registry';
  });
  return codeOf(words.at(-1));
}

/** Whoever was collected or infused without a consent on record is late since that day. */
function consentDue(of: Patient): Due {
  const treated = (['leuk.date', 'inf.date'] as const).flatMap((code) => happenings(of, code)[0] ?? [])[0];
  const day = treated && dateSpan(of, treated).start;
  const to = day !== undefined && Number.isFinite(day) ? toIso(day) : null;
  return {
    kind: 'consent',
    what: 'registry',
    number: null,
    status: treated ? 'overdue' : 'due',
    from: to,
    to,
    needs: NO_NEEDS,
  };
}

function diedOn(of: Patient): number {
  const told = valued(of, 'fu.survival').filter((fact) => codeOf(fact) === 'dead');
  return Math.min(Infinity, ...[...happenings(of, 'death.date'), ...told].map((fact) => dateSpan(of, fact).end));
}

/** A fact in the public JSON, its date as the anchors narrow it. */
function shownFact(of: Patient, fact: Fact): FactJson {
  const { start, end, precision } = partialDate(of.span(fact));
  return { ...factJson(fact), effective: { ...fact.effective, start, end, precision } } as unknown as FactJson;
}

/** What is due of a patient who was not read whole: what there is a fact of after all, is not lacking. */
export const lackingOnly = (dues: readonly Due[], present: ReadonlySet<string>): readonly Due[] =>
  dues.map((due) => ({ ...due, needs: due.needs.filter((code) => !present.has(code)) }));
