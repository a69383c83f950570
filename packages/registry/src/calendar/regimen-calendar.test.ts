import { asOfDay, publishedCases, view } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { publishedPatients } from '../journey/known-patient.ts';
import { regimensJson } from '../therapies/regimens.ts';
import { speaker } from '../words/index.ts';
import { regimenCalendar } from './regimen-calendar.ts';

const [patient] = publishedPatients();
const facts = publishedCases()[0]?.facts ?? [];
const STAMP = new Date('2026-01-02T03:04:05Z');
const calendar = (asOf: string, language: 'en' | 'it' = 'en'): string => {
  if (!patient) throw new Error('no published case');
  const say = speaker(language);
  const seen = { view: view(facts, asOfDay(asOf)), asOf, knownAt: null };
  return regimenCalendar(regimensJson(patient, seen, say), STAMP, say).replaceAll('\r\n ', '');
};

describe('the calendar of SVd on 3 December 2025', () => {
  const text = calendar('2025-12-03');
  const events = text.split('BEGIN:VEVENT').slice(1);

  it('holds three cycles, the one that begins and two more: ten days each', () => {
    expect(events).toHaveLength(30);
    expect(new Set(text.match(/UID:case-000-line2-c\d+/g))).toEqual(
      new Set(['UID:case-000-line2-c18', 'UID:case-000-line2-c19', 'UID:case-000-line2-c20']),
    );
  });
  it('says the level in force, on a whole day, with the stamp that was given', () => {
    expect(events[0]).toContain('DTSTART;VALUE=DATE:20251203');
    expect(events[0]).toContain('DTSTAMP:20260102T030405Z');
    expect(events[0]).toContain('SUMMARY:case-000 C18D1: selinexor 60 mg\\, bortezomib 1 mg/m2\\, dexamethasone 20 mg');
    expect(events[0]).toContain('For research use\\; does not replace clinical judgement.');
  });
  it('counts the cycles to come from the last one that began: C19D1 is 35 days later', () =>
    expect(text).toContain(
      'UID:case-000-line2-c19d1@linea\r\nSEQUENCE:0\r\nDTSTAMP:20260102T030405Z\r\nDTSTART;VALUE=DATE:20260107',
    ));
  it('is the same bytes for the same question, and Italian where asked', () => {
    expect(calendar('2025-12-03')).toBe(text);
    expect(calendar('2025-12-03', 'it')).toContain('case-000 C18G1: selinexor 60 mg');
  });
});

it('a line that is over plans nothing: no events in March 2024', () =>
  expect(calendar('2024-04-04')).not.toContain('BEGIN:VEVENT'));
