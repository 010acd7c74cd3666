import { doubtIn } from '../../subgraphs/kit/http/doubt-in.ts';
import type { Reception } from './reception.ts';
import { refusal } from './refusal.ts';
import { writeAnswer } from './serve-posts.ts';
import type { Taker } from './take-early.ts';

/** Refuses what others on the way may read otherwise than we, and closes the connection. */
export function refuseDoubtful(reception: Reception): Taker {
  return (request, response) => {
    const reason = doubtIn(request);
    if (reason === undefined) return false;
    const { headers, method = '' } = request;
    const hubContext = reception.begin(headers, method);
    reception.follow(response, 'none', hubContext);
    const told = reception.refuse(refusal('BAD_REQUEST', reason), { headers, hubContext }, undefined);
    writeAnswer(response, told, hubContext, true);
    return true;
  };
}
