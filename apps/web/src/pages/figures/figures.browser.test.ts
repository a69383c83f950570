import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { browser } from '../../browser.testing.ts';

const { open } = browser();

it('a figure is drawn as of a day, over the axis asked for, and saved as the drawing and as pixels', async () => {
  const { page } = await open('/patients/case-001/figures?lang=it&asOf=2026-01-31');
  await page.getByRole('link', { name: 'Decorso della tossicità' }).click();
  await page.getByLabel('Giorni dall’infusione').check();
  await page.waitForURL(/axis=infusion/);
  await page.getByRole('group', { name: 'Tossicità di case-001' }).getByText('giorni dall’infusione').waitFor();
  const saved = async (name: string): Promise<Buffer> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name, exact: true }).click(),
    ]);
    return readFileSync(await download.path());
  };
  const svg = (await saved('Salva come SVG')).toString('utf8');
  for (const part of ['<?xml', '<svg']) expect(svg).toContain(part);
  // The caption is set in lines.
  expect(svg.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toContain('Per uso di ricerca');
  const png = await saved('Salva come PNG, 300 dpi');
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(3 * 1180);
});

it('no figure shows what was not known', async () => {
  const { page } = await open('/patients/case-000/figures?lang=en&asOf=2024-03-31&kind=response');
  const figure = page.getByRole('group', { name: 'Response of case-000' });
  await figure.locator('text', { hasText: 'DRd' }).first().waitFor();
  expect(await figure.getByText('selinexor', { exact: false }).count()).toBe(0);
});
