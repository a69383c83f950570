import { drug, drugId } from '@linea/facts';
import { type Line, linesBefore, linesOf } from '../lines/lines-of.ts';
import { hasDisease } from '../myeloma/baseline.ts';
import {
  type Application,
  codeOf,
  dateSpan,
  type Patient,
  plainDate,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';

/** An input that was not found where null would mean "none". */
const notFound = (...codes: Sourced['codes']): Sourced => ({ value: undefined, facts: [], codes });

const RESPONSES = ['CR', 'PR', 'SD', 'PD'];

const inLine = (of: Patient, line: Line, code: 'line.bestResponse' | 'line.end' | 'line.progressionDate') =>
  line.events
    .flatMap((event) => of.byEvent(event).filter((fact) => fact.code === code && fact.value !== undefined))
    .at(-1);

function bestResponse(of: Patient, line: Line): Sourced {
  const fact = inLine(of, line, 'line.bestResponse');
  const word = codeOf(fact);
  return fact ? sourced(word && RESPONSES.includes(word) ? word : null, [fact]) : unknownInput('line.bestResponse');
}

function progression(of: Patient, line: Line): Sourced {
  const fact = inLine(of, line, 'line.progressionDate') ?? valued(of, 'elig.relapseDate').at(-1);
  if (fact) return sourced(plainDate(dateSpan(of, fact)), [fact]);
  const none = line.events
    .flatMap((event) => of.byEvent(event))
    .findLast(({ code, absent }) => code === 'line.progressionDate' && absent === 'notApplicable');
  // A date that does not apply says that there was no progression; one that was not recorded says nothing.
  return none ? sourced(null, [none]) : notFound('line.progressionDate', 'elig.relapseDate');
}

function completion(of: Patient, line: Line): Sourced {
  const fact = inLine(of, line, 'line.end');
  return fact ? sourced(plainDate(dateSpan(of, fact)), [fact]) : unknownInput('line.end');
}

/** A biopsy proves residual disease only where no progression is dated: then it proves that progression. */
function residualProven(of: Patient, progressed: Sourced): Sourced {
  const fact = valued(of, 'elig.relapseBiopsy').at(-1);
  const word = codeOf(fact);
  if (!fact || progressed.facts.length > 0) return unknownInput('elig.relapseBiopsy');
  return sourced(word === 'yes' ? true : word === 'no' ? false : null, [fact]);
}

const ANTI_CD20 = ['rituximab', 'obinutuzumab'];
const ANTHRACYCLINES = ['doxorubicin', 'epirubicin', 'daunorubicin', 'idarubicin'];
/** First-line regimens that are written by name, without their drugs: letters only, as in `rchop`, `polarchp`, `daepochr`. */
const WITH_ANTHRACYCLINE = /(chop|choep|chp|epoch|macop|acvbp|codox)/;
const WITH_ANTI_CD20 = /^(pola)?[rgo](pola|da|mini)?(chop|choep|chp|epoch|macop|acvbp|codox)|epochr$/;
const lettersOf = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

/** Whether the first line held a drug of a class: by its drugs, else by the name of the regimen; unknown where neither says. */
function held(of: Patient, line: Line, drugs: readonly string[], named: RegExp): Sourced {
  const facts = line.facts.filter((id) => ['line.regimen', 'drug.code'].includes(of.fact(id)?.code ?? ''));
  const codes = ['drug.code', 'line.regimen'] as const;
  const given = line.drugs.map(drugId).filter((id) => !id.startsWith('regimen:'));
  const letters = lettersOf(line.regimen ?? '');
  if (given.some((id) => drugs.includes(id)) || named.test(letters)) return { value: true, facts, codes };
  // A list of drugs without one says "none" only where the vocabulary could have said that there was one.
  const couldSay = drugs.some((id) => drug(id) !== undefined);
  const said = (couldSay && given.length > 0) || WITH_ANTHRACYCLINE.test(letters);
  return said ? { value: false, facts, codes } : unknownInput(...codes);
}

const STATUS = ['refractory', 'earlyRelapse', 'lateRelapse', 'notRelapsed'];

/** Once a patient whose first line is recorded. */
export function secondLineApplications(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'LBCL')) return [];
  const [line] = linesOf(of);
  if (!line || linesBefore(of) > 0) return [];
  const progressionDate = progression(of, line);
  const stated = valued(of, 'elig.refractoryFirstLine').at(-1);
  const value = codeOf(stated);
  return [
    {
      inputs: {
        bestResponseFirstLine: bestResponse(of, line),
        firstLineCompletionDate: completion(of, line),
        progressionDate,
        residualProven: residualProven(of, progressionDate),
        firstLineHadAntiCD20: held(of, line, ANTI_CD20, WITH_ANTI_CD20),
        firstLineHadAnthracycline: held(of, line, ANTHRACYCLINES, WITH_ANTHRACYCLINE),
      },
      ...(stated && value && STATUS.includes(value) ? { stated: { value, fact: stated.id } } : {}),
    },
  ];
}
