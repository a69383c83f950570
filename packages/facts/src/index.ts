export { type PublishedCase, publishedCases } from './cases/cases.ts';
// biome-ignore format: a list
export {
  type Answer, type Code, type Disease, dictionary, type EventKind, eventKinds, type Item, isConclusion, item, similarCodes, turnaroundDays,
} from './dictionary/dictionary.ts';
export { nearest } from './dictionary/edit-distance.ts';
export { unitOf } from './dictionary/unit-of.ts';
export { sameContent } from './fact/content.ts';
// biome-ignore format: a list
export {
  ABSENT_REASONS, type AbsentReason, type Anchor, type CentreId, CORRECTION_KINDS, type CorrectionKind, type Effective, type EventId, type Fact,
  type FactId, type Instant, type PatientId, type Qualifiers, type Value,
} from './fact/fact.ts';
export { factOfJson, type KindOf } from './fact/fact-of-json.ts';
export { FactReader, type LineaJsonReading, type ReadOptions } from './fact/fact-reader.ts';
export { hasHappened } from './fact/happened.ts';
export { assumedKnown, knownUnlessSaid } from './fact/known.ts';
export { LINEA_JSON_PIECES, LINEA_JSON_VERSION, readLineaJson, writeLineaJson } from './fact/linea-json.ts';
export { type LineaJsonParts, openLineaJson, type ReadingEnd } from './fact/linea-json-parts.ts';
export { questions } from './fact/questions.ts';
export type { RawValue } from './fact/raw-value.ts';
export { type MeasuredItem, readNumber } from './fact/read-number.ts';
export { identityWarnings, nameIssue, TEXT_LIMIT, textIssue } from './fact/read-text.ts';
export { readValue } from './fact/read-value.ts';
export { formatSource, parseSource, type Source } from './fact/source.ts';
export { type FactJson, factJson } from './fact/write-fact.ts';
export { type Issue, ok, type Result, refused, shown } from './issue.ts';
export { findSyntaxError, type SyntaxPlace } from './json/syntax-error.ts';
export { type Comparator, convert, normaliseUnit, type Quantity } from './quantity/quantity.ts';
export { type ResolvedDates, resolveDates } from './timeline/dates.ts';
export { diffFacts, type FactDiff } from './timeline/diff.ts';
export { type Extension, extended, extensionOf } from './timeline/extended.ts';
export { type AsOf, asOfDay, type View, view } from './timeline/timeline.ts';
export { latestVersion } from './timeline/versions.ts';
// biome-ignore format: a list
export {type DrugId, 
  drug, drugId, drugs, isSteroid, MYELOMA_CLASSES, type MyelomaClass, myelomaClass, type Regimen, regimen, regimens,
} from './vocabulary/vocabulary.ts';
export {
  addMonths,
  DAYS_PER_MONTH,
  type DayNumber,
  dayNumber,
  daysInMonth,
  fromIso,
  type IsoDate,
  inMonths,
  toIso,
} from './when/day.ts';
export { compareInstants, endOfDay, parseInstant } from './when/instant.ts';
export {
  formatEdtf,
  type PartialDate,
  PRECISIONS,
  type Precision,
  parseEdtf,
  partialDate,
  readPartialDate,
  readSpan,
  span,
} from './when/partial-date.ts';
export { type AnchorConstraint, type Propagation, propagate } from './when/propagate.ts';
// biome-ignore format: a list
export {
  compareSpans, daysBetween, intersect, isBefore, isExact, isNotAfter, type Span, shiftDays, shiftMonths, spanOf, type Truth, withinMonths,
} from './when/span.ts';
export { withMembers } from './with-members.ts';
