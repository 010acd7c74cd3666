import { useQuery } from '@tanstack/react-query';
import { ownHeaders } from './ask.ts';

/** In what capacity somebody is signed in. */
export type Capacity = 'citizen' | 'officer' | 'auditor' | 'operator';

/** Who is signed in, as far as the page knows: no token, no name. */
export type SessionState =
  | { readonly signedIn: false }
  | {
      readonly signedIn: true;
      readonly capacity: Capacity;
      readonly roles: readonly string[];
      readonly organisation?: string;
      readonly citizen?: string;
    };

/** Who is signed in. */
export function useSession() {
  return useQuery<SessionState>({
    queryKey: ['session'],
    queryFn: async () => (await fetch('/console/session')).json(),
    staleTime: 60_000,
  });
}

/** Where to go to sign in, and to come back afterwards. @param goOn path of the console */
export function signInAddress(capacity: Capacity, language: string, goOn = '/console/'): string {
  return `/console/sign-in?${new URLSearchParams({ as: capacity, language, goOn })}`;
}

/** Ends the session, and forgets all that was shown: the page begins anew. */
export async function signOut(): Promise<void> {
  await fetch('/console/sign-out', { method: 'POST', headers: ownHeaders });
  location.assign('/console/');
}
