import { type Code, type Fact, withMembers } from '@linea/facts';
import {
  atLeast,
  band,
  below,
  calculation,
  flag,
  type Inputs,
  isTrue,
  type Measured,
  points,
  type Scored,
  settle,
  truth,
} from '../engine/index.ts';
import { isExactly } from '../general/compare.ts';
import { allowedNumbers, ranged } from '../general/graded.ts';
import { absenceSpeaks } from '../general/readers.ts';
import {
  type Application,
  codeOf,
  codesOf,
  happenings,
  measured,
  numberOf,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { iceItems, pointsUpTo } from './ice-items.ts';

type Items = Inputs<typeof iceItems>;
const ITEM_NAMES = [
  'orientation',
  'naming',
  'command',
  'writing',
  'attention',
] as const satisfies readonly (keyof Items)[];

/** A point for each whole number that an input reaches. */
const sumOf = (inputs: readonly Measured[], most: readonly number[]): Scored<number> =>
  points(
    inputs.flatMap((input, index) =>
      Array.from({ length: most[index] ?? 0 }, (_, step) => [1, atLeast(input, step + 1)] as const),
    ),
  );

/** Grade of the ICE domain (2.2): 0 points give grade 3, or 4 when the patient is unarousable. */
const gradeOf = (score: Scored<number>): Scored<number> => band(score, [[0, 10], [1, 7], [2, 3], [3, 0]]); // biome-ignore format: a table

/**
 * ICE score of neurological examination - `ice.score`
 *
 *  orientation 4 (year, month, city, hospital), naming 3, following a command 1, writing 1, attention 1
 *  10 no impairment, grade 0; 7-9 grade 1; 3-6 grade 2; 0-2 grade 3 (awake), 4 when unarousable
 *
 * An item that was not tested counts from none to all of its points. A total written without items is taken, with
 * `iceItemsNotRecorded`; items win over it when all are there. A score is of an awake patient unless `unarousable` says
 * otherwise. A baseline below 10 is said (`baselineIceBelow10`) and changes nothing.
 *
 * @param score  a total without items: a number, or `{ low, high }`
 * @source Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638
 */
export const iceScore = calculation({
  id: 'ice.score',
  version: '2019',
  source: 'Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638',
  inputs: withMembers(iceItems, {
    score: absenceSpeaks(pointsUpTo(10)),
    unarousable: absenceSpeaks(flag()),
    baseline: absenceSpeaks(pointsUpTo(10)),
  }),
  alias: { total: 'score', ice: 'score', iceScore: 'score', iceTotal: 'score' },
  compute: ({ score: total, unarousable, baseline, ...inputs }) => {
    const each = ITEM_NAMES.map((name) => inputs[name]);
    const complete = each.every(isExactly);
    const fromTotal = total.given && !complete;
    const sum = fromTotal ? sumOf([total], [10]) : sumOf(each, [4, 3, 1, 1, 1]);
    const { settled } = settle<number>(sum);
    const [min] = allowedNumbers(settled) as readonly [number];
    const asleep = truth(isTrue(unarousable)) === true;
    const grade = settle<number>(asleep ? (path) => (sum(path) === 0 ? 4 : gradeOf(sum)(path)) : gradeOf(sum)).settled;
    const parts = ITEM_NAMES.map((name) => [name, { value: isExactly(inputs[name]) ? inputs[name].range.low : null }]);
    return {
      fields: withMembers(ranged(settled, 'score'), {
        gradeFromIce: ranged(grade, 'grade'),
        components: Object.fromEntries(parts),
      }),
      warnings: [
        ...(fromTotal ? ['iceItemsNotRecorded'] : []),
        ...(complete && total.given && truth(atLeast(total, min)) !== truth(below(total, min + 1))
          ? ['iceTotalDiffers']
          : []),
        ...(baseline.given && truth(below(baseline, 10)) === true ? ['baselineIceBelow10'] : []),
      ],
    };
  },
  from: (of) => valuedRecords(of).map((record) => application(of, record)),
});

const ITEM_CODES = {
  orientation: 'day.iceOrientation', naming: 'day.iceNaming', command: 'day.iceCommand', writing: 'day.iceWriting', attention: 'day.iceAttention',
} as const; // biome-ignore format: a table

/** One fact of each daily record in which ICE was scored, in order of time. */
function valuedRecords(of: Patient): readonly Fact[] {
  const scored = (['day.iceScore', ...Object.values(ITEM_CODES), 'day.iceMin'] as const).flatMap((code) =>
    valued(of, code),
  );
  const records = [...new Map([...scored].reverse().map((fact) => [fact.event, fact])).values()];
  return records.sort((a, b) => of.span(a).start - of.span(b).start || of.span(a).end - of.span(b).end);
}

/** Whole days from the infusion where both days, or the anchor on it, say it. */
function dayNumber(of: Patient, record: Fact): number | undefined {
  const infusion = happenings(of, 'inf.date').at(-1);
  if (!infusion) return undefined;
  const { anchor } = record.effective;
  if (anchor?.ref === infusion.id)
    return anchor.offsetDays[0] === anchor.offsetDays[1] ? anchor.offsetDays[0] : undefined;
  const [day, zero] = [of.span(record), of.span(infusion)];
  return day.start === day.end && zero.start === zero.end ? day.start - zero.start : undefined;
}

function application(of: Patient, record: Fact): Application {
  const event = of.byEvent(record.event);
  const inRecord = (code: Code): Fact | undefined => event.find((fact) => fact.code === code);
  const refused = inRecord('day.iceNotTestable');
  const notTestable = codesOf(refused) ?? [];
  const item = (name: keyof typeof ITEM_CODES): Sourced => {
    const fact = inRecord(ITEM_CODES[name]);
    const usable = fact && !notTestable.includes(name) && !notTestable.includes('all');
    return usable ? sourced(numberOf(fact) ?? null, [fact]) : unknownInput(ITEM_CODES[name]);
  };
  const total = inRecord('day.iceScore') ?? inRecord('day.iceMin');
  const reason = inRecord('day.iceNotTestableReason');
  const asleep = codeOf(reason) === 'unarousable' && codeOf(inRecord('day.consciousness')) === 'unarousable';
  const before = dayNumber(of, record);
  const day = before === undefined ? {} : { day: before };
  const sedated = codeOf(reason) === 'sedated' || codeOf(reason) === 'intubated';
  return {
    of: before === undefined ? { record: record.event } : day,
    at: of.span(record),
    inputs: withMembers(Object.fromEntries(ITEM_NAMES.map((name) => [name, item(name)])), {
      score:
        asleep && reason ? sourced(0, [reason]) : total ? sourced(plain(total), [total]) : unknownInput('day.iceScore'),
      unarousable: asleep && reason ? sourced(true, [reason]) : unknownInput('day.consciousness'),
      baseline: baselineOf(of),
    }),
    ...(sedated ? { warnings: ['sedated'] } : {}),
  };
}

const plain = (fact: Fact): unknown => {
  const { unit: _, ...score } = measured(fact) ?? {};
  return numberOf(fact) ?? score;
};

/** The last total before the infusion. */
const baselineOf = (of: Patient): Sourced =>
  of.memo('baseline ICE', () => {
    const infusion = happenings(of, 'inf.date').at(-1);
    const fact =
      infusion &&
      valued(of, 'day.iceScore').findLast(
        (score) => of.span(score).end < of.span(infusion).start && score.effective.anchor?.ref !== infusion.id,
      );
    return fact ? sourced(plain(fact), [fact]) : unknownInput('day.iceScore');
  });
