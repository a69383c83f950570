import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from './world.testing.ts';

const linea = (words: string, given = {}) => run(words.split(' ').filter(Boolean), given);

const folder = () => mkdtempSync(join(tmpdir(), 'linea-'));
const fileWith = (text: string): string => {
  const file = join(folder(), 'input.json');
  writeFileSync(file, text);
  return file;
};

describe('linea patient', () => {
  it('lists the published cases', async () => {
    const { code, json } = await linea('patient list --json');
    expect(code).toBe(0);
    expect(json()).toEqual([
      { patient: 'case-000', centre: 'published', disease: 'MM', facts: 199, synthetic: false },
      { patient: 'case-001', centre: 'published', disease: 'ALL', facts: 110, synthetic: false },
    ]);
  });

  it('names what is stated and cannot be derived from the facts (all.md E12)', async () => {
    const { json } = await linea('patient case-001 --json');
    expect(json().warnings).toContain(
      'Stated only, nothing derived from these facts confirms or contradicts it: Highest grade (ASTCT 2019), as reported: Grade 1 (crs.maxGrade, b064)',
    );
  });
  it('prints one JSON document in the public shape', async () => {
    const { code, json } = await linea('patient case-000 --as-of 2025-12-03 --json');
    const patient = json();
    expect(code).toBe(0);
    expect(Object.keys(patient)).toEqual(
      expect.arrayContaining([
        'patient',
        'asOf',
        'knownAt',
        'facts',
        'lines',
        'derivations',
        'discrepancies',
        'warnings',
      ]),
    );
    expect(patient.facts.find(({ id }: { id: string }) => id === 'a014')).toMatchObject({
      code: 'lab.mSerum', effective: { start: '2023-09-01', end: '2023-09-30', precision: 'month' }, value: 7.1, unit: 'g/dL', supersedes: null,
    }); // biome-ignore format: one fact
    const r2iss = patient.derivations.filter(({ criterion }: { criterion: string }) => criterion === 'mm.r2iss');
    expect(r2iss).toMatchObject([
      {
        status: 'indeterminate',
        possible: ['III', 'IV'],
        at: '2023-11-12',
        assuming: [],
        stated: { value: 'III', fact: 'a060' },
        discrepancy: null,
      },
      {
        status: 'determined',
        value: 'IV',
        missing: [],
        assuming: ['a058 (stated ISS 3)'],
        discrepancy: { code: 'stated-differs' },
      },
    ]);
    expect(r2iss[0].missing).toContain('lab.b2m');
  });

  it('shows only what was known: on 31 March 2024 no second line', async () => {
    const { json } = await linea('patient case-000 --as-of 2024-03-31 --json');
    const patient = json();
    expect(patient.lines.map(({ regimen }: { regimen: string }) => regimen)).toEqual(['DRd']);
    expect(patient.facts.every(({ known }: { known: string }) => known <= '2024-03-31T23:59:59Z')).toBe(true);
  });

  it('separates the day asked about from the instant of knowledge', async () => {
    const { json } = await linea('patient case-000 --as-of 2025-12-03 --known-at 2024-03-31 --json');
    expect(json()).toMatchObject({ asOf: '2025-12-03', knownAt: '2024-03-31T23:59:59Z' });
    expect(json().lines).toHaveLength(1);
  });

  it.each([['en', 'For research use'], ['it', 'Per uso di ricerca']])('speaks %s', async (lang, words) => {
    const { code, out } = await linea(`patient case-000 --lang ${lang}`);
    expect(code).toBe(0);
    expect(out).toContain(words);
  }); // biome-ignore format: a table

  it.each([
    ['patient case-999', 'patient.unknown', 'case-000'],
    ['patient case-000 --as-of 2024-02-30', 'date.impossible', '2024-02-30'],
    ['patient case-000 --known-at yesterday', 'instant.malformed', 'yesterday'],
    ['patient case-000 --facts /nowhere.json', 'file.unreadable', '/nowhere.json'],
  ])('%s is refused with %s', async (words, code, read) => {
    for (const lang of ['en', 'it']) {
      const result = await linea(`${words} --lang ${lang}`);
      expect(result.code).toBe(1);
      expect(result.err).toContain(code);
      expect(result.err).toContain(read);
      expect(result.out).toBe('');
    }
  });
});

describe('a slip of the pen', () => {
  it.each([
    ['patint list', 'Unknown command patint. See linea --help. Did you mean patient?'],
    ['patint list --data x', 'Unknown command patint. See linea --help. Did you mean patient?'],
    ['patient list --jsn', 'Unknown option --jsn. See --help. Did you mean --json?'],
    ['patient case-000 --as-off=2024-01-01', 'Unknown option --as-off=2024-01-01. See --help. Did you mean --as-of?'],
    ['export --fromat linea --out x', 'Unknown option --fromat. See --help. Did you mean --format?'],
    ['survival km a.csv x --tims 1', 'Did you mean --times?'],
    ['xyzzy', 'Unknown command xyzzy. See linea --help.\n'],
    ['patint --lang it', 'Forse patient?'],
  ])('%s: wrong usage, and what may have been meant', async (words, said) => {
    const { code, out, err } = await linea(words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(said);
  });
});

describe('a file that is no text of ours', () => {
  const UTF16 = Buffer.from('\ufeff{"b2m":{"value":6,"unit":"mg/L"}}', 'utf16le');
  it.each([
    ['derive', 'mm.iss', '--input', 'FILE'],
    ['derive', '--batch', 'FILE'],
    ['patient', 'list', '--facts', 'FILE'],
    ['survival', 'km', 'FILE', 'Surv(t, s) ~ 1'],
  ])('%s %s %s %s: UTF-16 and bytes of nothing are refused as what they are', async (...words) => {
    for (const bytes of [UTF16, Buffer.from('città', 'latin1'), Buffer.from('a,b\n1,\0\n')]) {
      const file = join(folder(), 'input');
      writeFileSync(file, bytes);
      const { code, err } = await run(words.map((word) => (word === 'FILE' ? file : word)));
      expect([code, err]).toEqual([1, expect.stringContaining('[text.notUtf8]')]);
    }
  });
  it('may begin with a byte order mark', async () => {
    const file = fileWith('\ufeff{"id":1,"criterion":"mm.iss","input":{"b2m":{"value":6,"unit":"mg/L"}}}\n');
    expect((await linea(`derive --batch ${file}`)).json()).toMatchObject({ id: 1, output: { value: 'III' } });
  });
});

describe('linea bedside', () => {
  it('has the observations of an admission with their grades, and what to ask where they are open', async () => {
    const { json } = await linea('bedside case-001 --json');
    expect(json()).toMatchObject({
      patient: 'case-001',
      admission: { product: 'brexu-cel' },
      observations: [
        { day: 6, crs: null, icans: { grade: null, min: 1, max: 4 } },
        {
          day: 9,
          icans: { min: 1, max: 4, missing: ['day.icpSigns', 'day.motor', 'day.seizure', 'day.consciousness'] },
        },
      ],
    });
    expect((await linea('bedside case-001 --lang it')).out).toContain('grado da 1 a 4 (da chiedere: Segni clinici');
  });
  it('says that steps of guidelines are off, and why', async () =>
    expect((await linea('bedside case-001')).out).toContain('centre published has recorded no approved protocol'));
  it('says that there is none without an infusion, and refuses an infusion that is not there', async () => {
    expect((await linea('bedside case-000')).out).toContain('no infusion is recorded');
    expect(await linea('bedside case-001 --admission infusion:none')).toMatchObject({ code: 1 });
  });
});

describe('linea board', () => {
  it('stages and visits as of a day, with what none of the facts says', async () => {
    const { json } = await linea('board case-001 --as-of 2025-06-01 --json');
    expect(json()).toMatchObject({ patient: 'case-001', disease: 'ALL', asOf: '2025-06-01' });
    const stage = (id: string) => json().stages.find((one: { id: string }) => one.id === id);
    expect(stage('leukapheresis')).toMatchObject({ status: 'done', needs: expect.arrayContaining(['leuk.result']) });
    expect(stage('followUpSpaced')).toMatchObject({ status: 'overdue' });
  });
  it('speaks Italian', async () =>
    expect((await linea('board case-001 --as-of 2025-06-01 --lang it')).out).toContain('visite in ritardo: m6'));
});

describe('linea demo and start', () => {
  it.each([
    ['demo --port 70000', 'port.range'],
    ['demo --port http', 'port.range'],
    ['demo --host 0.0.0.0', 'host.notLoopback'],
    ['start --host 192.168.1.2', 'host.notLoopback'],
    ['start --least-shown 3', 'disclosure.range'],
  ])('%s is refused with %s', async (words, code) => {
    for (const lang of ['en', 'it']) {
      const result = await linea(`${words} --lang ${lang}`);
      expect(result.code).toBe(1);
      expect(result.err).toContain(`[${code}]`);
    }
  });
});

describe('linea derive', () => {
  it('answers on plain input', async () => {
    const { code, json } = await linea('derive mm.iss --input - --json', {
      stdin: '{"b2m":{"value":6,"unit":"mg/L"}}',
    });
    expect(code).toBe(0);
    expect(json()).toMatchObject({ status: 'determined', value: 'III', criterion: 'mm.iss', warnings: [] });
  });

  it('an impossible date is refused with its place, and still counts as unknown', async () => {
    const input = '{"from":"2024-02-30","to":"2024-03-01"}';
    const { code, err } = await linea('derive date.difference --input - --json', { stdin: input });
    expect(code).toBe(1);
    expect(err).toContain('date.impossible');
  });

  it('M-protein of 71 g/dL: unknown with a warning that says probably g/L', async () => {
    const { code, json, err } = await linea('derive mm.durieSalmon --input - --json', {
      stdin: '{"isotype":"IgG","mProtein":{"value":71,"unit":"g/dL"}}',
    });
    expect(code).toBe(0);
    expect(json().warnings).toContain('rejected:mProtein');
    expect(err).toContain('g/L');
  });

  it('a batch prints a line for a line', async () => {
    const stdin =
      '{"id":1,"criterion":"mm.iss","input":{"b2m":{"value":6,"unit":"mg/L"}}}\n\n{"id":2,"criterion":"mm.iss","input":{}}\n';
    const { code, out } = await linea('derive --batch -', { stdin });
    expect(code).toBe(0);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { id: 1, output: { value: 'III' } },
      { id: 2, output: { possible: ['I', 'II', 'III'] } },
    ]);
  });

  it('a broken line of a batch is named and the others are answered', async () => {
    const { code, out, err } = await linea('derive --batch -', {
      stdin: '{"id":1\n{"id":2,"criterion":"mm.nothing","input":{}}\n{"id":3,"criterion":"mm.iss","input":{}}',
    });
    expect(code).toBe(1);
    expect(err).toContain('stdin:1');
    expect(out).toContain('"id":3');
  });

  it.each([['derive mm.isss --input -', 'criterion.unknown'], ['derive mm.iss --input -', 'json.broken']])('%s: %s', async (words, code) => {
    const result = await linea(words, { stdin: '{"b2m": 3,' });
    expect(result.code).toBe(1);
    expect(result.err).toContain(code);
  }); // biome-ignore format: a table

  it('lists every criterion with version, source and verification', async () => {
    const list = (await linea('derive --list --json')).json();
    expect(list.find(({ id }: { id: string }) => id === 'mm.iss')).toMatchObject({ version: '2005', verified: true });
  });

  it('prints the inputs of a criterion', async () => {
    const { code, out } = await linea('derive mm.iss --help');
    expect(code).toBe(0);
    expect(out).toContain('b2m');
  });
});

describe('linea why, diff, export, doctor', () => {
  it('why: from the finding down to facts, source and rule', async () => {
    const { code, out } = await linea('why case-000 mm.r2iss');
    expect(code).toBe(0);
    for (const words of ['a034', 't(4;14)', 'Paris L', 'J Clin Oncol 2022', 'a058']) expect(out).toContain(words);
  });

  it('why of a code shows its facts; of nothing it is refused', async () => {
    expect((await linea('why case-000 lab.mSerum')).out).toContain('7.1 g/dL');
    expect(await linea('why case-000 mm.nothing')).toMatchObject({ code: 1 });
  });

  it('diff: new facts and the answers that moved', async () => {
    const { code, json } = await linea('diff case-000 --from 2024-03-31 --to 2025-12-31 --json');
    expect(code).toBe(0);
    expect(json().added.map(({ id }: { id: string }) => id)).toContain('a095');
    expect(json().moved.some(({ criterion }: { criterion: string }) => criterion === 'mm.lot')).toBe(true);
  });

  it('export and read again: the same patients', async () => {
    const out = folder();
    expect((await linea(`export --format linea --out ${out}`)).code).toBe(0);
    const file = join(out, 'linea.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ format: 'linea', version: 1 });
    const again = (await linea(`patient case-001 --facts ${file} --as-of 2026-01-01 --json`)).json();
    expect(again.derivations).toEqual((await linea('patient case-001 --as-of 2026-01-01 --json')).json().derivations);
    expect(await linea(`export --format linea --out ${out}`)).toMatchObject({ code: 1 });
  });

  it('doctor: all well, and not well', async () => {
    expect((await linea('doctor --json')).json()).toEqual({ ok: true, facts: 309, patients: 2, problems: [] });
    const { code, json } = await linea(
      `doctor --json --facts ${fileWith('{"format":"linea","version":99,"facts":[]}')}`,
    );
    expect(code).toBe(1);
    expect(json()).toMatchObject({ ok: false, problems: [{ code: 'format.newer' }] });
  });
});

describe('manners', () => {
  it.each([['', 0], ['--help', 0], ['patient --help', 0], ['nonsense', 2], ['patient', 2], ['patient case-000 --nonsense', 2], ['diff case-000', 2]])('linea %s ends with %i', async (words, code) => {
    expect((await linea(words)).code).toBe(code);
  }); // biome-ignore format: a table

  it('instants in the wrong order and malformed days are refused', async () => {
    expect((await linea('diff case-000 --from 2025-01-01 --to 2024-01-01 --json')).json().issues).toEqual([
      { code: 'date.reversed', at: '--from, --to', got: '2025-01-01T23:59:59Z > 2024-01-01T23:59:59Z', allowed: '--from <= --to' },
    ]); // biome-ignore format: one issue
    expect((await linea('patient case-000 --as-of 2024-03 --json')).json().issues).toMatchObject([
      { code: 'date.malformed', at: '--as-of' },
    ]);
    expect((await linea('patient case-000 --as-of 2024-02-30 --json')).json().issues).toMatchObject([
      { code: 'date.impossible' },
    ]);
    expect((await linea('patient case-000 --known-at 2024-03-01T10:00:00 --json')).json().issues).toMatchObject([
      { code: 'instant.noZone' },
    ]);
  });
  it('a fact is a finding too', async () => {
    const { code, json } = await linea('why case-000 a014 --json');
    expect(code).toBe(0);
    expect(json()).toMatchObject({ derivations: [], facts: [{ id: 'a014' }] });
  });
  it('a broken line of a batch has an output of its own', async () => {
    const { code, out } = await linea('derive --batch -', {
      stdin: '{"id":1,"criterion":"mm.iss"\n{"id":2,"criterion":"mm.iss","input":{}}\n',
    });
    expect(code).toBe(1);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([{ id: null, output: { error: 'json.broken' } }, { id: 2 }]);
  });
  it.each(['patient --json', 'frob --json', 'patient case-000 --lang fr --json'])(
    'wrong usage is one JSON document too: %s',
    async (words) => {
      const { code, json, err } = await linea(words);
      expect(code).toBe(2);
      expect(json()).toEqual({ issues: [{ code: 'usage', at: 'argv', got: err.trim() }] });
    },
  );
  it('a closed pipe is no error', () => {
    const bin = fileURLToPath(new URL('../../../bin/linea.mjs', import.meta.url));
    const ran = spawnSync('bash', [
      '-c',
      '"$0" "$1" patient case-000 | head -1; echo "${PIPESTATUS[0]}"',
      process.execPath,
      bin,
    ]);
    expect(ran.stderr.toString()).toBe('');
    expect(ran.stdout.toString().trim().split('\n').at(-1)).toBe('0');
  });
  it('usage errors speak Italian', async () =>
    expect((await linea('nonsense --lang it')).err).toContain('Comando sconosciuto'));

  it('help lists only what works', async () => {
    const { out } = await linea('--help --lang it');
    expect(out).toContain('Uso:');
    for (const name of ['user', 'audit']) expect(out).not.toMatch(new RegExp(`^  ${name} `, 'm'));
  });
});
