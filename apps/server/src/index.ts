export { hostIssue, type RunningServer, startServer } from './start.ts';
