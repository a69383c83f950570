import type { Bedside, BedsideObservation } from '@linea/criteria/bedside';
import type { FactDocument } from '@linea/registry/contract';

/** A fact as the sheet prints it. */
export type SheetFact = FactDocument;

/** A drug between two observations. */
interface GivenDrug {
  readonly event: string;
  readonly drug: string;
  readonly at: string | null;
  readonly dose: string;
}

export interface Column {
  readonly observation: BedsideObservation;
  readonly day: number | null;
  /** What was given since the column before, up to this one; the last column has what came after it too. */
  readonly drugs: readonly GivenDrug[];
}

/** `560 mg`; nothing where no dose was written down. */
function doseOf(ids: readonly string[], facts: ReadonlyMap<string, SheetFact>): string {
  const said = (code: string) => ids.map((id) => facts.get(id)).find((fact) => fact?.code === code)?.value;
  const [dose, unit] = [said('med.dose'), said('med.doseUnit')];
  return dose === undefined || dose === null ? '' : `${String(dose)} ${String(unit ?? '')}`.trim();
}

/** The columns of a sheet, the newest last. */
export function columnsOf({ observations, drugs }: Bedside, facts: ReadonlyMap<string, SheetFact>): readonly Column[] {
  return observations.map((observation, index) => {
    const from = observations[index - 1]?.at ?? '';
    const to = index === observations.length - 1 ? '\uffff' : (observation.at ?? '');
    const given = drugs.filter(({ at }) => at !== null && at > from && at <= to);
    return {
      observation,
      day: observation.day,
      drugs: given.map(({ event, drug, at, facts: ids }) => ({
        event,
        drug,
        at,
        dose: doseOf(ids, facts),
      })),
    };
  });
}

/** The items of the sheet in their order: those that any sheet has for pen and paper, and the others where something was said. */
const ORDER = [
  'day.tempMax', 'day.sbpMin', 'day.dbpMin', 'day.mapMin', 'day.hrMax', 'day.rrMax', 'day.spo2Min', 'day.o2Device', 'day.o2Flow', 'day.fio2',
  'day.ventilationReason', 'day.hypotension', 'day.vasopressors', 'day.iceOrientation', 'day.iceNaming', 'day.iceCommand', 'day.iceWriting',
  'day.iceAttention', 'day.iceScore', 'day.iceMin', 'day.iceNotTestable', 'day.iceNotTestableReason', 'day.capd', 'day.consciousness', 'day.seizure',
  'day.seizureMinutes', 'day.motor', 'day.icpSigns', 'day.cerebralOedema',
] as const; // biome-ignore format: a list
const ON_PAPER: ReadonlySet<string> = new Set([
  'day.tempMax', 'day.sbpMin', 'day.dbpMin', 'day.mapMin', 'day.hrMax', 'day.spo2Min', 'day.o2Device', 'day.o2Flow', 'day.hypotension',
  'day.vasopressors', 'day.iceOrientation', 'day.iceNaming', 'day.iceCommand', 'day.iceWriting', 'day.iceAttention', 'day.consciousness', 'day.seizure',
  'day.motor', 'day.icpSigns',
]); // biome-ignore format: a list
const UNSHOWN: ReadonlySet<string> = new Set(['day.date', 'day.time']);

export interface Row {
  readonly code: string;
  readonly cells: readonly (readonly SheetFact[])[];
}

/** @param paper  also the items that pen and paper ask for, though nothing was said of them */
export function rowsOf(
  columns: readonly Column[],
  facts: ReadonlyMap<string, SheetFact>,
  paper: boolean,
): readonly Row[] {
  const byColumn = columns.map(({ observation }) => {
    const byCode = new Map<string, SheetFact[]>();
    for (const id of observation.facts) {
      const fact = facts.get(id);
      if (fact) byCode.set(fact.code, [...(byCode.get(fact.code) ?? []), fact]);
    }
    return byCode;
  });
  const said = new Set(byColumn.flatMap((byCode) => [...byCode.keys()]));
  const known = ORDER.filter((code) => said.has(code) || (paper && ON_PAPER.has(code)));
  const others = [...said].filter((code) => !UNSHOWN.has(code) && !(ORDER as readonly string[]).includes(code)).sort();
  return [...known, ...others].map((code) => ({ code, cells: byColumn.map((byCode) => byCode.get(code) ?? []) }));
}
