import {
  all, atMost, type Choice, type Condition, choice, count, criterion, type Flag, flag, type Inputs, is, isFalse, isTrue, list, type Reader, truth,
} from '../engine/index.ts'; // biome-ignore format: a list
import { plainly } from '../general/plainly.ts';
import type { Application } from '../patient/patient.ts';
import { MAJOR, SLEDAI_ITEMS, type SledaiItem } from './items.ts';
import { dailyDose, globalAssessment } from './readers.ts';
import { lldasApplications } from './remission-facts.ts';

/** Yes unless said otherwise; null is unknown. */
const yesUnlessSaid = (): Reader<Flag> => {
  const { help, read } = flag();
  return { help: `${help} (default true)`, read: (raw, name) => read(raw === undefined ? true : raw, name) };
};

const inputs = {
  sledai: count([0, 105]),
  activeItems: list(choice(SLEDAI_ITEMS)),
  haemolyticAnaemia: flag(),
  gastrointestinal: flag(),
  newFeature: flag(),
  pga: globalAssessment(),
  prednisolone: dailyDose(),
  investigationalDrug: flag(),
  dosesWithinMaximum: yesUnlessSaid(),
};
type Visit = Inputs<typeof inputs>;

const isMajor = (item: Choice<SledaiItem>): Condition => is(item, ...MAJOR);

/** Activity up to 4, none of it in a major organ system, no haemolytic anaemia, no gastrointestinal activity. */
const lowActivity = ({ sledai, activeItems, haemolyticAnaemia, gastrointestinal }: Visit): Condition => {
  const noMajor: Condition = (path) =>
    activeItems.given
      ? !activeItems.some((item) => isMajor(item)(path))
      : path.settle({ key: 'no major organ active', inputs: ['activeItems'] }, null);
  return all(atMost(sledai, 4), noMajor, isFalse(haemolyticAnaemia), isFalse(gastrointestinal));
};

const itemsOf = (visit: Visit) => ({
  one: lowActivity(visit),
  two: isFalse(visit.newFeature),
  three: atMost(visit.pga, 1),
  four: atMost(visit.prednisolone, 7.5),
  five: all(isFalse(visit.investigationalDrug), isTrue(visit.dosesWithinMaximum)),
});

/**
 * Low disease activity state (systemic lupus erythematosus) - `lldas`
 *
 *  1  SLEDAI-2K <= 4, no activity in a major organ system (renal, CNS, cardiopulmonary, vasculitis, fever), no haemolytic
 *     anaemia and no gastrointestinal activity
 *  2  no new feature compared with the last assessment
 *  3  physician's global assessment <= 1
 *  4  prednisolone <= 7.5 mg a day
 *  5  standard, tolerated maintenance doses and no investigational drug
 *
 * A CAR-T product is an investigational drug while its trial lasts: `itemFive` is then `blockedByInvestigational`, and
 * `lldasExcludingItem5` says what the other four come to (a convention).
 *
 * @param sledai               SLEDAI-2K total
 * @param activeItems          names of the active items; an empty list: none
 * @param newFeature           unknown at a first visit
 * @param dosesWithinMaximum   true unless said otherwise
 * @returns value = `met` (null while open), `lldasExcludingItem5`, `itemOne` to `itemFive`
 * @source Franklyn K et al. Ann Rheum Dis 2016;75:1615-1621; Golder V et al. 2016 (doses)
 */
export const lldas = criterion({
  id: 'lldas',
  version: '2016',
  source: 'Franklyn K et al. Ann Rheum Dis 2016;75:1615-1621',
  inputs,
  answers: [false, true],
  decide: (visit) => {
    const { one, two, three, four, five } = itemsOf(visit);
    return all(one, two, three, four, five);
  },
  fields: (settled, _, visit) => {
    const { one, two, three, four, five } = itemsOf(visit);
    const blocked = truth(isTrue(visit.investigationalDrug)) === true;
    return {
      met: settled.status === 'determined' ? settled.value : null,
      lldasExcludingItem5: plainly(all(one, two, three, four)),
      itemOne: plainly(one),
      itemTwo: plainly(two),
      itemThree: plainly(three),
      itemFour: plainly(four),
      itemFive: blocked ? 'blockedByInvestigational' : plainly(five),
    };
  },
  warn: ({ investigationalDrug }) => [['itemFiveBlocked', truth(isTrue(investigationalDrug)) === true]],
  from: (of): readonly Application[] => lldasApplications(of, lldas),
});
