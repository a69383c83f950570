import { expect, it } from 'vitest';
import { browser } from '../../browser.testing.ts';

const { open } = browser();

it('a sheet: gaps first, a value copied with its button, the hand-over written down and counted', async () => {
  const { page } = await open('/patients/case-001/forms?kind=ebmt-day100&asOf=2025-12-01&lang=en');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  expect(await page.getByText('Unverified layout', { exact: false }).count()).toBe(1);
  const first = page.locator('tbody tr').first();
  expect(await first.getAttribute('data-status')).toBe('gap');
  expect(await first.getAttribute('data-need')).toBe('required');
  await page.getByRole('button', { name: 'Copy Product infused' }).click();
  await page.getByText('Copied: Product infused').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('brexu-cel');
  await page.getByLabel('Handed over on').fill('2025-11-30');
  await page.getByLabel('To', { exact: true }).fill('EBMT');
  await page.getByRole('button', { name: 'Write it down' }).press('Enter');
  await page.getByText('2025-11-30 to EBMT', { exact: false }).waitFor();
});

it('without an infusion there is no sheet, and it says why', async () => {
  const { page } = await open('/patients/case-000/forms?lang=en');
  expect(await page.getByText('No infusion is on record', { exact: false }).count()).toBe(1);
});
