import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentHash } from '@linea/explain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../world.testing.ts';

let folder = '';
const at = (name: string): string => join(folder, name);
const SYN = 'SYN-lbcl3l-0001';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linea-predict-'));
  await run(['synth', 'car-t', '--out', at('s'), '--patients', '200', '--complete']);
  const trained = await run(['model', 'train', at('s/study.yaml'), '--out', at('model.json'), '--json']);
  expect(trained.code).toBe(0);
  const { readFileSync } = await import('node:fs');
  const { hash: _, ...content } = { ...JSON.parse(readFileSync(at('model.json'), 'utf8')), synthetic: false };
  writeFileSync(at('real.json'), JSON.stringify({ ...content, hash: contentHash(content) }));
  const { facts, ...head } = JSON.parse(readFileSync(at('s/facts.json'), 'utf8'));
  const few = facts.filter(({ patient }: { patient: string }) => patient.endsWith('-0001'));
  writeFileSync(at('few.json'), JSON.stringify({ ...head, facts: few }));
  writeFileSync(at('altered.json'), JSON.stringify({ ...content, hash: 'x' }));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('linea predict', () => {
  const facts = (): string[] => ['--facts', at('s/facts.json')];

  it('the model of a study has a card in both languages; altered by hand it has none', async () => {
    const card = await run(['model', 'card', at('model.json')]);
    expect([card.code, card.err]).toEqual([0, '']);
    expect(card.out).toMatch(/Trained on synthetic data[\s\S]*centres left out in turn[\s\S]*hazard ratio/);
    expect(card.out).not.toMatch(/NaN|undefined/);
    expect((await run(['model', 'card', at('model.json'), '--lang', 'it'])).out).toContain('lasciati fuori a turno');
    const { code, json } = await run(['model', 'card', at('altered.json'), '--json']);
    expect([code, json().issues[0].code]).toEqual([1, 'model.altered']);
  });

  it('estimates a synthetic patient by a synthetic model, labelled', async () => {
    const words = ['predict', SYN, ...facts(), '--model', at('model.json')];
    const { code, json } = await run([...words, '--json']);
    expect(code).toBe(0);
    expect(json()).toMatchObject({ patient: SYN, synthetic: true, status: 'estimated', researchUse: true });
    const { out } = await run([...words, '--lang', 'it']);
    expect(out).toContain('DATI SINTETICI');
    expect(out).toContain('non sostituisce il giudizio clinico');
  });
  it('as of a day, with what was known by then', async () => {
    const { json } = await run([
      'predict',
      SYN,
      ...facts(),
      '--model',
      at('model.json'),
      '--as-of',
      '2019-01-01',
      '--json',
    ]);
    // Nothing was known of the patient then: not even the setting.
    expect(json()).toMatchObject({ asOf: '2019-01-01', reasons: [{ code: 'abstain.setting' }] });
  });
  it('a model of synthetic patients abstains for a real one: the answer is no', async () => {
    const { code, out, json } = await run(['predict', 'case-001', '--model', at('model.json'), '--json']);
    expect([code, out.includes('"without":{')]).toEqual([1, false]);
    expect(json()).toMatchObject({ status: 'abstained', points: [], reasons: [{ code: 'abstain.realPatient' }] });
  });
  it('and a model of real patients for a synthetic one', async () => {
    const { code, json } = await run(['predict', SYN, ...facts(), '--model', at('real.json'), '--json']);
    expect([code, json().reasons[0].code]).toEqual([1, 'abstain.syntheticPatient']);
  });
  it('stands beside the options, with what else than CAR-T there is, and in K5 alone of the brief', async () => {
    const model = ['--model', at('model.json')];
    const options = await run(['options', SYN, ...facts(), ...model, '--json']);
    const { beside } = options.json();
    expect(beside.rows.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['benefit', 'toxicity']),
    );
    expect(beside.alternatives.map(({ id }: { id: string }) => id)).not.toContain('axi-cel');
    expect(beside.alternatives.length).toBeGreaterThan(0);
    const brief = await run(['brief', SYN, '--for', 'clinician', ...facts(), ...model, '--json']);
    const own = brief.json().points.filter(({ text }: { text: string }) => text.includes(beside.model));
    expect(own.map(({ id }: { id: string }) => id)).toEqual(['K5']);
    const memo = await run(['brief', SYN, '--for', 'patient', ...facts(), ...model]);
    expect(memo.out).not.toContain(beside.model);
  });
  it.each(['SYN-lbcl2l-0001', 'SYN-ballRr-0001', 'SYN-mm2l-0001', 'SYN-sle-0001'])(
    'of %s everything that is made of one patient can be had',
    async (id) => {
      const asked = [['brief', '--for', 'patient'], ['brief', '--for', 'clinician'], ['narrative'], ['options'], ['regimen', '--days'], ['decision']]; // biome-ignore format: a list
      for (const [command = '', ...more] of asked)
        expect((await run([command, id, ...more, '--facts', at('few.json'), '--lang', 'it'])).code, command).toBe(0);
    },
  );
  it('beside the options of a real patient a model of synthetic ones says why it is silent', async () => {
    const words = ['options', 'case-000', '--as-of', '2024-03-31', '--model', at('model.json'), '--lang', 'it'];
    const { code, out } = await run(words);
    expect([code, out.includes('Di un paziente reale non dice nulla')]).toEqual([0, true]);
    const without = await run(['options', 'case-000', '--as-of', '2024-03-31', '--json']);
    expect(without.json().beside).toBeNull();
  });
  it.each([
    ['a file that was altered', 'altered.json', 'model.altered'],
    ['a file that is none', 's/truth.json', 'studyModel.unknown'],
    ['a file that is not there', 'nothing.json', 'file.unreadable'],
  ])('%s is refused by name', async (_, file, code) => {
    const refused = await run(['predict', 'case-001', '--model', at(file), '--json']);
    expect([refused.code, refused.json().issues[0].code]).toEqual([1, code]);
  });
});
