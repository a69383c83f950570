import { type Issue, shown } from '@linea/facts';

/** A place in a file: the row as a spreadsheet counts it, the column by its header. */
export interface Place {
  readonly file: string;
  readonly sheet?: string | undefined;
  readonly row?: number | undefined;
  readonly column?: string | undefined;
}

/** `labs.xlsx: sheet Blood, row 14, column drawn_on` */
export function placeText({ file, sheet, row, column }: Place): string {
  const inside = [
    ...(sheet === undefined ? [] : [`sheet ${shown(sheet)}`]),
    ...(row === undefined ? [] : [`row ${row}`]),
    ...(column === undefined ? [] : [`column ${shown(column)}`]),
  ];
  return inside.length === 0 ? file : `${file}: ${inside.join(', ')}`;
}

/** What was found while reading files; past a limit it is only counted, so that a broken file cannot exhaust the memory. */
export class Notes {
  readonly issues: Issue[] = [];
  readonly warnings: Issue[] = [];
  /** How many are listed. */
  readonly limit: number;
  #issueCount = 0;
  #warningCount = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** The same notes, to add more to. */
  copy(): Notes {
    const copy = new Notes(this.limit);
    copy.issues.push(...this.issues);
    copy.warnings.push(...this.warnings);
    copy.#issueCount = this.#issueCount;
    copy.#warningCount = this.#warningCount;
    return copy;
  }

  get issueCount(): number {
    return this.#issueCount;
  }

  get warningCount(): number {
    return this.#warningCount;
  }

  refuse(code: string, at: Place | string, got: unknown, allowed?: string): undefined {
    this.addIssue(note(code, at, got, allowed));
    return undefined;
  }

  warn(code: string, at: Place | string, got: unknown, allowed?: string): void {
    this.addWarning(note(code, at, got, allowed));
  }

  addIssue(issue: Issue): void {
    this.#issueCount++;
    if (this.issues.length < this.limit) this.issues.push(issue);
  }

  addWarning(issue: Issue): void {
    this.#warningCount++;
    if (this.warnings.length < this.limit) this.warnings.push(issue);
  }
}

function note(code: string, at: Place | string, got: unknown, allowed: string | undefined): Issue {
  const place = typeof at === 'string' ? at : placeText(at);
  return { code, at: place, got: shown(got), ...(allowed === undefined ? {} : { allowed }) };
}
