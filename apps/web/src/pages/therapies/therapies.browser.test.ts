import { describe, expect, it } from 'vitest';
import { axeFinds, browser } from '../../browser.testing.ts';

const { open } = browser();

it('the options of a day: three that match, SVd not reimbursed, and a year later what had changed', async () => {
  const { page } = await open('/patients/case-000?lang=en');
  await page.getByRole('link', { name: 'Options' }).click();
  await page.getByRole('heading', { name: 'Options of case-000' }).waitFor();
  await page.getByLabel('As of').fill('2024-03-31');
  await page.waitForURL(/asOf=2024-03-31/);
  await page.getByRole('heading', { name: 'On 2024-03-31 3 printed indications match the facts' }).waitFor();
  const matching = page.getByRole('region', { name: 'On 2024-03-31' });
  const svd = matching.getByRole('article', { name: 'Selinexor-bortezomib-dexamethasone', exact: true }).first();
  expect(await svd.getByText('class C(nn)', { exact: false }).count()).toBe(1);
  expect(await svd.getByText('patient 3 (2023-09); trial 0 to 2: not represented', { exact: false }).count()).toBe(1);
  await page.goto(page.url().replace('asOf=2024-03-31', 'asOf=2025-03-31'), { waitUntil: 'networkidle' });
  const changes = page.getByRole('region', { name: 'What had changed since 2024-03-31' });
  expect(await changes.getByText('reimbursed (2024-08-03)', { exact: false }).count()).toBeGreaterThan(0);
  expect(await page.getByText(/eligible|recommended/i).count()).toBe(0);
});

it('what does not match opens with the keyboard, and says why', async () => {
  const { page } = await open('/patients/case-000/options?lang=en&asOf=2024-03-31');
  const cilta = page.locator('details', { hasText: 'Cilta-cel' }).first();
  await cilta.locator('summary').focus();
  await page.keyboard.press('Enter');
  expect(await cilta.getAttribute('open')).not.toBeNull();
  expect(await cilta.getByRole('article').getByText('a proteasome inhibitor given before').isVisible()).toBe(true);
});

it('a regimen at work: cycle 18 twelve days late, its days open with the keyboard, a calendar file', async () => {
  const { page } = await open('/patients/case-000/regimen?lang=en&asOf=2025-12-03');
  const svd = page.getByRole('region', { name: 'Line 2: SVd' });
  await svd.getByRole('row', { name: '18 2025-11-21 2025-12-03 12' }).waitFor();
  expect(await svd.getByText('Relative dose 63.8%; relative dose intensity 62.5%', { exact: false }).count()).toBe(1);
  const days = svd.locator('details').nth(0);
  await days.locator('summary').focus();
  await page.keyboard.press('Enter');
  expect(await days.getByText('selinexor: planned 100 mg; nothing on record').count()).toBe(3);
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Calendar file (ICS)' }).click();
  expect((await file).suggestedFilename()).toBe('regimen.ics');
});

it('a decision: for, against and limits beside the record, and no verdict', async () => {
  const { page } = await open('/patients/case-001/decision?lang=en&asOf=2025-02-15');
  for (const side of ['For', 'Against', 'What limits the evidence'])
    expect(await page.getByRole('region', { name: side, exact: true }).locator('li').count()).toBeGreaterThan(1);
  expect(await page.getByText('Unrelated 7 of 8', { exact: false }).count()).toBeGreaterThan(0);
  expect(await page.getByText(/eligible|recommended/i).count()).toBe(0);
});

describe.each([
  ['/patients/case-000/regimen?asOf=2025-12-03'],
  ['/patients/case-001/decision?asOf=2025-02-15'],
  ['/patients/case-001/forms?kind=ebmt-day100&asOf=2025-12-01'],
])('%s', (path) => {
  it.each([
    ['en', 1440],
    ['it', 390],
  ] as const)(
    'in %s, %i pixels wide: axe finds nothing, nothing is cut off, nothing complains',
    async (lang, width) => {
      const { page, complaints } = await open(`${path}&lang=${lang}`, { width });
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await axeFinds(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(complaints).toEqual([]);
    },
  );
});
