import { isInterfaceType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { OwnRequirements } from './own-requirements.ts';
import { noRequirement } from './requirement.ts';

/**
 * Composition guards an interface because an implementation is guarded, and refuses a guard that stands on the interface
 * alone: an object of it would be read unguarded through a fragment (CVE-2025-64530).
 *
 * @throws Error for an interface that looks protected and is not
 */
export function refuseIdleGuards(own: OwnRequirements, schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isInterfaceType(type)) continue;
    const { objects } = schema.getImplementations(type);
    for (const member of ['', ...Object.keys(type.getFields()).map((field) => `.${field}`)]) {
      const { authenticated, scopes, policies } = own.of(`${type.name}${member}`);
      if (!authenticated && scopes.length + policies.length === 0) continue;
      if (objects.some((object) => own.of(`${object.name}${member}`) !== noRequirement)) continue;
      throw new Error(
        `${type.name}${member} is guarded, but none of its implementations is; compose it anew.`,
      );
    }
  }
}
