import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { args, executablePath, isInstalled } from './chromium.ts';
import { startLocal, type LocalServer } from '../http/start-local.ts';

describe.skipIf(!isInstalled)('the explorer (skipped without /usr/bin/chromium)', () => {
  let server: LocalServer;
  let browser: Browser;
  beforeAll(async () => {
    const headers = async () => ({ 'hub-purpose': 'OWN' });
    server = await startLocal({ explorer: { query: 'query First {\n  hello\n}\n', headers } });
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  /** Opens the explorer and collects what it asks for and complains about. */
  async function open() {
    const page = await browser.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('requestfailed', (request) => complaints.push(request.url()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(server.url);
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    return { page, requests, complaints };
  }

  test('runs the query it begins with', async () => {
    const { page } = await open();
    await page.getByText('First').first().waitFor();
    await page.locator('button.graphiql-execute-button').click();
    await page.locator('.graphiql-response', { hasText: 'xin chào' }).waitFor();
    expect(await page.title()).toBe('Liên Thông');
  });

  test('completes and runs what is typed, and asks nobody else for anything', async () => {
    const { page, requests, complaints } = await open();
    await page.locator('.graphiql-query-editor .view-line').first().click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    // The operation keeps its name: GraphiQL notices a new one only a moment after it was typed.
    await page.keyboard.type('query First { typed: hel');
    // The suggestion comes from the schema, by way of the editor's worker.
    await page.locator('.suggest-widget', { hasText: 'hello' }).waitFor();
    await page.keyboard.type('lo');
    await page.keyboard.press('Escape');
    await page.locator('.graphiql-query-editor .view-lines', { hasText: 'typed: hello' }).waitFor();
    await page.locator('button.graphiql-execute-button').click();
    await page.locator('.graphiql-response', { hasText: '"typed"' }).waitFor();
    expect(requests.filter((url) => !url.startsWith(`${server.url}/`))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('asks for the schema as whoever it asks for at first', async () => {
    const page = await browser.newPage();
    const asked = page.waitForRequest(
      (request) => request.postData()?.includes('IntrospectionQuery') === true,
    );
    await page.goto(server.url);
    expect((await asked).headers()).toMatchObject({ 'hub-purpose': 'OWN' });
    await page.close();
  });

  test('forbids the browser to load anything from elsewhere', async () => {
    const policy = (await fetch(server.url)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/https?:|\*/);
  });

  test('has no file but its own', async () => {
    for (const path of ['/explorer/', '/explorer/x/app.js', '/explorer/x/..%2f..%2fpackage.json']) {
      expect((await fetch(server.url + path)).status).toBe(404);
    }
  });
});

test('there is no explorer unless it is asked for', async () => {
  const server = await startLocal();
  expect((await fetch(server.url)).status).toBe(404);
  await server.stop();
});
