export { type AppOptions, buildApp } from './app.ts';
export { hostIssue, type RunningServer, startServer } from './start.ts';
