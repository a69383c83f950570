import type { Abstention, PatientLimits } from '@linea/explain';
import type { Say } from '@linea/registry/words';
import { figure } from '../survival/format.ts';
import { percentText } from './interval-text.ts';

/** Why a model does not answer, and what would lift it: a sentence each. */
function abstentionText(own: Abstention, say: Say): string {
  switch (own.code) {
    case 'abstain.outsideDomain':
      return say('abstain.outsideDomain', {
        percentile: percentText(own.percentile, say),
        columns: own.columns.join(', '),
      });
    case 'abstain.missingDecisive':
      return say('abstain.missingDecisive', {
        column: own.column,
        low: percentText(own.low, say),
        high: percentText(own.high, say),
      });
    case 'abstain.fewComparable':
      return say('abstain.fewComparable', { comparable: own.comparable, least: own.least });
  }
}

/** The limits of a model for each row: its reasons not to answer, else bounds on the time. */
export const patientLimitsText = (limits: readonly PatientLimits[], at: number, say: Say): string =>
  limits
    .flatMap(({ abstentions, missing, bounds }, i) => {
      const row = `${i + 1}`;
      if (abstentions.length > 0) {
        return abstentions.map((own) => `${say('limits.abstains', { row })} ${abstentionText(own, say)} [${own.code}]`);
      }
      const own = bounds.at(-1);
      const within = own
        ? [
            say('limits.bounds', {
              row,
              coverage: percentText(own.coverage, say),
              lower: figure(Number(own.lower.toPrecision(3)), say),
              from: figure(Number(own.interval[0].toPrecision(3)), say),
              to: own.interval[1] === null ? say('limits.open') : figure(Number(own.interval[1].toPrecision(3)), say),
            }),
          ]
        : [];
      const asked = missing.map(({ column, low, high }) =>
        say('limits.missing', {
          row,
          column,
          at: figure(at, say),
          low: percentText(low, say),
          high: percentText(high, say),
        }),
      );
      return [...within, ...asked];
    })
    .join('\n');
