import { expect, it } from 'vitest';
import { browser } from '../../browser.testing.ts';

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
  expect(await cilta.getByText('not met: a proteasome inhibitor given before', { exact: false }).count()).toBe(1);
});
