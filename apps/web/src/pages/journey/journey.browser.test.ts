import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browser } from '../../browser.testing.ts';

const { open } = browser();
const search = (page: Page): URLSearchParams => new URL(page.url()).searchParams;
const chart = (page: Page) => page.getByRole('group', { name: 'Journey of case-000' });
const settled = (page: Page) => page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);

describe('the sliders', () => {
  it('as of: the whole page goes back to what was known, and the address says so', async () => {
    const { page } = await open('/patients/case-000?lang=en');
    expect(await chart(page).getByText('SVd', { exact: false }).count()).toBeGreaterThan(0);
    const slider = page.getByRole('slider', { name: 'As of' });
    await slider.fill(String(Date.parse('2024-03-31') / 86_400_000));
    await page.waitForURL(/asOf=2024-03-31/);
    await page.getByText('Line 1').first().waitFor();
    await settled(page);
    expect(await chart(page).getByText('SVd', { exact: false }).count()).toBe(0);
    expect(
      (await page.getByText('Nothing stated contradicts the facts', { exact: false }).count()) +
        (await page.getByText('stated value differs', { exact: false }).count()),
    ).toBeGreaterThan(0);
  });
  it('known at moves it too, and both stand in a link that opens the same page', async () => {
    const { page } = await open('/patients/case-000?lang=en&asOf=2024-06-30&knownAt=2024-03-31');
    await settled(page);
    expect(await page.getByRole('slider', { name: 'Known at' }).getAttribute('aria-valuetext')).toBe('31 Mar 2024');
    expect(await page.getByRole('slider', { name: 'As of' }).getAttribute('aria-valuetext')).toBe('30 Jun 2024');
    expect(await chart(page).getByText('SVd', { exact: false }).count()).toBe(0);
  });
  it('step with the keyboard, and to the next change with a button', async () => {
    const { page } = await open('/patients/case-000?lang=en');
    await page.getByRole('slider', { name: 'As of' }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/asOf=2026-01-25/);
    await page.getByRole('button', { name: 'As of: to the change before' }).click();
    await page.waitForURL((url) => url.searchParams.get('asOf') !== '2026-01-25');
    expect((search(page).get('asOf') ?? '') < '2026-01-25').toBe(true);
  });
});

describe('the chart', () => {
  it('zooms by button, key and wheel, and keeps it in the address', async () => {
    const { page } = await open('/patients/case-000?lang=en');
    await page.getByRole('button', { name: 'Closer' }).click();
    await page.waitForURL(/from=\d{4}-\d{2}-\d{2}/);
    const once = search(page).get('from');
    await chart(page).focus();
    await page.keyboard.press('+');
    await page.waitForURL((url) => url.searchParams.get('from') !== once);
    const twice = search(page).get('from') as string;
    await chart(page).hover();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -120);
    await page.keyboard.up('Control');
    await page.waitForURL((url) => url.searchParams.get('from') !== twice);
    await chart(page).focus();
    await page.keyboard.press('0');
    await page.waitForURL((url) => !url.searchParams.has('from'));
  });
  it('moves under the hand, and a drag asks about nothing', async () => {
    const { page } = await open('/patients/case-000?lang=en&from=2024-01-01&to=2024-12-31');
    const box = await chart(page).boundingBox();
    if (!box) throw new Error('no chart');
    await page.mouse.move(box.x + 600, box.y + 300);
    await page.mouse.down();
    await page.mouse.move(box.x + 400, box.y + 300, { steps: 5 });
    await page.mouse.up();
    await page.waitForURL((url) => (url.searchParams.get('from') ?? '') > '2024-01-15');
    expect(search(page).has('why')).toBe(false);
  });
  it('leaves the wheel to the page where it does not zoom', async () => {
    const { page } = await open('/patients/case-000?lang=en');
    const box = await chart(page).boundingBox();
    if (!box) throw new Error('no chart');
    await page.mouse.move(box.x + 500, box.y + 300);
    await page.mouse.wheel(0, 300);
    await page.waitForFunction(() => window.scrollY > 100);
    expect(search(page).has('from')).toBe(false);
  });
  it('is walked through with the keyboard, and Enter opens the tree down to source and rule', async () => {
    const { page } = await open('/patients/case-000?lang=en');
    await chart(page).focus();
    await page.keyboard.press('ArrowRight');
    const first = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(first).toContain('Diagnosis');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.closest('[data-lane]')?.getAttribute('data-lane'))).toBe(
      'discrepancies',
    );
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Why' }).waitFor();
    expect(search(page).get('why')).toContain('finding:mm.r2iss');
    const why = page.getByRole('region', { name: 'Why' });
    await why
      .getByText('D’Agostino', { exact: false })
      .or(why.getByText("D'Agostino", { exact: false }))
      .first()
      .waitFor();
    expect(
      await why
        .getByText('GAIN_1Q')
        .or(why.getByText('1q21 gain', { exact: false }))
        .count(),
    ).toBeGreaterThan(0);
    expect(await why.getByText('Paris L', { exact: false }).count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('why'));
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-pick'))).toContain('finding:mm.r2iss');
  });
  it('shows an imprecise date as an interval as wide as its month, a known day as a point', async () => {
    const { page } = await open('/patients/case-000?lang=en');
    const widths = await page.evaluate(() => {
      const width = (id: string) =>
        document
          .querySelector(
            `[data-pick="fact:${id}"] rect, [data-pick="fact:${id}"] circle, [data-pick="fact:${id}"] polygon`,
          )
          ?.getBoundingClientRect().width ?? 0;
      return { month: width('a091'), day: width('a152') };
    });
    expect(widths.month).toBeGreaterThan(15);
    expect(widths.day).toBeLessThan(13);
  });
  it('puts what is dated from the infusion on its day, though nobody knows the date', async () => {
    const { page } = await open('/patients/case-001?lang=en&axis=infusion&from=-14&to=35');
    const title = await page.locator('[data-pick="fact:b063"]').first().getAttribute('aria-label');
    expect(title).toContain('D+3');
    expect(await page.locator('[data-pick="fact:b063"] circle').count()).toBe(1);
  });
});

it('answers a click on any value of the table', async () => {
  const { page } = await open('/patients/case-000?lang=en');
  await page.getByText('All facts in a table').click();
  await page.getByRole('textbox', { name: 'Find in the facts' }).fill('a014');
  await page.getByRole('button', { name: 'a014', exact: true }).click();
  await page.getByRole('heading', { name: 'Why' }).waitFor();
  expect(await page.getByRole('region', { name: 'Why' }).getByText('7.1 g/dL').count()).toBeGreaterThan(0);
});

it('prints the chart and the conclusions, without what only a screen needs', async () => {
  const { page } = await open('/patients/case-000?lang=en');
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('toolbar').isVisible()).toBe(false);
  expect(await chart(page).isVisible()).toBe(true);
  expect(await page.getByText('case-000, as of', { exact: false }).isVisible()).toBe(true);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.length).toBeGreaterThan(20_000);
});
