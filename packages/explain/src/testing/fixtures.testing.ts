import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Frame, readCsv } from '@linea/survival';

const fixtures = fileURLToPath(new URL('../../../../fixtures/', import.meta.url));

const text = (path: string): string => readFileSync(fixtures + path, 'utf8');
export const json = <T>(path: string): T => JSON.parse(text(path)) as T;
export const table = (path: string): Frame => readCsv(text(path));
