import myClaimsText from '../../../clients/operations/console/my-claims-with-evidence.graphql';
import type { Claim } from '../claim/claim.ts';
import { ClaimSections } from '../claim/claim-sections.tsx';
import { useAnswer } from '../graph/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { useCodes } from '../words/code-word.ts';
import { useWords } from '../words/language.ts';

interface MyClaimsAnswer {
  readonly me: { readonly claims: { readonly nodes: readonly Claim[] | null } | null } | null;
}

/** The citizen's claims, all of each. */
export function MyClaims() {
  const words = useWords();
  const scheme = useCodes('scheme');
  const query = useAnswer<MyClaimsAnswer>({ text: myClaimsText });
  return (
    <>
      <h1>{words.views['my-claims']}</h1>
      <p className="lead">{words.claims.lead}</p>
      <Answered query={query}>
        {({ data: { me }, errors }) => {
          const claims = me?.claims?.nodes ?? [];
          if (claims.length === 0) return <p role="status">{words.claims.nothing}</p>;
          return claims.map((claim) => (
            <section key={claim.id} className="card card-wide">
              <h2>
                {scheme(claim.scheme ?? '')} <span className="quiet">{claim.number}</span>
              </h2>
              <ClaimSections shown={{ claim, errors, path: 'me.claims.nodes' }} />
            </section>
          ));
        }}
      </Answered>
    </>
  );
}
