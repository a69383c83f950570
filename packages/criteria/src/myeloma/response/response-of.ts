import type { FactId } from '@linea/facts';
import type { Answer } from '../../engine/index.ts';
import { type Line, linesOf } from '../../lines/lines-of.ts';
import { answerTo } from '../../patient/answers.ts';
import type { Patient } from '../../patient/patient.ts';
import { responseSeries } from './series.ts';
import { seriesApplications } from './series-facts.ts';

/** The derived response of a line, from its own baseline, with the facts it rests on. */
export interface ResponseOf {
  readonly line: Line;
  readonly answer: Answer;
  readonly facts: readonly FactId[];
}

/** The response of every line as `mm.response.series` derives it with its defaults. */
export const responsesOf = (of: Patient): readonly ResponseOf[] =>
  of.memo('responses', () => {
    const applications = seriesApplications(of).filter(({ params }) => params === undefined);
    return linesOf(of).flatMap((line) => {
      const application = applications.find((one) => one.of?.line === line.number);
      if (!application) return [];
      return [
        {
          line,
          answer: answerTo(responseSeries, application),
          facts: Object.values(application.inputs).flatMap(({ facts }) => facts),
        },
      ];
    });
  });

/** A field of the record where it is settled; null where it is not. */
export const settledField = (answer: Answer, name: string): string | null => {
  const value = answer[name];
  return typeof value === 'string' ? value : null;
};
