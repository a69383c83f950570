import { withMembers } from '@linea/facts';
import { above, all, any, atLeast, below, calculation, flag, isTrue, quantity, settle } from '../../engine/index.ts';
import { ranged } from '../../general/graded.ts';
import { cellsPerMicrolitre } from '../../general/laboratory.ts';
import { absenceSpeaks } from '../../general/readers.ts';
import { shownMeasure } from '../../general/shown-measure.ts';
import { isSaid } from '../attributed.ts';
import { febrileApplications } from '../facts/event-facts.ts';

/**
 * Febrile neutropenia - `febrileNeutropenia`
 *
 *  3  ANC < 1000/uL and one temperature > 38.3 degrees C, or >= 38.0 for more than 1 h
 *  4  life-threatening, 5 death; there are no grades 1 and 2
 *
 * What is not recorded as life-threatening or as death is not taken to be.
 *
 * @param feverHours    how long it was 38.0 degrees or more; or `feverOver1h`
 * @param temperature   the highest
 * @source NCI CTCAE 5.0, 27 November 2017
 */
export const febrileNeutropenia = calculation({
  id: 'febrileNeutropenia',
  version: '5.0',
  source: 'NCI Common Terminology Criteria for Adverse Events 5.0, 27 November 2017',
  verification: 'memory',
  from: febrileApplications,
  inputs: {
    anc: cellsPerMicrolitre(),
    temperature: quantity('Cel', { plausible: [30, 45] }),
    feverOver1h: absenceSpeaks(flag()),
    feverHours: absenceSpeaks(quantity('h', { bare: true, plausible: [0, 1000] })),
    lifeThreatening: absenceSpeaks(flag()),
    death: absenceSpeaks(flag()),
  },
  compute: ({ anc, temperature, feverOver1h, feverHours, lifeThreatening, death }) => {
    const isLong = feverHours.given ? above(feverHours, 1) : isTrue(feverOver1h);
    const sustained = feverHours.given || feverOver1h.given ? [all(atLeast(temperature, 38), isLong)] : [];
    const holds = all(below(anc, 1000), any(above(temperature, 38.3), ...sustained));
    // A grade of severity is recorded of a febrile neutropenia that there is: a neutrophil count alone still decides.
    const severity = isSaid(death) ? 5 : isSaid(lifeThreatening) ? 4 : 3;
    const isRecorded = severity > 3;
    const { settled } = settle<number>((path) => ((isRecorded ? below(anc, 1000)(path) : holds(path)) ? severity : 0));
    return {
      fields: withMembers(ranged(settled, 'grade'), {
        components: {
          anc: shownMeasure(anc),
          temperature: shownMeasure(temperature),
          feverHours: shownMeasure(feverHours),
        },
      }),
    };
  },
});
