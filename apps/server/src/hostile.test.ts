import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appOf, readOnly } from './app.testing.ts';

const URL_OF_FACT = '/api/patients/case-000/facts/a014/corrections';

describe('a request that is not one', () => {
  it.each([
    ['broken JSON', { 'content-type': 'application/json' }, '{"kind":', 400],
    ['no JSON', { 'content-type': 'text/xml' }, '<a/>', 415],
    [
      'a member that poisons',
      { 'content-type': 'application/json' },
      '{"__proto__":{"x":1},"kind":"withdrawn","because":"x"}',
      400,
    ],
    ['a body larger than the limit', { 'content-type': 'application/json' }, `"${'x'.repeat(1_100_000)}"`, 413],
    ['a body deeper than sense', { 'content-type': 'application/json' }, '['.repeat(100_000), 400],
    ['a form instead', { 'content-type': 'application/x-www-form-urlencoded' }, 'kind=withdrawn', 415],
  ])('%s', async (_, headers, body, status) => {
    for (const lang of ['en', 'it']) {
      const { ask, logged } = await appOf();
      const answer = await ask('POST', URL_OF_FACT, { ...headers, 'accept-language': lang }, body);
      expect([answer.status, answer.headers['content-type']]).toEqual([
        status,
        expect.stringContaining('application/problem+json'),
      ]);
      const [issue] = answer.json().issues;
      expect(issue.message).not.toMatch(/^request\./);
      expect(logged.join('')).not.toContain('xxxxx');
    }
  });

  it('an address that is no text is a problem document with every header', async () => {
    const { get } = await appOf();
    const answer = await get('/api/patients/%ff');
    expect([answer.status, answer.headers['content-type']]).toEqual([400, 'application/problem+json; charset=utf-8']);
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect((await get('/api/patients/%ff', { host: 'evil.example' })).status).toBeGreaterThanOrEqual(400);
  });

  it('a value in a correction never reaches the log', async () => {
    const { post, logged } = await appOf(readOnly({ correct: async () => Promise.reject(new Error('planted')) }));
    const answer = await post(URL_OF_FACT, {
      kind: 'transcription',
      because: 'secret words',
      change: { value: 424242 },
    });
    expect(answer.status).toBe(500);
    expect(logged.join('')).toContain('planted');
    expect(logged.join('')).not.toMatch(/secret|424242/);
  });

  it.each([
    ['no multipart', 'application/json', '{}', 415],
    ['no boundary', 'multipart/form-data', 'x', 400],
    [
      'an end that never comes',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="files"; filename="a"\r\n\r\nabc',
      400,
    ],
    [
      'more fields than there are',
      'multipart/form-data; boundary=x',
      `${Array.from({ length: 40 }, (_, n) => `--x\r\ncontent-disposition: form-data; name="f${n}"\r\n\r\n1\r\n`).join('')}--x--`,
      413,
    ],
  ])('an import of %s', async (_, type, body, status) => {
    const { ask } = await appOf();
    const answer = await ask('POST', '/api/import', { 'content-type': type }, body);
    expect([answer.status, answer.json().status]).toEqual([status, status]);
  });
});

it('whatever is asked for, the answer is JSON with a status that is not ours to blame', async () => {
  const { ask } = await appOf();
  const part = fc.oneof(
    fc.constantFrom('api', 'patients', 'case-000', 'why', 'diff', 'facts', '..', 'mm.r2iss'),
    fc.string(),
  );
  const query = fc.dictionary(fc.constantFrom('asOf', 'knownAt', 'lang', 'of', 'from', 'to', 'x'), fc.string());
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 6 }), query, async (parts, asked) => {
      const url = `/api/patients/${parts.map(encodeURIComponent).join('/')}?${new URLSearchParams(asked)}`;
      const answer = await ask('GET', url);
      expect(answer.status).toBeLessThan(500);
      expect(() => answer.json()).not.toThrow();
    }),
    { numRuns: 200 },
  );
});
