import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFinds, browser } from '../../browser.testing.ts';

const { open } = browser();

const VIEWS = ['curves', 'forest', 'swimmer', 'oncoprint', 'immune'] as const;
const COMPARISON =
  '/cohort?disease=LBCL&setting=lbcl2l&view=comparison&b.disease=LBCL&b.setting=lbcl3l&records=synthetic';

/** The patients are worked out beside the requests: the first page waits for them. */
const ready = async (page: Page): Promise<void> => {
  await page.locator('[role=status]').filter({ hasText: /patients|pazienti/ }).first().waitFor({ timeout: 90_000 });
}; // biome-ignore format: a step a line

describe.each(['en', 'it'])('the cohort, in %s', (lang) => {
  const pages = [...VIEWS.map((view) => [view, `/cohort?disease=LBCL&view=${view}`] as const), ['comparison', COMPARISON] as const];
  for (const width of [1440, 390])
    it.each(pages)(`%s at ${width} pixels: axe finds nothing, it fits, it prints its definition`, async (_, path) => {
      const { page, complaints } = await open(`${path}&lang=${lang}`, { width });
      await ready(page);
      await page.getByText(lang === 'it' ? /^Definizione: / : /^Definition: /).waitFor();
      expect(await axeFinds(page)).toEqual([]);
      expect(complaints).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await page.getByText(lang === 'it' ? 'SINTETICO' : 'SYNTHETIC').first().isVisible()).toBe(true);
    });
}); // biome-ignore format: a page a line

it('a filter changes who is counted and stands in the address; the keyboard is enough', async () => {
  const { page } = await open('/cohort?lang=en');
  await ready(page);
  const count = (): Promise<string> => page.getByText(/^\d+ patients$/).first().innerText();
  const before = await count();
  await page.getByRole('checkbox', { name: /^Multiple myeloma/ }).focus();
  await page.keyboard.press('Space');
  await page.waitForURL(/disease=MM/);
  await page.getByText('Disease: Multiple myeloma.', { exact: false }).first().waitFor();
  expect(await count()).not.toBe(before);
  await page.getByRole('button', { name: 'Remove all filters' }).click();
  await page.waitForURL((url) => !url.search.includes('disease'));
}); // biome-ignore format: a step a line

it('of few patients nothing is shown, and synthetic ones are not among the real', async () => {
  const { page } = await open('/cohort?lang=en');
  await ready(page);
  await page.getByRole('radio', { name: /^Real patients/ }).click();
  await page.waitForURL(/records=real/);
  // Tests of other pages bring real patients into the same registry, none with lupus; of synthetic ones there are some.
  await page.goto(`${page.url()}&disease=SLE`);
  await page.getByText('Fewer than 10 patients: nothing of them is shown', { exact: false }).waitFor();
  expect(await page.locator('svg[role=img]').count()).toBe(0);
  expect(await page.getByText('SYNTHETIC', { exact: true }).count()).toBe(0);
});

it('a cohort that is known only after the infusion has no curve from the infusion', async () => {
  const { page } = await open('/cohort?lang=en&disease=LBCL&response=CR');
  await ready(page);
  await page.getByText('is known only after the infusion', { exact: false }).waitFor();
  expect(await page.locator('svg[role=img]').count()).toBe(0);
});

it('from a lane of the swimmer plot one comes to the patient', async () => {
  const { page } = await open('/cohort?lang=en&disease=LBCL&view=swimmer');
  await ready(page);
  await page.locator('ol a').first().click();
  await page.waitForURL(/\/patients\/SYN-lbcl/);
});
