import { type Fact, withMembers } from '@linea/facts';
import { hasDisease } from '../myeloma/baseline.ts';
import {
  type Application,
  beside,
  codeOf,
  measured,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { aboutOf, inputAt } from './assessments.ts';

/** One fact of each MRD examination that has a result or a level, in order of time. */
export function mrdEvents(of: Patient): readonly Fact[] {
  const facts = [...valued(of, 'mrd.value'), ...valued(of, 'mrd.result')];
  return [...new Map(facts.map((fact) => [fact.event, fact])).values()].sort(
    (a, b) => of.span(a).start - of.span(b).start || of.span(a).end - of.span(b).end,
  );
}

/** What a level says of detection where nobody wrote the result: none at 0, and below a limit either. */
function detectedBy(level: Fact): Sourced {
  const { value } = level;
  const isBelow = value?.kind === 'number' && (value.comparator === '<' || value.comparator === '<=');
  if (isBelow) return unknownInput('mrd.result');
  return sourced(value?.kind === 'number' && value.number === 0 ? 'not-detected' : 'detected', [level], 'mrd.result');
}

/** The inputs of `all.mrd` from one examination. `positive` means detected at any level (field-map 3). */
export function mrdInputs(of: Patient, examination: Fact): Readonly<Record<string, Sourced>> {
  const [result, level, sensitivity, method] = (
    ['mrd.result', 'mrd.value', 'mrd.sensitivity', 'mrd.method'] as const
  ).map((code) => beside(of, examination, code));
  const word = codeOf(result);
  return {
    result:
      result && word
        ? sourced(
            word === 'notEvaluable' ? null : word === 'negative' ? 'not-detected' : 'detected',
            [result],
            'mrd.result',
          )
        : level?.value
          ? detectedBy(level)
          : unknownInput('mrd.result'),
    level: level?.value ? sourced(measured(level), [level]) : unknownInput('mrd.value'),
    pnq:
      result && (word === 'pnq' || word === 'positive')
        ? sourced(word === 'pnq', [result])
        : unknownInput('mrd.result'),
    sensitivity: sensitivity?.value ? sourced(measured(sensitivity), [sensitivity]) : unknownInput('mrd.sensitivity'),
    assay: method && codeOf(method) ? sourced(codeOf(method) ?? null, [method]) : unknownInput('mrd.method'),
  };
}

export function mrdApplications(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'ALL')) return [];
  return mrdEvents(of).map((examination) => ({
    of: aboutOf(of, examination),
    at: of.span(examination),
    inputs: withMembers(mrdInputs(of, examination), { bmBlasts: inputAt(of, 'marrow.blasts', examination) }),
  }));
}
