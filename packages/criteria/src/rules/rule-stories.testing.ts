import type { Told } from '../patient/story.testing.ts';

/** Three stories of a rule: one that surely breaks it, one that keeps it, and one that leaves it open (null: it cannot be). */
export type Stories = readonly [breaks: readonly Told[], keeps: readonly Told[], open: readonly Told[] | null];

const inf = (on = '2025-03-10', items: object = {}): Told => [on, 'infusion:i', { 'inf.date': on, ...items }, 'e1'];
const leuk = (on: string, items: object = {}): Told => [on, 'leukapheresis:l', { 'leuk.date': on, ...items }, 'e1'];
const ld = (start: string, end = start, items: object = {}): Told => [
  start,
  'lymphodepletion:d',
  { 'ld.start': start, 'ld.end': end, ...items },
  'e1',
];
const mfg = (on: string, items: object): Told => [on, 'manufacturing:m', items as Told[2], 'e1'];
const one = (on: string, event: string, items: object): Told => [on, event, items as Told[2]];
const lab = (items: object, on = '2025-01-10', name = 'a'): Told => one(on, `lab:${name}`, items);
const line = (n: number, start: string, end: string | null, items: object = {}): Told =>
  one(start, `line:L${n}`, { 'line.number': n, 'line.start': start, ...(end ? { 'line.end': end } : {}), ...items });
const resp = (on: string, items: object): Told => one(on, 'response:r', { 'resp.date': on, ...items });
const day = (name: string, items: object, on = '2025-03-15'): Told =>
  one(on, `daily:${name}`, { 'day.date': on, ...items });
const death = (on: string, items: object = {}): Told => one(on, 'death:d', { 'death.date': on, ...items });
const consent = (kind: string, status: string, on = '2025-01-02'): Told =>
  one(on, `consent:${kind}${status}`, { 'consent.kind': kind, 'consent.status': status, 'consent.date': on });
const setting = (value: string): Told => one('2025-01-05', 'registration:r', { 'reg.setting': value });
const MARCH = '2025-03';
/** Myeloma that responds and then progresses on treatment. */
const PROGRESSING = [
  ['2024-01-01', 5],
  ['2024-03-01', 1],
  ['2024-05-01', 3],
  ['2024-06-01', 4],
].map(([on, value], index) =>
  lab({ 'lab.mSerum': value, 'lab.mUrine': 0, 'lab.kappa': 10, 'lab.lambda': 10 }, String(on), `p${index}`),
);

/** The rules by number: R018 and R115 need facts recorded otherwise and have tests of their own. */
export const RULE_STORIES: Readonly<Record<string, Stories>> = {
  R001: [[leuk('2025-03-11'), inf()], [leuk('2025-02-10'), inf()], [leuk(MARCH), inf()]],
  R002: [[leuk('2025-03-01'), inf()], [leuk('2025-02-10'), inf()], [leuk('2025-02'), inf('2025-03-05')]],
  R003: [[leuk('2025-02-10'), ld('2025-02-09'), inf()], [leuk('2025-02-10'), ld('2025-03-05'), inf()], [leuk('2025-02'), ld('2025-02-15'), inf()]],
  R004: [[ld('2025-03-05', '2025-03-11'), inf()], [ld('2025-03-05', '2025-03-10'), inf()], [ld('2025-03-05', MARCH), inf()]],
  R005: [[ld('2025-03-08'), inf()], [ld('2025-03-05'), inf()], [ld('2025-03-01/2025-03-05'), inf()]],
  R006: [[ld('2025-02-10', '2025-02-12'), inf()], [ld('2025-03-05', '2025-03-07'), inf()], [ld('2025-02-10', '2025-02'), inf()]],
  R007: [[ld('2025-03-05', '2025-03-04')], [ld('2025-03-05', '2025-03-05')], [ld('2025-03-05', MARCH)]],
  R008: [
    [leuk('2025-02-10'), one('2025-02-01', 'bridging:b', { 'bridge.start': '2025-02-01' }), ld('2025-03-05'), inf()],
    [leuk('2025-02-10'), one('2025-02-15', 'bridging:b', { 'bridge.start': '2025-02-15' }), ld('2025-03-05'), inf()],
    [leuk('2025-02-10'), one('2025-02', 'bridging:b', { 'bridge.start': '2025-02' }), ld('2025-03-05'), inf()],
  ],
  R009: [
    [one('2025-02-15', 'bridging:b', { 'bridge.start': '2025-02-15', 'bridge.end': '2025-03-05' }), ld('2025-03-05'), inf()],
    [one('2025-02-15', 'bridging:b', { 'bridge.start': '2025-02-15', 'bridge.end': '2025-03-04' }), ld('2025-03-05'), inf()],
    [one('2025-02-15', 'bridging:b', { 'bridge.start': '2025-02-15', 'bridge.end': MARCH }), ld('2025-03-05'), inf()],
  ],
  R010: [[leuk('2025-02-10', { 'leuk.lastTherapyStop': '2025-02-04' })], [leuk('2025-02-10', { 'leuk.lastTherapyStop': '2025-02-03' })], [leuk('2025-02-10', { 'leuk.lastTherapyStop': '2025-02' })]],
  R011: [[mfg('2025-02-20', { 'mfg.receivedDate': '2025-03-11' }), inf()], [mfg('2025-02-20', { 'mfg.receivedDate': '2025-03-09' }), inf()], [mfg('2025-02-20', { 'mfg.receivedDate': MARCH }), inf()]],
  R012: [[leuk('2025-02-10'), mfg('2025-02-09', { 'mfg.shipDate': '2025-02-09' })], [leuk('2025-02-10'), mfg('2025-02-10', { 'mfg.shipDate': '2025-02-10' })], [leuk('2025-02'), mfg('2025-02-10', { 'mfg.shipDate': '2025-02-10' })]],
  R013: [[mfg('2025-02-20', { 'mfg.product': 'tisa-cel' }), inf('2025-03-10', { 'inf.product': 'axi-cel' })], [mfg('2025-02-20', { 'mfg.product': 'axi-cel' }), inf('2025-03-10', { 'inf.product': 'axi-cel' })], null],
  R014: [[mfg('2025-02-20', { 'mfg.result': 'failed' }), inf()], [mfg('2025-02-20', { 'mfg.result': 'failed' }), ['2025-02-25', 'manufacturing:m2', { 'mfg.result': 'released' }, 'e1'], inf()], [inf()]],
  R015: [[mfg('2025-02-20', { 'mfg.result': 'outOfSpec' }), inf('2025-03-10', { 'inf.outOfSpec': false })], [mfg('2025-02-20', { 'mfg.result': 'outOfSpec' }), inf('2025-03-10', { 'inf.outOfSpec': true })], [mfg('2025-02-20', { 'mfg.result': 'outOfSpec' }), inf()]],
  R016: [[inf('2025-03-10', { 'inf.admission': '2025-03-08', 'inf.discharge': '2025-03-07' })], [inf('2025-03-10', { 'inf.admission': '2025-03-08', 'inf.discharge': '2025-03-25' })], [inf('2025-03-10', { 'inf.admission': '2025-03-08', 'inf.discharge': MARCH })]],
  R017: [[inf('2025-03-10', { 'inf.admission': '2025-02-23' })], [inf('2025-03-10', { 'inf.admission': '2025-02-24' })], [inf('2025-03-10', { 'inf.admission': '2025-02' })]],
  R019: [
    [one('2025-01-10', 'diagnosis:d', { 'dx.date': '2025-01-10' }), one('2025-01-05', 'registration:r', { 'reg.date': '2025-01-05' })],
    [one('2024-05-10', 'diagnosis:d', { 'dx.date': '2024-05-10' }), one('2025-02-10', 'diagnosis:e', { 'dx.date': '2025-02-10' }), one('2025-01-05', 'registration:r', { 'reg.date': '2025-01-05' })],
    [one('2025-01', 'diagnosis:d', { 'dx.date': '2025-01' }), one('2025-01-05', 'registration:r', { 'reg.date': '2025-01-05' })],
  ],
  R020: [
    [one('2025-01-10', 'diagnosis:d', { 'dx.date': '2025-01-10' }), line(1, '2025-01-02', null)],
    [one('2025-01-10', 'diagnosis:d', { 'dx.date': '2025-01-10' }), line(1, '2025-01-03', null)],
    [one('2025-01', 'diagnosis:d', { 'dx.date': '2025-01' }), line(1, '2025-01-03', null)],
  ],
  R021: [[one('2025-02-10', 'sample:s', { 'smp.id': 'S1' })], [consent('registry', 'given'), one('2025-02-10', 'sample:s', { 'smp.id': 'S1' })], null],
  R022: [[consent('registry', 'given'), one('2025-02-10', 'sample:s', { 'smp.id': 'S1' })], [consent('biobank', 'waived'), one('2025-02-10', 'sample:s', { 'smp.id': 'S1' })], null],
  R023: [[['2025-02-14', 'eligibility:e', { 'elig.boardDate': '2025-02-14' }, 'e1'], leuk('2025-02-10'), inf()], [['2025-02-13', 'eligibility:e', { 'elig.boardDate': '2025-02-13' }, 'e1'], leuk('2025-02-10'), inf()], [['2025-02', 'eligibility:e', { 'elig.boardDate': '2025-02' }, 'e1'], leuk('2025-02-10'), inf()]],
  R024: [[line(1, '2025-01-10', '2025-01-09')], [line(1, '2025-01-10', '2025-01-10')], [line(1, '2025-01-10', '2025-01')]],
  R025: [[line(2, '2024-01-10', null), line(1, '2025-01-10', null)], [line(1, '2024-01-10', null), line(2, '2025-01-10', null)], null],
  R026: [[line(1, '2024-01-10', null), line(3, '2025-01-10', null)], [line(1, '2024-01-10', null), line(2, '2025-01-10', null)], null],
  R027: [[line(1, '2024-01-10', '2024-07-01'), line(2, '2024-06-20', null)], [line(1, '2024-01-10', '2024-07-01'), line(2, '2024-06-24', null)], [line(1, '2024-01-10', '2024-07'), line(2, '2024-06-30', null)]],
  R028: [[setting('lbcl2l'), line(1, '2023-01-10', null), line(2, '2024-01-10', null), leuk('2025-01-10')], [setting('lbcl2l'), line(1, '2023-01-10', null), leuk('2025-01-10'), line(2, '2025-02-10', null)], null],
  R029: [
    [setting('lbcl2l'), inf('2025-03-10', { 'inf.product': 'axi-cel' }), one('2025-01-10', 'eligibility:e', { 'elig.refractoryFirstLine': 'lateRelapse' })],
    [setting('lbcl2l'), inf('2025-03-10', { 'inf.product': 'axi-cel' }), one('2025-01-10', 'eligibility:e', { 'elig.refractoryFirstLine': 'earlyRelapse' })],
    [setting('lbcl2l'), inf('2025-03-10', { 'inf.product': 'axi-cel' })],
  ],
  R030: [
    [line(1, '2023-01-10', '2023-06-10', { 'line.bestResponse': 'CR', 'line.progressionDate': '2025-01-10' }), one('2025-02-01', 'eligibility:e', { 'elig.refractoryFirstLine': 'earlyRelapse' })],
    [line(1, '2023-01-10', '2023-06-10', { 'line.bestResponse': 'CR', 'line.progressionDate': '2024-01-10' }), one('2025-02-01', 'eligibility:e', { 'elig.refractoryFirstLine': 'earlyRelapse' })],
    null,
  ],
  R031: [
    [...PROGRESSING, line(1, '2024-01-02', null, { 'line.regimen': 'DRd', 'line.stopReason': 'ongoing', 'line.refractoryReported': 'no' })],
    [...PROGRESSING, line(1, '2024-01-02', null, { 'line.regimen': 'DRd', 'line.stopReason': 'ongoing', 'line.refractoryReported': 'yes' })],
    [line(1, '2023-01-10', '2023-06-10', { 'line.regimen': 'DRd', 'line.bestResponse': 'PR', 'line.refractoryReported': 'yes' })],
  ],
  R032: [[line(1, '2025-01-10', '2025-02-10', { 'line.stopReason': 'ongoing' })], [line(1, '2025-01-10', '2025-02-10', { 'line.stopReason': 'completed' })], [line(1, '2025-01-10', '2025-02-10')]],
  R033: [[line(1, '2025-01-10', null, { 'line.progressionDate': '2025-01-09' })], [line(1, '2025-01-10', null, { 'line.progressionDate': '2025-01-10' })], [line(1, '2025-01-10', null, { 'line.progressionDate': '2025-01' })]],
  R034: [
    [line(1, '2025-01-10', '2025-03-10'), one('2025-01-10', 'drug:d', { 'drug.code': 'rituximab', 'drug.lineRef': 'line:L1', 'drug.end': '2025-03-25' })],
    [line(1, '2025-01-10', '2025-03-10'), one('2025-01-10', 'drug:d', { 'drug.code': 'rituximab', 'drug.lineRef': 'line:L1', 'drug.end': '2025-03-24' })],
    null,
  ],
  R035: [
    [line(1, '2025-01-01', '2025-03-01', { 'line.cycles': 6 }), one('2025-01-01', 'drug:d', { 'drug.code': 'rituximab', 'drug.lineRef': 'line:L1', 'drug.cycleLength': 21 })],
    [line(1, '2025-01-01', '2025-05-01', { 'line.cycles': 6 }), one('2025-01-01', 'drug:d', { 'drug.code': 'rituximab', 'drug.lineRef': 'line:L1', 'drug.cycleLength': 21 })],
    [line(1, '2025-01-01', MARCH, { 'line.cycles': 6 }), one('2025-01-01', 'drug:d', { 'drug.code': 'rituximab', 'drug.lineRef': 'line:L1', 'drug.cycleLength': 21 })],
  ],
  R036: [[line(2, '2024-08-03', null, { 'line.regimen': 'SVd', 'line.accessRegime': 'cnn' })], [line(2, '2024-08-02', null, { 'line.regimen': 'SVd', 'line.accessRegime': 'cnn' })], [line(2, '2024-08', null, { 'line.regimen': 'SVd', 'line.accessRegime': 'cnn' })]],
  R037: [
    [one('2025-03-01', 'function:f', { 'com.weight': 80 }), inf('2025-03-10', { 'inf.dose': 160, 'inf.dosePerKg': 2.3 })],
    [one('2025-03-01', 'function:f', { 'com.weight': 80 }), inf('2025-03-10', { 'inf.dose': 160, 'inf.dosePerKg': 2.1 })],
    null,
  ],
  R038: [[inf('2025-03-10', { 'inf.product': 'liso-cel', 'inf.dose': 130 })], [inf('2025-03-10', { 'inf.product': 'liso-cel', 'inf.dose': 120 })], null],
  R039: [[one('2025-01-01', 'function:f', { 'com.weight': 80 }), one('2025-02-01', 'function:g', { 'com.weight': 60 })], [one('2025-01-01', 'function:f', { 'com.weight': 80 }), one('2025-02-01', 'function:g', { 'com.weight': 64 })], null],
  R040: [
    [one('2025-01-01', 'demographics:p', { 'demo.birthYear': 2001 }), inf('2025-03-10', { 'inf.product': 'brexu-cel' })],
    [one('2025-01-01', 'demographics:p', { 'demo.birthYear': 1990 }), inf('2025-03-10', { 'inf.product': 'brexu-cel' })],
    [one('2025-01-01', 'demographics:p', { 'demo.birthYear': 1999 }), inf('2025-03-10', { 'inf.product': 'brexu-cel' })],
  ],
  R041: [[lab({ 'lab.egfr': 60 }, '2025-03-01'), ld('2025-03-05', '2025-03-07', { 'ld.fluDose': 90, 'ld.doseReduced': false })], [lab({ 'lab.egfr': 60 }, '2025-03-01'), ld('2025-03-05', '2025-03-07', { 'ld.fluDose': 90, 'ld.doseReduced': true })], [lab({ 'lab.egfr': 60 }, '2025-03-01'), ld('2025-03-05', '2025-03-07', { 'ld.fluDose': 90 })]],
  R042: [[inf(), ['2025-03-09', 'crs:c', { 'crs.onset': '2025-03-09' }, 'e1']], [inf(), ['2025-03-10', 'crs:c', { 'crs.onset': '2025-03-10' }, 'e1']], [inf(), [MARCH, 'crs:c', { 'crs.onset': MARCH }, 'e1']]],
  R043: [[inf(), one('2025-03-25', 'crs:c', { 'crs.onset': '2025-03-25', 'crs.trigger': 'carT' })], [inf(), one('2025-03-24', 'crs:c', { 'crs.onset': '2025-03-24' })], [inf(), one(MARCH, 'crs:c', { 'crs.onset': MARCH })]],
  R044: [[inf(), ['2025-03-09', 'icans:c', { 'icans.onset': '2025-03-09' }, 'e1']], [inf(), ['2025-03-09', 'icans:c', { 'icans.onset': '2025-03-09', 'icans.trigger': 'bispecific' }, 'e1']], [inf(), [MARCH, 'icans:c', { 'icans.onset': MARCH }, 'e1']]],
  R045: [[inf(), one('2025-04-10', 'icans:c', { 'icans.onset': '2025-04-10' })], [inf(), one('2025-04-09', 'icans:c', { 'icans.onset': '2025-04-09' })], [inf(), one('2025-04', 'icans:c', { 'icans.onset': '2025-04' })]],
  R046: [[one('2025-03-12', 'crs:c', { 'crs.onset': '2025-03-12', 'crs.end': '2025-03-11' })], [one('2025-03-12', 'crs:c', { 'crs.onset': '2025-03-12', 'crs.end': '2025-03-14' })], [one('2025-03-12', 'crs:c', { 'crs.onset': '2025-03-12', 'crs.end': MARCH })]],
  R047: [[one('2025-03-12', 'icans:c', { 'icans.onset': '2025-03-12', 'icans.end': '2025-03-11' })], [one('2025-03-12', 'icans:c', { 'icans.onset': '2025-03-12', 'icans.end': '2025-03-14' })], [one('2025-03-12', 'icans:c', { 'icans.onset': '2025-03-12', 'icans.end': MARCH })]],
  R050: [[day('a', { 'day.iceScore': 5, 'day.icansReported': '1' })], [day('a', { 'day.iceScore': 5, 'day.icansReported': '1', 'day.iceOtherCause': true })], null],
  R051: [[one('2025-03-12', 'crs:c', { 'crs.maxGrade': '5' }), death('2025-03-20', { 'death.cause': 'infection', 'death.contributing': ['hlh'] })], [one('2025-03-12', 'crs:c', { 'crs.maxGrade': '5' }), death('2025-03-20', { 'death.cause': 'infection', 'death.contributing': ['crs'] })], [one('2025-03-12', 'crs:c', { 'crs.maxGrade': '5' })]],
  R052: [[one('2025-03-12', 'icans:c', { 'icans.maxGrade': '5' }), death('2025-03-20', { 'death.cause': 'infection', 'death.contributing': ['hlh'] })], [one('2025-03-12', 'icans:c', { 'icans.maxGrade': '5' }), death('2025-03-20', { 'death.cause': 'icans' })], [one('2025-03-12', 'icans:c', { 'icans.maxGrade': '5' })]],
  R053: [[one('2025-03-12', 'medication:m', { 'med.drug': 'tocilizumab', 'med.dose': 900, 'med.doseUnit': 'mg' })], [one('2025-03-12', 'medication:m', { 'med.drug': 'tocilizumab', 'med.dose': 800, 'med.doseUnit': 'mg' })], [one('2025-03-12', 'medication:m', { 'med.drug': 'tocilizumab', 'med.doseUnit': 'mg' })]],
  R054: [[day('a', { 'day.ventilated': true, 'day.icu': false })], [day('a', { 'day.ventilated': true, 'day.icu': false, 'day.ventilationReason': 'airwayProtection' })], [day('a', { 'day.ventilated': true })]],
  R055: [[day('a', { 'day.spo2Min': 89, 'day.o2Device': 'none' })], [day('a', { 'day.spo2Min': 90, 'day.o2Device': 'none' })], [day('a', { 'day.spo2Min': 100, 'day.o2Device': 'none' }), day('b', { 'day.o2Device': 'none' }, '2025-03-16')]],
  R056: [[day('a', { 'day.sbpMin': 60, 'day.dbpMin': 60 })], [day('a', { 'day.sbpMin': 90, 'day.dbpMin': 60 })], null],
  R057: [[day('a', { 'day.time': '2025-03-15T08:00' }), day('b', { 'day.time': '2025-03-15T08:00' })], [day('a', { 'day.time': '2025-03-15T08:00' }), day('b', { 'day.time': '2025-03-15T12:00' })], null],
  R058: [
    [inf(), ...[0, 3, 7].map((n) => lab({ 'lab.anc': 1 }, `2025-03-${10 + n}`, `n${n}`)), one('2025-05-01', 'followup:f', { 'fu.date': '2025-05-01' })],
    [inf(), ...Array.from({ length: 11 }, (_, index) => lab({ 'lab.anc': 1 }, new Date(Date.UTC(2025, 2, 10 + 3 * index)).toISOString().slice(0, 10), `n${index}`)), one('2025-05-01', 'followup:f', { 'fu.date': '2025-05-01' })],
    null,
  ],
  R059: [[lab({ 'lab.wbc': 5, 'lab.anc': 4, 'lab.alc': 2 })], [lab({ 'lab.wbc': 5, 'lab.anc': 4, 'lab.alc': 1.5 })], null],
  R060: [[one('2025-03-12', 'ae:a', { 'ae.serious': true, 'ae.related': 'probable', 'ae.reportedAifa': 'no' })], [one('2025-03-12', 'ae:a', { 'ae.serious': true, 'ae.related': 'probable', 'ae.reportedAifa': 'yes' })], [one('2025-03-12', 'ae:a', { 'ae.serious': true, 'ae.related': 'probable' })]],
  R061: [[one('2025-03-12', 'ae:a', { 'ae.onset': '2025-03-12', 'ae.end': '2025-03-11' })], [one('2025-03-12', 'ae:a', { 'ae.onset': '2025-03-12', 'ae.end': '2025-03-12' })], [one('2025-03-12', 'ae:a', { 'ae.onset': '2025-03-12', 'ae.end': MARCH })]],
  R062: [[one('2025-03-12', 'ae:a', { 'ae.grade': '5', 'ae.outcome': 'resolved' })], [one('2025-03-12', 'ae:a', { 'ae.grade': '5', 'ae.outcome': 'fatal' })], null],
  R063: [[one('2025-03-12', 'infection:a', { 'infx.grade': '3' })], [one('2025-03-12', 'infection:a', { 'infx.grade': '3', 'infx.hospitalised': false })], null],
  R065: [[lab({ 'lab.hb': 20.5 })], [lab({ 'lab.hb': 14 })], null],
  R066: [[lab({ 'lab.calcium': 3.2 })], [lab({ 'lab.calcium': 9.2 })], null],
  R067: [[lab({ 'lab.ldh': 300 })], [lab({ 'lab.ldh': [300, 'U/L', { uln: 250 }] })], null],
  R068: [[lab({ 'lab.kappa': 100, 'lab.lambda': 10, 'lab.flcRatio': 9 })], [lab({ 'lab.kappa': 100, 'lab.lambda': 10, 'lab.flcRatio': 10.4 })], null],
  R069: [[lab({ 'lab.lightChain': 'kappa', 'lab.flcRatio': 0.1 })], [lab({ 'lab.lightChain': 'lambda', 'lab.flcRatio': 0.1 })], null],
  R070: [
    [lab({ 'lab.mSerum': 0.5, 'lab.mUrine': 100, 'lab.kappa': 20, 'lab.lambda': 15 })],
    [lab({ 'lab.mSerum': 1 })],
    [lab({ 'lab.mSerum': 0.5 })],
  ],
  R071: [[lab({ 'lab.b2m': 6, 'lab.albumin': 4 }), one('2025-01-10', 'staging:s', { 'stg.issReported': '1' })], [lab({ 'lab.b2m': 6, 'lab.albumin': 4 }), one('2025-01-10', 'staging:s', { 'stg.issReported': '3' })], null],
  R074: [[one('2025-01-10', 'marrow:m', { 'marrow.lymphoma': 'yes' }), one('2025-01-12', 'staging:s', { 'stg.annArbor': '3' })], [one('2025-01-10', 'marrow:m', { 'marrow.lymphoma': 'yes' }), one('2025-01-12', 'staging:s', { 'stg.annArbor': '4' })], [one('2025-01-10', 'marrow:m', { 'marrow.lymphoma': 'yes' })]],
  R075: [[one('2025-01-12', 'staging:s', { 'stg.bulkCm': 12, 'stg.mtv': 20 })], [one('2025-01-12', 'staging:s', { 'stg.bulkCm': 12, 'stg.mtv': 50 })], [one('2025-01-12', 'staging:s', { 'stg.bulkCm': 12 })]],
  R076: [[inf(), ['2025-03-08', 'response:r', { 'resp.date': '2025-03-08', 'resp.timepoint': 'd28' }, 'e1']], [inf(), ['2025-04-08', 'response:r', { 'resp.date': '2025-04-08', 'resp.timepoint': 'd28' }, 'e1']], [inf(), [MARCH, 'response:r', { 'resp.date': MARCH, 'resp.timepoint': 'd28' }, 'e1']]],
  R077: [[inf(), resp('2025-04-25', { 'resp.timepoint': 'd28' })], [inf(), resp('2025-04-24', { 'resp.timepoint': 'd28' })], [inf(), resp('2025-04', { 'resp.timepoint': 'd28' })]],
  R078: [[resp('2025-04-10', { 'resp.lugano': 'CR', 'resp.deauville': '4', 'resp.biopsyPositive': 'positive' })], [resp('2025-04-10', { 'resp.lugano': 'CR', 'resp.deauville': '4', 'resp.biopsyPositive': 'negative' })], [resp('2025-04-10', { 'resp.lugano': 'CR', 'resp.deauville': '4' })]],
  R079: [[resp('2025-04-10', { 'resp.newLesion': 'lymphoma', 'resp.lugano': 'PR', 'resp.deauville': '4', 'resp.biopsyPositive': 'positive' })], [resp('2025-04-10', { 'resp.newLesion': 'lymphoma', 'resp.lugano': 'PD' })], [resp('2025-04-10', { 'resp.newLesion': 'lymphoma', 'resp.lugano': 'PR' })]],
  R081: [[resp('2025-04-10', { 'resp.imwg': 'PR' })], [resp('2025-04-10', { 'resp.imwg': 'PR', 'resp.confirmed': false })], null],
  R082: [[resp('2025-04-10', { 'resp.imwg': 'CR' }), lab({ 'lab.immunofixSerum': 'positive' }, '2025-04-10')], [resp('2025-04-10', { 'resp.imwg': 'CR' }), lab({ 'lab.immunofixSerum': 'negative' }, '2025-04-10'), one('2025-04-11', 'marrow:m', { 'marrow.plasmaCells': 2 })], [resp('2025-04-10', { 'resp.imwg': 'CR' })]],
  R083: [[resp('2025-04-10', { 'resp.all': 'CR' }), one('2025-04-09', 'marrow:m', { 'marrow.blasts': 40 })], [resp('2025-04-10', { 'resp.all': 'CR' }), one('2025-04-09', 'marrow:m', { 'marrow.blasts': 4 })], [resp('2025-04-10', { 'resp.all': 'CR' }), one('2024-04-09', 'marrow:m', { 'marrow.blasts': 90 })]],
  R084: [[resp('2025-04-10', { 'resp.all': 'CR' }), lab({ 'lab.anc': 0.5, 'lab.plt': 120 }, '2025-04-10')], [resp('2025-04-10', { 'resp.all': 'CR' }), lab({ 'lab.anc': 1, 'lab.plt': 100 }, '2025-04-10')], [resp('2025-04-10', { 'resp.all': 'CR' })]],
  R085: [[one('2025-04-10', 'mrd:m', { 'mrd.result': 'negative', 'mrd.method': 'ngf' })], [one('2025-04-10', 'mrd:m', { 'mrd.result': 'negative', 'mrd.method': 'ngf', 'mrd.sensitivity': null })], null],
  R086: [[one('2025-04-10', 'mrd:m', { 'mrd.result': 'negative', 'mrd.value': 0.001 })], [one('2025-04-10', 'mrd:m', { 'mrd.result': 'pnq', 'mrd.value': 0.00001, 'mrd.sensitivity': 0.0001 })], null],
  R087: [[resp('2025-04-10', { 'resp.all': 'relapse' }), one('2025-04-10', 'mrd:m', { 'mrd.result': 'negative' })], [resp('2025-04-10', { 'resp.all': 'relapse', 'resp.relapseSite': ['cns'] }), one('2025-04-10', 'mrd:m', { 'mrd.result': 'negative' })], [resp('2025-04-10', { 'resp.all': 'relapse' })]],
  R088: [[one('2025-04-10', 'sle-activity:a', { 'sledai.items': ['arthritis'], 'sledai.notAssessed': ['none'], 'sledai.total': 6 })], [one('2025-04-10', 'sle-activity:a', { 'sledai.items': ['arthritis'], 'sledai.notAssessed': ['none'], 'sledai.total': 4 })], null],
  R089: [
    [one('2025-04-10', 'sle-activity:a', { 'sledai.items': ['none'], 'sledai.pga': 0.8, 'sledai.gcDose': 5, 'sledai.response': 'doris' })],
    [one('2025-04-10', 'sle-activity:a', { 'sledai.items': ['none'], 'sledai.pga': 0.2, 'sledai.gcDose': 5, 'sledai.response': 'doris' })],
    null,
  ],
  R090: [[lab({ 'lab.upcr': 600 }, '2025-04-09'), one('2025-04-10', 'sle-activity:a', { 'sledai.items': ['rash'], 'sledai.notAttributed': ['none'] })], [lab({ 'lab.upcr': 600 }, '2025-04-09'), one('2025-04-10', 'sle-activity:a', { 'sledai.items': ['proteinuria'] })], [lab({ 'lab.upcr': 600 }, '2025-04-09')]],
  R091: [[one('2025-01-10', 'molecular:m', { 'mol.gene': 'TP53', 'mol.vaf': 12, 'mol.status': 'wildType' })], [one('2025-01-10', 'molecular:m', { 'mol.gene': 'TP53', 'mol.vaf': 12, 'mol.status': 'mutated' })], [one('2025-01-10', 'molecular:m', { 'mol.gene': 'TP53', 'mol.vaf': 12 })]],
  R092: [[one('2025-01-10', 'cytogenetics:c', { 'cyto.method': 'fish', 'cyto.abnormality': 'DEL_17P' })], [one('2025-01-10', 'cytogenetics:c', { 'cyto.method': 'fish', 'cyto.abnormality': 'DEL_17P', 'cyto.clonePct': 30 })], null],
  R093: [[one('2025-01-10', 'cytogenetics:c', { 'cyto.abnormality': 'GAIN_1Q', 'cyto.copies': 4 })], [one('2025-01-10', 'cytogenetics:c', { 'cyto.abnormality': 'AMP_1Q', 'cyto.copies': 4 })], null],
  R094: [[one('2025-01-10', 'sample:s', { 'smp.collected': '2025-01-10', 'smp.processed': '2025-01-09' })], [one('2025-01-10', 'sample:s', { 'smp.collected': '2025-01-10', 'smp.processed': '2025-01-10' })], [one('2025-01-10', 'sample:s', { 'smp.collected': '2025-01', 'smp.processed': '2025-01-10' })]],
  R095: [[one('2025-01-10', 'sample:s', { 'smp.type': 'pbEdta', 'smp.collected': '2025-01-10T08:00', 'smp.processed': '2025-01-10T12:30' })], [one('2025-01-10', 'sample:s', { 'smp.type': 'pbStreck', 'smp.collected': '2025-01-10T08:00', 'smp.processed': '2025-01-16T08:00' })], null],
  R096: [[inf(), one('2025-03-20', 'sample:s', { 'smp.timepoint': 'd7', 'smp.collected': '2025-03-20' })], [inf(), one('2025-03-17', 'sample:s', { 'smp.timepoint': 'd7', 'smp.collected': '2025-03-17' })], [inf(), one(MARCH, 'sample:s', { 'smp.timepoint': 'd7', 'smp.collected': MARCH })]],
  R097: [
    [one('2025-01-10', 'sample:s', { 'smp.type': 'serum' }), one('2025-01-12', 'assay:a', { 'asy.kind': 'ctdnaPanel', 'asy.sampleRef': 'sample:s' })],
    [one('2025-01-10', 'sample:s', { 'smp.type': 'plasma' }), one('2025-01-12', 'assay:a', { 'asy.kind': 'ctdnaPanel', 'asy.sampleRef': 'sample:s' })],
    null,
  ],
  R098: [[one('2025-01-12', 'assay:a', { 'ctdna.detected': false })], [one('2025-01-12', 'assay:a', { 'ctdna.detected': false, 'ctdna.lod': 0.1 })], null],
  R099: [[one('2025-01-12', 'assay:a', { 'flow.pctParent': 12 })], [one('2025-01-12', 'assay:a', { 'flow.pctParent': 12, 'flow.parent': 'lymphocytes' })], null],
  R101: [[one('2025-01-12', 'assay:a', { 'expr.score': 1, 'asy.batch': 'A' }), one('2025-01-13', 'assay:b', { 'expr.score': 1, 'asy.batch': 'B' })], [one('2025-01-12', 'assay:a', { 'expr.score': 1, 'asy.batch': 'A' }), one('2025-01-13', 'assay:b', { 'expr.score': 1, 'asy.batch': 'A' })], null],
  R102: [[one('2025-05-02', 'followup:f', { 'fu.date': '2025-05-02', 'fu.survival': 'alive' }), death('2025-05-01')], [one('2025-05-01', 'followup:f', { 'fu.date': '2025-05-01', 'fu.survival': 'alive' }), death('2025-05-01')], [one('2025-05-02', 'followup:f', { 'fu.date': '2025-05-02', 'fu.survival': 'alive' }), death('2025-05')]],
  R103: [[lab({ 'lab.hb': 9 }, '2025-05-02'), death('2025-05-01')], [lab({ 'lab.hb': 9 }, '2025-05-01'), death('2025-05-01'), one('2025-05-09', 'pathology:p', { 'path.cd19': 'positive' })], null],
  R104: [[one('2025-05-02', 'followup:f', { 'fu.survival': 'dead' })], [one('2025-05-02', 'followup:f', { 'fu.survival': 'dead' }), one('2025-05-01', 'death:d', { 'death.date': null })], null],
  R105: [[death('2025-05-01', { 'death.cause': 'relapse' })], [death('2025-05-01', { 'death.cause': 'relapse' }), resp('2025-04-10', { 'resp.lugano': 'PD' })], null],
  R107: [[inf(), ['2025-03-09', 'subsequent:s', { 'sub.start': '2025-03-09' }, 'e1']], [inf(), ['2025-03-10', 'subsequent:s', { 'sub.start': '2025-03-10' }, 'e1']], [inf(), [MARCH, 'subsequent:s', { 'sub.start': MARCH }, 'e1']]],
  R108: [[inf(), one('2025-06-01', 'subsequent:s', { 'sub.start': '2025-06-01', 'sub.reason': 'relapse' })], [inf(), resp('2025-05-20', { 'resp.lugano': 'PD' }), one('2025-06-01', 'subsequent:s', { 'sub.start': '2025-06-01', 'sub.reason': 'relapse' })], null],
  R109: [[one('2026-06-01', 'malignancy:m', { 'spm.kind': 'tCell', 'spm.carTransgene': 'notTested' })], [one('2026-06-01', 'malignancy:m', { 'spm.kind': 'tCell', 'spm.carTransgene': 'notDetected' })], [one('2026-06-01', 'malignancy:m', { 'spm.kind': 'tCell' })]],
  R110: [[one('2026-06-01', 'pregnancy:p', { 'preg.lmp': '2026-06-01' })], [one('2026-06-01', 'pregnancy:p', { 'preg.lmp': '2026-06-01', 'preg.outcome': 'ongoing' })], null],
  R111: [[one('2025-06-01', 'support:s', { 'supp.kind': 'ivig' }), lab({ 'lab.igg': 401 }, '2025-05-30')], [one('2025-06-01', 'support:s', { 'supp.kind': 'ivig' }), lab({ 'lab.igg': 400 }, '2025-05-30')], [one('2025-06-01', 'support:s', { 'supp.kind': 'ivig' }), lab({ 'lab.igg': 401 }, '2025-05-30'), one('2025-06-01', 'support:t', { 'supp.kind': 'ivig' })].slice(0, 1)],
  R112: [[one('2025-06-01', 'immune:i', { 'imm.bAplasia': 'yes', 'imm.cd19': 10 })], [one('2025-06-01', 'immune:i', { 'imm.bAplasia': 'yes', 'imm.cd19': 9 })], [one('2025-06-01', 'immune:i', { 'imm.bAplasia': 'yes' })]],
  R114: [[one('2025-01-01', 'pro:p', { 'qlq.q1': 2 })], [one('2025-01-01', 'pro:p', { 'pro.missingReason': 'refused' })], null],
  R116: [[one('2025-01-01', 'demographics:p', { 'demo.sex': 'male' }), one('2025-02-01', 'demographics:q', { 'demo.sex': 'female' })], [one('2025-01-01', 'demographics:p', { 'demo.sex': 'male' })], null],
  R117: [[one('2025-01-01', 'demographics:p', { 'demo.birthYear': 1960 }), one('2025-01-10', 'age-statement:a', { 'demo.ageStated': 50 })], [one('2025-01-01', 'demographics:p', { 'demo.birthYear': 1960 }), one('2025-01-10', 'age-statement:a', { 'demo.ageStated': 64 })], null],
  R118: [[day('a', { 'day.tempMax': 38 }), day('b', { 'day.tempMax': 39 })], [day('a', { 'day.shift': 'night' }), day('b', { 'day.shift': 'morning' })], null],
  R119: [
    [day('a', { 'day.iceOrientation': 4, 'day.iceNaming': 3, 'day.iceCommand': 1, 'day.iceWriting': 1, 'day.iceAttention': 1, 'day.iceScore': 9 })],
    [day('a', { 'day.iceOrientation': 4, 'day.iceNaming': 3, 'day.iceCommand': 1, 'day.iceAttention': 1, 'day.iceNotTestable': ['writing'], 'day.iceScore': 9 })],
    null,
  ],
  R120: [
    [one('2025-03-12', 'medication:a', { 'med.drug': 'tocilizumab', 'med.at': '2025-03-12T08:00' }), one('2025-03-12', 'medication:b', { 'med.drug': 'tocilizumab', 'med.at': '2025-03-12T15:59' })],
    [one('2025-03-12', 'medication:a', { 'med.drug': 'tocilizumab', 'med.at': '2025-03-12T08:00' }), one('2025-03-12', 'medication:b', { 'med.drug': 'tocilizumab', 'med.at': '2025-03-12T16:00' })],
    null,
  ],
  R121: [[one('2025-03-12', 'dose:a', { 'dose.status': 'omitted', 'dose.given': 10, 'dose.planned': 10 })], [one('2025-03-12', 'dose:a', { 'dose.status': 'given', 'dose.given': 9.6, 'dose.planned': 10 })], null],
  R122: [
    [one('2025-03-12', 'cycle:a', { 'cycle.lineRef': 'line:L1', 'cycle.number': 1, 'cycle.day1': '2025-03-12' }), one('2025-03-01', 'cycle:b', { 'cycle.lineRef': 'line:L1', 'cycle.number': 2, 'cycle.day1': '2025-03-01' })],
    [one('2025-03-12', 'cycle:a', { 'cycle.lineRef': 'line:L1', 'cycle.number': 1, 'cycle.day1': '2025-03-12' }), one('2025-04-01', 'cycle:b', { 'cycle.lineRef': 'line:L1', 'cycle.number': 2, 'cycle.day1': '2025-04-01' })],
    null,
  ],
  R123: [[one('2025-03-12', 'lesion:a', { 'lesion.ldi': 2, 'lesion.sdi': 2.1 })], [one('2025-03-12', 'lesion:a', { 'lesion.ldi': 2, 'lesion.sdi': 2 })], null],
  R124: [[one('2025-04-10', 'sle-activity:a', { 'sledai.items': ['rash'], 'sledai.notAssessed': ['rash'] })], [one('2025-04-10', 'sle-activity:a', { 'sledai.items': ['rash'], 'sledai.notAttributed': ['rash'] })], null],
  R125: [[day('a', { 'day.seizureMinutes': 6, 'day.seizure': 'brief' })], [day('a', { 'day.seizureMinutes': 5, 'day.seizure': 'brief' })], [day('a', { 'day.seizureMinutes': 6 })]],
}; // biome-ignore format: three stories a rule
