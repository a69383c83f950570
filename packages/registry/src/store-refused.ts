import type { Issue } from '@linea/facts';

/** The store cannot do it, and no program error is to blame: a directory in use, a newer database, a full disk. Nothing was changed. */
export class StoreRefused extends Error {
  readonly issues: readonly Issue[];

  constructor(...issues: readonly Issue[]) {
    super(issues.map(({ code }) => code).join(', '));
    this.name = 'StoreRefused';
    this.issues = issues;
  }
}
