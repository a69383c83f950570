import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFinds, browser } from '../../browser.testing.ts';

const { open } = browser();

/** A patient of these tests alone, put in through the API. */
async function withPatient(page: Page, patient: string): Promise<void> {
  const lab = (id: string, code: string, value: number, unit: string) => ({
    id, patient, centre: 'C1', code, event: 'lab:1', effective: '2024-03-05', value, unit, source: 'file:laboratory.csv#row 2',
  }); // biome-ignore format: a fact
  const facts = [lab('f1', 'lab.hb', 9.4, 'g/dL'), lab('f2', 'lab.plt', 140, '10*9/L')];
  const status = await page.evaluate(
    async (document) => {
      const body = new FormData();
      body.set('files', new File([document], 'one.json', { type: 'application/json' }));
      return (await fetch('/api/import', { method: 'POST', body })).status;
    },
    JSON.stringify({ format: 'linea', version: 1, facts }),
  );
  expect(status).toBeLessThan(300);
}

async function formOf(patient: string, lang: 'en' | 'it', width = 1440): Promise<Page> {
  const { page } = await open(`/?lang=${lang}`, { width });
  await withPatient(page, patient);
  await page.goto(new URL(`/patients/${patient}?why=fact:f1&lang=${lang}`, page.url()).href, {
    waitUntil: 'networkidle',
  });
  const opener = page.getByRole('button', { name: lang === 'en' ? 'Correct this fact' : 'Correggi questo fatto' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await page.locator('textarea').waitFor();
  return page;
}

describe('a correction on the page', () => {
  it('is written with the keyboard, names what it replaces, and the panel shows the new version', async () => {
    const page = await formOf('CORRECT-1', 'en');
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Haemoglobin' }).fill('8.2');
    await page.getByLabel('Why, in words (required)').fill('read 9 for 8');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Written: f1~2 takes its place.').waitFor();
    expect(new URL(page.url()).searchParams.get('why')).toBe('fact:f1~2');
    expect(await page.getByRole('region', { name: 'Why' }).getByText('8.2 g/dL').count()).toBeGreaterThan(0);
    const versions = await page.evaluate(async () => (await fetch('/api/patients/CORRECT-1/facts')).json());
    expect(versions.facts).toContainEqual(
      expect.objectContaining({ id: 'f1~2', value: 8.2, supersedes: 'f1', because: 'read 9 for 8', kind: 'transcription' }),
    ); // biome-ignore format: one fact
  });

  it('says in Italian what is wrong with a value, and writes nothing', async () => {
    const page = await formOf('CORRECT-2', 'it', 390);
    await page.getByRole('textbox', { name: 'Emoglobina' }).fill('ottanta');
    await page.getByLabel('Perché, a parole (obbligatorio)').fill('prova');
    await page.getByRole('button', { name: 'Salva la nuova versione' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.getByRole('listitem').count()).toBe(1);
    expect(await axeFinds(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const versions = await page.evaluate(async () => (await fetch('/api/patients/CORRECT-2/facts')).json());
    expect(versions.facts).toHaveLength(2);
  });

  it('shows both versions to the loser of a race', async () => {
    const page = await formOf('CORRECT-3', 'en');
    await page.evaluate(() =>
      fetch('/api/patients/CORRECT-3/facts/f1/corrections', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ kind: 'amended-result', because: 'the laboratory rang', change: { value: 7.7 } }),
      }),
    );
    await page.getByRole('textbox', { name: 'Haemoglobin' }).fill('8.2');
    await page.getByLabel('Why, in words (required)').fill('read 9 for 8');
    await page.getByRole('button', { name: 'Save the new version' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    const text = await alert.innerText();
    expect(text).toContain('9.4 g/dL');
    expect(text).toContain('7.7 g/dL');
    expect(text).toContain('the laboratory rang');
    expect(await axeFinds(page)).toEqual([]);
    const versions = await page.evaluate(async () => (await fetch('/api/patients/CORRECT-3/facts')).json());
    expect(versions.facts).toHaveLength(3);
  });

  it('withdraws a fact, which is then no longer seen', async () => {
    const page = await formOf('CORRECT-4', 'en');
    await page.getByLabel('It should not be there at all: withdraw it').check();
    expect(await page.getByRole('textbox', { name: 'Haemoglobin' }).count()).toBe(0);
    await page.getByLabel('Why, in words (required)').fill('another patient');
    await page.getByRole('button', { name: 'Withdraw it' }).click();
    await page.getByText('Withdrawn: it no longer counts').waitFor();
    await page.getByText('The fact f1 is not to be seen at this time.').waitFor();
  });

  it('is put away with Cancel, and the focus goes back to where it came from', async () => {
    const page = await formOf('CORRECT-5', 'en');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.waitForFunction(() => document.activeElement?.textContent === 'Correct this fact');
  });
});
