import { existsSync } from 'node:fs';

/** Debian's Chromium. */
export const executablePath = '/usr/bin/chromium';

/** So that it shows nothing, and speaks to nobody but the page. */
export const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whether there is a browser to test with. */
export const isInstalled = existsSync(executablePath);
