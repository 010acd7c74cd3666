import { parseSetCookie } from 'cookie';

/** What a browser is to a server: it keeps cookies and follows no redirect by itself. */
export interface Visitor {
  readonly cookies: ReadonlyMap<string, string>;
  get(path: string): Promise<Response>;
  post(path: string, body?: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

/** A browser without a window. @param url of the gateway */
export function visitor(url: string): Visitor {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) };
    const response = await fetch(new URL(path, url), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const { name, value, maxAge } = parseSetCookie(line);
      if (maxAge === 0) cookies.delete(name);
      else cookies.set(name, value ?? '');
    }
    return response;
  };
  return {
    cookies,
    get: (path) => send(path, {}),
    post: (path, body = '', headers = {}) => send(path, { method: 'POST', body, headers }),
  };
}

/** Sends a browser to the development issuer. @returns where it then stands, with the request in its query */
export async function beginSignIn(browser: Visitor, capacity: string, goOn = '/console/'): Promise<string> {
  const answer = await browser.get(`/console/sign-in?${new URLSearchParams({ as: capacity, goOn })}`);
  return answer.headers.get('location') ?? '';
}

/** Chooses a persona. @returns where the issuer sends the browser back to */
export async function choosePersona(
  browser: Visitor,
  authorization: string,
  form: Readonly<Record<string, string>>,
): Promise<string> {
  const answer = await browser.post(authorization, String(new URLSearchParams(form)), {
    'content-type': 'application/x-www-form-urlencoded',
  });
  return answer.headers.get('location') ?? '';
}

/** Signs in, all the way. */
export async function signIn(
  browser: Visitor,
  capacity: string,
  form: Readonly<Record<string, string>>,
): Promise<Response> {
  const callback = await choosePersona(browser, await beginSignIn(browser, capacity), form);
  return browser.get(callback);
}

/** What the console's own page sends with a question. */
export const pageHeaders = {
  'content-type': 'application/json',
  'hub-console': '1',
  'hub-purpose': 'DS.SELF.VIEW',
} as const;
