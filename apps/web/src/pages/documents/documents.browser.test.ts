import { expect, it } from 'vitest';
import { browser } from '../../browser.testing.ts';

const { open } = browser();

it('a brief: not final until the number of the centre is typed, and a sentence leads to its fact', async () => {
  const { page } = await open('/patients/case-001?lang=it');
  await page.getByRole('link', { name: 'Documenti' }).click();
  const sheet = page.getByRole('article', { name: /Cosa chiedere al medico/ });
  await sheet.getByText('NON DEFINITIVO', { exact: false }).waitFor();
  await page.getByLabel('Numero del centro per le emergenze').fill('011 000 0000');
  await sheet.getByText('NON DEFINITIVO', { exact: false }).waitFor({ state: 'detached' });
  expect(await sheet.getByText('011 000 0000').count()).toBeGreaterThan(0);
  await sheet.getByRole('link', { name: 'Fatto b060' }).first().click();
  await page.waitForURL(/why=fact:b060/);
});

it('a letter that cannot be written says why, and the next document is one click away', async () => {
  const { page } = await open('/patients/case-000/documents?lang=en&kind=letter-day100');
  await page.getByText('there is no such letter', { exact: false }).first().waitFor();
  await page.getByRole('link', { name: 'Short version (clinician)' }).click();
  const sheet = page.getByRole('article', { name: /Short version for the clinician/ });
  await sheet.getByText('does not replace clinical judgement', { exact: false }).first().waitFor();
});

it('is saved as a page of its own', async () => {
  const { page } = await open('/patients/case-000/documents?lang=en&kind=narrative');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a page' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^case-000-narrative-.*\.html$/);
});
