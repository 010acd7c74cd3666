import type { Subgraph } from '../supergraph/load-supergraph.ts';
import type { HttpAnswer, Poster } from './post-json.ts';

/** Headers that prove a body to a subgraph. */
export type ProofHeaders = Readonly<Record<string, string>>;

/** Proves bodies to one subgraph. */
export interface BodySigner<Body = string> {
  /** Makes the headers for a body that is about to be sent, such as a signature over it. */
  readonly sign: (body: Body) => ProofHeaders | Promise<ProofHeaders>;
  /** Is told of headers that the subgraph did not accept. @returns whether others are worth another try */
  readonly refused: (headers: ProofHeaders) => boolean;
}

/**
 * Posts a body with its proof, and once more with another one when the first is not accepted and the signer has another: what
 * changes something is proven by a signature, of which there is no other, so nothing is done twice.
 *
 * @param until moment of `performance.now()` by which the answer must be there
 * @throws SubgraphFault when nothing usable came back in time
 */
export function postSigned<Body extends string | Uint8Array>(
  poster: Pick<Poster, 'post'>,
  subgraph: Pick<Subgraph, 'name' | 'url'>,
  body: Body,
  { sign, refused }: BodySigner<Body>,
  until?: number,
): Promise<HttpAnswer> {
  const post = (headers: ProofHeaders) => poster.post(subgraph, headers, body, until);
  const prove = (headers: ProofHeaders) =>
    post(headers).then((answer) =>
      answer.status === 401 && refused(headers) ? Promise.resolve(sign(body)).then(post) : answer,
    );
  const proof = sign(body);
  // A proof that is there is not waited for: each wait costs a turn of the queue, for every fetch.
  return proof instanceof Promise ? proof.then(prove) : prove(proof);
}
