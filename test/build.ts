import type { TestProject } from 'vitest/node';
import { type Ran, tool } from './house/run.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    build: Ran;
  }
}

/** Builds once for all tests of the house. A build that fails fails those tests, not the whole run. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('build', await tool('tsc', '-b'));
}
