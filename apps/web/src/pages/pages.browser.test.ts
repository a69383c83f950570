import { describe, expect, it } from 'vitest';
import { axeFinds, browser } from '../browser.testing.ts';

const { open } = browser();

const PAGES = [
  ['the list of patients', '/'],
  ['the journey of a myeloma', '/patients/case-000'],
  ['the journey of a B-ALL on days from infusion', '/patients/case-001?axis=infusion'],
  ['a finding explained', '/patients/case-000?why=finding:mm.r2iss'],
  ['a fact explained', '/patients/case-000?why=fact:a014'],
  ['the options of a day', '/patients/case-000/options?asOf=2024-03-31'],
  ['the study', '/study'],
  ['a brief for the patient', '/patients/case-001/documents?asOf=2024-08-31'],
  ['the draft of a case report', '/patients/case-000/documents?kind=narrative&lang=it'],
  ['the pathway of a patient', '/patients/case-001/board'],
  ['the questions about a patient', '/patients/case-000/queries'],
  ['the questions about all', '/queries?centre=published'],
  ['a figure for a paper', '/patients/case-000/figures?kind=course'],
  ['the import', '/import'],
  ['an address that leads nowhere', '/no/such/page'],
  ['a patient that does not exist', '/patients/nobody'],
] as const;

describe.each(['en', 'it'])('in %s', (lang) => {
  it.each(PAGES)('%s: axe finds nothing, the policy forbids nothing, it says what it is not for', async (_, path) => {
    const { page, complaints } = await open(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
    await page.locator('h1').first().waitFor();
    expect(await axeFinds(page)).toEqual([]);
    // The browser itself reports the answer 404 of the patient that does not exist.
    expect(complaints.filter((text) => !(path.includes('nobody') && text.includes('404')))).toEqual([]);
    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    expect(await page.title()).toMatch(/.+ · Linea$/);
    const said =
      lang === 'it'
        ? 'Per uso di ricerca; non sostituisce il giudizio clinico.'
        : 'For research use; does not replace clinical judgement.';
    expect(await page.getByText(said).first().isVisible()).toBe(true);
  });
});

describe('on a telephone, 390 pixels wide', () => {
  it.each(PAGES)('%s fits, and axe finds nothing', async (_, path) => {
    const { page } = await open(path, { width: 390, height: 844, touch: true });
    await page.locator('h1').first().waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    expect(await axeFinds(page)).toEqual([]);
  });
});

it('speaks the language of the address, and keeps it from page to page', async () => {
  const { page } = await open('/');
  await page.getByRole('link', { name: 'Italiano' }).click();
  await page.getByRole('heading', { name: 'Pazienti' }).waitFor();
  expect(new URL(page.url()).searchParams.get('lang')).toBe('it');
  await page.getByRole('link', { name: 'case-000' }).click();
  await page.getByRole('heading', { name: 'Percorso di case-000' }).waitFor();
  expect(new URL(page.url()).searchParams.get('lang')).toBe('it');
});
