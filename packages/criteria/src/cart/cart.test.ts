import { describe, expect, it } from 'vitest';
import { messages } from '../messages.generated.ts';
import { derive } from '../patient/derive-patient.ts';
import { type Told, viewOf } from '../patient/story.testing.ts';
import { bridgingResponse } from './bridging-response.ts';
import { courseProcess } from './course-process.ts';
import { intervals } from './intervals.ts';
import { carTProducts, shownAuthorisations } from './products.ts';

describe('carT.intervals, lymphoma.md 6.1', () => {
  it.each([
    ['leukapheresis 10 January, infusion 14 February', { leukapheresisDate: '2025-01-10', infusionDate: '2025-02-14' }, { status: 'determined', veinToVeinDays: 35 }],
    ['two leukaphereses, the second product infused', { leukaphereses: ['2025-01-10', '2025-01-24'], infusionDate: '2025-02-14' }, { veinToVeinDays: 21 }],
    ['a third collection after the infusion', { leukaphereses: ['2025-01-10', '2025-01-24', '2025-05-01'], infusionDate: '2025-02-14' }, { veinToVeinDays: 21 }],
    ['leukapheresis unknown', { infusionDate: '2025-02-14' }, { status: 'indeterminate', veinToVeinDays: null, missing: ['leukapheresisDate'] }],
    ['infusion before leukapheresis', { leukapheresisDate: '2025-02-15', infusionDate: '2025-02-14' }, { error: 'infusion-before-leukapheresis' }],
    ['not infused', { leukapheresisDate: '2025-01-10', infusionDate: null }, { status: 'notApplicable', reason: 'not-infused' }],
    ['month of the leukapheresis only', { leukapheresisDate: '2025-01', infusionDate: '2025-02-14' }, { veinToVeinDays: { minDays: 14, maxDays: 44 } }],
    ['collected on a day of which only the end is known', { leukapheresisDate: '../2025-01-10', infusionDate: '2025-02-14' }, { veinToVeinDays: null }],
    ['the other intervals', { decisionDate: '2024-12-20', leukapheresisDate: '2025-01-10', releaseDate: '2025-02-05', lymphodepletionDate: '2025-02-09', infusionDate: '2025-02-14' },
      { decisionToLeukapheresisDays: 21, leukapheresisToReleaseDays: 26, releaseToInfusionDays: 9, lymphodepletionToInfusionDays: 5 }],
    ['infusion before lymphodepletion', { leukapheresisDate: '2025-01-10', lymphodepletionDate: '2025-02-15', infusionDate: '2025-02-14' }, { error: 'infusion-before-lymphodepletion' }],
    ['collection and infusion on one day', { leukapheresisDate: '2025-02-14', infusionDate: '2025-02-14' }, { veinToVeinDays: 0 }],
  ])('%s', (_, input, expected) => expect(intervals.derive(input).answer).toMatchObject(expected)); // biome-ignore format: a table
});

describe('bridgingResponse', () => {
  it.each([
    ['PET-CT in PR', { response: 'PR' }, { value: 'responder' }],
    ['complete', { response: 'CR' }, { value: 'responder' }],
    ['stable disease', { response: 'SD' }, { value: 'bridgingFailure' }],
    ['progression', { response: 'PD' }, { value: 'bridgingFailure' }],
    ['given, no scan', { bridged: true, response: null }, { status: 'indeterminate', possible: ['responder', 'bridgingFailure'], missing: ['response'] }],
    ['not assessed', { response: 'notAssessed' }, { status: 'indeterminate' }],
    ['no bridging', { bridged: false }, { status: 'notApplicable', reason: 'no-bridging' }],
  ])('%s', (_, input, expected) => expect(bridgingResponse.derive(input).answer).toMatchObject(expected)); // biome-ignore format: a table
});

describe('carT.process', () => {
  it('is not asked of whom no part of a course is recorded', () => {
    const of = (items: Record<string, unknown>) => derive(courseProcess, viewOf([['2025-01-10', 'leukapheresis:l', items]]));
    expect([of({ 'leuk.date': '2025-01-10' }).length, of({ 'leuk.result': 'accepted' }).length]).toEqual([0, 1]);
  }); // biome-ignore format: one thought
  it.each([
    ['too few cells', { leukapheresisResult: 'insufficient' }, { apheresisFailure: true, manufacturingFailure: null, bridging: null }],
    ['accepted', { leukapheresisResult: 'accepted' }, { apheresisFailure: false }],
    ['failed manufacture', { manufacturingResult: 'failed' }, { manufacturingFailure: true, outOfSpecification: false }],
    ['out of specification, released under managed access', { manufacturingResult: 'outOfSpec', oosReason: 'viability', oosHandling: 'managedAccess' }, { outOfSpecification: true, manufacturingFailure: false, oosReason: 'viability', oosHandling: 'managedAccess' }],
    ['the infused product was in specification', { manufacturingResult: 'outOfSpec', infusedOutOfSpec: false }, { outOfSpecification: false }],
    ['no bridging', { bridging: ['none'] }, { bridging: [] }],
    ['bridging of two kinds', { bridging: ['polatuzumab', 'radiotherapy'] }, { bridging: ['polatuzumab', 'radiotherapy'] }],
    ['not infused', { notInfusedReason: 'progressionDeath' }, { notInfusedReason: 'progressionDeath' }],
    ['nothing recorded', {}, { apheresisFailure: null, manufacturingFailure: null, outOfSpecification: null, bridging: null, notInfusedReason: null }],
  ])('%s', (_, input, expected) => expect(courseProcess.derive(input).answer).toMatchObject(expected)); // biome-ignore format: a table
});

describe('from the timeline', () => {
  const story: readonly Told[] = [
    ['2025-01-01', 'registration:r', { 'reg.indication': 'LBCL' }],
    ['2024-12-20', 'eligibility:e', { 'elig.boardDate': '2024-12-20' }],
    ['2025-01-10', 'leukapheresis:1', { 'leuk.date': '2025-01-10', 'leuk.result': 'rejected' }],
    ['2025-01-24', 'leukapheresis:2', { 'leuk.date': '2025-01-24', 'leuk.result': 'accepted' }],
    ['2025-01-28', 'bridging:b', { 'bridge.kind': 'polatuzumab', 'bridge.response': 'PR' }],
    ['2025-02-09', 'lymphodepletion:l', { 'ld.start': '2025-02-09' }],
    ['2025-02-14', 'infusion:i', { 'inf.date': '2025-02-14' }],
  ];
  it('the second collection counts', () =>
    expect(derive(intervals, viewOf(story))).toMatchObject([
      { answer: { veinToVeinDays: 21, decisionToLeukapheresisDays: 35, lymphodepletionToInfusionDays: 5, leukapheresisToReleaseDays: null } },
    ])); // biome-ignore format: a row
  it('bridging and process', () => {
    expect(derive(bridgingResponse, viewOf(story))).toMatchObject([{ answer: { value: 'responder' } }]);
    expect(derive(courseProcess, viewOf(story))).toMatchObject([
      { answer: { apheresisFailure: false, bridging: ['polatuzumab'] } },
    ]);
  });
  const process = (items: Record<string, Record<string, unknown>>) =>
    derive(
      courseProcess,
      viewOf([
        story[0] as Told,
        ...Object.entries(items).map(([event, codes]): Told => ['2025-02-01', `${event}:x`, codes]),
      ]),
    )[0]?.answer;
  it.each([
    ['leuk.result', { leukapheresis: { 'leuk.result': 'insufficient' } }, { apheresisFailure: true, bridging: null }],
    ['mfg.result failed', { manufacturing: { 'mfg.result': 'failed' } }, { manufacturingFailure: true }],
    ['mfg.failReason without a result', { manufacturing: { 'mfg.failReason': 'lowExpansion' } }, { manufacturingFailure: true }],
    ['mfg.failReason of an earlier run, released', { manufacturing: { 'mfg.failReason': 'lowExpansion', 'mfg.result': 'released' } }, { manufacturingFailure: false }],
    ['mfg.oosHandling', { manufacturing: { 'mfg.result': 'outOfSpec', 'mfg.oosHandling': 'managedAccess' } }, { outOfSpecification: true, oosHandling: 'managedAccess' }],
    ['inf.outOfSpec', { infusion: { 'inf.outOfSpec': true, 'inf.oosReason': 'viability' } }, { outOfSpecification: true, oosReason: 'viability' }],
    ['bridge.kind none', { bridging: { 'bridge.kind': 'none' } }, { bridging: [] }],
    ['inf.notInfusedReason', { infusion: { 'inf.notInfusedReason': 'patientChoice' } }, { notInfusedReason: 'patientChoice' }],
  ])('process by %s', (_, items, expected) => expect(process(items as unknown as Record<string, Record<string, unknown>>)).toMatchObject(expected)); // biome-ignore format: a table
  const bridged = (items: object) =>
    derive(
      bridgingResponse,
      viewOf([story[0] as Told, ['2025-01-28', 'bridging:b', { 'bridge.kind': 'chemo', ...items }]]),
    )[0]?.answer;
  it.each([
    ['CR', 'responder'], ['PR', 'responder'], ['VGPR', 'responder'], ['CRi', 'responder'], ['SD', 'bridgingFailure'], ['PD', 'bridgingFailure'],
  ])('bridge.response %s: %s', (word, value) => expect(bridged({ 'bridge.response': word })).toMatchObject({ value })); // biome-ignore format: a table
  it('a bridging after the infusion is on the way to another product', () => {
    const later: Told = ['2025-05-20', 'bridging:z', { 'bridge.start': '2025-05-20', 'bridge.kind': 'chemo', 'bridge.response': 'PD' }];
    const before: Told = ['2025-02-01', 'bridging:y', { 'bridge.start': '2025-02-01', 'bridge.kind': 'chemo', 'bridge.response': 'PR' }];
    expect(derive(bridgingResponse, viewOf([...story, before, later]))[0]?.answer).toMatchObject({ value: 'responder' });
  }); // biome-ignore format: a story
  it('bridge.response not assessed or not recorded is asked for', () => {
    for (const items of [{ 'bridge.response': 'notAssessed' }, {}]) expect(bridged(items)).toMatchObject({ status: 'indeterminate', missing: ['bridge.response'] });
  }); // biome-ignore format: a row
  const days = (...more: readonly Told[]) => derive(intervals, viewOf([...story, ...more]))[0]?.answer;
  it.each([
    ['mfg.releaseDate', [['2025-02-05', 'manufacturing:m', { 'mfg.releaseDate': '2025-02-05' }] as Told], { leukapheresisToReleaseDays: 12, releaseToInfusionDays: 9 }],
    ['a release after the infusion is of another product', [['2025-03-05', 'manufacturing:m', { 'mfg.releaseDate': '2025-03-05' }] as Told], { releaseToInfusionDays: null }],
    ['mfg.receivedDate is arrival, not release', [['2025-02-05', 'manufacturing:m', { 'mfg.receivedDate': '2025-02-05' }] as Told], { releaseToInfusionDays: null }],
    ['the last lymphodepletion before the infusion', [['2025-02-10', 'lymphodepletion:m', { 'ld.start': '2025-02-10' }] as Told], { lymphodepletionToInfusionDays: 4 }],
    ['a collection that did not happen', [['2025-02-01', 'leukapheresis:3', { 'leuk.date': null }] as Told], { veinToVeinDays: 21 }],
    ['"the product actually infused": it did not come of a collection that was rejected', [['2025-02-01', 'leukapheresis:3', { 'leuk.date': '2025-02-01', 'leuk.result': 'rejected' }] as Told], { veinToVeinDays: 21 }],
    ['a second infusion whose lymphodepletion nobody recorded', [['2025-06-01', 'infusion:2', { 'inf.date': '2025-06-01' }] as Told], { lymphodepletionToInfusionDays: null }],
  ])('intervals by %s', (_, more, expected) => expect(days(...more)).toMatchObject(expected)); // biome-ignore format: a table
  it.each([
    ['not done', null, { status: 'notApplicable', reason: 'not-infused' }],
    ['still to come', { absent: 'pending' }, { status: 'indeterminate', missing: ['inf.date'] }],
  ])('a product whose infusion is %s was not infused', (_, date, expected) => {
    const [{ answer } = { answer: {} }] = derive(intervals, viewOf([...story.slice(0, 4), ['2025-02-14', 'infusion:n', { 'inf.date': date, 'inf.product': 'axi-cel' }]]));
    expect(answer).toMatchObject(expected);
  }); // biome-ignore format: a story
  it('not infused, with its reason', () =>
    expect(
      derive(intervals, viewOf([...story.slice(0, 4), ['2025-02-01', 'infusion:n', { 'inf.notInfusedReason': 'infection' }]])),
    ).toMatchObject([{ answer: { status: 'notApplicable', reason: 'not-infused' } }])); // biome-ignore format: a row
});

describe('products', () => {
  it('are seven, each with its target', () =>
    expect(carTProducts.map(({ code, target }) => `${code} ${target}`)).toEqual(['axi-cel CD19', 'tisa-cel CD19', 'liso-cel CD19', 'brexu-cel CD19', 'ide-cel BCMA', 'cilta-cel BCMA', 'obe-cel CD19'])); // biome-ignore format: a row
  it('show no date from memory', () => {
    const hidden = carTProducts.flatMap((one) => one.authorisations.filter((date) => !shownAuthorisations(one).includes(date)));
    expect(hidden.map(({ region, date }) => `${region} ${date}`)).toEqual(['EU 2022', 'US 2021-10', 'US 2022-02']);
  }); // biome-ignore format: two rows
  it.each(['en', 'it'] as const)('say every indication in %s', (language) => {
    const keys = carTProducts.flatMap(({ authorisations }) => authorisations.map(({ indication }) => `product.indication.${indication}`));
    expect(keys.filter((key) => !messages[language][key])).toEqual([]);
  }); // biome-ignore format: two rows
});
