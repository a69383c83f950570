import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { installDebian } from './debian.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The executable for `playwright-core`. */
    chromium: string;
  }
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const find = (): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path));

/** A Chromium for tests in the browser, from Debian's packages where there is none. */
export function setup(project: TestProject): void {
  if (!find()) installDebian(['chromium'], 'Chromium');
  const path = find();
  if (path === undefined) throw new Error('No Chromium after installing it');
  project.provide('chromium', path);
}
