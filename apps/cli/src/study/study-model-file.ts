import { openStudyModel, type StudyModel } from '@linea/prediction';
import { Refused, textOf } from '../io.ts';

/** The models of a study from a file. @throws {Refused} not JSON, not such a file, altered, or newer */
export async function readStudyModel(file: string): Promise<StudyModel> {
  const text = await textOf(file);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Refused([{ code: 'model.notJson', at: file }]);
  }
  const opened = openStudyModel(json, file);
  if (!opened.ok) throw new Refused(opened.issues);
  return opened.value;
}
