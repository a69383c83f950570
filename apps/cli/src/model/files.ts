import { isUtf8 } from 'node:buffer';
import {
  isModelFile,
  issuesOf,
  isUbj,
  isXgboost,
  type ModelFile,
  openModel,
  readUbj,
  readXgboost,
  type XgboostModel,
} from '@linea/explain';
import type { Frame } from '@linea/survival';
import { BYTE_ORDER_MARK, bytesOf, Refused } from '../io.ts';

/** A model from a file: ours, or one of XGBoost. */
export type AnyModel = { readonly linea: ModelFile } | { readonly xgboost: XgboostModel };

/** Reads a model. @throws {Refused} not JSON, no model that is known, altered, or newer */
export async function readModel(file: string): Promise<AnyModel> {
  const bytes = await bytesOf(file);
  if (isUbj(bytes)) return inFile(file, () => ({ xgboost: readXgboost(readUbj(bytes)) }));
  if (!isUtf8(bytes) || bytes.includes(0)) throw new Refused([{ code: 'model.binary', at: file, allowed: 'JSON' }]);
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8').replace(BYTE_ORDER_MARK, ''));
  } catch {
    throw new Refused([{ code: 'model.notJson', at: file }]);
  }
  if (isModelFile(json)) return inFile(file, () => ({ linea: openModel(json) }));
  if (isXgboost(json)) return inFile(file, () => ({ xgboost: readXgboost(json) }));
  throw new Refused([{ code: 'model.unknown', at: file }]);
}

/** Reads a model of Linea. @throws {Refused} as `readModel`, and for one of XGBoost */
export async function readOwnModel(file: string): Promise<ModelFile> {
  const model = await readModel(file);
  if ('linea' in model) return model.linea;
  throw new Refused([{ code: 'model.foreign', at: file, got: 'XGBoost', allowed: 'Linea' }]);
}

/** Runs what may refuse its input, and says in which file the place lies. */
export function inFile<T>(file: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw placedIn(file, error);
  }
}

/** A refusal with its place in a file; an option is its own place; an error of our own as it is. */
export function placedIn(file: string, error: unknown): unknown {
  const place = (at: string): string => (at.startsWith('--') ? at : `${file}: ${at}`);
  const issues = issuesOf(error);
  return issues ? new Refused(issues.map((issue) => ({ ...issue, at: place(issue.at) }))) : error;
}

/** @throws {Refused} `data.noRows`: a table without rows has no answer */
export function someRows(file: string, { rows }: Frame): void {
  if (rows === 0) throw new Refused([{ code: 'data.noRows', at: file, got: '0', allowed: '>= 1' }]);
}
