import { Disclosure } from '../policy/disclosure.ts';
import type { Act } from '../policy/law/register.ts';
import type { Policy } from '../policy/policy.ts';
import type { PolicyProfile } from '../policy/policy-table.ts';
import type { Relation } from '../policy/relation.ts';
import { signedIn } from './elements.ts';

/** How much of one category somebody may see, and on what that rests. */
export interface View {
  /** Equal for views of one side just when they are alike. */
  readonly id: number;
  readonly disclosure: Disclosure;
  readonly policies: readonly string[];
  /** Ids of the articles of the policies, each once, in order. */
  readonly articles: readonly string[];
  /** The articles with their validity: two views rest on the same law just when this is equal. */
  readonly law: string;
}

/** Sees one category of data in the circumstances of a profile and a relation. */
export type Viewer = (profile: PolicyProfile, role: string, relation: Relation, category: string) => View;

const shownToAll: View = { id: 0, disclosure: Disclosure.full, policies: [], articles: [], law: '' };
const hidden: View = { ...shownToAll, id: 1, disclosure: Disclosure.none };

/** Makes the viewer of one side. Views that are alike are one object. */
export function viewerOf({ policies, register }: Policy): Viewer {
  const known = new Map<string, View>();
  const validity = (id: string) => {
    const act = register.articles.get(id)?.act;
    return act ? `${id} ${validityOf(act)}` : id;
  };
  const make = (disclosure: Disclosure, deciding: readonly string[]): View => {
    const articles = [...new Set(deciding.flatMap((id) => policies.get(id)?.basis ?? []))].toSorted();
    const law = articles.map(validity).join('; ');
    return { id: known.size + 2, disclosure, policies: deciding, articles, law };
  };
  return (profile, role, relation, category) => {
    if (category === signedIn.category) return role === 'ANONYMOUS' ? hidden : shownToAll;
    const disclosure = profile.disclosure(relation, category);
    // Nothing is shown in most places, and there a comparison does not ask why.
    if (disclosure === Disclosure.none) return hidden;
    const deciding = profile.policies(relation, category);
    return known.getOrInsertComputed(`${disclosure} ${deciding.join(' ')}`, () => make(disclosure, deciding));
  };
}

/** The days of an act, as a reader writes them. */
function validityOf({ inForceFrom, inForceTo }: Act): string {
  return `${inForceFrom}–${inForceTo ?? ''}`;
}
