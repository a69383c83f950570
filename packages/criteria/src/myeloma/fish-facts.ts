import type { Fact } from '@linea/facts';
import {
  beside,
  codeOf,
  measured,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { firstTreatmentDay } from './baseline.ts';

interface Probe {
  readonly abnormality: Fact;
  readonly result: Fact | undefined;
  readonly state: 'present' | 'absent' | null;
}

const isOnOneDay = (of: Patient, a: Fact, b: Fact): boolean => {
  const [one, other] = [of.span(a), of.span(b)];
  return one.start === other.start && one.end === other.end;
};

/** The cytogenetic results before the first line, by abnormality; the last one of each counts that found an answer. */
function probes(of: Patient): ReadonlyMap<string, Probe> {
  return of.memo('fish probes', () => {
    const found = new Map<string, Probe>();
    for (const abnormality of valued(of, 'cyto.abnormality')) {
      if (of.span(abnormality).start > firstTreatmentDay(of)) continue;
      const result = beside(of, abnormality, 'cyto.result');
      const answer = codeOf(result);
      const state = answer === 'present' || answer === 'absent' ? answer : null;
      const code = codeOf(abnormality) ?? '';
      const known = found.get(code);
      // Of two answers of one day, as of a sorted and an unsorted sample, the one that found it stands.
      const isDenied =
        state === 'absent' && known?.state === 'present' && isOnOneDay(of, known.abnormality, abnormality);
      if ((state !== null && !isDenied) || !known) found.set(code, { abnormality, result, state });
    }
    return found;
  });
}

const factsOf = (probe: Probe): readonly Fact[] => [probe.abnormality, ...(probe.result ? [probe.result] : [])];

/** Present if any of the codes is present; absent only if one of those that name the whole probe (by default the first) is absent. */
export function fishState(of: Patient, ...codes: readonly [string, ...string[]]): Sourced<'present' | 'absent'> {
  return stateOf(of, codes, [codes[0]]);
}

function stateOf(of: Patient, codes: readonly string[], wholeProbe: readonly string[]): Sourced<'present' | 'absent'> {
  const found = codes.flatMap((code) => probes(of).get(code) ?? []);
  const present = found.filter(({ state }) => state === 'present');
  if (present.length > 0) return sourced('present', present.flatMap(factsOf), 'cyto.abnormality');
  const absent = wholeProbe.flatMap((code) => probes(of).get(code) ?? []).filter(({ state }) => state === 'absent');
  return absent.length > 0
    ? sourced('absent', absent.flatMap(factsOf), 'cyto.abnormality')
    : unknownInput('cyto.abnormality');
}

/** 1q21 gain by any of its three codes; an absent amplification alone leaves a gain open. */
export const gain1q = (of: Patient): Sourced<'present' | 'absent'> =>
  stateOf(of, ['GAIN_1Q', 'AMP_1Q', 'PLUS_1Q_NOS'], ['GAIN_1Q', 'PLUS_1Q_NOS']);

/** del(17p) with the percentage of the clone and whether the cells were sorted (CD138), of the probe that found it. */
export function del17pFact(of: Patient): Sourced<Readonly<Record<string, unknown>>> {
  const state = fishState(of, 'DEL_17P', 'MONO_17');
  const saying = ['DEL_17P', 'MONO_17']
    .flatMap((code) => probes(of).get(code) ?? [])
    .filter((one) => one.state === state.value);
  const probe = saying.find((one) => measured(beside(of, one.abnormality, 'cyto.clonePct'))) ?? saying[0];
  if (state.value === null || !probe) return unknownInput('cyto.abnormality');
  const [percent, method] = [
    beside(of, probe.abnormality, 'cyto.clonePct'),
    beside(of, probe.abnormality, 'cyto.method'),
  ];
  const cells = codeOf(method) === 'fishCd138' ? 'sorted' : codeOf(method) === 'fish' ? 'unsorted' : undefined;
  const extra = [percent, method].filter((fact) => fact !== undefined);
  const clone = measured(percent);
  const value = { state: state.value, ...(clone ? { clonePercent: clone } : {}), ...(cells ? { cells } : {}) };
  return { value, facts: [...state.facts, ...extra.map(({ id }) => id)], codes: ['cyto.abnormality', 'cyto.clonePct'] };
}

/** del(1p32) with the state of the two alleles. */
export function del1p32Fact(of: Patient): Sourced<string> {
  const state = fishState(of, 'DEL_1P32');
  const probe = probes(of).get('DEL_1P32');
  if (state.value !== 'present' || !probe) return state;
  const alleles = beside(of, probe.abnormality, 'cyto.alleles');
  const value = codeOf(alleles);
  const known = value === 'monoallelic' || value === 'biallelic';
  return sourced(
    known ? value : 'present-nos',
    [...factsOf(probe), ...(known && alleles ? [alleles] : [])],
    'cyto.abnormality',
    'cyto.alleles',
  );
}

/** TP53 mutation by cytogenetic report or by sequencing: present if either says so, absent if one denies it and none finds it. */
export function tp53Mutation(of: Patient): Sourced<'present' | 'absent'> {
  const call = fishState(of, 'TP53_MUT');
  if (call.value === 'present') return call;
  const sequenced = valued(of, 'mol.gene').filter(
    (gene) => codeOf(gene) === 'TP53' && of.span(gene).start <= firstTreatmentDay(of),
  );
  const results = sequenced.flatMap((gene) => {
    const status = beside(of, gene, 'mol.status');
    return status ? [{ gene, status }] : [];
  });
  const mutated = results.find(({ status }) => codeOf(status) === 'mutated');
  if (mutated) return sourced('present', [mutated.gene, mutated.status], 'mol.status');
  const wildType = results.find(({ status }) => codeOf(status) === 'wildType');
  if (wildType) return sourced('absent', [wildType.gene, wildType.status], 'mol.status');
  return call.value === null ? unknownInput('mol.status', 'cyto.abnormality') : call;
}
