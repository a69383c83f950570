import { describe, expect, it } from 'vitest';
import { activityChange } from './activity-change.ts';
import { derivedItems } from './derived-items.ts';
import { doris } from './doris.ts';
import { eligibilityPattern } from './eligibility-pattern.ts';
import { eularAcr } from './eular-acr.ts';
import { SLEDAI_ITEMS, SLEDAI_WEIGHTS } from './items.ts';
import { lldas } from './lldas.ts';
import { renalResponse } from './renal-response.ts';
import { sledai2k } from './sledai2k.ts';
import { sustained } from './sustained.ts';

const NONE = Object.fromEntries(SLEDAI_ITEMS.map((item) => [item, false]));
const sledai = (items: object, rest: object = {}) =>
  sledai2k.derive({ windowDays: 30, items: { ...NONE, ...items }, ...rest }).answer;

describe('sledai2k, lupus.md 1', () => {
  it.each([
    ['1: nothing present', {}, { score: 0, clinicalSledai: 0, min: 0, max: 0, band: 'none' }],
    ['2: arthritis and mucosal ulcers', { arthritis: true, mucosalUlcers: true }, { score: 6, clinicalSledai: 6 }],
    ['5: low C3, anti-dsDNA raised, alopecia', { lowComplement: true, increasedDnaBinding: true, alopecia: true }, { score: 6, clinicalSledai: 2 }],
    ['6: seizure attributed to sepsis', { seizure: false }, { score: 0 }],
    ['7: proteinuria and pyuria unknown, rest 4', { proteinuria: null, pyuria: null, arthritis: true }, { status: 'indeterminate', score: null, possible: [4, 8, 12], min: 4, max: 12, missing: ['proteinuria', 'pyuria'], clinicalSledai: { possible: [4, 8, 12] } }],
    ['10: five weight-8 items and low complement', { seizure: true, psychosis: true, cva: true, vasculitis: true, cranialNerve: true, lowComplement: true }, { score: 42, clinicalSledai: 40, band: 'high' }],
    ['serology unknown leaves the clinical score settled', { lowComplement: null, rash: true }, { status: 'indeterminate', possible: [2, 4], clinicalSledai: 2 }],
    ['everything present', Object.fromEntries(SLEDAI_ITEMS.map((item) => [item, true])), { score: 105, clinicalSledai: 101 }],
    ['4 points are low', { arthritis: true }, { band: 'low' }],
    ['5 points are moderate', { arthritis: true, fever: true }, { band: 'moderate' }],
    ['10 points are moderate', { seizure: true, rash: true }, { band: 'moderate' }],
    ['11 points are high', { seizure: true, rash: true, fever: true }, { band: 'high' }],
  ])('%s', (_, items, expected) => expect(sledai(items)).toMatchObject(expected)); // biome-ignore format: a table

  it('24 items: eight of 8, six of 4, seven of 2, three of 1', () => {
    const weights = Object.values(SLEDAI_WEIGHTS);
    expect([8, 4, 2, 1].map((weight) => weights.filter((one) => one === weight).length)).toEqual([8, 6, 7, 3]);
  });
  it('what is not named is unknown', () =>
    expect(sledai2k.derive({ items: { rash: true } }).answer).toMatchObject({ min: 2, max: 105 }));
  it('keeps the window with the score', () =>
    expect(sledai({}, { windowDays: 10 })).toMatchObject({ params: { windowDays: 10 } }));
});

describe('sledai2k.derivedItems, lupus.md 1', () => {
  const g = (value: number) => ({ value, unit: 'g/g' });
  it.each([
    ['3: all limits are strict', { upcr: g(0.5), rbcPerHpf: 5, wbc: { value: 3, unit: '10*9/L' }, platelets: { value: 100, unit: '10*9/L' } }, { score: 0, proteinuria: false, haematuria: false, leukopenia: false, thrombocytopenia: false, pyuria: null }],
    ['4: UPCR 0.51 and 6 red cells', { upcr: g(0.51), rbcPerHpf: 6 }, { score: 8, proteinuria: true, haematuria: true }],
    ['8: 100.5 F with infection excluded', { temperature: { value: 100.5, unit: '[degF]' } }, { score: 1, fever: true }],
    ['38.0 C is no fever', { temperature: { value: 38, unit: 'Cel' } }, { score: 0, fever: false }],
    ['100.4 F is 38.0 C', { temperature: { value: 100.4, unit: 'F' } }, { score: 0, fever: false }],
    ['9: platelets 99 000/uL and WBC 2900/uL', { platelets: { value: 99000, unit: '/uL' }, wbc: { value: 2900, unit: '/uL' } }, { score: 2, thrombocytopenia: true, leukopenia: true }],
    ['UPCR in mg/g', { upcr: { value: 510, unit: 'mg/g' } }, { score: 4 }],
    ['UPCR of 50 mg/mmol', { upcr: { value: 50, unit: 'mg/mmol' } }, { score: 0, proteinuria: false }],
    ['UPCR of 51 mg/mmol', { upcr: { value: 51, unit: 'mg/mmol' } }, { score: 4, proteinuria: true }],
    ['0.51 g in 24 hours', { proteinuria24: { value: 0.51, unit: 'g/24h' } }, { score: 4, proteinuria: true }],
    ['two joints', { tenderSwollenJoints: 2 }, { score: 4, arthritis: true }],
    ['one joint', { tenderSwollenJoints: 1 }, { score: 0, arthritis: false }],
    ['two joints where more than two are needed', { tenderSwollenJoints: 2, arthritisMinJoints: 3 }, { score: 0, arthritis: false }],
    ['5 white cells', { wbcPerHpf: 5 }, { pyuria: false }],
    ['6 white cells', { wbcPerHpf: 6 }, { pyuria: true, score: 4 }],
    ['not due to lupus', { upcr: g(2), attributedToLupus: false }, { score: 0, proteinuria: false }],
    ['attribution unknown and the sign present', { upcr: g(2), attributedToLupus: null }, { status: 'indeterminate', score: null, min: 0, max: 4, proteinuria: { missing: ['attributedToLupus'] } }],
    ['attribution unknown and the sign absent', { upcr: g(0.1), attributedToLupus: null }, { status: 'determined', score: 0, proteinuria: false }],
    ['a value that is unknown', { upcr: null, rbcPerHpf: 6 }, { status: 'indeterminate', score: null, min: 4, max: 8, missing: ['upcr'], haematuria: true }],
    ['a temperature of 50 is refused', { temperature: { value: 50, unit: 'Cel' } }, { status: 'indeterminate', warnings: ['rejected:temperature'] }],
  ])('%s', (_, input, expected) => expect(derivedItems.derive(input).answer).toMatchObject(expected)); // biome-ignore format: a table
});

describe('sledai2k.change', () => {
  it.each([
    ['a rise of 4', 4, 8, { value: 'flare' }],
    ['a rise of 3', 4, 7, { value: 'persistent' }],
    ['a fall of 3', 7, 4, { value: 'persistent' }],
    ['a fall of 4', 8, 4, { value: 'improvement' }],
    ['unknown before', null, 2, { possible: ['improvement', 'persistent'], missing: ['previous'] }],
  ])('%s', (_, previous, current, expected) =>
    expect(activityChange.derive({ previous, current }).answer).toMatchObject(expected),
  );
});

describe('doris2021, lupus.md 2', () => {
  const one = { clinicalSledai: 0, phGa: 0.4, prednisolone: 5, immunosuppressants: ['mycophenolate'] };
  it.each([
    ['1: exactly 5 mg', one, { met: true, value: true, warnings: ['dorisPrednisoloneAmbiguity'], drugFreeRemission: false }],
    ['2: PhGA 0.5', { ...one, phGa: 0.5 }, { met: false }],
    ['3: prednisolone 5.1', { ...one, prednisolone: 5.1 }, { met: false, warnings: [] }],
    ['4: SLEDAI 4 from serology', { ...one, clinicalSledai: undefined, totalSledai: 4, lowComplement: true, increasedDnaBinding: true }, { met: true }],
    ['5: SLEDAI 1 from fever', { ...one, clinicalSledai: 1 }, { met: false }],
    ['5: as a total', { ...one, clinicalSledai: undefined, totalSledai: 1, lowComplement: false, increasedDnaBinding: false }, { met: false }],
    ['6: PhGA unknown', { ...one, phGa: null }, { status: 'indeterminate', met: null, missing: ['phGa'], possible: [false, true] }],
    ['7: no drug at all', { clinicalSledai: 0, phGa: 0.1, prednisolone: 0, immunosuppressants: [], biologics: [], antimalarials: [] }, { met: true, drugFreeRemission: true, strictDrugFree: true }],
    ['7: hydroxychloroquine goes on', { clinicalSledai: 0, phGa: 0.1, prednisolone: 0, immunosuppressants: [], biologics: [], antimalarials: ['hydroxychloroquine'] }, { met: true, drugFreeRemission: true, strictDrugFree: false }],
    ['lists not given leave drug-free open', { clinicalSledai: 0, phGa: 0.1, prednisolone: 0 }, { met: true, drugFreeRemission: { status: 'indeterminate', missing: expect.arrayContaining(['immunosuppressants', 'biologics']) } }],
    ['1 mg is not drug-free', { clinicalSledai: 0, phGa: 0.1, prednisolone: 1 }, { met: true, drugFreeRemission: false }],
    ['total 4, complement low, dsDNA unknown', { ...one, clinicalSledai: undefined, totalSledai: 4, lowComplement: true }, { met: null, missing: ['increasedDnaBinding'] }],
    ['total 1 cannot be serology alone', { ...one, clinicalSledai: undefined, totalSledai: 1 }, { met: null }],
    ['total 0 is 0 whatever the serology', { ...one, clinicalSledai: undefined, totalSledai: 0 }, { met: true }],
    ['methylprednisolone 4 mg is 5', { ...one, prednisolone: undefined, glucocorticoid: { drug: 'methylprednisolone', value: 4, unit: 'mg' } }, { met: true, warnings: ['dorisPrednisoloneAmbiguity'] }],
    ['dexamethasone 0.75 mg is 5', { ...one, prednisolone: undefined, glucocorticoid: { drug: 'dexamethasone', value: 0.75, unit: 'mg/d' } }, { met: true }],
    ['hydrocortisone 21 mg is more', { ...one, prednisolone: undefined, glucocorticoid: { drug: 'hydrocortisone', value: 21, unit: 'mg/d' } }, { met: false }],
    ['prednisone 5 mg is 5', { ...one, prednisolone: undefined, glucocorticoid: { drug: 'prednisone', value: 5, unit: 'mg/d' } }, { met: true }],
    ['a glucocorticoid of which no equivalent is known', { ...one, prednisolone: undefined, glucocorticoid: { drug: 'triamcinolone', value: 4, unit: 'mg' } }, { met: null, missing: ['prednisolone'], warnings: ['rejected:glucocorticoid'] }],
    ['a dose that is no number', { ...one, prednisolone: undefined, glucocorticoid: { drug: 'prednisone', value: '5', unit: 'mg/d' } }, { met: null, missing: ['prednisolone'] }],
    ['no glucocorticoid, as a drug', { ...one, prednisolone: undefined, glucocorticoid: null }, { met: null, missing: ['prednisolone'], warnings: [] }],
    ['no glucocorticoid known', { ...one, prednisolone: undefined }, { met: null, missing: ['prednisolone'] }],
    ['an intravenous pulse', { ...one, ivPulse: true }, { met: false, warnings: expect.arrayContaining(['currentPulse']) }],
    ['everything fails at once', { clinicalSledai: 2, phGa: null, prednisolone: null }, { status: 'determined', met: false }],
  ])('%s', (_, input, expected) => expect(doris.derive(input).answer).toMatchObject(expected)); // biome-ignore format: a table
});

describe('glucocorticoids by prednisolone equivalent', () => {
  const issues = (glucocorticoid: unknown) => doris.derive({ glucocorticoid }).issues;
  it('names the drug of which none is known, and those that have one', () =>
    expect(issues({ drug: 'triamcinolone', value: 4, unit: 'mg' })).toMatchObject([{ code: 'input.unknownCode', at: 'glucocorticoid', got: 'triamcinolone', allowed: expect.stringContaining('methylprednisolone') }])); // biome-ignore format: a row
  it('nothing given is no wrong call', () => expect([issues(null), issues(undefined)]).toEqual([[], []]));
});

describe('doris2021.sustained', () => {
  const at = (date: string, met: boolean | null) => ({ date, met });
  it.each([
    ['met over exactly six months', [at('2025-01-15', true), at('2025-04-15', true), at('2025-07-15', true)], { met: true, timeInRemissionDays: 181 }],
    ['a day less', [at('2025-01-15', true), at('2025-07-14', true)], { met: false }],
    ['a failing visit between', [at('2025-01-15', true), at('2025-04-15', false), at('2025-07-15', true)], { met: false, timeInRemissionDays: 0 }],
    ['an unknown visit between', [at('2025-01-15', true), at('2025-04-15', null), at('2025-07-15', true)], { met: null, possible: [false, true] }],
    ['after a failing visit', [at('2024-12-15', false), at('2025-01-15', true), at('2025-07-15', true)], { met: true }],
    ['month known only', [at('2025-01', true), at('2025-07-15', true)], { met: null }],
    ['visits in any order', [at('2025-07-15', true), at('2025-01-15', true), at('2025-04-15', false)], { met: false, timeInRemissionDays: 0 }],
    ['no visits', [], { met: false, timeInRemissionDays: null }],
  ])('%s', (_, visits, expected) => expect(sustained.derive({ visits }).answer).toMatchObject(expected)); // biome-ignore format: a table
});

describe('lldas, lupus.md 3', () => {
  const one = {
    sledai: 4,
    activeItems: ['arthritis'],
    haemolyticAnaemia: false,
    gastrointestinal: false,
    newFeature: false,
    pga: 1,
    prednisolone: 7.5,
    investigationalDrug: false,
  };
  it.each([
    ['1: all at their limits', one, { met: true, lldasExcludingItem5: true }],
    ['2: serology and mucosal ulcers', { ...one, activeItems: ['lowComplement', 'mucosalUlcers'] }, { met: true }],
    ['3: SLEDAI 4 from proteinuria', { ...one, activeItems: ['proteinuria'] }, { met: false, itemOne: false }],
    ['4: PGA 1.1', { ...one, pga: 1.1 }, { met: false, itemThree: false }],
    ['5: prednisolone 7.6', { ...one, prednisolone: 7.6 }, { met: false, itemFour: false }],
    ['6: a new rash', { ...one, sledai: 2, activeItems: ['rash'], newFeature: true }, { met: false, itemTwo: false }],
    ['7: first visit ever', { ...one, newFeature: null }, { status: 'indeterminate', met: null, missing: ['newFeature'] }],
    ['SLEDAI 5', { ...one, sledai: 5 }, { met: false }],
    ['fever is major', { ...one, sledai: 1, activeItems: ['fever'] }, { met: false }],
    ['vasculitis is major', { ...one, activeItems: ['vasculitis'] }, { met: false }],
    ['pleurisy is major', { ...one, sledai: 2, activeItems: ['pleurisy'] }, { met: false }],
    ['haemolytic anaemia', { ...one, haemolyticAnaemia: true }, { met: false }],
    ['gastrointestinal activity not recorded', { ...one, gastrointestinal: undefined }, { met: null, missing: ['gastrointestinal'], itemOne: { status: 'indeterminate' } }],
    ['active items not recorded', { ...one, activeItems: undefined }, { met: null, missing: ['activeItems'] }],
    ['SLEDAI above 4 decides without them', { ...one, sledai: 6, activeItems: undefined, haemolyticAnaemia: undefined }, { met: false, itemOne: false }],
    ['CAR-T under investigation', { ...one, investigationalDrug: true }, { met: false, itemFive: 'blockedByInvestigational', lldasExcludingItem5: true }],
    ['a dose above the maximum', { ...one, dosesWithinMaximum: false }, { met: false, itemFive: false }],
    ['whether a drug is under investigation is unknown', { ...one, investigationalDrug: undefined }, { met: null, missing: ['investigationalDrug'], lldasExcludingItem5: true }],
  ])('%s', (_, input, expected) => expect(lldas.derive(input).answer).toMatchObject(expected)); // biome-ignore format: a table
});

describe('eularAcr2019, lupus.md 4', () => {
  it('an item that the criteria do not have is a wrong call, none and those they have are not', () => {
    const issues = (items: unknown) => eularAcr.derive({ anaAtLeast1in80: true, items }).issues.map(({ got }) => got);
    expect([['fever'], ['none'], ['fever', 'flu'], { fever: true, flu: true }].map(issues)).toEqual([[], [], ['flu'], ['flu']]);
  }); // biome-ignore format: one thought
  const sle = (items: unknown, rest: object = {}) => eularAcr.derive({ anaAtLeast1in80: true, items, ...rest }).answer;
  it.each([
    ['1: class IV nephritis', ['classIVNephritis'], {}, { points: 10, classified: true, notClassifiable: false }],
    ['2: ANA negative, whatever the points', ['classIVNephritis', 'antiSm'], { anaAtLeast1in80: false }, { classified: false, notClassifiable: true, points: 16 }],
    ['3: joints, oral ulcers, alopecia', ['jointInvolvement', 'oralUlcers', 'alopecia'], {}, { points: 8, classified: false }],
    ...(['value', 'present', 'state'] as const).map((word): [string, unknown, object, object] => [`an item with its ${word}`, [{ item: 'jointInvolvement', [word]: true }, { name: 'oralUlcers', [word]: true }, { item: 'fever', [word]: false }, { item: 'psychosis', [word]: null }], {}, { min: 8, max: 11, missing: ['psychosis'] }]),
    ['4: serology alone', ['antiDsDna', 'lowC3AndC4'], {}, { points: 10, classified: false }],
    ['4: C3 and C4 said apart', ['antiDsDna', 'lowC3', 'lowC4'], {}, { points: 10, classified: false }],
    ['5: leukopenia and anti-Smith', ['leukopenia', 'antiSm'], {}, { points: 9, classified: false }],
    ['5: with low C3', ['leukopenia', 'antiSm', 'lowC3'], {}, { points: 12, classified: true }],
    ['6: psychosis unknown, others 8', ['jointInvolvement', 'oralUlcers'], { notAssessed: ['psychosis'] }, { status: 'indeterminate', classified: null, min: 8, max: 11, missing: ['psychosis'] }],
    ['6: as a record', { ...Object.fromEntries(['fever', 'leukopenia', 'thrombocytopenia', 'autoimmuneHaemolysis', 'delirium', 'seizure', 'alopecia', 'subacuteOrDiscoid', 'acuteCutaneous', 'effusion', 'acutePericarditis', 'proteinuria', 'classIIorVNephritis', 'classIIINephritis', 'classIVNephritis', 'antiphospholipid', 'lowC3', 'lowC4', 'lowC3AndC4', 'antiDsDna', 'antiSm'].map((item) => [item, false])), jointInvolvement: true, oralUlcers: true, psychosis: null }, {}, { min: 8, max: 11, classified: null }],
    ['7: psychosis and seizure are one domain', ['psychosis', 'seizure'], {}, { points: 5 }],
    ['thrombocytopenia and haemolysis are one domain', ['thrombocytopenia', 'autoimmuneHaemolysis', 'leukopenia'], {}, { points: 4 }],
    ['class V and proteinuria are one domain', ['classIIorVNephritis', 'proteinuria'], {}, { points: 8 }],
    ['everything at once', ['fever', 'thrombocytopenia', 'seizure', 'acuteCutaneous', 'acutePericarditis', 'jointInvolvement', 'classIIINephritis', 'antiphospholipid', 'lowC3AndC4', 'antiSm'], {}, { points: 51, classified: true }],
    ['ANA unknown', ['classIVNephritis'], { anaAtLeast1in80: null }, { classified: null, missing: ['anaAtLeast1in80'], notClassifiable: { status: 'indeterminate' } }],
    ['ANA unknown, too few points', ['oralUlcers'], { anaAtLeast1in80: null }, { status: 'determined', classified: false }],
    ['10 points unknown to be clinical', ['antiDsDna', 'lowC3AndC4'], { notAssessed: ['fever'] }, { classified: null, missing: ['fever'] }],
    ['nothing assessed', null, {}, { classified: null, min: 0, max: 51 }],
    ['an item that does not exist', ['fevr'], {}, { points: 0, warnings: ['rejected:items'] }],
  ])('%s', (_, items, rest, expected) => expect(sle(items, rest)).toMatchObject(expected)); // biome-ignore format: a table
});

describe('renalResponse.kdigo2024, lupus.md 5', () => {
  const gg = (value: number | null) => (value === null ? null : { value, unit: 'g/g' });
  const mm = (value: number) => ({ value, unit: 'mg/mmol' });
  it.each([
    ['1: 4.0 to 0.49, eGFR 90 to 88', gg(4), gg(0.49), 90, 88, { value: 'complete' }],
    ['2: 0.50 is not below 0.5', gg(4), gg(0.5), 90, 88, { value: 'partial' }],
    ['3: fall of exactly 50 %', gg(4), gg(2), 90, 85, { value: 'partial' }],
    ['3: a little less', gg(4), gg(2.01), 90, 85, { value: 'none' }],
    ['4: 6.0 to 3.0 is not below 3', gg(6), gg(3), 90, 90, { value: 'none' }],
    ['4: 6.0 to 2.99', gg(6), gg(2.99), 90, 90, { value: 'partial' }],
    ['5: eGFR 90 to 76', gg(4), gg(0.3), 90, 76, { value: 'none' }],
    ['5: eGFR 90 to 76.5, exactly 85 %', gg(4), gg(0.3), 90, 76.5, { value: 'complete' }],
    ['6: in mg/mmol', mm(600), mm(290), 90, 90, { value: 'partial' }],
    ['6: 300 mg/mmol is not below 300', mm(600), mm(300), 90, 90, { value: 'none' }],
    ['49 mg/mmol', mm(600), mm(49), 90, 90, { value: 'complete' }],
    ['50 mg/mmol', mm(600), mm(50), 90, 90, { value: 'partial' }],
    ['7: eGFR now unknown', gg(4), gg(0.3), 90, null, { status: 'indeterminate', possible: ['none', 'complete'], missing: ['currentEgfr'] }],
    ['baseline UPCR unknown', gg(null), gg(0.3), 90, 90, { value: 'complete' }],
    ['baseline UPCR unknown, 2 g/g now', gg(null), gg(2), 90, 90, { possible: ['none', 'partial'], missing: ['baselineUpcr'] }],
    ['reported in mg/g', { value: 4000, unit: 'mg/g' }, { value: 490, unit: 'mg/g' }, 90, 90, { value: 'complete' }],
    ['two units: the fall is converted, and says so', { value: 4, unit: 'g/g' }, mm(200), 90, 90, { value: 'partial', warnings: ['upcrUnitsDiffer'] }],
    ['a better kidney', gg(4), gg(0.3), 60, 90, { value: 'complete' }],
  ])('%s', (_, baselineUpcr, currentUpcr, baselineEgfr, currentEgfr, expected) =>
    expect(renalResponse.derive({ baselineUpcr, currentUpcr, baselineEgfr, currentEgfr }).answer).toMatchObject(expected)); // biome-ignore format: a table

  it('a stricter tolerance', () =>
    expect(renalResponse.derive({ baselineUpcr: gg(4), currentUpcr: gg(0.3), baselineEgfr: 90, currentEgfr: 80, functionTolerance: 0.1 }).answer).toMatchObject({ value: 'none' })); // biome-ignore format: a row
  it('a rescue treatment is shown', () =>
    expect(renalResponse.derive({ baselineUpcr: gg(4), currentUpcr: gg(0.3), baselineEgfr: 90, currentEgfr: 90, rescueUsed: true }).answer).toMatchObject({ value: 'complete', rescueUsed: true, warnings: ['rescueUsed'] })); // biome-ignore format: a row
});

describe('what is read with care', () => {
  it.each([
    ['no glucocorticoid at all', { drug: 'none' }, { met: true, drugFreeRemission: true }],
    ['a dose without a unit is milligrams a day', { drug: 'prednisone', value: 5 }, { met: true, drugFreeRemission: false }],
    ['a drug without an equivalent', { drug: 'deflazacort', value: 6, unit: 'mg/d' }, { met: null, warnings: ['rejected:glucocorticoid'] }],
  ])('glucocorticoid: %s', (_, glucocorticoid, expected) =>
    expect(doris.derive({ clinicalSledai: 0, phGa: 0.1, glucocorticoid, immunosuppressants: [], biologics: [] }).answer).toMatchObject(expected)); // biome-ignore format: a row
  const sle = (rest: object) => eularAcr.derive({ anaAtLeast1in80: true, ...rest }).answer;
  it('a list that is null is not an empty one', () => {
    expect(sle({ items: null })).toMatchObject({ status: 'indeterminate', classified: null });
    expect(sle({ items: [] })).toMatchObject({ status: 'determined', classified: false, points: 0 });
  });
  it('a name that is no item is not assessed and breaks nothing', () =>
    expect(sle({ items: ['antiSm'], notAssessed: ['nothing of the kind'] })).toMatchObject({ points: 6 }));
  it.each([
    ['g/g, then mg/mmol: fallen to 42.8 %', { value: 6, unit: 'g/g' }, { value: 290, unit: 'mg/mmol' }, 'partial'],
    ['mg/mmol, then g/g: fallen to 54.7 %', { value: 600, unit: 'mg/mmol' }, { value: 2.9, unit: 'g/g' }, 'none'],
    ['mg/mmol, then g/g: fallen to 49.0 %', { value: 600, unit: 'mg/mmol' }, { value: 2.6, unit: 'g/g' }, 'partial'],
  ])('the fall of a ratio reported in two units: %s', (_, baselineUpcr, currentUpcr, value) =>
    expect(renalResponse.derive({ baselineUpcr, currentUpcr, baselineEgfr: 90, currentEgfr: 90 }).answer).toMatchObject({ value, warnings: ['upcrUnitsDiffer'] })); // biome-ignore format: a row
});

describe('sleTrials.eligibilityPattern, lupus.md 6.2', () => {
  const checks = (input: object) =>
    Object.fromEntries(
      (eligibilityPattern.derive(input).answer.checks as { check: string; status: string }[]).map(
        ({ check, status }) => [check, status],
      ),
    );
  it.each([
    ['SLEDAI 8', { sledai: 8, bilag: [] }, 'activity', 'met'],
    ['SLEDAI 7 and one BILAG A', { sledai: 7, bilag: ['A', 'C'] }, 'activity', 'met'],
    ['SLEDAI 7 and two BILAG B', { sledai: 7, bilag: ['B', 'B'] }, 'activity', 'met'],
    ['SLEDAI 7 and one BILAG B', { sledai: 7, bilag: ['B', 'C'] }, 'activity', 'notMet'],
    ['SLEDAI 7, BILAG not recorded', { sledai: 7 }, 'activity', 'unknown'],
    ['two drugs failed', { failedDrugs: 2 }, 'failedDrugs', 'met'],
    ['one drug failed', { failedDrugs: 1 }, 'failedDrugs', 'notMet'],
    ['18 years', { ageYears: 18 }, 'age', 'met'],
    ['65 years', { ageYears: 65 }, 'age', 'met'],
    ['66 years', { ageYears: 66 }, 'age', 'notMet'],
    ['eGFR 30', { egfr: 30 }, 'egfr', 'met'],
    ['eGFR 29', { egfr: 29 }, 'egfr', 'notMet'],
    ['LVEF 50', { lvef: 50 }, 'lvef', 'met'],
    ['CD3 99', { cd3: 99 }, 'cd3', 'notMet'],
    ['HBV', { hbv: true }, 'noHbv', 'notMet'],
    ['nothing known', {}, 'contraception', 'unknown'],
  ])('%s', (_, input, check, status) => expect(checks(input)[check]).toBe(status)); // biome-ignore format: a table
  it('gives no verdict', () => expect(eligibilityPattern.derive({}).answer).not.toHaveProperty('value'));
});
