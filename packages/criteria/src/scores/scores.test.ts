import { describe, expect, it } from 'vitest';
import { criterionById } from '../registry.ts';
import { charlson } from './charlson.ts';
import { ecog } from './ecog.ts';
import { hscore } from './hscore.ts';
import { inflamix } from './inflamix.ts';
import { mtvCategory } from './mtv-category.ts';
import { scoreWhere } from './score-where.ts';

const of = (value: number, unit: string, comparator?: string) => ({
  value,
  unit,
  ...(comparator ? { comparator } : {}),
});

describe('charlson.1987, scores.md 5', () => {
  const cci = (input: unknown) => charlson.derive(input).answer;
  it.each([
    ['1: none, 49 years', { conditions: [], ageYears: 49 }, 0, 0],
    ['2: none, 50 years', { conditions: [], ageYears: 50 }, 0, 1],
    ['3: diabetes with nephropathy, both flags', { conditions: ['diabetes', 'diabetesEndOrgan'] }, 2, null],
    ['4: infarction and COPD, 72 years', { conditions: ['infarction', 'chronicPulmonary'], ageYears: 72 }, 2, 5],
    ['5: breast cancer without metastasis, index lymphoma left out', { conditions: ['tumour', 'lymphoma'] }, 2, null],
    ['6: index lymphoma counted, 80 years', { conditions: ['lymphoma'], indexDiseaseExcluded: false, ageYears: 80 }, 2, 6],
    ['at 90 years still 4 points for age', { conditions: [], ageYears: 90 }, 0, 4],
    ['metastatic counts instead of the tumour', { conditions: ['tumour', 'metastatic'] }, 6, null],
    ['severe liver disease instead of mild', { conditions: ['liverMild', 'liverModSevere'] }, 3, null],
    ['only the named index disease is left out', { conditions: ['leukaemia', 'lymphoma'], indexDisease: 'lymphoma' }, 2, null],
    ['as yes and no by name', { conditions: { ...Object.fromEntries(['infarction', 'aids'].map((name) => [name, true])), ...Object.fromEntries(['heartFailure', 'peripheralVascular', 'cerebrovascular', 'dementia', 'chronicPulmonary', 'connectiveTissue', 'pepticUlcer', 'liverMild', 'diabetes', 'hemiplegia', 'renalModSevere', 'diabetesEndOrgan', 'tumour', 'liverModSevere', 'metastatic'].map((name) => [name, false])) } }, 7, null],
  ])('example %s', (_, input, score, ageAdjusted) =>
    expect(cci(input)).toMatchObject({ status: 'determined', score, value: score, ageAdjusted, warnings: ['ruleNotIndependentlyVerified'] })); // biome-ignore format: a table
  it('example 7: liver disease unknown', () =>
    expect(cci({ conditions: [], unknownConditions: ['liverMild', 'liverModSevere'], ageYears: 49 })).toMatchObject({
      status: 'indeterminate', min: 0, max: 3, score: null, ageAdjusted: null, missing: expect.arrayContaining(['liverMild', 'liverModSevere']),
    })); // biome-ignore format: one answer
  it('no list: everything is open', () => expect(cci({})).toMatchObject({ status: 'indeterminate', min: 0 }));
  it('a condition that is none is refused', () =>
    expect(charlson.derive({ conditions: ['gout'] })).toMatchObject({
      issues: [{ code: 'input.unknownCode', got: 'gout', fatal: true }],
    }));
});

describe('ecog, scores.md 6', () => {
  const status = (input: unknown) => ecog.derive(input).answer;
  it.each([[100, 0], [90, 0], [80, 1], [70, 1], [60, 2], [50, 2], [40, 3], [30, 3], [20, 4], [10, 4], [0, 5]])('Karnofsky %d is ECOG %d', (karnofsky, value) =>
    expect(status({ karnofsky })).toMatchObject({ status: 'determined', value, score: value, warnings: ['mappedFromKarnofsky'] })); // biome-ignore format: a table
  it('85 is no legal value', () => {
    expect(status({ karnofsky: 85 })).toMatchObject({ status: 'indeterminate', warnings: ['rejected:karnofsky'] });
    expect(ecog.derive({ kps: 85 }).issues).toMatchObject([{ code: 'number.notOnScale', fatal: true }]);
  });
  it('a recorded ECOG wins', () =>
    expect(status({ ecog: 2, karnofsky: 90 })).toMatchObject({ value: 2, warnings: [] }));
  it('between two steps', () =>
    expect(status({ karnofsky: { low: 60, high: 80 } })).toMatchObject({ possible: [1, 2], missing: ['karnofsky'] }));
  it('nothing known: 0 to 5', () => expect(status({})).toMatchObject({ min: 0, max: 5, missing: ['ecog'] }));
});

describe('hscore.2014, scores.md 7', () => {
  const none = {
    immunosuppression: false, temperature: of(37, 'Cel'), organomegaly: 'none', haemoglobin: of(12, 'g/dL'), wbc: of(6000, '/uL'), platelets: of(200, '10*9/L'),
    ferritin: of(100, 'ng/mL'), triglycerides: of(1, 'mmol/L'), fibrinogen: of(3, 'g/L'), ast: of(20, 'U/L'), haemophagocytosis: false,
  }; // biome-ignore format: one patient
  const score = (input: unknown) => hscore.derive(input).answer;
  it('nothing abnormal', () =>
    expect(score(none)).toMatchObject({ score: 0, category: 'notReached', warnings: ['outsideDerivationPopulation'] }));
  it.each([
    ['temperature 38.3', { temperature: of(38.3, 'Cel') }, 0],
    ['temperature 38.4', { temperature: of(38.4, 'Cel') }, 33],
    ['temperature 39.4', { temperature: of(39.4, 'Cel') }, 33],
    ['temperature 39.5', { temperature: of(39.5, 'Cel') }, 49],
    ['liver', { organomegaly: 'liver' }, 23],
    ['liver and spleen', { organomegaly: 'both' }, 38],
    ['one cytopenia', { haemoglobin: of(92, 'g/L') }, 0],
    ['Hb 92 g/L counts beside platelets 110', { haemoglobin: of(92, 'g/L'), platelets: of(110, '10*9/L') }, 24],
    ['three cytopenias', { haemoglobin: of(9.2, 'g/dL'), platelets: of(110, '10*9/L'), wbc: of(5, '10*9/L') }, 34],
    ['ferritin 2000', { ferritin: of(2000, 'ug/L') }, 35],
    ['ferritin 6000', { ferritin: of(6000, 'ug/L') }, 35],
    ['ferritin 6001', { ferritin: of(6001, 'ug/L') }, 50],
    ['triglycerides 133 mg/dL', { triglycerides: of(133, 'mg/dL') }, 44],
    ['triglycerides 4.1 mmol/L', { triglycerides: of(4.1, 'mmol/L') }, 64],
    ['fibrinogen 250 mg/dL', { fibrinogen: of(250, 'mg/dL') }, 30],
    ['AST 30', { ast: of(30, 'U/L') }, 19],
    ['known immunosuppression', { immunosuppression: true }, 18],
    ['haemophagocytosis', { haemophagocytosis: true }, 35],
  ])('%s', (_, changed, expected) => expect(score({ ...none, ...changed })).toMatchObject({ score: expected })); // biome-ignore format: a table
  const all = {
    immunosuppression: true, temperature: of(40, 'Cel'), organomegaly: 'both', haemoglobin: of(7, 'g/dL'), wbc: of(1000, '/uL'), platelets: of(20, '10*9/L'),
    ferritin: of(9000, 'ng/mL'), triglycerides: of(5, 'mmol/L'), fibrinogen: of(1, 'g/L'), ast: of(100, 'U/L'), haemophagocytosis: true,
  }; // biome-ignore format: one patient
  it('all maximal', () => expect(score(all)).toMatchObject({ score: 337, category: 'probable' }));
  it('haemophagocytosis unknown with 140 known: not decided', () => {
    const known = {
      ...none,
      temperature: of(38.5, 'Cel'),
      ferritin: of(3000, 'ng/mL'),
      organomegaly: 'liver',
      fibrinogen: of(2, 'g/L'),
      ast: of(40, 'U/L'),
      haemophagocytosis: null,
    };
    expect(score(known)).toMatchObject({
      min: 140,
      max: 175,
      category: null,
      categoryStatus: 'indeterminate',
      missing: ['haemophagocytosis'],
    });
  });
  it('exactly 169 is not above', () => {
    const at = {
      ...none,
      immunosuppression: true,
      temperature: of(38.5, 'Cel'),
      triglycerides: of(5, 'mmol/L'),
      ast: of(40, 'U/L'),
      haemophagocytosis: true,
    };
    expect(score(at)).toMatchObject({ score: 169, category: 'notReached' });
  });
});

describe('mtvCategory, scores.md 8', () => {
  const category = (value: unknown, more = {}) =>
    mtvCategory.derive({ value, cutoff: of(147.5, 'mL'), ...more }).answer;
  it.each([[of(147.5, 'mL'), 'low'], [of(147.6, 'mL'), 'high'], [of(0.148, 'L'), 'high']])('%j is %s', (value, expected) => expect(category(value)).toMatchObject({ value: expected, category: expected })); // biome-ignore format: a table
  it('an unknown volume stays unknown, whatever the SUVmax', () =>
    expect(category(null, { suvMax: 12.3 })).toMatchObject({ status: 'indeterminate', missing: ['value'] }));
  it('another segmentation is not compared', () =>
    expect(category(of(200, 'mL'), { method: '41pct', cutoffMethod: 'suv4' })).toMatchObject({
      status: 'notApplicable',
      reason: 'mtv-methods-differ',
    }));
  it('an unstated method is said', () => expect(category(of(200, 'mL')).warnings).toEqual(['mtvMethodNotStated']));
});

describe('scoreWhere, scores.md 10', () => {
  const scores = (input: unknown) => scoreWhere.derive(input).answer.scores as readonly string[];
  it.each([
    [{ decisionPoint: 'preLd', disease: 'LBCL' }, ['carHematotox.2021', 'easix', 'sEasix', 'mEasix', 'mtvCategory']],
    [{ decisionPoint: 'preLd', disease: 'MM' }, ['carHematotox.2021']],
    [{ decisionPoint: 'd1', disease: 'ALL' }, ['easix', 'sEasix', 'mEasix']],
    [{ decisionPoint: 'indication', disease: 'SLE' }, ['hctci.2005', 'charlson.1987', 'ecog']],
    [{ decisionPoint: 'relapse', disease: 'LBCL' }, ['ipi', 'aaipi', 'ripi', 'nccnIpi']],
    [{ decisionPoint: 'iecHsSuspicion' }, ['hscore.2014']],
  ])('%j', (input, expected) => expect(scores(input)).toEqual(expected)); // biome-ignore format: a table
  it('every score it names is a criterion', () => {
    for (const id of scores({})) expect(criterionById(id), id).toBeDefined();
  });
});

describe('inflamix, scores.md 9', () => {
  const six = ['albumin', 'alp', 'ast', 'crp', 'haemoglobin', 'ldh'];
  const fourteen = [...six, 'il6', 'wbc', 'bilirubin', 'platelets', 'dDimer', 'ferritin', 'il10', 'tnf'];
  const values = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, of(5, 'x')]));
  const coverage = (input: unknown) => inflamix.derive(input).answer.coverage;
  it.each([
    ['all fourteen', values(fourteen), { of14: 14, of6: 6 }],
    ['only the routine six', values(six), { of14: 6, of6: 6 }],
    ['a comparator counts as present', { crp: of(5, 'mg/L', '<') }, { of14: 1, of6: 1 }],
    ['dated after the infusion it does not count', { infusionDate: '2024-05-01', crp: { ...of(5, 'mg/L'), date: '2024-05-02' } }, { of14: 0, of6: 0 }],
    ['nothing', {}, { of14: 0, of6: 0 }],
  ])('%s', (_, input, expected) => expect(coverage(input)).toEqual(expected)); // biome-ignore format: a table
});
