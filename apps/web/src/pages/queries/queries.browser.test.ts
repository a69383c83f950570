import { expect, it } from 'vitest';
import { browser } from '../../browser.testing.ts';

const { open } = browser();

it('the questions about all patients, of one centre and severity, and from one to the fact', async () => {
  const { page } = await open('/?lang=en');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Questions' }).click();
  await page.getByText('looked at', { exact: false }).waitFor();
  await page.getByLabel('Centre').selectOption('published');
  await page.getByRole('link', { name: 'case-000' }).first().waitFor();
  await page.getByLabel('Severity').selectOption('warning');
  await page.waitForURL(/centre=published&.*severity=warning|severity=warning.*centre=published/);
  await page.getByText('To be confirmed').nth(1).waitFor();
  await page.getByText('R2-ISS reported as III', { exact: false }).or(page.getByText('R072')).first().waitFor();
  await page.getByRole('link', { name: 'R2-ISS as reported' }).first().click();
  await page.getByRole('region', { name: 'Why' }).waitFor();
  expect(new URL(page.url()).searchParams.get('why')).toBe('fact:a060');
});

it('the questions about a patient follow the day, in Italian too', async () => {
  const { page } = await open('/patients/case-000/queries?lang=it');
  const now = await page.getByText('R081').count();
  expect(now).toBeGreaterThan(0);
  await page.getByLabel('Alla data').fill('2024-03-31');
  await page.waitForURL(/asOf=2024-03-31/);
  await page.waitForFunction(
    (before) =>
      [...document.querySelectorAll('main li code')].filter((one) => one.textContent === 'R081').length < before,
    now,
  );
});

it('the pathway says what is overdue and what nobody has recorded, and leads to the fact that settled a stage', async () => {
  const { page } = await open('/patients/case-001?lang=en');
  await page.getByRole('link', { name: 'Pathway' }).click();
  await page.getByRole('heading', { name: 'CAR-T pathway of case-001' }).waitFor();
  await page.getByLabel('As of').fill('2026-11-22');
  await page.waitForURL(/asOf=2026-11-22/);
  const spaced = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Spaced follow-up' }) });
  expect(await spaced.getByRole('row', { name: /Month 18 .* overdue/ }).count()).toBe(1);
  expect(await spaced.getByText('CD19 B cells').count()).toBe(1);
  const leukapheresis = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'Leukapheresis' }) });
  await leukapheresis.getByRole('link', { name: 'b061' }).click();
  await page.waitForURL(/why=fact:b061/);
});
