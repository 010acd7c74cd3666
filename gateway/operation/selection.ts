import type {
  ArgumentNode,
  DirectiveNode,
  GraphQLCompositeType,
  GraphQLOutputType,
  OperationTypeNode,
  VariableDefinitionNode,
} from 'graphql';

/** A field that the client asked for, with the type it has on the parent where it was asked. */
export interface SelectedField {
  readonly kind: 'field';
  /** Name in the answer: the client's alias, or the field's own name. */
  readonly responseKey: string;
  readonly name: string;
  readonly parent: GraphQLCompositeType;
  readonly type: GraphQLOutputType;
  /** Whether the schema gives this field arguments, used or not. */
  readonly takesArguments: boolean;
  readonly arguments: readonly ArgumentNode[];
  /** Coordinates of the inputs that it uses: see `usedInputs`. */
  readonly inputs: readonly string[];
  /** Executable directives other than `@skip` and `@include`, which are decided already. */
  readonly directives: readonly DirectiveNode[];
  /** Undefined for a leaf; empty for an object of which every field was skipped. */
  readonly selections: readonly Selection[] | undefined;
}

/** Selections that hold only for objects of the type `on`. */
export interface SelectedFragment {
  readonly kind: 'fragment';
  readonly on: GraphQLCompositeType;
  readonly directives: readonly DirectiveNode[];
  readonly selections: readonly Selection[];
}

export type Selection = SelectedField | SelectedFragment;

/**
 * One operation with nothing left to look up: named fragments written out, `@skip` and `@include` decided,
 * each field with its type. Whoever decides about fields decides on this.
 */
export interface ExpandedOperation {
  readonly kind: OperationTypeNode;
  readonly name: string | undefined;
  readonly variables: readonly VariableDefinitionNode[];
  readonly directives: readonly DirectiveNode[];
  readonly root: GraphQLCompositeType;
  readonly selections: readonly Selection[];
}

/** Whether a root field is answered from the schema itself and never by a subgraph. */
export function isIntrospection(field: SelectedField): boolean {
  return field.name === '__schema' || field.name === '__type';
}
