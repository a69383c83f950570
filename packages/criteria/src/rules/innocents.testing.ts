import type { Told } from '../patient/story.testing.ts';

import {
  born,
  crs,
  day,
  death,
  FEVER,
  falling,
  icans,
  inf,
  LOW_PRESSURE,
  lab,
  ld,
  leuk,
  mfg,
  neuro,
  one,
  resp,
  signs,
} from './told-events.testing.ts';

const cut = (start: string, end: string): readonly Told[] => [ld(start, end), inf()];
const bridged = (start: string, end?: string): Told =>
  one(start, 'bridging:b', { 'bridge.start': start, ...(end ? { 'bridge.end': end } : {}) });
const weights = (...told: readonly (readonly [on: string, kg: number])[]): readonly Told[] =>
  told.map(([on, kg], index) => one(on, `function:w${index}`, { 'com.weight': kg }));
const at = (on: string, items: object): readonly Told[] => [
  inf(),
  one(on, 'sample:s', { 'smp.collected': on, ...items }),
];

/** Further stories that keep a rule by a hair: the last day, the last unit, the one word that excuses. */
export const INNOCENTS: Readonly<Record<string, readonly (readonly Told[])[]>> = {
  R001: [[leuk('2025-03-10'), inf()]],
  R002: [
    [leuk('2025-02-24'), inf()],
    [leuk('2024-09-11'), inf()],
  ],
  R003: [[leuk('2025-03-05'), ld('2025-03-05'), inf()]],
  R005: [cut('2025-03-07', '2025-03-09'), cut('2025-03-03', '2025-03-05')],
  R006: [cut('2025-02-22', '2025-02-24')],
  R008: [
    [leuk('2025-02-10'), bridged('2025-02-10'), ld('2025-03-05'), inf()],
    [leuk('2025-02-10'), bridged('2025-03-05'), ld('2025-03-05'), inf()],
  ],
  R011: [[mfg('2025-02-20', { 'mfg.receivedDate': '2025-03-10' }), inf()]],
  R015: [
    [
      mfg('2025-02-20', { 'mfg.result': 'outOfSpec', 'mfg.oosHandling': 'rejected' }),
      inf('2025-03-10', { 'inf.outOfSpec': false }),
    ],
  ],
  R016: [[inf('2025-03-10', { 'inf.admission': '2025-03-08', 'inf.discharge': '2025-03-08' })]],
  R017: [[inf('2025-03-10', { 'inf.admission': '2025-03-13' })]],
  R019: [
    [
      one('2025-01-05', 'diagnosis:d', { 'dx.date': '2025-01-05' }),
      one('2025-01-05', 'registration:r', { 'reg.date': '2025-01-05' }),
    ],
  ],
  R037: [
    [
      one('2025-03-01', 'function:f', { 'com.weight': 80 }),
      inf('2025-03-10', { 'inf.dose': 160, 'inf.dosePerKg': 2.2 }),
    ],
  ],
  R038: [[inf('2025-03-10', { 'inf.product': 'liso-cel', 'inf.dose': 44 })]],
  R039: [[...weights(['2025-01-01', 80], ['2025-03-03', 60])]],
  R040: [
    [
      one('2025-01-01', 'demographics:p', { 'demo.birthYear': 1999, 'demo.birthMonth': 2 }),
      inf('2025-03-10', { 'inf.product': 'brexu-cel' }),
    ],
  ],
  R041: [
    [
      lab({ 'lab.egfr': 70 }, '2025-03-01'),
      ld('2025-03-05', '2025-03-07', { 'ld.fluDose': 90, 'ld.doseReduced': false }),
    ],
    [
      lab({ 'lab.egfr': 60 }, '2025-03-01'),
      ld('2025-03-05', '2025-03-07', { 'ld.fluDose': 89, 'ld.doseReduced': false }),
    ],
  ],
  R043: [[inf(), one('2025-03-26', 'crs:c', { 'crs.onset': '2025-03-26', 'crs.trigger': 'bispecific' })]],
  R046: [[one('2025-03-12', 'crs:c', { 'crs.onset': '2025-03-12', 'crs.end': '2025-03-12' })]],
  R047: [[one('2025-03-12', 'icans:c', { 'icans.onset': '2025-03-12', 'icans.end': '2025-03-12' })]],
  R048: [
    [inf(), signs(1, FEVER), signs(2), crs('1')],
    [inf(), signs(1, FEVER), signs(2, LOW_PRESSURE), crs('3')],
    [
      inf(),
      signs(1, FEVER),
      signs(2, { 'day.hypotension': 'present', 'day.hypotensionOtherCause': true }),
      signs(3),
      crs('1'),
    ],
    [inf(), signs(1, FEVER), signs(2), signs(3), crs('3', { 'crs.trigger': 'bispecific' })],
    [inf(), crs('3')],
    [inf(), signs(0), signs(1), crs('3')],
    [
      inf(),
      signs(1),
      signs(2, { ...FEVER, 'day.feverOtherCause': true }),
      signs(3),
      one('2025-03-12', 'crs:c', { 'crs.occurred': false }),
    ],
  ],
  R049: [
    [inf(), neuro(1, 6), neuro(2, 10), icans('2')],
    [inf(), neuro(1, 10), neuro(2, 9), neuro(3, 10), icans('1')],
    [inf(), icans('4')],
  ],
  R050: [
    [day('a', { 'day.iceScore': 6, 'day.icansReported': '2' })],
    [day('a', { 'day.iceScore': 10, 'day.icansReported': '0' })],
    [day('a', { 'day.iceScore': 2, 'day.icansReported': '4' })],
  ],
  R056: [[day('a', { 'day.sbpMin': 61, 'day.dbpMin': 60 })]],
  R065: [[lab({ 'lab.hb': 19 })], [lab({ 'lab.hb': 6 })]],
  R066: [
    [lab({ 'lab.hb': 25 })],
    [lab({ 'lab.albumin': 7 })],
    [lab({ 'lab.calcium': 3.5 })],
    [lab({ 'lab.mSerum': 15 })],
  ],
  R067: [[lab({ 'lab.ldh': [300, 'U/L', { interpretation: 'high' }] })], [lab({ 'lab.ldh': null })]],
  R068: [[lab({ 'lab.kappa': 100, 'lab.lambda': 10, 'lab.flcRatio': 10.5 })]],
  R069: [[lab({ 'lab.lightChain': 'kappa', 'lab.flcRatio': 0.26 })]],
  R070: [
    [lab({ 'lab.mSerum': 0.5, 'lab.mUrine': 200, 'lab.kappa': 20, 'lab.lambda': 15 })],
    [lab({ 'lab.mSerum': 0.5, 'lab.mUrine': 100, 'lab.kappa': 100, 'lab.lambda': 10 })],
  ],
  R073: [
    [
      born(1964),
      lab({ 'lab.ldh': [250, 'U/L', { uln: 250 }] }),
      one('2025-01-10', 'staging:s', {
        'stg.annArbor': '2',
        'stg.ecog': '1',
        'stg.extranodalSites': 1,
        'stg.ipiReported': 0,
      }),
    ],
  ],
  R074: [
    [
      one('2025-01-10', 'marrow:m', { 'marrow.lymphoma': 'no' }),
      one('2025-01-12', 'staging:s', { 'stg.annArbor': '3' }),
    ],
  ],
  R075: [[one('2025-01-12', 'staging:s', { 'stg.bulkCm': 9.9, 'stg.mtv': 20 })]],
  R076: [[inf(), ['2025-03-11', 'response:r', { 'resp.date': '2025-03-11', 'resp.timepoint': 'd28' }, 'e1']]],
  R077: [[inf(), resp('2025-03-31', { 'resp.timepoint': 'd28' })]],
  R078: [
    [resp('2025-04-10', { 'resp.lugano': 'CR', 'resp.deauville': '3' })],
    [resp('2025-04-10', { 'resp.lugano': 'PR', 'resp.deauville': '5' })],
  ],
  R079: [
    [resp('2025-04-10', { 'resp.newLesion': 'lymphoma', 'resp.lugano': 'CR', 'resp.deauville': 'X' })],
    [resp('2025-04-10', { 'resp.newLesion': 'no', 'resp.lugano': 'PR' })],
  ],
  R080: [[...falling(0.6), resp('2025-04-10', { 'resp.imwg': 'PR' })]],
  R082: [[resp('2025-04-10', { 'resp.imwg': 'VGPR' }), lab({ 'lab.immunofixSerum': 'positive' }, '2025-04-10')]],
  R086: [
    [one('2025-04-10', 'mrd:m', { 'mrd.result': 'negative', 'mrd.value': 0 })],
    [one('2025-04-10', 'mrd:m', { 'mrd.result': 'positive', 'mrd.value': 0.0001, 'mrd.sensitivity': 0.0001 })],
  ],
  R087: [[resp('2025-04-10', { 'resp.all': 'relapse' }), one('2025-04-10', 'mrd:m', { 'mrd.result': 'positive' })]],
  R090: [[lab({ 'lab.upcr': 500 }, '2025-04-09'), one('2025-04-10', 'sle-activity:a', { 'sledai.items': ['rash'] })]],
  R091: [[one('2025-01-10', 'molecular:m', { 'mol.gene': 'TP53', 'mol.vaf': 0, 'mol.status': 'wildType' })]],
  R093: [
    [one('2025-01-10', 'cytogenetics:c', { 'cyto.abnormality': 'GAIN_1Q', 'cyto.copies': 3 })],
    [one('2025-01-10', 'cytogenetics:c', { 'cyto.abnormality': 'PLUS_1Q_NOS', 'cyto.copies': 5 })],
  ],
  R095: [
    [
      one('2025-01-10', 'sample:s', {
        'smp.type': 'pbEdta',
        'smp.collected': '2025-01-10T08:00',
        'smp.processed': '2025-01-10T12:00',
      }),
    ],
    [
      one('2025-01-10', 'sample:s', {
        'smp.type': 'pbStreck',
        'smp.collected': '2025-01-10T08:00',
        'smp.processed': '2025-01-17T08:00',
      }),
    ],
  ],
  R096: [
    at('2025-03-16', { 'smp.timepoint': 'd7' }),
    at('2025-03-18', { 'smp.timepoint': 'd7' }),
    at('2025-03-09', { 'smp.timepoint': 'd0' }),
  ],
  R098: [[one('2025-01-12', 'assay:a', { 'ctdna.detected': true })]],
  R105: [[death('2025-05-01', { 'death.cause': 'infection' })]],
  R108: [
    [
      inf(),
      resp('2025-06-01', { 'resp.lugano': 'PD' }),
      one('2025-06-01', 'subsequent:s', { 'sub.start': '2025-06-01', 'sub.reason': 'relapse' }),
    ],
  ],
  R117: [[born(1960), one('2025-01-10', 'age-statement:a', { 'demo.ageStated': 65 })]],
  R120: [
    ['08:00', '16:00'].map((time, index) =>
      one('2025-03-12', `medication:${index}`, { 'med.drug': 'tocilizumab', 'med.at': `2025-03-12T${time}` }),
    ),
  ],
  R121: [[one('2025-03-12', 'dose:a', { 'dose.status': 'given', 'dose.given': 9.5, 'dose.planned': 10 })]],
  R122: [
    [
      one('2025-03-12', 'cycle:a', { 'cycle.lineRef': 'line:L1', 'cycle.number': 1, 'cycle.day1': '2025-03-12' }),
      one('2025-03-01', 'cycle:b', { 'cycle.lineRef': 'line:L2', 'cycle.number': 2, 'cycle.day1': '2025-03-01' }),
    ],
  ],
  R125: [[day('a', { 'day.seizureMinutes': 6, 'day.seizure': 'prolonged' })]],
};
