export type { Audience, Brief, BriefPoint, Sentence } from './brief.ts';
export { type BriefOptions, type BriefRefusal, composeBrief } from './compose.ts';
export { type Readability, readability } from './readability.ts';
export { briefHtml } from './sheet/brief-html.ts';
export { briefMarkdown } from './sheet/brief-markdown.ts';
export { briefTypst } from './sheet/brief-typst.ts';
