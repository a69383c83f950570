import {
  isModelFile,
  issuesOf,
  isXgboost,
  type ModelFile,
  openModel,
  readXgboost,
  type XgboostModel,
} from '@linea/explain';
import { Refused, textOf } from '../io.ts';

/** A model from a file: ours, or one of XGBoost. */
export type AnyModel = { readonly linea: ModelFile } | { readonly xgboost: XgboostModel };

/** Reads a model. @throws {Refused} not JSON, no model that is known, altered, or newer */
export async function readModel(file: string): Promise<AnyModel> {
  const text = await textOf(file);
  let json: unknown;
  try {
    json = JSON.parse(text);
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

/** A refusal with its place in a file; an error of our own as it is. */
export function placedIn(file: string, error: unknown): unknown {
  const issues = issuesOf(error);
  return issues ? new Refused(issues.map((issue) => ({ ...issue, at: `${file}: ${issue.at}` }))) : error;
}
