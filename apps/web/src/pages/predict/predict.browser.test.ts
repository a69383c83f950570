import { describe, expect, it } from 'vitest';
import { axeFinds, browser } from '../../browser.testing.ts';

const { open } = browser();

describe.each(['en', 'it'])('the estimate of a synthetic patient, in %s', (lang) => {
  it.each([1440, 390])('%s pixels wide: axe finds nothing, it fits, it says what it is', async (width) => {
    const { page, complaints } = await open(`/patients/SYN-lbcl3l-0001/predict?lang=${lang}`, { width });
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    expect(await axeFinds(page)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(
      await page
        .getByText(lang === 'it' ? 'SINTETICO' : 'SYNTHETIC')
        .first()
        .isVisible(),
    ).toBe(true);
  });
});

it('one click leads from a bar to the fact, and from the page to the model card', async () => {
  const { page } = await open('/patients/SYN-lbcl3l-0001/predict?lang=en');
  await page.getByRole('link', { name: 'Model card' }).click();
  await page.getByRole('heading', { name: 'Model card' }).waitFor();
  await page.goBack();
  await page.locator('table a').first().click();
  await page.waitForURL(/\/patients\/SYN-lbcl3l-0001\?.*why=fact:/);
});

it('a model of synthetic patients says nothing of a real one', async () => {
  const { page } = await open('/patients/case-001/predict?lang=en');
  await page.getByText('This model was trained on synthetic patients. It says nothing of a real one.').waitFor();
  expect(await page.getByRole('table').count()).toBe(0);
});
