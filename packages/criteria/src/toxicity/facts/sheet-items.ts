import type { Code, Fact } from '@linea/facts';
import { booleanOf, codeOf, codesOf, measured, numberOf } from '../../patient/patient.ts';

type Part = 'signs' | 'neurology';
type Convert = (fact: Fact) => unknown;

const asNumber: Convert = (fact) => numberOf(fact) ?? withoutUnit(fact);
const withoutUnit: Convert = (fact) => {
  const { unit: _, ...value } = measured(fact) ?? {};
  return value;
};
const CONSCIOUSNESS: Readonly<Record<string, string>> = {
  awakensSpontaneously: 'spontaneous',
  awakensToVoice: 'voice',
  awakensToTactile: 'tactile',
};

/** Dictionary codes of a daily record by the input they become (field-map 4); `opens` tells a record of signs or of neurology. */
const ITEMS: readonly (readonly [code: Code, input: string, convert: Convert, opens?: Part])[] = [
  ['day.tempMax', 'temperature', measured, 'signs'],
  ['day.hypotension', 'hypotension', codeOf, 'signs'],
  ['day.vasopressors', 'vasopressors', (fact) => codesOf(fact)?.filter((name) => name !== 'none'), 'signs'],
  ['day.o2Device', 'oxygenDevice', codeOf, 'signs'],
  ['day.o2Flow', 'oxygenFlow', measured],
  ['day.ventilationReason', 'ventilationReason', codeOf],
  ['day.feverOtherCause', 'feverOtherCause', booleanOf],
  ['day.hypotensionOtherCause', 'hypotensionOtherCause', booleanOf],
  ['day.hypoxiaOtherCause', 'hypoxiaOtherCause', booleanOf],
  ['day.sbpMin', 'sbp', measured],
  ['day.mapMin', 'map', measured],
  ['day.iceMin', 'iceMin', asNumber, 'neurology'],
  ['day.iceScore', 'ice', asNumber, 'neurology'],
  ['day.iceOrientation', 'orientation', asNumber, 'neurology'],
  ['day.iceNaming', 'naming', asNumber, 'neurology'],
  ['day.iceCommand', 'command', asNumber, 'neurology'],
  ['day.iceWriting', 'writing', asNumber, 'neurology'],
  ['day.iceAttention', 'attention', asNumber, 'neurology'],
  ['day.iceNotTestable', 'notTestable', codesOf, 'neurology'],
  ['day.iceNotTestableReason', 'notTestableReason', codeOf, 'neurology'],
  ['day.capd', 'capd', asNumber, 'neurology'],
  ['day.consciousness', 'consciousness', (fact) => CONSCIOUSNESS[codeOf(fact) ?? ''] ?? codeOf(fact), 'neurology'],
  ['day.seizure', 'seizure', (fact) => (codeOf(fact) === 'brief' ? 'resolved' : codeOf(fact)), 'neurology'],
  ['day.seizureMinutes', 'seizureMinutes', measured, 'neurology'],
  ['day.motor', 'motor', (fact) => ({ yes: 'deepFocalWeakness', no: 'none' })[codeOf(fact) ?? ''], 'neurology'],
  ['day.icpSigns', 'icpSigns', codesOf, 'neurology'],
  ['day.cerebralOedema', 'cerebralOedema', codeOf, 'neurology'],
  ['day.intracranialBleed', 'haemorrhage', (fact) => ({ yes: true, no: false })[codeOf(fact) ?? '']],
  ['day.iceOtherCause', 'iceOtherCause', booleanOf],
  ['day.consciousnessOtherCause', 'consciousnessOtherCause', booleanOf],
  ['day.seizureOtherCause', 'seizureOtherCause', booleanOf],
  ['day.motorOtherCause', 'motorOtherCause', booleanOf],
  ['day.icpOtherCause', 'icpOtherCause', booleanOf],
  ['day.crsReported', 'crsReported', (fact) => Number(codeOf(fact))],
  ['day.icansReported', 'icansReported', (fact) => Number(codeOf(fact))],
  ['day.neuroAssessed', 'neuroAssessed', booleanOf],
  ['day.time', 'at', clockTime],
]; // biome-ignore format: the table of field-map 4

/** Date and clock time as written, where both are known. */
function clockTime({ value }: Fact): string | undefined {
  if (value?.kind !== 'date' || value.time === undefined || value.date.start !== value.date.end) return undefined;
  return `${value.date.start}T${value.time}`;
}

/** An item of the flow-sheet: its place in the table, the input it becomes, how it is read, and what a record of it is one of. */
export interface SheetItem {
  readonly place: number;
  readonly code: Code;
  readonly input: string;
  readonly convert: Convert;
  readonly opens: Part | undefined;
}

/** In the order of the table. */
export const SHEET_ITEMS: readonly SheetItem[] = ITEMS.map(([code, input, convert, opens], place) => ({
  place,
  code,
  input,
  convert,
  opens,
}));

const BY_CODE: ReadonlyMap<string, SheetItem> = new Map(SHEET_ITEMS.map((item) => [item.code, item]));

/** The item of a code; undefined for what does not stand on the sheet. */
export const sheetItem = (code: Code): SheetItem | undefined => BY_CODE.get(code);

/** The dictionary codes that an input of the observations is read from. */
export const codesOfInput = (input: string): readonly Code[] =>
  SHEET_ITEMS.flatMap((item) => (item.input === input ? [item.code] : []));
