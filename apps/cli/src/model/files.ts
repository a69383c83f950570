import { issuesOf, isXgboost, readXgboost, type XgboostModel } from '@linea/explain';
import { Refused, textOf } from '../io.ts';

/** Reads a model of XGBoost from a file. @throws {Refused} not JSON, or no such model */
export async function readModel(file: string): Promise<XgboostModel> {
  const text = await textOf(file);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Refused([{ code: 'model.notJson', at: file }]);
  }
  if (!isXgboost(json)) throw new Refused([{ code: 'model.unknown', at: file }]);
  return inFile(file, () => readXgboost(json));
}

/** Runs what may refuse its input, and says in which file the place lies. */
export function inFile<T>(file: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const issues = issuesOf(error);
    throw issues ? new Refused(issues.map((issue) => ({ ...issue, at: `${file}: ${issue.at}` }))) : error;
  }
}
