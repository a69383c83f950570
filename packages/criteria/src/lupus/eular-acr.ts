import { criterion, type Flag, flag, isFalse, type Read, type Reader, settle } from '../engine/index.ts';
import { plainly } from '../general/plainly.ts';
import {
  CRITERIA_ITEMS,
  type CriteriaFlags,
  type CriteriaItem,
  classification,
  criteriaPoints,
} from './classification.ts';
import { classificationApplications } from './diagnosis-facts.ts';

type Given = CriteriaFlags & { readonly given: boolean };

const isItem = (name: unknown): name is CriteriaItem => (CRITERIA_ITEMS as readonly unknown[]).includes(name);

const named = (entry: unknown): readonly [unknown, unknown] => {
  if (typeof entry !== 'object' || entry === null) return [entry, true];
  const { item, name, value, present, state } = entry as Record<string, unknown>;
  return [item ?? name, value ?? present ?? state ?? null];
};

/**
 * The items that are present, the others are not: `['fever', ...]`, or `{ fever: true, psychosis: null }`, where what is
 * not named is unknown. An entry of the list may be `{ item, value }`.
 */
function criteriaItems(): Reader<Given> {
  const reader = flag();
  return {
    help: `[ ${CRITERIA_ITEMS.join(' | ')} ]`,
    read(raw, name): Read<Given> {
      const isList = Array.isArray(raw);
      const entries = new Map<unknown, unknown>(
        isList ? raw.map(named) : typeof raw === 'object' && raw !== null ? Object.entries(raw) : [],
      );
      const flags: Record<string, Flag> = {};
      for (const item of CRITERIA_ITEMS) {
        const value = entries.has(item) ? entries.get(item) : isList ? false : null;
        flags[item] = { ...reader.read(value, item).input, key: item, inputs: [item] };
      }
      const unknown = [...entries.keys()].filter((key) => !isItem(key) && key !== 'none');
      const issues = unknown.map((got) => ({
        code: 'input.unknownCode', at: name, got: String(got), allowed: CRITERIA_ITEMS.join(', '), fatal: true,
      })); // biome-ignore format: an issue
      return { input: { ...(flags as unknown as CriteriaFlags), given: raw !== undefined && raw !== null }, issues };
    },
  };
}

/** Items that were not assessed: unknown, whatever the list leaves out. */
function itemNames(): Reader<readonly CriteriaItem[]> {
  return {
    help: '[ item ]',
    read: (raw) => ({ input: Array.isArray(raw) ? raw.filter(isItem) : [], issues: [] }),
  };
}

const inputs = { anaAtLeast1in80: flag(), items: criteriaItems(), notAssessed: itemNames() };

/** The flags with those not assessed made unknown, unless they are present. */
const flagsOf = (items: Given, notAssessed: readonly CriteriaItem[]): CriteriaFlags => {
  const open = notAssessed.filter((item) => items[item].options[0] !== 'true' || !items[item].given);
  const unknown: readonly ('true' | 'false')[] = ['true', 'false'];
  return {
    ...items,
    ...Object.fromEntries(open.map((item) => [item, { ...items[item], options: unknown, given: false }])),
  };
};

/**
 * Classification criteria (systemic lupus erythematosus) - `eularAcr2019`
 *
 * Entry: ANA of 1:80 or more ever; without it `notClassifiable`, whatever the points. The highest item of each of ten
 * domains is added up; classified with 10 points or more and at least one clinical item. Items need not be present at one
 * time, and an item that something else explains better is not given.
 *
 * For studies: classified is no diagnosis.
 *
 * @param anaAtLeast1in80  ever
 * @param items            names of the items present (those not named are absent), or a record of yes, no, unknown
 * @param notAssessed      names of items that are unknown
 * @returns value = `classified` (null while open), `points` with `min` and `max`, `notClassifiable`
 * @source Aringer M et al. Ann Rheum Dis 2019;78:1151-1159
 */
export const eularAcr = criterion({
  id: 'eularAcr2019',
  version: '2019',
  source: 'Aringer M et al. Ann Rheum Dis 2019;78:1151-1159',
  inputs,
  alias: {
    unknown: 'notAssessed',
    unknownItems: 'notAssessed',
    criteriaNotAssessed: 'notAssessed',
    ana: 'anaAtLeast1in80',
  },
  answers: [false, true],
  decide: ({ anaAtLeast1in80, items, notAssessed }) => classification(flagsOf(items, notAssessed), anaAtLeast1in80),
  fields: (settled, _, { anaAtLeast1in80, items, notAssessed }) => {
    const { settled: sum, noted } = settle(criteriaPoints(flagsOf(items, notAssessed)));
    const exact = sum.status === 'determined' ? sum.value : null;
    return {
      classified: settled.status === 'determined' ? settled.value : null,
      points: exact ?? sum,
      min: exact ?? noted.points?.min ?? null,
      max: exact ?? noted.points?.max ?? null,
      notClassifiable: plainly(isFalse(anaAtLeast1in80)),
    };
  },
  from: classificationApplications,
});
