import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openStudyModel, type StudyModel } from '@linea/prediction';
import { Refusal } from '../http/refusal.ts';

/** How far the study of a registry is: `state.json` in its folder, written by whoever builds it. */
interface BuildState {
  readonly status: 'building' | 'ready' | 'failed';
  readonly step?: string;
  readonly share?: number;
}

/**
 * A folder with what a study came to: `model.json` (its models), `report.en.html` and `report.it.html`, `state.json` while it
 * is being built. Files are read when they are asked for; the model is kept as long as its file does not change.
 */
export class StudyFolder {
  readonly #folder: string | undefined;
  #kept: { readonly stamp: string; readonly model: StudyModel } | undefined;

  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  /** Names the state of the file with the models: another one is another file; '' is none. */
  async stamp(): Promise<string> {
    const file = this.#at('model.json');
    const there = file && (await stat(file).catch(() => undefined));
    return there ? `${there.mtimeMs} ${there.size}` : '';
  }

  /** The models, or null where there are none. @throws {Refusal} a file that was altered, is newer or is none */
  async model(): Promise<StudyModel | null> {
    const file = this.#at('model.json');
    const stamp = await this.stamp();
    if (!file || stamp === '') return null;
    if (this.#kept?.stamp === stamp) return this.#kept.model;
    const opened = openStudyModel(jsonOf(await readFile(file, 'utf8')), 'model.json');
    if (!opened.ok) throw new Refusal('refused', opened.issues);
    this.#kept = { stamp, model: opened.value };
    return opened.value;
  }

  /** @throws {Refusal} there is no model */
  async theModel(): Promise<StudyModel> {
    const found = await this.model();
    if (found) return found;
    throw new Refusal('notFound', [{ code: 'studyModel.none', at: '' }]);
  }

  async report(language: 'it' | 'en'): Promise<string | null> {
    const file = this.#at(`report.${language}.html`);
    return file === undefined ? null : readFile(file, 'utf8').catch(() => null);
  }

  async hasReport(): Promise<boolean> {
    const file = this.#at('report.en.html');
    return file !== undefined && (await stat(file).then(() => true, () => false)); // biome-ignore format: one thought
  }

  async state(): Promise<BuildState | null> {
    const file = this.#at('state.json');
    const text = file && (await readFile(file, 'utf8').catch(() => undefined));
    return text ? (jsonOf(text) as BuildState | null) : null;
  }

  #at(name: string): string | undefined {
    return this.#folder === undefined ? undefined : join(this.#folder, name);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
