import { Button } from 'react-aria-components';
import { useLocation } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import childrenText from '../../../clients/operations/console/my-children.graphql';
import personText from '../../../clients/operations/vss-portal/represented-person.graphql';
import logText from '../../../clients/operations/console/who-looked-at-child.graphql';
import { useSession } from '../graph/session.ts';
import { useAnswer } from '../graph/use-answer.ts';
import type { Page } from '../graph/use-pages.ts';
import { Answered } from '../parts/answered.tsx';
import { Said } from '../parts/said.tsx';
import { useCodes } from '../words/code-word.ts';
import { formatDay } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import type { Access } from './access-entry.tsx';
import { AccessList } from './access-list.tsx';

/** Whom somebody acts for: an opaque id, in the state of the page and not in its address. */
interface Represented {
  readonly person: string;
}

interface ChildrenAnswer {
  readonly me: {
    readonly familyRelations: {
      readonly nodes:
        readonly { readonly kind: string | null; readonly relative: { readonly id: string } | null }[] | null;
    } | null;
  } | null;
}

interface PersonAnswer {
  readonly citizen: {
    readonly fullName: string | null;
    readonly birthDate: string | null;
    readonly birth: {
      readonly registration: { readonly registrationNumber: string | null } | null;
    } | null;
    readonly claims: {
      readonly nodes:
        | readonly { readonly id: string; readonly scheme: string | null; readonly state: string | null }[]
        | null;
    } | null;
  } | null;
}

interface LogAnswer {
  readonly citizen: { readonly accessLog: Page<Access> | null } | null;
}

/** The data of a child, or of whoever else somebody represents, and who looked at them. */
export function RepresentedPerson() {
  const words = useWords();
  const chosen = useHistoryState<Represented | null>();
  return (
    <>
      <h1>{words.views.represented}</h1>
      <p className="lead">{words.represented.lead}</p>
      <Children chosen={chosen?.person} />
      {chosen && (
        <>
          <Person {...chosen} />
          <WhoLookedAt {...chosen} />
        </>
      )}
    </>
  );
}

/** The citizen's children, to choose one; whether they may act for it is proven when they do. */
function Children({ chosen }: { readonly chosen: string | undefined }) {
  const { represented } = useWords();
  const [, navigate] = useLocation();
  const { data: session } = useSession();
  const mayAct = session?.signedIn && session.roles.includes('REPRESENTATIVE');
  const query = useAnswer<ChildrenAnswer>({ text: childrenText }, mayAct);
  if (!mayAct) return <p className="notice">{represented.notRepresentative}</p>;
  return (
    <Answered query={query}>
      {({ data: { me } }) => {
        const relations = me?.familyRelations?.nodes ?? [];
        const children = relations.flatMap(({ kind, relative }) =>
          kind === 'CHILD' && relative ? [relative.id] : [],
        );
        if (children.length === 0) return <p role="status">{represented.noChildren}</p>;
        return (
          <div className="filters">
            {children.map((person, place) => (
              <Button
                key={person}
                className={`button ${person === chosen ? 'button-main' : ''}`}
                onPress={() => navigate('/represented', { state: { person } satisfies Represented })}
              >
                {represented.child(place + 1)}
              </Button>
            ))}
          </div>
        );
      }}
    </Answered>
  );
}

function Person({ person }: Represented) {
  const words = useWords();
  const language = useLanguage();
  const scheme = useCodes('scheme');
  const state = useCodes('claimState');
  const query = useAnswer<PersonAnswer>({ text: personText, variables: { person } });
  const { fields } = words.myData;
  return (
    <Answered query={query}>
      {({ data: { citizen } }) =>
        citizen?.fullName ? (
          <section className="card">
            <h2>{words.represented.person}</h2>
            <dl className="facts">
              <Said label={fields.fullName} text={citizen.fullName} />
              <Said
                label={fields.birthDate}
                text={citizen.birthDate && formatDay(citizen.birthDate, language)}
              />
              <Said
                label={fields.registrationNumber}
                text={citizen.birth?.registration?.registrationNumber}
              />
              <Said
                label={words.represented.claims}
                text={citizen.claims?.nodes
                  ?.map((claim) => `${scheme(claim.scheme ?? '')}: ${state(claim.state ?? '')}`)
                  .join('; ')}
              />
            </dl>
          </section>
        ) : (
          <p role="alert" className="notice notice-bad">
            {words.represented.notProven}
          </p>
        )
      }
    </Answered>
  );
}

function WhoLookedAt({ person }: Represented) {
  const words = useWords();
  return (
    <section>
      <h2>{words.represented.whoLooked}</h2>
      <AccessList<LogAnswer>
        question={{ text: logText, variables: { person } }}
        logIn={({ citizen }) => citizen?.accessLog}
      />
    </section>
  );
}
