import type { CollectionSpec, Stored } from '../store/port.ts';

/** What names one version of a document. */
export interface SealIdentity {
  /** Opaque id of the version; it stands in clear. */
  readonly id: string;
  /** More that stands in clear: opaque ids of what the document is part of. */
  readonly partOf?: Readonly<Record<string, string>>;
}

/** How the objects of a type of the graph are sealed. */
export interface SealedType {
  readonly identityOf: (record: never) => SealIdentity;
  /** Fields that are not what the document says: they change while it does not. */
  readonly leaveOut: readonly string[];
}

/** The types of an agency that are sealed, by name. Each has a field `seal: String`. */
export type SealedTypes = Readonly<Record<string, SealedType>>;

/** A document to be sealed: the record that its type of the graph is resolved from. */
export interface SealedDocumentOf {
  readonly typeName: string;
  readonly record: unknown;
}

/** A collection in which sealed documents lie, and which of them a stored record holds. */
export interface SealedCollection {
  readonly spec: CollectionSpec<Stored>;
  readonly documentsOf: (record: never) => readonly SealedDocumentOf[];
}

/** The field of the graph that gives a seal. */
export const sealField = 'seal';
