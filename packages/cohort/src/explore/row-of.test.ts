import { type Fact, readLineaJson, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { synthesise } from '../synth/synth.ts';
import { defaultTruth } from '../synth/truth.ts';
import { cohortRow } from './row-of.ts';

const text = [...synthesise({ seed: 1, patients: 40, complete: true, truth: defaultTruth() })]
  .filter(({ name }) => name === 'facts.json')
  .map(({ pieces }) => [...pieces].join(''))[0] as string;
const reading = readLineaJson(text, { recorded: '2026-11-01T00:00:00Z', by: 'test' });
if (!reading.ok) throw new Error('the synthetic study is not read');
const factsOf = (patient: string): readonly Fact[] => reading.facts.filter((fact) => fact.patient === patient);
const rowOf = (patient: string, facts = factsOf(patient)) =>
  cohortRow({ patient, centre: 'SYN-01', synthetic: true }, view(facts));
const patients = [...new Set(reading.facts.map(({ patient }) => patient))];

describe('the row of a patient', () => {
  it.each(patients.filter((id) => id.includes('lbcl')).slice(0, 6))('%s: what the facts say', (patient) => {
    const row = rowOf(patient);
    const answer = (code: string): unknown => {
      const value = factsOf(patient).find((fact) => fact.code === code)?.value;
      return value?.kind === 'code' ? value.code : undefined;
    };
    const day = (code: string): number => {
      const value = factsOf(patient).find((fact) => fact.code === code)?.value;
      return value?.kind === 'date' ? Date.parse(value.date.start ?? '') / 86_400_000 : Number.NaN;
    };
    expect(row.disease).toBe('LBCL');
    expect(row.levels.sex).toBe(answer('demo.sex'));
    if (Number.isNaN(day('inf.date'))) {
      expect(row.times.OS).toEqual({ out: 'notInPopulation' });
      expect(row.levels).not.toHaveProperty('crs');
      return;
    }
    expect(row.levels.product).toBe(answer('inf.product'));
    const died = day('death.date') - day('inf.date');
    expect(row.times.OS).toMatchObject(Number.isNaN(died) ? { event: 0 } : { event: 1, days: died });
    // Who progressed or died before anything else has an event of the one or the other, never of both.
    const [relapse, mortality] = [row.times.RI, row.times.NRM];
    if ('event' in relapse && 'event' in mortality && relapse.event === 1) expect(mortality.event).toBe(2);
  });
  it('the best response is one after the infusion', () =>
    expect(patients.map((patient) => rowOf(patient).levels.response)).toContain('CR'));
  it('what is not recorded is not known, and what does not concern a disease is not in it', () => {
    const lymphoma = patients.find((id) => id.includes('lbcl')) as string;
    const without = factsOf(lymphoma).filter(({ code }) => code !== 'stg.ecog');
    expect(rowOf(lymphoma, without).levels.ecog).toBeNull();
    const lupus = patients.find((id) => id.includes('sle')) as string;
    expect(rowOf(lupus).levels).not.toHaveProperty('stage');
  });
  it('a gene that was not tested is not in it, one that was is', () => {
    const tested = patients.filter((id) => id.includes('lbcl')).map((id) => rowOf(id).alterations);
    expect(tested.some((found) => found.TP53 === 'wildType')).toBe(true);
    expect(tested.every((found) => !('MYC' in found))).toBe(true);
  });
});
