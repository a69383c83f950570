import { all, atLeast, choice, count, criterion, firstOf, flag, is, isFalse, isTrue } from '../engine/index.ts';
import { refractoryApplications } from './relapse-facts.ts';

/** Best response to a treatment: in remission (CR, CRi, CRh) or not. */
const remission = () =>
  choice(['remission', 'no-remission'], {
    true: 'remission', false: 'no-remission', CR: 'remission', CRi: 'remission', CRh: 'remission', MLFS: 'no-remission', PR: 'no-remission', NR: 'no-remission',
    failure: 'no-remission', SD: 'no-remission', PD: 'no-remission',
  }); // biome-ignore format: a table

/**
 * Refractory acute lymphoblastic leukaemia - `all.refractory`
 *
 *  refractory-relapse    relapsed, and no CR or CRi after at least one salvage line
 *  primary-refractory    no CR or CRi after induction: at least `inductionCourses` courses (2 as in ELN; 1 as in ZUMA-3)
 *  none                  otherwise
 *
 * @param relapsed            yes, no, unknown
 * @param inductionResponse   best response to induction (CR, CRi, ... or true / false for remission)
 * @param coursesGiven        induction courses given
 * @param salvageLines        salvage lines given for the relapse
 * @param salvageResponse     best response to them
 * @source from memory: ELN 2024 and ZUMA-3 wording
 */
export const refractory = criterion({
  id: 'all.refractory',
  version: '1',
  source: 'ELN 2024 and ZUMA-3 wording, from memory',
  verification: 'memory',
  inputs: {
    relapsed: flag(),
    inductionResponse: remission(),
    coursesGiven: count([0, 50]),
    salvageLines: count([0, 50]),
    salvageResponse: remission(),
  },
  params: { inductionCourses: { default: 2 } },
  answers: ['none', 'primary-refractory', 'refractory-relapse'],
  decide: ({ relapsed, inductionResponse, coursesGiven, salvageLines, salvageResponse }, { inductionCourses }) =>
    firstOf<'none' | 'primary-refractory' | 'refractory-relapse'>([
      ['refractory-relapse', all(isTrue(relapsed), atLeast(salvageLines, 1), is(salvageResponse, 'no-remission'))],
      [
        'primary-refractory',
        all(isFalse(relapsed), is(inductionResponse, 'no-remission'), atLeast(coursesGiven, inductionCourses)),
      ],
      ['none', () => true],
    ]),
  from: refractoryApplications,
});
