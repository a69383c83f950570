import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFinds, browser } from '../../browser.testing.ts';

const { open } = browser();
const example = (path: string): string => fileURLToPath(new URL(`../../../../../examples/${path}`, import.meta.url));
const TABLE = example('data/centre-labs.csv');
const MAPPING = example('mappings/centre-labs.yaml');

/** The shipped table, with one cell in it that no laboratory would write. */
const spoilt = {
  name: 'centre-labs.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(readFileSync(TABLE, 'utf8').replace('9,8', '=cmd|x')),
};

async function look(page: Page, table: string | typeof spoilt): Promise<void> {
  await page.getByLabel('Files', { exact: true }).setInputFiles(table);
  await page.getByLabel('Mapping', { exact: true }).setInputFiles(MAPPING);
  await page.getByRole('button', { name: 'Look first' }).click();
}

describe('the import', () => {
  it('shows what would come in, names what is wrong, and stores nothing of a table with a bad cell', async () => {
    const { page } = await open('/import?lang=en');
    await look(page, spoilt);
    await page.getByRole('heading', { name: 'Refused: nothing was stored' }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    expect(await page.getByText('row 2', { exact: false }).count()).toBeGreaterThan(0);
    expect(await page.getByRole('button', { name: /^Accept/ }).count()).toBe(0);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /refused cell/ }).click(),
    ]);
    const list = readFileSync(await download.path(), 'utf8');
    expect(download.suggestedFilename()).toBe('refused.csv');
    expect(list).toContain('Hb g/dL');
    // What a spreadsheet would run is text in the list.
    expect(list).toContain("'=cmd|x");
    await page.goto(new URL('/?lang=en', page.url()).href, { waitUntil: 'networkidle' });
    expect(await page.getByRole('link', { name: 'INV-01' }).count()).toBe(0);
  });

  it('stores what was accepted, once: the same file again adds nothing, and the patient has a journey', async () => {
    const { page, complaints } = await open('/import?lang=en');
    await look(page, TABLE);
    await page.getByRole('heading', { name: 'This would come in' }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    expect(
      await page
        .getByRole('row', { name: /Hb g\/dL/ })
        .getByText('Haemoglobin')
        .count(),
    ).toBe(1);
    await page.getByRole('button', { name: /^Accept/ }).click();
    await page.getByRole('heading', { name: 'Stored' }).waitFor();
    await page.getByRole('link', { name: 'INV-01' }).click();
    await page.getByRole('heading', { name: 'Journey of INV-01' }).waitFor();
    expect(await page.getByRole('group', { name: 'Haemoglobin, g/dL' }).count()).toBe(1);
    expect(complaints).toEqual([]);
    await page.goto(new URL('/import?lang=en', page.url()).href, { waitUntil: 'networkidle' });
    await look(page, TABLE);
    await page.getByRole('heading', { name: 'This would come in' }).waitFor();
    expect(await page.getByRole('button', { name: /^Accept/ }).count()).toBe(0);
  });

  it('says what to do about a table without its mapping, in Italian too', async () => {
    const { page } = await open('/import?lang=it');
    await page.getByLabel('File da leggere', { exact: true }).setInputFiles(TABLE);
    await page.getByRole('button', { name: 'Prima guarda' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(/mapp/i);
    expect(await axeFinds(page)).toEqual([]);
  });
});
