import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { serviceWorker } from './vite/service-worker.ts';
import { words } from './vite/words.ts';

export default defineConfig(({ command }) => {
  // Whoever builds, a test run included, builds what users get.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    root: import.meta.dirname,
    plugins: [react(), words(), serviceWorker()],
    // Rooms are read from their source, as in the tests: the page needs no other build.
    resolve: { conditions: ['linea-source', ...defaultClientConditions] },
    // The server puts the nonce of each answer in its place.
    html: { cspNonce: '__LINEA_NONCE__' },
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      target: 'es2023',
      manifest: true,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 600,
    },
    server: { host: '127.0.0.1', port: 4140, proxy: { '/api': 'http://127.0.0.1:4170' } },
  };
});
