import {
  ageAt, codeOf, codesOf, criterionById, derive, type GateCondition, type Patient, progressingOnLast, valued,
} from '@linea/criteria'; // biome-ignore format: a list
import { type Code, spanOf } from '@linea/facts';
import { type Judged, judged, met, notMet, unknown } from './judged.ts';
import { countedLines, given, isOfClass, refractoryTo } from './treated.ts';

/** What a printed indication asks, as a question to the facts. Those of `mm.gate` keep their names. */
export type Condition =
  | GateCondition
  | 'no-prior-line'
  | 'at-least-3-prior-lines'
  | 'at-least-4-prior-lines'
  | 'two-lines-or-lenalidomide-refractory'
  | 'refractory-2-pi'
  | 'refractory-2-imid'
  | 'refractory-anti-cd38'
  | 'no-transplant-planned'
  | 'age-18'
  | 'age-26'
  | 'age-up-to-25'
  | 'entity-dlbcl'
  | 'entity-dlbcl-hgbl'
  | 'entity-dlbcl-pmbcl'
  | 'entity-dlbcl-pmbcl-fl3b'
  | 'entity-dlbcl-hgbl-pmbcl-fl3b'
  | 'refractory-or-relapse-within-12-months'
  | 'relapsed-or-refractory'
  | 'remission-with-mrd'
  | 'cd19-positive'
  | 'cd22-positive'
  | 'active-despite-standard-therapy'
  | 'lupus-autoantibodies'
  | 'nephritis-class-3-4-5';

/** Subtypes that a text means by a name; transformed lymphoma is none of them by name, so it stays open. */
const DLBCL = ['dlbclNos', 'thrlbcl', 'ebvDlbcl'];
const HGBL = ['hgblMycBcl2', 'hgblMycBcl6', 'hgblNos', 'hgbl11q'];
const TRANSFORMED = ['tFl', 'tMzl', 'tOther', 'richter'];

type Judge = (of: Patient, day: number) => Judged;

const entity =
  (subtypes: readonly string[]): Judge =>
  (of) => {
    const fact = valued(of, 'dx.subtype').at(-1);
    const word = codeOf(fact);
    if (!fact || word === undefined || TRANSFORMED.includes(word)) return unknown('dx.subtype');
    return judged(subtypes.includes(word), [fact], 'dx.subtype');
  };

const age =
  (holds: (low: number, high: number) => boolean | null): Judge =>
  (of, day) => {
    const { value, facts } = ageAt(of, spanOf(day));
    if (value === null) return unknown('demo.birthYear');
    const [low, high] = typeof value === 'number' ? [value, value] : [value.low, value.high];
    return judged(holds(low, high), facts, 'demo.birthYear', 'demo.birthMonth');
  };

const atLeastYears = (years: number): Judge => age((low, high) => (low >= years ? true : high < years ? false : null));

/** The last coded answer of an item; words that settle nothing leave it open. */
const answered =
  (code: Code, yes: readonly string[], no: readonly string[]): Judge =>
  (of) => {
    const fact = valued(of, code).at(-1);
    const word = codeOf(fact) ?? '';
    if (!fact || !(yes.includes(word) || no.includes(word))) return unknown(code);
    return judged(yes.includes(word), [fact], code);
  };

const antigen = (code: 'path.cd19' | 'path.cd22'): Judge => answered(code, ['positive', 'dim'], ['negative']);

/** A condition of progression, timing or activity that a criterion answers. */
function derivedFlag(of: Patient, criterion: string, field: string, ...ask: readonly [Code, ...Code[]]): Judged {
  const found = criterionById(criterion);
  const derivation = found ? derive(found, of).at(-1) : undefined;
  const value = derivation?.answer[field];
  const settled = typeof value === 'boolean' ? value : (value as { value?: unknown } | undefined)?.value;
  return judged(typeof settled === 'boolean' ? settled : null, derivation?.because ?? [], ...ask);
}

function progression(of: Patient): Judged {
  const { value, facts } = progressingOnLast(of);
  return judged(value, facts.slice(0, 6), 'resp.date', 'line.progressionDate');
}

/** Leukaemia: a relapse that was recorded, or a line that failed to bring a remission. */
function relapsedOrRefractory(of: Patient): Judged {
  const relapse = valued(of, 'resp.all').filter((fact) => codeOf(fact) === 'relapse');
  if (relapse.length > 0) return met(relapse);
  const failed = valued(of, 'line.stopReason').filter((fact) =>
    ['noResponse', 'progression'].includes(codeOf(fact) ?? ''),
  );
  return failed.length > 0 ? met(failed) : unknown('resp.all', 'line.stopReason');
}

/** Both the remission and the residue have to be recorded: disease that is found in no remission is a relapse. */
function remissionWithMrd(of: Patient): Judged {
  const remission = valued(of, 'resp.all').at(-1);
  const residue = valued(of, 'mrd.result').at(-1);
  if (!residue) return unknown('mrd.result');
  const [word, state] = [codeOf(residue) ?? '', codeOf(remission) ?? 'NE'];
  if (word === 'negative') return notMet([residue]);
  if (!remission || state === 'NE') return unknown('resp.all');
  if (!['CR', 'CRi', 'CRh'].includes(state)) return notMet([remission]);
  return ['positive', 'detectedUnquantified', 'pnq'].includes(word) ? met([remission, residue]) : unknown('mrd.result');
}

function lupusAutoantibodies(of: Patient): Judged {
  const items = valued(of, 'sle.criteriaItems').at(-1);
  if (items && codesOf(items)?.some((item) => item === 'antiDsDna' || item === 'antiSm')) return met([items]);
  return answered('sle.ana', ['positive'], ['negative'])(of, 0);
}

const PI = isOfClass('PI');
const IMID = isOfClass('IMID');
const CD38 = isOfClass('CD38');
const isLenalidomide = (drug: string): boolean => drug === 'lenalidomide';
const opposite = ({ answer, ...rest }: Judged): Judged => ({
  ...rest,
  answer: answer === 'unknown' ? answer : answer === 'met' ? 'not-met' : 'met',
});

const JUDGES: Readonly<Record<Condition, Judge>> = {
  'no-prior-line': (of) => countedLines(of, (count) => count === 0),
  'at-least-1-prior-line': (of) => countedLines(of, (count) => count >= 1),
  'at-least-2-prior-lines': (of) => countedLines(of, (count) => count >= 2),
  'at-least-3-prior-lines': (of) => countedLines(of, (count) => count >= 3),
  'at-least-4-prior-lines': (of) => countedLines(of, (count) => count >= 4),
  'prior-lenalidomide': (of) => given(of, isLenalidomide),
  'prior-imid': (of) => given(of, IMID),
  'prior-pi': (of) => given(of, PI),
  'prior-anti-cd38': (of) => given(of, CD38),
  'lenalidomide-refractory': (of) => refractoryTo(of, isLenalidomide),
  'not-anti-cd38-refractory': (of) => opposite(refractoryTo(of, CD38)),
  'refractory-anti-cd38': (of) => refractoryTo(of, CD38),
  'refractory-2-pi': (of) => refractoryTo(of, PI, 2),
  'refractory-2-imid': (of) => refractoryTo(of, IMID, 2),
  'two-lines-or-lenalidomide-refractory': (of) => {
    const two = countedLines(of, (count) => count >= 2);
    return two.answer === 'met' ? two : refractoryTo(of, isLenalidomide);
  },
  'progression-on-last-therapy': progression,
  'no-transplant-planned': answered('elig.autoHsct', ['no'], ['yes']),
  'age-18': atLeastYears(18),
  'age-26': atLeastYears(26),
  'age-up-to-25': (of, day) => opposite(atLeastYears(26)(of, day)),
  'entity-dlbcl': entity(DLBCL),
  'entity-dlbcl-hgbl': entity([...DLBCL, ...HGBL]),
  'entity-dlbcl-pmbcl': entity([...DLBCL, 'pmbl']),
  'entity-dlbcl-pmbcl-fl3b': entity([...DLBCL, 'pmbl', 'fl3b']),
  'entity-dlbcl-hgbl-pmbcl-fl3b': entity([...DLBCL, ...HGBL, 'pmbl', 'fl3b']),
  'refractory-or-relapse-within-12-months': (of) =>
    derivedFlag(of, 'lbcl.secondLineStatus', 'refractoryOrEarly', 'line.bestResponse', 'line.end', 'line.progressionDate'),
  'relapsed-or-refractory': relapsedOrRefractory,
  'remission-with-mrd': remissionWithMrd,
  'cd19-positive': antigen('path.cd19'),
  'cd22-positive': antigen('path.cd22'),
  'active-despite-standard-therapy': () => unknown('sledai.items', 'elig.sleFailures'),
  'lupus-autoantibodies': lupusAutoantibodies,
  'nephritis-class-3-4-5': answered('sle.nephritisClass', ['3', '4', '5', '3+5', '4+5'], ['1', '2', '6']),
}; // biome-ignore format: a table

/** A condition of a printed text against the facts of a day. */
export const judge = (condition: Condition, of: Patient, day: number): Judged => JUDGES[condition](of, day);
