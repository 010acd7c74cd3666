import { sha256 } from '../../../schema/sha256.ts';

/** What an event points to: a document of an agency in one version. Whoever may read it asks the hub for it. */
export interface DocumentPointer {
  /** Name of the agency, as in the supergraph. */
  readonly agency: string;
  /** Which kind of document, as `DocumentKind` of the schema names it. */
  readonly kind: string;
  /** Opaque id of the document. */
  readonly id: string;
  /** 1 for the first issue, or for the first state of a record that changes. */
  readonly version: number;
  /** Opaque id of the version that this one replaces, where it replaces one. */
  readonly supersedes?: string | undefined;
}

/**
 * That something happened to a document of an agency: a pointer and never data, so that an event can lie in a queue, in a
 * log and at a receiver without anybody having been shown anything.
 */
export interface AgencyEvent {
  /** The same for the same happening, however often it is announced: receivers tell repetitions by it. */
  readonly id: string;
  /** What happened: agency, thing and act, as in `justice.birth.registered`. */
  readonly type: string;
  readonly document: DocumentPointer;
  /** RFC 3339, UTC. */
  readonly occurredAt: string;
}

/** Announces an event to all who hear of such; see `event-queue.ts`. */
export type Announce = (event: AgencyEvent) => Promise<void>;

/** Makes an event; its id follows from what happened to which version, so that nothing is announced as two things. */
export function agencyEvent(
  type: string,
  document: DocumentPointer,
  occurredAt: Temporal.Instant,
): AgencyEvent {
  const { agency, kind, id, version, supersedes } = document;
  return {
    id: `evt_${sha256(JSON.stringify([type, agency, kind, id, version])).slice(0, 27)}`,
    type,
    document: { agency, kind, id, version, ...(supersedes !== undefined && { supersedes }) },
    occurredAt: occurredAt.toString({ fractionalSecondDigits: 3 }),
  };
}

const shapes = {
  id: /^evt_[\w-]{27}$/,
  type: /^[a-z]{2,20}(\.[a-z][a-z-]{0,39}){1,3}$/,
  agency: /^[a-z]{2,20}$/,
  kind: /^[A-Z][A-Z_]{1,39}$/,
  documentId: /^[\w-]{8,64}$/,
  occurredAt: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
} as const;

/** What came over the wire, if it is an event of just these members; undefined for anything that could hold more. */
export function readAgencyEvent(value: unknown): AgencyEvent | undefined {
  if (!isMembers(value, ['id', 'type', 'document', 'occurredAt'])) return undefined;
  const { id, type, occurredAt } = value;
  const document = readPointer(value.document);
  if (!document) return undefined;
  if (!matches(shapes.id, id) || !matches(shapes.type, type) || !matches(shapes.occurredAt, occurredAt))
    return undefined;
  return { id, type, document, occurredAt };
}

function readPointer(value: unknown): DocumentPointer | undefined {
  const names = ['agency', 'kind', 'id', 'version'] as const;
  if (isMembers(value, names)) return checkedPointer(value);
  if (!isMembers(value, [...names, 'supersedes'])) return undefined;
  const { supersedes, ...document } = value;
  if (!matches(shapes.documentId, supersedes)) return undefined;
  const pointer = checkedPointer(document);
  return pointer && { ...pointer, supersedes };
}

function checkedPointer({
  agency,
  kind,
  id,
  version,
}: Readonly<Record<'agency' | 'kind' | 'id' | 'version', unknown>>): DocumentPointer | undefined {
  if (!matches(shapes.agency, agency) || !matches(shapes.kind, kind)) return undefined;
  if (!matches(shapes.documentId, id) || !isVersion(version)) return undefined;
  return { agency, kind, id, version };
}

function matches(shape: RegExp, value: unknown): value is string {
  return typeof value === 'string' && shape.test(value);
}

function isVersion(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;
}

function isMembers<Name extends string>(
  value: unknown,
  names: readonly Name[],
): value is Record<Name, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length === names.length && names.every((name) => keys.includes(name));
}
