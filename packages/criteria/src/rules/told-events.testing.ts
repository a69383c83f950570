import type { Told } from '../patient/story.testing.ts';

export const inf = (on = '2025-03-10', items: object = {}): Told => [
  on,
  'infusion:i',
  { 'inf.date': on, ...items },
  'e1',
];
export const leuk = (on: string, items: object = {}): Told => [
  on,
  'leukapheresis:l',
  { 'leuk.date': on, ...items },
  'e1',
];
export const ld = (start: string, end = start, items: object = {}): Told => [
  start,
  'lymphodepletion:d',
  { 'ld.start': start, 'ld.end': end, ...items },
  'e1',
];
export const mfg = (on: string, items: object): Told => [on, 'manufacturing:m', items as Told[2], 'e1'];
export const one = (on: string, event: string, items: object): Told => [on, event, items as Told[2]];
export const lab = (items: object, on = '2025-01-10', name = 'a'): Told => one(on, `lab:${name}`, items);
export const line = (n: number, start: string, end: string | null, items: object = {}): Told =>
  one(start, `line:L${n}`, { 'line.number': n, 'line.start': start, ...(end ? { 'line.end': end } : {}), ...items });
export const resp = (on: string, items: object): Told => one(on, 'response:r', { 'resp.date': on, ...items });
export const day = (name: string, items: object, on = '2025-03-15'): Told =>
  one(on, `daily:${name}`, { 'day.date': on, ...items });
export const death = (on: string, items: object = {}): Told => one(on, 'death:d', { 'death.date': on, ...items });
export const consent = (kind: string, status: string, on = '2025-01-02'): Told =>
  one(on, `consent:${kind}${status}`, { 'consent.kind': kind, 'consent.status': status, 'consent.date': on });
export const setting = (value: string): Told => one('2025-01-05', 'registration:r', { 'reg.setting': value });
export const MARCH = '2025-03';
/** A day of a flow-sheet with every sign looked for; only what differs from a well patient is told. */
export const signs = (n: number, items: object = {}): Told =>
  day(
    `d${n}`,
    { 'day.tempMax': 36.8, 'day.hypotension': 'none', 'day.vasopressors': ['none'], 'day.o2Device': 'none', ...items },
    `2025-03-${10 + n}`,
  );
export const FEVER = { 'day.tempMax': 38.5 };
export const LOW_PRESSURE = { ...FEVER, 'day.hypotension': 'present' };
export const neuro = (n: number, ice: number): Told =>
  day(
    `d${n}`,
    {
      'day.iceScore': ice,
      'day.consciousness': 'awakensSpontaneously',
      'day.seizure': 'none',
      'day.motor': 'no',
      'day.icpSigns': ['none'],
    },
    `2025-03-${10 + n}`,
  );
export const crs = (grade: string, items: object = {}): Told =>
  one('2025-03-12', 'crs:c', { 'crs.maxGrade': grade, ...items });
export const icans = (grade: string): Told => one('2025-03-12', 'icans:c', { 'icans.maxGrade': grade });
export const born = (year: number): Told => one('2025-01-01', 'demographics:p', { 'demo.birthYear': year });
export const fish = (name: string, abnormality: string, result: string): Told =>
  one('2025-01-10', `cytogenetics:${name}`, {
    'cyto.method': 'fish',
    'cyto.abnormality': abnormality,
    'cyto.result': result,
  });
export const NO_ABNORMALITY = ['DEL_17P', 'T_4_14', 'PLUS_1Q_NOS'].map((abnormality, index) =>
  fish(`f${index}`, abnormality, 'absent'),
);
/** Serum M-protein of 5 g/dL before the line, then another one. */
export const falling = (to: number): readonly Told[] => [
  lab({ 'lab.mSerum': 5, 'lab.mUrine': 0 }, '2025-01-01', 'base'),
  line(1, '2025-01-05', null, { 'line.regimen': 'DRd' }),
  lab({ 'lab.mSerum': to, 'lab.mUrine': 0 }, '2025-04-10', 'now'),
  lab({ 'lab.mSerum': to, 'lab.mUrine': 0 }, '2025-05-10', 'again'),
];
/** Myeloma that responds and then progresses on treatment. */
export const PROGRESSING = [
  ['2024-01-01', 5],
  ['2024-03-01', 1],
  ['2024-05-01', 3],
  ['2024-06-01', 4],
].map(([on, value], index) =>
  lab({ 'lab.mSerum': value, 'lab.mUrine': 0, 'lab.kappa': 10, 'lab.lambda': 10 }, String(on), `p${index}`),
);
