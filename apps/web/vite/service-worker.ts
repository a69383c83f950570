import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Writes `sw.js`: the service worker with the files of this build, under a name that another build does not have. */
export const serviceWorker = (): Plugin => ({
  name: 'linea-service-worker',
  apply: 'build',
  generateBundle(_, bundle) {
    const built = Object.values(bundle).filter(({ fileName }) => fileName.startsWith('assets/'));
    const files = ['/', '/favicon.svg', ...built.map(({ fileName }) => `/${fileName}`).sort()];
    const name = `linea-${createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 16)}`;
    const source = readFileSync(new URL('./service-worker.js', import.meta.url), 'utf8')
      .replace('__FILES__', JSON.stringify(files))
      .replace('__NAME__', JSON.stringify(name));
    this.emitFile({ type: 'asset', fileName: 'sw.js', source });
  },
});
