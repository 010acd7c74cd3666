import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { printReport } from '../../gateway/cli/report/report-command.ts';
import { readReportOptions } from '../../gateway/cli/report/report-options.ts';
import { loadSupergraph } from '../../gateway/federation/supergraph/load-supergraph.ts';
import { loadClients } from '../../gateway/identity/clients/load-clients.ts';
import { loadPolicy } from '../../schema/policy/load-policy.ts';
import { args, executablePath, isInstalled } from './chromium.ts';
import { findBarriers } from './console-user.ts';

const root = join(import.meta.dirname, '../..');

describe.skipIf(!isInstalled)(
  'the report as a page (skipped without /usr/bin/chromium)',
  { timeout: 60_000 },
  () => {
    let browser: Browser;
    let server: Server;
    let page = '';
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args });
      server = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(page));
      await once(server.listen(0, '127.0.0.1'), 'listening');
    });
    afterAll(async () => {
      await browser.close();
      server.close();
    });

    test.each(['vi', 'en'])('has nothing in it that shuts anybody out, in %s', async (lang) => {
      const policy = await loadPolicy();
      const { clients } = await loadClients({ folder: join(root, 'gateway/clients'), vocabulary: policy });
      const graph = loadSupergraph(readFileSync(join(root, 'schema/supergraph.graphql'), 'utf8'));
      const options = readReportOptions(
        ['--client', 'population-db', '--format', 'html', '--lang', lang],
        {},
        '2026-08-31',
      );
      page = await printReport(options, { policy, clients, graph });
      // The policy of the page lets no script in, and so not the checker either.
      const context = await browser.newContext({ bypassCSP: true });
      const tab = await context.newPage();
      await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      expect(await tab.locator('html').getAttribute('lang')).toBe(lang);
      // Rows are alike, and there are thousands, each of which the checker takes its time for.
      await tab.evaluate(
        `document.querySelectorAll('tr:nth-child(n + 4), td li:nth-child(n + 4)').forEach((row) => row.remove())`,
      );
      expect(await findBarriers(tab)).toEqual([]);
      await context.close();
    });
  },
);
