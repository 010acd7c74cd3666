/**
 * What the page may load: everything from here and nothing from elsewhere. The editor sets styles from scripts, which
 * takes `unsafe-inline` for styles; scripts run from files alone.
 */
export const explorerPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The explorer's page.
 * @param base path of its files, with a slash at the end
 * @param query the operation to begin with
 * @param headers what its requests have in their headers, for the reader to change
 */
export function explorerPage(base: string, query: string, headers: Readonly<Record<string, string>>): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Liên Thông</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${base}graphiql.css" />
    <style>
      body { margin: 0; }
      #root { height: 100vh; }
    </style>
    <script type="module" src="${base}app.js"></script>
  </head>
  <body>
    <div
      id="root"
      data-query="${escapeAttribute(query)}"
      data-headers="${escapeAttribute(JSON.stringify(headers, undefined, 2))}"
    >Loading the explorer…</div>
  </body>
</html>
`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
