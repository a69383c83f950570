import type { FactJson, PatientJson } from '../patient/patient-json.ts';
import { dayOfIso } from '../patient/spans.ts';
import { whenText } from '../words/dates.ts';
import { factText } from '../words/fact-text.ts';
import type { Words } from '../words/words.ts';
import { type DerivedValue, derivedGrade } from './derived-grade.ts';
import type { FormField, FormKind, FormLayout, FormWindow } from './layout.ts';
import { type DayZero, daysFromZero, dayZeroOf, inYear, isWithin } from './window.ts';

/** A value of a field with where it was read. */
interface SheetValue {
  readonly text: string;
  /** What goes into the other system: an ISO date, a code, a number. */
  readonly copy: string;
  readonly on: string;
  readonly fact: string;
  readonly source: string;
  /** Whether it lies in the days of the sheet is open. */
  readonly open: boolean;
}

/**
 * How a field stands.
 *
 *  filled   a value on record
 *  open     a value whose date leaves it open whether it belongs to this sheet
 *  absent   the record says why there is none
 *  gap      nothing on record
 *  notYet   nothing on record, and the days of the sheet are not over
 */
type FieldStatus = 'gap' | 'open' | 'absent' | 'notYet' | 'filled';

export interface SheetField {
  readonly code: string;
  readonly label: string;
  readonly section: string;
  readonly need: 'required' | 'optional';
  readonly status: FieldStatus;
  readonly values: readonly SheetValue[];
  /** What is derived from the daily records of it; null: nothing. */
  readonly derived: DerivedValue | null;
}

/** A sheet that was handed over, and how many of its values were recorded since. */
interface HandOver {
  readonly kind: string;
  readonly on: string;
  readonly to: string;
  readonly fact: string;
  readonly recorded: string;
  readonly recordedSince: number;
}

export interface Sheet {
  readonly kind: FormKind;
  readonly title: string;
  readonly version: string;
  readonly verified: boolean;
  readonly confirmed: FormLayout['confirmed'];
  readonly source: string;
  readonly year: number | null;
  readonly window: FormWindow;
  readonly fields: readonly SheetField[];
  readonly gaps: number;
  readonly history: readonly HandOver[];
}

/** Facts that the register knows without anybody entering them. */
const KNOWN: Readonly<Record<string, (patient: PatientJson) => string>> = {
  'reg.patientId': ({ patient }) => patient,
  'reg.centreId': ({ centre }) => centre,
};

/** A sheet pre-filled from the facts of a patient. @returns null: nothing to count its days from, it would mislead */
export function sheetOf(layout: FormLayout, patient: PatientJson, words: Words, year = 1): Sheet | null {
  const zero = dayZeroOf(patient);
  if (!zero) return null;
  const window = inYear(layout.window, year);
  const fields = layout.sections.flatMap((section) =>
    section.fields
      .filter(({ diseases }) => !diseases || diseases.includes(patient.disease ?? ''))
      .map((field) => ({
        ...fieldOf(field, patient, zero, window, words),
        section: words.say.language === 'it' ? section.titleIt : section.titleEn,
      })),
  );
  return {
    kind: layout.id,
    title: words.say.language === 'it' ? layout.titleIt : layout.titleEn,
    version: layout.version,
    verified: layout.confirmed !== null,
    confirmed: layout.confirmed,
    source: (words.say.language === 'it' ? layout.sourceIt : undefined) ?? layout.source,
    year: layout.window.yearly === undefined ? null : year,
    window,
    fields,
    gaps: fields.filter(({ status, need }) => status === 'gap' && need === 'required').length,
    history: historyOf(layout.id, patient, fields),
  };
}

const ORDER: readonly FieldStatus[] = ['gap', 'open', 'absent', 'notYet', 'filled'];

/** Gaps first: what is required and missing, then what is optional, then what is open, absent, still to come, and filled. */
export const gapsFirst = (fields: readonly SheetField[]): readonly SheetField[] =>
  [...fields].sort(
    (a, b) =>
      ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
      Number(a.need === 'optional') - Number(b.need === 'optional'),
  );

function fieldOf(
  field: FormField,
  patient: PatientJson,
  zero: DayZero,
  window: FormWindow,
  words: Words,
): Omit<SheetField, 'section'> {
  const { code, need } = field;
  const base = { code, need, label: words.labels.item(code), derived: null };
  const known = KNOWN[code];
  if (known) {
    const text = known(patient);
    return { ...base, status: 'filled', values: [{ text, copy: text, on: '', fact: '', source: '', open: false }] };
  }
  const here = patient.facts.flatMap((fact) => {
    if (fact.code !== code) return [];
    const within = field.any ? 'yes' : isWithin(daysFromZero(fact, zero), window);
    return within === 'no' ? [] : [{ fact, open: within === 'maybe' }];
  });
  const valued = here.filter(({ fact }) => fact.value !== null);
  const taken = field.take === 'all' ? valued : valued.slice(-1);
  const values = (taken.length > 0 ? taken : here.slice(-1)).map(({ fact, open }) => sheetValue(fact, open, words));
  const stated = taken.map(({ fact }) => fact);
  const more = { ...base, derived: derivedGrade(code, stated, patient, words) };
  if (taken.length > 0) return { ...more, status: taken.some(({ open }) => open) ? 'open' : 'filled', values };
  if (here.length > 0) return { ...more, status: 'absent', values };
  const asOf = dayOfIso(patient.asOf) - zero.span.last;
  return { ...more, status: window.to !== null && asOf <= window.to ? 'notYet' : 'gap', values: [] };
}

function sheetValue(fact: FactJson, open: boolean, words: Words): SheetValue {
  return {
    text: factText(fact, words),
    copy: copyOf(fact.value),
    on: whenText(fact, words.say),
    fact: fact.id,
    source: fact.source ?? '',
    open,
  };
}

function copyOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object') {
    const { start, end } = value as { start?: string | null; end?: string | null };
    return start === end ? (start ?? '') : `${start ?? '..'}/${end ?? '..'}`;
  }
  return String(value);
}

/** What was handed over of this sheet, from the facts that say so. */
function historyOf(kind: string, { facts }: PatientJson, fields: readonly SheetField[]): readonly HandOver[] {
  const used = new Map(facts.map((fact) => [fact.id, fact.recorded ?? '']));
  return facts
    .filter(({ code, value }) => code === 'sheet.kind' && value === kind)
    .map((fact) => {
      const beside = (code: string) => facts.find((one) => one.event === fact.event && one.code === code)?.value;
      const recorded = fact.recorded ?? '';
      const later = fields.flatMap(({ values }) => values).filter((value) => (used.get(value.fact) ?? '') > recorded);
      return {
        kind,
        on: String(beside('sheet.date') ?? fact.effective.start ?? ''),
        to: String(beside('sheet.to') ?? ''),
        fact: fact.id,
        recorded,
        recordedSince: later.length,
      };
    });
}
