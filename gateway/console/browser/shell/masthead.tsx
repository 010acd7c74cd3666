import { useEffect, useRef } from 'react';
import { Button } from 'react-aria-components';
import { Link, useRoute } from 'wouter';
import { signOut, type SessionState } from '../graph/session.ts';
import { Choice } from '../parts/choice.tsx';
import { useWords, type Language } from '../words/language.ts';
import { useChoices, type Theme } from './preferences.tsx';
import type { ViewName } from './views.ts';

const languages = { vi: 'Tiếng Việt', en: 'English' } as const;

/** Name, views, language, appearance, the way out. */
export function Masthead({
  session,
  views,
}: {
  readonly session: SessionState;
  readonly views: readonly ViewName[];
}) {
  const words = useWords();
  const { language, theme, choose } = useChoices();
  return (
    <header className="masthead">
      <div className="masthead-row">
        <Link href="/" className="brand">
          <span aria-hidden="true" className="brand-mark" />
          {words.brand}
        </Link>
        <div className="masthead-tools">
          <Choice<Language>
            label={words.language}
            value={language}
            options={languages}
            onChange={(next) => choose({ language: next })}
          />
          <Choice<Theme>
            label={words.theme}
            value={theme}
            options={words.themes}
            onChange={(next) => choose({ theme: next })}
          />
          {session.signedIn && (
            <Button className="button" onPress={() => void signOut()}>
              {words.signOut}
            </Button>
          )}
        </div>
      </div>
      <nav aria-label={words.navigation}>
        <ul className="views">
          {views.map((view) => (
            <ViewLink key={view} view={view} />
          ))}
        </ul>
      </nav>
    </header>
  );
}

function ViewLink({ view }: { readonly view: ViewName }) {
  const words = useWords();
  const [isHere] = useRoute(`/${view}`);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // Where the names are one line that scrolls, the one that is open is not out of sight.
    if (isHere) link.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isHere]);
  return (
    <li>
      <Link ref={link} href={`/${view}`} aria-current={isHere ? 'page' : undefined}>
        {words.views[view]}
      </Link>
    </li>
  );
}
