import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appOf, readOnly } from '../app.testing.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linea-page-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><style nonce="__LINEA_NONCE__">a{}</style><p>page</p>');
  writeFileSync(join(folder, 'assets', 'main-abc.js'), 'export {};');
  writeFileSync(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, 'secret.txt'), 'not for the page');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the page', () => {
  it.each(['/', '/patients', '/patients/case-000?asOf=2025-12-03'])('%s is its one document', async (url) => {
    const { get } = await appOf(readOnly(), folder);
    const answer = await get(url, { accept: 'text/html,application/xhtml+xml' });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.text).toContain('<p>page</p>');
  });

  it('lets its own styles in by a nonce that is another every time', async () => {
    const { get } = await appOf(readOnly(), folder);
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const { text, headers } = await get('/', { accept: 'text/html' });
        const nonce = /nonce="([^"_]+)"/.exec(text)?.[1];
        expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
        return nonce;
      }),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it('has files whose names hold a hash, kept for good', async () => {
    const { get } = await appOf(readOnly(), folder);
    const script = await get('/assets/main-abc.js');
    expect(script.headers['content-type']).toContain('javascript');
    expect(script.headers['cache-control']).toContain('immutable');
    expect((await get('/favicon.svg')).headers['content-type']).toContain('svg');
  });

  it.each([
    ['/assets/gone.js', 'text/html'],
    ['/assets/../secret.txt', 'text/plain'],
    ['/assets/%2e%2e/secret.txt', 'text/plain'],
    ['/assets/..%2fsecret.txt', 'text/plain'],
    ['/secret.txt', 'text/plain'],
    ['/api/nothing', 'text/html'],
    ['/anything', 'application/json'],
  ])('%s as %s is not there', async (url, accept) => {
    const { get } = await appOf(readOnly(), folder);
    const answer = await get(url, { accept });
    expect([403, 404]).toContain(answer.status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.text).not.toContain('not for the page');
  });

  it('is not there where none was built, and the API is', async () => {
    const { get } = await appOf();
    expect((await get('/', { accept: 'text/html' })).status).toBe(404);
    expect((await get('/api/patients')).status).toBe(200);
  });
});
