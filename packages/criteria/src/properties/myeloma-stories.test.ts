import { type AsOf, asOfDay, convert, type Fact, fromIso, toIso, view } from '@linea/facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endpointDefinitions } from '../endpoints/definitions.ts';
import { endpointOf } from '../endpoints/evaluate.ts';
import { defaultPlan } from '../endpoints/plan.ts';
import type { EndpointTime } from '../endpoints/result.ts';
import { derivePatient } from '../patient/derive-patient.ts';
import { patient } from '../patient/patient.ts';
import { criteria } from '../registry.ts';
import { dayOf, denseStories, factsFrom, type RawFact, rawFacts } from './myeloma-stories.testing.ts';

const myeloma = criteria.filter(({ id }) => id.startsWith('mm.'));

/** What is said of a patient, without the facts it rests on. */
const said = (facts: readonly Fact[], asOf: AsOf = {}) =>
  derivePatient(myeloma, view(facts, asOf)).map(({ criterion, of, at, answer, stated, discrepancy }) => ({
    criterion, of, at, answer: { ...answer, because: null }, stated: stated?.value, discrepancy,
  })); // biome-ignore format: one answer
const plainly = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const NUMBERS = { numRuns: 20 };

describe('of dense and contradictory stories of myeloma', () => {
  it('the names of facts decide nothing', () =>
    fc.assert(
      fc.property(denseStories(), (story) => {
        const raw = rawFacts(story);
        const renamed = raw.map((fact, index) => ({ ...fact, id: `z${raw.length - index}`.padStart(5, '0') }));
        expect(said(factsFrom(renamed))).toEqual(said(factsFrom(raw)));
      }),
      NUMBERS,
    ));

  it('the order of entry decides nothing', () =>
    fc.assert(
      fc.property(
        denseStories().chain((story) => {
          const facts = factsFrom(rawFacts(story));
          return fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts], { minLength: facts.length }));
        }),
        ([facts, shuffled]) => {
          expect(said(shuffled)).toEqual(said(facts));
        },
      ),
      NUMBERS,
    ));

  it('days moved by four years move dates by four years and nothing else', () =>
    fc.assert(
      fc.property(denseStories(), (story) => {
        const text = JSON.stringify(said(factsFrom(rawFacts(story, -1461))));
        const back = text.replace(
          /(\d{4})-(\d{2})/g,
          (_, year: string, month: string) => `${Number(year) + 4}-${month}`,
        );
        expect(JSON.parse(back)).toEqual(plainly(said(factsFrom(rawFacts(story)))));
      }),
      NUMBERS,
    ));

  it('days moved by any number move dates alone, but for months and years that are counted by the calendar', () =>
    fc.assert(
      fc.property(denseStories(false), fc.integer({ min: -500, max: 500 }), (story, days) => {
        const counted = (facts: readonly Fact[]) =>
          said(facts).filter(({ criterion }) => !/^mm\.(fhr|mrd|frailty)/.test(criterion));
        const text = JSON.stringify(counted(factsFrom(rawFacts(story, days))));
        const back = text.replace(/\d{4}-\d{2}-\d{2}/g, (day) => toIso(fromIso(day) - days));
        expect(JSON.parse(back)).toEqual(plainly(counted(factsFrom(rawFacts(story)))));
      }),
      NUMBERS,
    ));

  it('units decide nothing, but for those whose limits are printed twice', () =>
    fc.assert(
      fc.property(denseStories(), (story) => {
        const others: Readonly<Record<string, string>> = { 'g/dL': 'g/L', 'mg/(24.h)': 'g/(24.h)', 'mg/L': 'mg/dL' };
        const inOthers = (fact: RawFact): RawFact => {
          const unit = others[fact.unit ?? ''];
          return unit && fact.unit ? { ...fact, unit, value: convert(fact.value as number, fact.unit, unit) } : fact;
        };
        expect(said(factsFrom(rawFacts(story).map(inOthers)))).toEqual(said(factsFrom(rawFacts(story))));
      }),
      NUMBERS,
    ));

  it('what was known later changes nothing that was said before', () =>
    fc.assert(
      fc.property(denseStories(), denseStories(), fc.integer({ min: 0, max: 700 }), (story, more, day) => {
        const told = rawFacts(story).map((fact) => ({ ...fact, known: `${dayOf(day)}T00:00:00Z` }));
        const later = rawFacts(more).slice(1).map((fact) => ({ ...fact, id: `later-${fact.id}`, event: `${fact.event}-later`, known: `${dayOf(day + 1)}T00:00:00Z` })); // biome-ignore format: one fact
        const asOf = asOfDay(dayOf(day));
        expect(said(factsFrom([...told, ...later]), asOf)).toEqual(said(factsFrom(told), asOf));
      }),
      NUMBERS,
    ));

  const asked = endpointDefinitions.filter(({ disease, starts }) => disease === 'MM' && starts.includes('infusion'));
  it('times to event hold together: bounds and statistics, survival and progression, two competing causes', () =>
    fc.assert(
      fc.property(denseStories(), fc.constantFrom('infusion' as const, 'leukapheresis' as const), (story, start) => {
        const of = patient(view(factsFrom(rawFacts(story))));
        const times = new Map(
          asked.flatMap((definition) => {
            const result = endpointOf(of, defaultPlan(definition, start));
            return 'timeDays' in result ? [[definition.endpoint, result as EndpointTime] as const] : [];
          }),
        );
        for (const [name, { minDays, maxDays, statistics }] of times) {
          expect(minDays, name).toBeGreaterThanOrEqual(0);
          expect(maxDays ?? Infinity, name).toBeGreaterThanOrEqual(minDays);
          if (!statistics) continue;
          expect(statistics.timeDays, name).toBeGreaterThanOrEqual(minDays);
          expect(statistics.timeDays, name).toBeLessThanOrEqual(maxDays ?? Infinity);
          expect(statistics.event === 0 || statistics.cause !== null, name).toBe(true);
        }
        const [os, pfs, efs, nrm, relapse] = (['OS', 'PFS', 'EFS', 'NRM', 'RI'] as const).map(
          (name) => times.get(name)?.statistics,
        );
        if (os && pfs) expect(pfs.timeDays, 'PFS, OS').toBeLessThanOrEqual(os.timeDays);
        if (efs && pfs && pfs.event === 1) expect(efs.timeDays, 'EFS, PFS').toBeLessThanOrEqual(pfs.timeDays);
        if (nrm && relapse) {
          expect(nrm.timeDays).toBe(relapse.timeDays);
          expect([0, 3]).toContain(nrm.event + relapse.event);
        }
      }),
      { numRuns: 150 },
    ));
});
