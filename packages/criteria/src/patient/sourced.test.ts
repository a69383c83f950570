import { dictionary } from '@linea/facts';
import { describe, expect, it } from 'vitest';
import { criteria } from '../registry.ts';
import { derive } from './derive-patient.ts';
import { type Told, viewOf } from './story.testing.ts';

const course: readonly Told[] = [
  ['2024-01-05', 'consent:c', { 'consent.kind': 'registry', 'consent.status': 'given' }],
  ['2023-02-10', 'line:L1', { 'line.number': 1, 'line.start': '2023-02-10' }],
  ['2024-02-01', 'leukapheresis:l', { 'leuk.date': '2024-02-01' }],
  ['2024-02-05', 'bridging:b', { 'bridge.kind': 'chemo' }],
  ['2024-03-07', 'lymphodepletion:d', { 'ld.start': '2024-03-07' }],
  ['2024-03-12', 'infusion:i', { 'inf.date': '2024-03-12', 'inf.product': 'brexu-cel' }],
];
const registered = (disease: string): Told => ['2024-01-05', 'registration:r', { 'reg.indication': disease }];

/** Of each disease a patient of whom little is known, and one of whom what is known says little. */
const stories: Readonly<Record<string, readonly Told[]>> = {
  'lymphoma, bare': [registered('LBCL'), ...course, ['2024-04-10', 'response:m1', { 'resp.date': '2024-04-10', 'resp.lugano': 'PR' }]],
  'lymphoma, measured': [
    registered('LBCL'), ...course,
    ['2023-02-01', 'cytogenetics:c', { 'cyto.abnormality': 'MYC_R', 'cyto.result': null }],
    ['2024-03-01', 'lesion:a', { 'lesion.date': '2024-03-01', 'lesion.id': 'A', 'lesion.role': 'target', 'lesion.ldi': 5, 'lesion.sdi': 4 }],
    ['2024-04-10', 'lesion:b', { 'lesion.date': '2024-04-10', 'lesion.id': 'A', 'lesion.role': 'target', 'lesion.status': 'notAssessed' }],
    ['2024-06-10', 'response:m3', { 'resp.date': '2024-06-10', 'resp.deauville': '5', 'resp.uptakeVsBaseline': 'increased' }],
  ],
  'lymphoma, progressed by uptake alone': [
    registered('LBCL'), ...course,
    ['2024-03-01', 'lesion:a', { 'lesion.date': '2024-03-01', 'lesion.id': 'A', 'lesion.role': 'target', 'lesion.ldi': 5, 'lesion.sdi': 4 }],
    ['2024-06-10', 'lesion:b', { 'lesion.date': '2024-06-10', 'lesion.id': 'A', 'lesion.role': 'target', 'lesion.ldi': 1.5, 'lesion.sdi': 1 }], ['2024-06-10', 'marrow:m', { 'marrow.date': '2024-06-10', 'marrow.lymphoma': 'no' }],
    ['2024-06-10', 'response:m3', { 'resp.date': '2024-06-10', 'resp.deauville': '5', 'resp.uptakeVsBaseline': 'increased', 'resp.newLesion': 'no', 'resp.nonTarget': 'absent', 'resp.marrowUptake': 'normal' }],
  ],
  'leukaemia, bare': [registered('ALL'), ...course, ['2024-01-02', 'response:x', { 'resp.date': '2024-01-02', 'resp.all': 'relapse' }], ['2024-04-10', 'response:m1', { 'resp.date': '2024-04-10', 'resp.all': 'CR' }]],
  'leukaemia, measured': [
    registered('ALL'), ...course,
    ['2023-05-02', 'response:c', { 'resp.date': '2023-05-02', 'resp.all': 'CR' }], ['2023-05-02', 'mrd:n', { 'mrd.date': '2023-05-02', 'mrd.result': 'notEvaluable' }],
    ['2024-01-02', 'response:x', { 'resp.date': '2024-01-02', 'resp.all': 'relapse' }], ['2024-01-02', 'mrd:x', { 'mrd.date': '2024-01-02', 'mrd.value': 0.2 }], ['2024-01-02', 'line:L1', { 'line.stopReason': 'ongoing' }],
    ['2024-01-02', 'pathology:x', { 'path.cd19': 'notDone' }], ['2024-08-10', 'lab:i', { 'lab.igg': 300 }], ['2024-08-10', 'immune:i', { 'imm.date': '2024-08-10', 'imm.cd4': 100, 'imm.cd19': 0 }],
  ],
  'lupus, bare': [registered('SLE'), ...course, ['2024-06-10', 'sle-activity:v', { 'sledai.date': '2024-06-10', 'sledai.pga': 1 }]],
  'lupus, measured': [
    registered('SLE'), ...course, ['2020-05-01', 'sle-diagnosis:d', { 'sle.nephritisClass': '4' }], ['2024-01-10', 'lab:u', { 'lab.upcr': 2000 }],
    ['2024-01-10', 'sle-activity:v', { 'sledai.date': '2024-01-10', 'sledai.items': ['rash'], 'sledai.notAssessed': ['fever'] }], ['2024-06-10', 'sle-activity:w', { 'sledai.date': '2024-06-10', 'sledai.total': 4 }],
  ],
  'lupus, classified, above a maximal dose': [
    registered('SLE'), ...course, ['2020-05-01', 'sle-diagnosis:d', { 'sle.ana': 'positive', 'sle.criteriaItems': ['jointInvolvement', 'antiDsDna'], 'sle.criteriaNotAssessed': ['none'] }],
    ['2024-01-10', 'drug:z', { 'drug.code': 'azathioprine', 'drug.start': '2024-01-10', 'drug.dose': 250, 'drug.doseUnit': 'mg' }],
    ['2024-06-10', 'sle-activity:v', { 'sledai.date': '2024-06-10', 'sledai.items': ['none'], 'sledai.pga': 1 }],
  ],
}; // biome-ignore format: stories

/** The day asked about is no fact. */
const OF_THE_QUESTION = ['asOf', 'endpoint', 'recorded', 'visitMonths'];

describe('every input of a derivation', () => {
  it.each(Object.entries(stories))('names facts that exist and codes of the dictionary: %s', (_, story) => {
    const view = viewOf(story);
    const ids = new Set(view.facts.map(({ id }) => id));
    const inputs = criteria.flatMap((criterion) =>
      derive(criterion, view).flatMap((one) =>
        Object.entries(one.inputs).map(([name, input]) => ({ at: `${criterion.id} ${name}`, name, ...input })),
      ),
    );
    expect(inputs.length).toBeGreaterThan(50);
    expect(inputs.filter(({ facts }) => facts.some((id) => !ids.has(id))).map(({ at }) => at)).toEqual([]);
    expect(inputs.filter(({ codes }) => codes.some((code) => !dictionary().has(code))).map(({ at }) => at)).toEqual([]);
    const asked = inputs.filter(({ name, value }) => (value === null || value === undefined) && !OF_THE_QUESTION.includes(name));
    expect(asked.filter(({ codes }) => codes.length === 0).map(({ at }) => at)).toEqual([]);
  }); // biome-ignore format: one thought
});
