import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';

const ARGUMENTS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]; // biome-ignore format: a list

/** A page of the demo, and everything that went wrong on it. */
export interface Opened {
  readonly page: Page;
  /** Errors of scripts, warnings of the console, what the content security policy forbade. */
  readonly complaints: readonly string[];
}

interface Wish {
  readonly width?: number;
  readonly height?: number;
  readonly touch?: boolean;
}

/** A browser for the tests of a file. `open` waits until the page has what it asked for. */
export function browser() {
  let running: Browser;
  beforeAll(async () => {
    running = await chromium.launch({ executablePath: inject('chromium'), args: ARGUMENTS });
  });
  afterAll(async () => {
    await running?.close();
  });
  const open = async (path: string, { width = 1440, height = 900, touch = false }: Wish = {}): Promise<Opened> => {
    const context = await running.newContext({
      viewport: { width, height },
      hasTouch: touch,
      locale: 'en-GB',
      acceptDownloads: true,
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(inject('demo') + path, { waitUntil: 'networkidle' });
    return { page, complaints };
  };
  return { open };
}

/** What axe finds on a page, a line each; none is as it should be. */
export async function axeFinds(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map((node) => `${id}: ${node.html.slice(0, 160)} (${node.failureSummary?.split('\n')[1]?.trim()})`),
    );
  });
}
