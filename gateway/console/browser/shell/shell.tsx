import { Suspense, useEffect, useRef } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useSession, type SessionState } from '../graph/session.ts';
import { Loading } from '../parts/loading.tsx';
import { useWords } from '../words/language.ts';
import { BrokenView } from './broken-view.tsx';
import { Masthead } from './masthead.tsx';
import { SignIn } from './sign-in.tsx';
import { viewComponents, viewsOf, type ViewName } from './views.ts';

const signedOut: SessionState = { signedIn: false };

/** The frame of every view: who is signed in, where one can go, and what is there. */
export function Shell() {
  const words = useWords();
  const { data: session = signedOut, isPending } = useSession();
  const views: readonly ViewName[] = session.signedIn ? viewsOf[session.capacity] : ['status'];
  const [first] = views;
  const [path] = useLocation();
  const main = useAnnouncedView(path);
  return (
    <>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <Masthead session={session} views={views} />
      <main id="content" ref={main} tabIndex={-1}>
        {isPending ? (
          <Loading />
        ) : (
          <BrokenView key={path}>
            <Suspense fallback={<Loading />}>
              <Switch>
                {views.map((view) => (
                  <Route key={view} path={`/${view}`} component={viewComponents[view]} />
                ))}
                {/* The root, what is no view, and views of another capacity. */}
                <Route>{session.signedIn && first ? <Redirect to={`/${first}`} /> : <SignIn />}</Route>
              </Switch>
            </Suspense>
          </BrokenView>
        )}
      </main>
    </>
  );
}

/** A change of view names itself in the title and takes the focus, as a change of page would. */
function useAnnouncedView(path: string) {
  const words = useWords();
  const main = useRef<HTMLElement>(null);
  const before = useRef(path);
  const name = path.slice(1);
  const title = name in words.views ? words.views[name as ViewName] : words.signIn.title;
  useEffect(() => {
    document.title = `${title} – ${words.brand}`;
    // The first view opens by itself: there is nothing to announce that the page does not.
    if (before.current !== path && before.current !== '/') main.current?.focus();
    before.current = path;
  }, [path, title, words.brand]);
  return main;
}
