import fc from 'fast-check';
import { actions, words } from './cedar-oracle.ts';

const atom = fc.oneof(
  named('principal', 'Role', words.roles),
  named('resource', 'Category', words.categories),
  named('context.purpose', 'Purpose', words.purposes),
  named('context.relation', 'Relation', words.relations),
  fc.constantFrom(...actions).map((action) => `action in Action::"${action}"`),
  fc.constantFrom('context.reasonRecorded', 'context.breakGlass'),
  fc
    .tuple(fc.constantFrom('>=', '<'), fc.constantFrom('2025-07-01', '2026-01-01'))
    .map(([operator, day]) => `context.day ${operator} datetime("${day}")`),
);

const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    atom,
    fc.tuple(tie('condition'), tie('condition')).map(([left, right]) => `(${left} && ${right})`),
    fc.tuple(tie('condition'), tie('condition')).map(([left, right]) => `(${left} || ${right})`),
    tie('condition').map((of) => `!(${of})`),
  ),
}));

const clause = fc
  .tuple(fc.constantFrom('when', 'unless'), condition)
  .map(([kind, body]) => `${kind} { ${body} }`);

const head = fc.tuple(
  fc.oneof(fc.constant('principal'), named('principal', 'Role', words.roles, false)),
  fc.oneof(
    fc.constant('action'),
    fc.constantFrom(...actions).map((action) => `action in [Action::"${action}"]`),
  ),
  fc.oneof(fc.constant('resource'), named('resource', 'Category', words.categories, false)),
);

/** A policy in the part of Cedar that the table understands. */
const policy = fc
  .tuple(fc.constantFrom('permit', 'forbid'), head, fc.array(clause, { minLength: 1, maxLength: 3 }))
  .map(([effect, scope, clauses]) => `${effect} (${scope.join(', ')}) ${clauses.join(' ')};`);

/** Some policies, each with an id. */
export const randomPolicies = fc
  .array(policy, { minLength: 1, maxLength: 4 })
  .map((policies) => policies.map((text, index) => `@id("p${index}") @basis("some-article") ${text}`));

function named(variable: string, type: string, names: readonly string[], set = true): fc.Arbitrary<string> {
  const name = fc.constantFrom(...names).map((id) => `${type}::"${id}"`);
  const one = name.map((entity) => `${variable} == ${entity}`);
  const some = fc
    .array(name, { minLength: 1, maxLength: 12 })
    .map((entities) => `${variable} in [${entities.join(', ')}]`);
  return set ? fc.oneof(one, some) : one;
}
