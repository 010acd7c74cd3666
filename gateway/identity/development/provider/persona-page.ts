import { createHash } from 'node:crypto';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { PersonaName } from '../personas.ts';

/** A persona that may be chosen. */
export interface PersonaChoice {
  readonly name: PersonaName;
  readonly about: string;
}

const words = {
  vi: {
    title: 'Đăng nhập thử nghiệm',
    warning:
      'Chỉ dùng để phát triển: dữ liệu là giả lập, không có mật khẩu, bất kỳ ai cũng có thể là bất kỳ ai.',
    who: 'Bạn là ai?',
    citizen: 'Mã công dân khác (không bắt buộc)',
    organisation: 'Mã đơn vị khác (không bắt buộc)',
    go: 'Đăng nhập',
  },
  en: {
    title: 'Sign in for development',
    warning: 'For development only: the data are synthetic, there is no password, anybody can be anybody.',
    who: 'Who are you?',
    citizen: 'Id of another citizen (optional)',
    organisation: 'Code of another organisation (optional)',
    go: 'Sign in',
  },
} as const;

const style = `
  :root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
  body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }
  fieldset { border: 1px solid; padding: 1rem; display: grid; gap: .5rem; }
  form { display: grid; gap: 1rem; }
  label.field { display: grid; gap: .25rem; }
  input[type=text], button { font: inherit; padding: .5rem .75rem; }
`;

/** What the persona page may do: show itself and send its form. */
export const personaPagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** The page on which a persona is chosen. @param action where the form goes, with the request in its query */
export function personaPage(
  { clientId, language }: AuthorizationRequest,
  personas: readonly PersonaChoice[],
  action: string,
): string {
  const text = words[language];
  const choices = personas.map(
    ({ name, about }, index) =>
      `<label><input type="radio" name="persona" value="${escape(name)}"${index === 0 ? ' checked' : ''}> <strong>${escape(name)}</strong> <span lang="en">${escape(about)}</span></label>`,
  );
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${text.title}</title>
    <link rel="icon" href="data:,">
    <style>${style}</style>
  </head>
  <body>
    <main>
      <h1>${text.title}</h1>
      <p>${text.warning}</p>
      <form method="post" action="${escape(action)}">
        <fieldset><legend>${text.who} (<code>${escape(clientId)}</code>)</legend>${choices.join('')}</fieldset>
        <label class="field">${text.citizen}<input type="text" name="citizen" autocomplete="off"></label>
        <label class="field">${text.organisation}<input type="text" name="organisation" autocomplete="off"></label>
        <button>${text.go}</button>
      </form>
    </main>
  </body>
</html>
`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
