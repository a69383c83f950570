/** Reasons for an absence that say that a thing did not happen, or has not yet. */
const NOT_HAPPENED: ReadonlySet<string | undefined> = new Set(['notDone', 'notApplicable', 'pending', 'refused']);

/** Whether the date of something says that it happened: on a day, or at a time that nobody knows. */
export const hasHappened = ({ absent }: { readonly absent?: string | undefined }): boolean => !NOT_HAPPENED.has(absent);
