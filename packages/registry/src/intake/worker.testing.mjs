// The worker where nothing is built (in tests): TypeScript is read through tsx.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
