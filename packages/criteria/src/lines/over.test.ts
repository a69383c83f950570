import { asOfDay, publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { derive } from '../patient/derive-patient.ts';
import { diseaseState } from './disease-state.ts';
import { fhr } from './fhr.ts';
import { overallSurvival } from './overall-survival.ts';
import { refractory } from './refractory.ts';
import { ttnt } from './ttnt.ts';

const facts = publishedCases()[0]?.facts ?? [];

describe('a line that may still be running', () => {
  const seen = view(
    facts.filter(({ id }) => id !== 'a077'),
    asOfDay('2024-03-31'),
  );

  it('with stable disease has not shown refractoriness yet: nobody said that it is over', () => {
    expect(derive(refractory, seen).map(({ answer }) => answer.value)).not.toContain(true);
    expect(derive(diseaseState, seen)[0]?.answer.value).not.toBe('primary-refractory');
  });
});

describe('eleven days into the first line, before any assessment', () => {
  const seen = view(facts, asOfDay('2023-12-01'));

  it('response is unknown, not absent', () => {
    expect(derive(diseaseState, seen)[0]?.answer).toMatchObject({ status: 'indeterminate' });
    for (const { answer, of } of derive(fhr, seen))
      expect({ of, status: answer.status }).toEqual({ of, status: 'indeterminate' });
  });

  it('the patient was alive on day 1 of the line: time runs from there', () => {
    for (const criterion of [ttnt, overallSurvival]) {
      for (const { answer } of derive(criterion, seen)) expect(answer).toMatchObject({ timeDays: 0, event: 0 });
    }
  });
});
