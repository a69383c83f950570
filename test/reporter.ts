import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

/**
 * Ends every run with the line `N passed, N failed`, whatever else is printed before it.
 * Failed are failed tests, files and suites that could not be loaded or set up, and errors outside any test;
 * a run that fails for another reason (no test found, a set-up that threw) counts as one failure.
 */
export default class LastLine implements Reporter {
  private passed = 0;
  private failed = 0;

  onInit(): void {
    process.once('exit', (code) => {
      if (this.failed === 0 && code !== 0) this.failed = 1;
      if (this.failed > 0 && code === 0) process.exitCode = 1;
      process.stdout.write(`${this.passed} passed, ${this.failed} failed\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    this.passed = 0;
    this.failed = unhandled.length;
    for (const module of modules) {
      if (module.errors().length > 0) this.failed += 1;
      for (const suite of module.children.allSuites()) if (suite.errors().length > 0) this.failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') this.passed += 1;
        if (state === 'failed') this.failed += 1;
      }
    }
  }
}
