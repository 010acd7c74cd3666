import { randomBytes } from 'node:crypto';

/** The page of the console, and what it may load. */
export interface ConsolePage {
  readonly html: string;
  /** `Content-Security-Policy` of this one answer. */
  readonly policy: string;
}

/**
 * The console's page. Everything comes from here; scripts and styles are files, but for the one rule that the component
 * library writes itself, under a nonce that is new with each answer.
 *
 * @param base path of its files, with a slash at the end
 */
export function consolePage(base: string): ConsolePage {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const html = `<!doctype html>
<html lang="vi">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta property="csp-nonce" nonce="${nonce}" />
    <title>Liên Thông</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${base}console.css" />
    <script type="module" src="${base}app.js"></script>
  </head>
  <body>
    <div id="root"></div>
    <noscript>Bảng điều khiển cần JavaScript. The console needs JavaScript.</noscript>
  </body>
</html>
`;
  return { html, policy };
}
