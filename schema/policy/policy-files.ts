/** The files of the policy, relative to the folder of the project, so that a message names them as they are opened. */
export const policyFiles = {
  categories: 'schema/access.graphql',
  schema: 'schema/policy/hub.cedarschema',
  register: 'schema/policy/legal-basis.yaml',
  purposes: 'schema/policy/purposes.yaml',
  relations: 'schema/policy/relations.yaml',
  roles: 'schema/policy/roles.yaml',
} as const;

/** The folder of the policies themselves. */
export const policiesFolder = 'schema/policy/policies';

/** The texts of the policy, as they are on disk. */
export interface PolicyTexts extends Readonly<Record<keyof typeof policyFiles, string>> {
  /** Text by file name relative to the folder of the project. */
  readonly policies: Readonly<Record<string, string>>;
}
