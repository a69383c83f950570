import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { axeFinds, browser } from '../../browser.testing.ts';

const { open } = browser();
const DAY = 86_400_000;
const day = (number: number): string => new Date(Date.now() - 3 * DAY + number * DAY).toISOString().slice(0, 10);

/** A patient of the test's own, labelled synthetic, infused three days ago. */
async function newPatient(patient: string): Promise<void> {
  const facts = [
    { code: 'reg.indication', event: 'registration:1', effective: day(-30), value: 'LBCL' },
    { code: 'demo.birthYear', event: 'demographics:1', effective: day(-30), value: 1961 },
    { code: 'inf.date', event: 'infusion:i', effective: day(0), value: day(0) },
    { code: 'inf.product', event: 'infusion:i', effective: day(0), value: 'axi-cel' },
  ].map((fact) => ({ ...fact, patient, centre: 'SYN-TEST' }));
  const form = new FormData();
  form.append('files', new Blob([JSON.stringify({ format: 'linea', version: 1, facts })]), 'facts.json');
  const done = await fetch(`${inject('demo')}/api/import`, { method: 'POST', body: form });
  expect(done.status).toBe(200);
}

const sheetOf = async (patient: string) =>
  (await (await fetch(`${inject('demo')}/api/patients/${patient}/bedside`)).json()) as {
    readonly observations: readonly {
      readonly event: string;
      readonly crs: { readonly grade: number | null } | null;
    }[];
    readonly facts: readonly { readonly code: string; readonly value: unknown; readonly note?: string }[];
  };

const begin = (page: Page) => page.getByRole('button', { name: 'New observation' }).click();
const record = (page: Page) => page.getByRole('button', { name: 'Record' }).click();
const temperature = (page: Page) => page.getByRole('textbox', { name: 'Temperature' });
const crs = (page: Page) => page.getByRole('region', { name: 'Grades as typed' }).getByRole('status').first();
const answer = (page: Page, group: string, name: string) =>
  page.getByRole('group', { name: group }).getByLabel(name, { exact: true });
const saying = (page: Page, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text }).first().waitFor();

describe('the bedside sheet', () => {
  beforeAll(() => newPatient('SYN-BED-PAGE'));

  it('is reached from the journey, and has nothing that axe finds, closed or open, in both languages', async () => {
    const { page, complaints } = await open('/patients/SYN-BED-PAGE?lang=en', {
      width: 820,
      height: 1180,
      touch: true,
    });
    await page.getByRole('link', { name: 'Bedside sheet' }).click();
    await page.getByRole('heading', { name: 'Bedside sheet of SYN-BED-PAGE' }).waitFor();
    await page.getByText('SYNTHETIC').waitFor();
    await page
      .getByText(/Infusion \d{1,2} \p{L}+ \d{4} axi-cel/u)
      .first()
      .waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await begin(page);
    await answer(page, 'Device', 'Nasal cannula (record the flow)').click();
    await page.getByRole('button', { name: '+ Dexamethasone' }).click();
    await temperature(page).fill('384');
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole('button', { name: /why, and what is missing/ }).click();
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole('link', { name: 'IT, Italiano' }).click();
    await page.getByRole('heading', { name: 'Parametri vitali' }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('every target of the form is at least 44 pixels high', async () => {
    const { page } = await open('/patients/SYN-BED-PAGE/bedside?lang=en', { width: 820, height: 1180, touch: true });
    await begin(page);
    await page.getByRole('button', { name: '+ Tocilizumab' }).click();
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('section[aria-labelledby="bedside-new"] :is(button, input, select, summary)')]
        .map((one) => ({
          name: one.textContent || one.getAttribute('name') || one.id,
          box: one.getBoundingClientRect(),
        }))
        .filter(({ box }) => box.height > 0 && (box.height < 44 || box.width < 44))
        .map(({ name, box }) => `${name} ${box.width} x ${box.height}`),
    );
    expect(small).toEqual([]);
  });

  it('grades as it is typed, names what is missing and goes there, and takes an answer back', async () => {
    const { page } = await open('/patients/SYN-BED-PAGE/bedside?lang=en');
    await begin(page);
    await temperature(page).fill('38,4');
    await saying(page, 'grade 1 to 4');
    await answer(page, 'Vasopressors running now', 'Norepinephrine').click();
    await answer(page, 'Vasopressors running now', 'Terlipressin').click();
    await saying(page, 'grade 3 to 4');
    await answer(page, 'Device', 'Room air').click();
    await saying(page, 'grade 3');
    await expect.poll(() => crs(page).textContent()).toBe('CRS: grade 3');
    await page.getByRole('region', { name: 'Grades as typed' }).getByRole('button').count();
    await answer(page, 'Device', 'Nasal cannula (record the flow)').click();
    await answer(page, 'Vasopressors running now', 'None').click();
    await answer(page, 'Hypotension, by clinical judgement', 'None').click();
    await saying(page, 'grade 2 to 3');
    await page.getByRole('button', { name: 'Flow L/min' }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-day.o2Flow');
    await page.keyboard.type('7');
    await saying(page, 'grade 3');
    await answer(page, 'Device', 'Nasal cannula (record the flow)').click();
    await saying(page, 'grade 1 to 4');
    await temperature(page).fill('101,3');
    await page.getByText('Did you mean °F?').waitFor();
    await page.getByRole('button', { name: 'It is °F' }).click();
    await saying(page, 'grade 1 to 4');
    await temperature(page).fill('');
  });

  it('takes a whole observation from the keyboard alone', async () => {
    await newPatient('SYN-BED-KEYS');
    const { page, complaints } = await open('/patients/SYN-BED-KEYS/bedside?lang=en');
    const focused = () =>
      page.evaluate(
        () =>
          `${document.activeElement?.id}|${document.activeElement?.getAttribute('name') ?? ''}|${document.activeElement?.textContent?.trim().slice(0, 30)}`,
      );
    const tabTo = async (wanted: string) => {
      for (let presses = 0; presses < 120; presses++) {
        if ((await focused()).includes(wanted)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`the keyboard does not reach ${wanted}`);
    };
    await tabTo('New observation');
    await page.keyboard.press('Enter');
    await tabTo('field-day.tempMax');
    await page.keyboard.type('39.1');
    await tabTo('field-day.sbpMin');
    await page.keyboard.type('84');
    await tabTo('|day.hypotension|');
    await page.keyboard.press('ArrowRight');
    await tabTo('|day.vasopressors|');
    await page.keyboard.press('Space');
    await tabTo('|day.o2Device|');
    await page.keyboard.press('Space');
    await tabTo('All right');
    await page.keyboard.press('Enter');
    await tabTo('|ice.attention|');
    await page.keyboard.press('ArrowRight');
    for (const name of ['day.consciousness', 'day.seizure', 'day.motor']) {
      await tabTo(`|${name}|`);
      await page.keyboard.press('Space');
    }
    await tabTo('|day.icpSigns|');
    await page.keyboard.press('Space');
    await tabTo('+ Paracetamol');
    await page.keyboard.press('Enter');
    await saying(page, 'grade 2');
    await tabTo('Record');
    await page.keyboard.press('Enter');
    await saying(page, /^Sent at/);
    expect((await sheetOf('SYN-BED-KEYS')).observations).toMatchObject([{ crs: { grade: 2 }, icans: { grade: 1 } }]);
    const facts = (await sheetOf('SYN-BED-KEYS')).facts.map(({ code, value }) => [code, value]);
    expect(facts).toContainEqual(['day.iceAttention', 0]);
    expect(facts).toContainEqual(['med.drug', 'paracetamol']);
    expect(complaints).toEqual([]);
  });

  it('records what cannot be as unknown with what was typed, and asks for the unit of a dose first', async () => {
    await newPatient('SYN-BED-ODD');
    const { page } = await open('/patients/SYN-BED-ODD/bedside?lang=en');
    await begin(page);
    await temperature(page).fill('384');
    await page.getByText('will be recorded as unknown').waitFor();
    await page.getByLabel('Heart rate').fill('110');
    await page.getByRole('button', { name: '+ Dexamethasone' }).click();
    await page.getByLabel('Dose', { exact: true }).fill('10');
    await record(page);
    await page.getByText('Which unit?').waitFor();
    await answer(page, 'Unit of the dose', 'mg').click();
    await record(page);
    await saying(page, /^Sent at/);
    const { facts } = await sheetOf('SYN-BED-ODD');
    expect(facts.find(({ code }) => code === 'day.tempMax')).toMatchObject({ value: null, note: '384 Cel' });
    await page.getByText('typed: 384 Cel').first().waitFor();
  });
});

describe('what guidelines list', () => {
  it('is off until the centre records who approved which protocol; then the guideline lists, and nothing is an order', async () => {
    await newPatient('SYN-BED-STEPS');
    const clock = new Date(Date.now() - 60_000);
    const two = (number: number) => String(number).padStart(2, '0');
    const at = `${clock.getFullYear()}-${two(clock.getMonth() + 1)}-${two(clock.getDate())}T${two(clock.getHours())}:${two(clock.getMinutes())}`;
    const send = (path: string, body: unknown) =>
      fetch(`${inject('demo')}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const observed = await send('/api/patients/SYN-BED-STEPS/observations', {
      key: 'syn-bed-steps-1',
      at,
      values: [
        { code: 'day.tempMax', value: 39, unit: 'Cel' },
        { code: 'day.hypotension', value: 'present' },
        { code: 'day.vasopressors', value: ['none'] },
        { code: 'day.o2Device', value: 'none' },
      ],
    });
    expect(observed.status).toBe(201);
    const { page } = await open('/patients/SYN-BED-STEPS/bedside?lang=it');
    await page.getByText('il centro SYN-TEST non ha registrato alcun protocollo approvato', { exact: false }).waitFor();
    expect(await page.getByText('desametasone 10 mg', { exact: false }).count()).toBe(0);
    const approved = await send('/api/protocols', {
      centre: 'SYN-TEST', kind: 'crs', status: 'approved', protocol: 'Protocollo CRS', version: '3', by: 'responsabile', on: day(0),
    }); // biome-ignore format: one entry
    expect(approved.status).toBe(201);
    await page.reload({ waitUntil: 'networkidle' });
    await page.getByRole('heading', { name: /Per CRS di grado 2 .* la linea guida elenca/ }).waitFor();
    await page.getByText('desametasone 10 mg ev, ripetuto ogni 6-12 ore', { exact: false }).waitFor();
    await page.getByText('2 passi non sono mostrati', { exact: false }).waitFor();
    expect(await page.getByText(/tocilizumab/i).count()).toBe(0);
    expect(await axeFinds(page)).toEqual([]);
  });
});

describe('a correction and the sheet on paper', () => {
  it('a correction is a new version with its reason; the paper has the columns, empty ones too, and the legend', async () => {
    await newPatient('SYN-BED-FIX');
    const { page } = await open('/patients/SYN-BED-FIX/bedside?lang=en');
    await begin(page);
    await temperature(page).fill('38.4');
    await record(page);
    await saying(page, /^Sent at/);
    await page.getByRole('button', { name: /^Correct day 3/ }).click();
    expect(await axeFinds(page)).toEqual([]);
    await page.getByLabel('What it is').fill('39.4');
    await page.getByLabel('Why', { exact: true }).fill('read wrongly');
    await page.getByRole('button', { name: 'Record the correction' }).click();
    await page.getByRole('cell', { name: '39.4' }).waitFor();
    const { facts } = await sheetOf('SYN-BED-FIX');
    expect(facts.filter(({ code }) => code === 'day.tempMax')).toMatchObject([
      { value: 39.4, because: 'read wrongly' },
    ]);
    await page.getByLabel('Empty columns').selectOption('6');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button').count()).toBe(0);
    const text = await page.locator('body').innerText();
    expect(text).toContain('Bedside sheet of SYN-BED-FIX · SYNTHETIC');
    expect(text.match(/day … at …:…/g)).toHaveLength(6);
    expect(text).toContain('For research use');
    expect(text).toContain('one vasopressor with or without vasopressin');
    expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(15_000);
  });
});

describe('without the network', () => {
  const PATIENT = 'SYN-BED-AWAY';
  const opened = async () => {
    await newPatient(PATIENT);
    const one = await open(`/patients/${PATIENT}/bedside?lang=en`, { width: 820, height: 1180 });
    // The shell lies here from now on.
    await one.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await one.page.reload({ waitUntil: 'networkidle' });
    return { ...one, context: one.page.context() as BrowserContext };
  };
  /** What lies in the browser, as bytes: nothing of it may be readable. */
  const lying = (page: Page) =>
    page.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((done, failed) => {
        const asked = indexedDB.open('linea-bedside');
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => failed(asked.error);
      });
      const read = <T>(store: string, what: (of: IDBObjectStore) => IDBRequest<T>) =>
        new Promise<T>((done) => {
          const asked = what(db.transaction(store).objectStore(store));
          asked.onsuccess = () => done(asked.result);
        });
      const rows = await read('rows', (of) => of.getAll());
      const [key] = await read('key', (of) => of.getAll());
      db.close();
      const text = rows.map(({ data }) => String.fromCharCode(...new Uint8Array(data))).join('');
      return { rows: rows.length, text, extractable: (key as CryptoKey | undefined)?.extractable };
    });

  it('what is typed survives a reload; what is recorded waits, encrypted; back on line exactly one copy is stored', async () => {
    const { page, context } = await opened();
    await begin(page);
    await temperature(page).fill('38.7');
    await answer(page, 'Device', 'Room air').click();
    await saying(page, 'Kept on this device as you type.');
    await context.setOffline(true);
    await page.getByLabel('Heart rate').fill('118');
    await saying(page, 'Kept on this device as you type.');
    await page.reload();
    await page.getByText('The registry does not answer.', { exact: false }).waitFor();
    expect(await temperature(page).inputValue()).toBe('38.7');
    expect(await page.getByLabel('Heart rate').inputValue()).toBe('118');
    await page.getByRole('button', { name: /CRS 1–4/ }).waitFor();
    await record(page);
    await saying(page, 'One observation saved here, not yet sent.');
    expect(await page.getByRole('columnheader', { name: /not yet sent/ }).count()).toBe(1);
    const there = await lying(page);
    expect(there.extractable).toBe(false);
    expect(there.text).not.toMatch(/SYN-BED|tempMax|38\.7|axi-cel/);
    await page.reload();
    await saying(page, 'One observation saved here, not yet sent.');
    expect((await sheetOf(PATIENT)).observations).toEqual([]);
    await context.setOffline(false);
    await saying(page, /^Sent at/);
    const { observations, facts } = await sheetOf(PATIENT);
    expect(observations).toHaveLength(1);
    expect(facts.filter(({ code }) => code === 'day.hrMax')).toMatchObject([{ value: 118 }]);
    await page.getByRole('columnheader', { name: /day 3/ }).waitFor();
    expect(await page.getByRole('columnheader', { name: /not yet sent/ }).count()).toBe(0);
    // The copy of the sheet alone is left, and no draft.
    expect((await lying(page)).rows).toBe(1);
  });

  it('a patient of whom no copy lies here is observed all the same, and what was recorded is sent later', async () => {
    const OTHER = 'SYN-BED-UNSEEN';
    await newPatient(OTHER);
    const { page, context } = await opened();
    await context.setOffline(true);
    await page.goto(page.url().replace(PATIENT, OTHER));
    await page.getByText('no copy of the sheet lies on this device', { exact: false }).waitFor();
    await begin(page);
    await temperature(page).fill('38.2');
    await record(page);
    await saying(page, 'One observation saved here, not yet sent.');
    expect(await page.locator('body').innerText()).not.toMatch(/Invalid|NaN/);
    await context.setOffline(false);
    await saying(page, /^Sent at \d\d:\d\d\.$/);
    expect((await sheetOf(OTHER)).observations).toHaveLength(1);
  });

  it('an answer that got lost on its way back stores nothing twice', async () => {
    const { page } = await opened();
    const before = (await sheetOf(PATIENT)).observations.length;
    let lost = 0;
    await page.route('**/observations*', async (route) => {
      const answered = await route.fetch();
      lost += 1;
      if (lost === 1) await route.abort('connectionreset');
      else await route.fulfill({ response: answered });
    });
    await begin(page);
    await temperature(page).fill('37.2');
    await record(page);
    await saying(page, 'One observation saved here, not yet sent.');
    await page.getByRole('button', { name: 'Try now' }).click();
    await saying(page, /^Sent at/);
    expect(lost).toBe(2);
    expect((await sheetOf(PATIENT)).observations).toHaveLength(before + 1);
  });

  it('what the registry refuses stays, with the reason, and goes back into the form', async () => {
    const { page } = await opened();
    await page.route('**/observations*', (route) =>
      route.fulfill({
        status: 422,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'x', title: 'Refused', status: 422, detail: 'Nothing was changed.', id: '1',
          issues: [{ code: 'value.impossible', at: 'values.0.value', message: 'the heart rate cannot be' }],
        }), // biome-ignore format: one problem
      }),
    );
    await begin(page);
    await page.getByLabel('Heart rate').fill('301');
    await record(page);
    await page.getByText('the heart rate cannot be').waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await page.reload({ waitUntil: 'networkidle' });
    await page.getByRole('button', { name: 'Take it back into the form' }).click();
    expect(await page.getByLabel('Heart rate').inputValue()).toBe('301');
    expect(await page.getByText('the heart rate cannot be').count()).toBe(0);
    await page.getByText('This device', { exact: true }).click();
    await page.getByRole('button', { name: 'Wipe this device' }).click();
    await page
      .getByRole('button', { name: 'New observation' })
      .or(page.getByRole('button', { name: 'Record' }))
      .first()
      .waitFor();
    await expect.poll(async () => (await lying(page)).rows).toBe(0);
  });
});
