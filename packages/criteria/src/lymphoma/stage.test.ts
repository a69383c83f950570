import { describe, expect, it } from 'vitest';
import { messages } from '../messages.generated.ts';
import { lbclEntity } from './entity.ts';
import { publishedPredictors } from './published-predictors.ts';
import { stage } from './stage.ts';

const FREE = { extranodal: 'none', marrow: false, liver: false, pleura: false, csf: false, bulky: false };
const staged = (input: object) => stage.derive({ ...FREE, ...input }).answer;

describe('lbcl.stage, lymphoma.md 2', () => {
  it.each([
    ['mediastinum only', { nodeGroups: ['mediastinum'] }, { value: 'I', suffix: null, extent: 'limited' }],
    ['neck and axilla', { nodeGroups: ['neck', 'axilla'] }, { value: 'II', extent: 'limited' }],
    ['neck and spleen', { nodeGroups: ['neck', 'spleen'] }, { value: 'III', extent: 'advanced' }],
    ['inguinal and spleen, same side', { nodeGroups: ['inguinal', 'spleen'] }, { value: 'II' }],
    ['one gastric lesion only', { nodeGroups: [], extranodal: 'single' }, { value: 'I', suffix: 'E' }],
    ['nodes and marrow', { nodeGroups: ['neck'], marrow: true }, { value: 'IV', extent: 'advanced' }],
    ['neck and contiguous skin', { nodeGroups: ['neck'], extranodal: 'contiguous' }, { value: 'II', suffix: 'E' }],
    ['marrow unknown, nodes on one side', { nodeGroups: ['neck', 'axilla'], marrow: null }, { status: 'indeterminate', possible: ['II', 'IV'], missing: ['marrow'] }],
    ['liver', { nodeGroups: ['neck'], liver: true }, { value: 'IV' }],
    ['pleura', { nodeGroups: ['neck'], pleura: true }, { value: 'IV' }],
    ['CSF', { nodeGroups: ['neck'], csf: true }, { value: 'IV' }],
    ['extranodal disease at a distance', { nodeGroups: ['neck'], extranodal: 'nonContiguous' }, { value: 'IV', suffix: null }],
    ['stage II bulky', { nodeGroups: ['neck', 'mediastinum'], bulky: true, longestDiameterCm: 11 }, { value: 'II', extent: 'bulky', longestDiameterCm: 11 }],
    ['stage II, bulk unknown', { nodeGroups: ['neck', 'mediastinum'], bulky: null }, { value: 'II', extent: null }],
    ['B symptoms do not change it', { nodeGroups: ['neck'], bSymptoms: true }, { value: 'I', suffix: null }],
    ['nodes not described', {}, { possible: ['I', 'II', 'III'], missing: ['nodeGroups'] }],
    ['one group known, another unclear', { nodeGroups: ['neck', null] }, { possible: ['II', 'III'], missing: ['nodeGroups'] }],
    ['nothing involved', { nodeGroups: [] }, { status: 'notApplicable', reason: 'no-lesion' }],
  ])('%s', (_, input, expected) => expect(staged(input)).toMatchObject(expected)); // biome-ignore format: a table
});

describe('lbcl.entity, lymphoma.md 1.1', () => {
  it.each([
    ['dlbclNos', 'whoHaem5', { value: 'dlbclNos', inCohort: 'yes', classification: 'whoHaem5' }],
    ['hgblMycBcl6', 'whoHaem5', { value: 'hgblMycBcl6', warnings: expect.arrayContaining(['notInClassification']) }],
    ['hgblMycBcl6', 'icc2022', { value: 'hgblMycBcl6', inCohort: 'yes', warnings: ['ruleNotIndependentlyVerified'] }],
    ['richter', 'icc2022', { inCohort: 'protocolDependent' }],
    ['pcnsl', 'icc2022', { inCohort: 'usuallyExcluded' }],
    ['grayZone', null, { inCohort: 'record', warnings: expect.arrayContaining(['classificationNotStated']) }],
    [null, 'icc2022', { status: 'indeterminate', missing: ['entity'] }],
  ])('%s in %s', (entity, classification, expected) => expect(lbclEntity.derive({ entity, classification }).answer).toMatchObject(expected)); // biome-ignore format: a table
});

describe('published predictors, lymphoma.md 7', () => {
  it.each(['en', 'it'] as const)('each is told in %s', (language) =>
    expect(publishedPredictors.filter(({ id }) => !messages[language][`predictor.${id}`])).toEqual([]),
  );
  it('what is known only after lymphodepletion is marked', () =>
    expect(publishedPredictors.filter(({ knownAt }) => knownAt === 'later').map(({ id }) => id)).toEqual([
      'ctdnaAfter', 'antigenLoss', 'carRegulatory', 'expansion', 'imagingAfter',
    ])); // biome-ignore format: a row
  it('an interval holds its estimate', () => {
    const all = publishedPredictors.flatMap(({ effects }) => effects);
    expect(all.filter(({ value, lower = 0, upper = Infinity }) => value < lower || value > upper)).toEqual([]);
  });
});
