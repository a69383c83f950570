import { type Issue, readNumber } from '@linea/facts';
import type { Observation, ObservedDrug, ObservedValue } from '@linea/registry/observation';
import type { Draft, DraftDrug } from './draft.ts';
import { iceValues } from './ice.ts';
import type { BedsideItem, Items } from './items.ts';

/** Something about what is typed: the field it is about, and whether it has to be settled before it can be written down. */
export interface Finding {
  /** A code of the sheet, `at`, or `drugs.0.dose`. */
  readonly field: string;
  readonly issue: Issue;
  readonly blocks: boolean;
}

export interface Typed {
  readonly observation: Observation;
  readonly findings: readonly Finding[];
}

/** Of whom the observation is, and when it was written down. */
export type Whose = Pick<Observation, 'patient' | 'admission' | 'known'>;

/** Minutes by which the clocks of a ward may differ. */
const CLOCKS = 15;

/**
 * The observation that a draft says. What cannot be a value (38 typed as 3.8, or no number at all) is unknown and keeps in
 * a note what was typed; where a unit is missing it is asked for.
 *
 * @param now  the clock of the ward, `YYYY-MM-DDTHH:MM`
 */
export function observationOf(draft: Draft, whose: Whose, items: Items, now: string): Typed {
  const findings: Finding[] = [];
  const values: ObservedValue[] = [];
  for (const [code, text] of Object.entries(draft.typed)) {
    const item = items[code];
    if (text.trim() === '' || !item) continue;
    const { value, issue } = typedValue(item, text, draft.units[code] ?? item.unit);
    if (issue) findings.push({ field: code, issue, blocks: false });
    values.push(value);
  }
  for (const [code, answers] of Object.entries(draft.chosen)) {
    const item = items[code];
    if (answers.length > 0 && item) values.push(chosenValue(item, answers));
  }
  values.push(...iceValues(draft.ice));
  const drugs = draft.drugs.map((drug, index) => drugOf(drug, index, findings));
  findings.push(...timeFindings(draft.at, 'at', now));
  for (const [index, { at }] of draft.drugs.entries()) findings.push(...timeFindings(at, `drugs.${index}.at`, now));
  return {
    observation: { ...whose, key: draft.key, at: draft.at, values, drugs, corrections: [] },
    findings,
  };
}

/** `38,4` is what an Italian keyboard writes. */
const numberIn = (text: string): number | string => {
  const plain = text.trim().replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text.trim();
};

function typedValue(
  item: BedsideItem,
  text: string,
  unit: string | null,
): { readonly value: ObservedValue; readonly issue?: Issue } {
  const { code } = item;
  const number = numberIn(text);
  const read = readNumber(item, { value: number, unit }, code);
  if (read.ok) return { value: { code, value: number, unit } };
  const note = `${text.trim()}${unit === null || unit.startsWith('{') ? '' : ` ${unit}`}`.slice(0, 200);
  return { value: { code, absent: 'unknown', note }, issue: read.issues[0] as Issue };
}

function chosenValue({ code, type }: BedsideItem, answers: readonly string[]): ObservedValue {
  if (type === 'codeList') return { code, value: [...answers] };
  return { code, value: type === 'boolean' ? answers[0] === 'true' : answers[0] };
}

function drugOf({ drug, at, dose, unit, route, purpose }: DraftDrug, index: number, findings: Finding[]): ObservedDrug {
  const field = `drugs.${index}`;
  const refuse = (member: string, code: string, allowed?: string): void => {
    const issue = { code, at: `${field}.${member}`, ...(allowed ? { allowed } : {}) };
    findings.push({ field: `${field}.${member}`, issue, blocks: true });
  };
  const number = numberIn(dose);
  const isDose = dose.trim() !== '';
  if (isDose && (typeof number === 'string' || number < 0)) refuse('dose', 'number.malformed');
  else if (isDose && unit === '') refuse('unit', 'unit.missing');
  return {
    drug,
    at,
    ...(isDose && typeof number === 'number' && unit !== '' ? { dose: number, unit } : {}),
    ...(route === '' ? {} : { route }),
    ...(purpose === '' ? {} : { purpose }),
  };
}

function timeFindings(at: string, field: string, now: string): readonly Finding[] {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(at))
    return [{ field, issue: { code: 'observation.noTime', at: field }, blocks: true }];
  const ahead = (Date.parse(`${at}Z`) - Date.parse(`${now}Z`)) / 60_000;
  return ahead > CLOCKS
    ? [{ field, issue: { code: 'effective.future', at: field, got: at.replace('T', ' ') }, blocks: true }]
    : [];
}
