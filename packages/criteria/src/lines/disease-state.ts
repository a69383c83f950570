import {
  choice,
  criterion,
  type Decision,
  date,
  type Inputs,
  is,
  list,
  notApplicable,
  quantity,
  record,
} from '../engine/index.ts';
import { hasDisease } from '../myeloma/baseline.ts';
import { responsesOf } from '../myeloma/response/response-of.ts';
import { plainDays } from './agents-of.ts';
import { happened } from './ask.ts';
import { linesBefore } from './lines-of.ts';
import { BEST, notLaterThan } from './refractory.ts';
import { fieldOf } from './refractory-facts.ts';

const stateInputs = {
  bestConfirmed: choice(BEST, { NE: null }),
  pdDate: date('null'),
  lastDose: date('null'),
  cyclesCompleted: quantity('1', { bare: true }),
};
type StateLine = Inputs<typeof stateInputs>;

const responded = ({ bestConfirmed }: StateLine) => is(bestConfirmed, 'MR', 'PR', 'VGPR', 'CR', 'sCR');
const WINDOW_DAYS = 60;

/** Progression on the line or within the window, or the line over with less than MR after at least one cycle. */
const refractoryNow =
  (line: StateLine, windowDays: number): Decision<boolean> =>
  (path) => {
    if (
      happened(path, line.pdDate) &&
      (!happened(path, line.lastDose) || notLaterThan(path, line.pdDate, line.lastDose, windowDays))
    )
      return true;
    const enough =
      !line.cyclesCompleted.given || path.reaches(line.cyclesCompleted, line.cyclesCompleted.range, 1, false);
    return enough && !responded(line)(path) && happened(path, line.lastDose);
  };

/**
 * State of the disease after the last line (multiple myeloma) - `mm.refractory.disease`
 *
 *  primary-refractory       refractory to the last line, and never at least MR in any line
 *  relapsed-and-refractory  refractory to the last line after at least MR in some line, this one included
 *  relapsed                 progression later than 60 days after the last dose (`windowDays`)
 *  not-progressed           none of these
 *
 * Refractory to the last line: PD on it (last dose null: still given) or within 60 days of its last dose, or the line over
 * with a best confirmed response below MR after at least one cycle (an unknown number of cycles counts as enough).
 * A best response of NE is unknown.
 *
 * @param lines  in order, `{ bestConfirmed, pdDate, lastDose, cyclesCompleted }`; pdDate null: none
 * @source Rajkumar SV et al. Blood 2011;117:4691-4695
 */
export const diseaseState = criterion({
  id: 'mm.refractory.disease',
  version: 'imwg-2011',
  source: 'Rajkumar SV et al. Blood 2011;117:4691-4695',
  inputs: { lines: list(record(stateInputs)) },
  params: { windowDays: { default: WINDOW_DAYS } },
  answers: ['not-progressed', 'relapsed', 'relapsed-and-refractory', 'primary-refractory'],
  decide: ({ lines }, { windowDays }) => {
    const last = lines.at(-1);
    if (!last) return notApplicable('no-line');
    return (path) => {
      if (refractoryNow(last, windowDays)(path))
        return lines.some((line) => responded(line)(path)) ? 'relapsed-and-refractory' : 'primary-refractory';
      return happened(path, last.pdDate) ? 'relapsed' : 'not-progressed';
    };
  },
  fields: (settled) => ({ state: settled.status === 'determined' ? settled.value : null }),
  from: (of) => {
    if (!hasDisease(of, 'MM')) return [];
    const responses = responsesOf(of);
    if (responses.length === 0) return [];
    const unrecorded = Array.from({ length: linesBefore(of) }, () => ({}));
    const recorded = responses.map(({ line, answer }) => ({
      bestConfirmed: fieldOf(answer, 'bestConfirmed') ?? null,
      pdDate: fieldOf(answer, 'dateOfProgression'),
      lastDose: plainDays(line.stop),
      ...(line.cycles === null ? {} : { cyclesCompleted: line.cycles }),
    }));
    const facts = [...new Set(responses.flatMap((response) => [...response.facts, ...response.line.facts]))];
    const value = [...unrecorded, ...recorded];
    return [{ inputs: { lines: { value, facts, codes: ['lab.mSerum', 'line.end'] } } }];
  },
});
