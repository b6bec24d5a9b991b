import { Observable } from 'rxjs';
import type { Queries, QueryView } from '../../api/queries.js';
import { parseInput } from '../../model/value/parse.js';
import { type QueryName, journeyOfQuery, queries } from '../../protocol/queries.js';
import type { AnswerKey } from '../../store/store.js';
import { toJson } from '../../util/to-json.js';
import type { DomainContext } from '../support/domain-context.js';
import { type Line, type Question, createQuestion } from './question.js';

/** Questions to the server, each open while somebody watches it or waits for it. */
export function createQueries(domain: DomainContext, line: Line): Queries {
  const open = new Map<string, Question>();

  /** Opens a question, or one more time; `close` undoes it. */
  function openQuestion(name: QueryName, given: object): { readonly question: Question; readonly close: () => void } {
    const args = parseInput(queries[name].args, given, 'These are not the arguments of the question.');
    const key: AnswerKey = { journey: journeyOfQuery(args), name, args: toJson(args) };
    const id = `${name} ${key.args}`;
    const question = open.get(id) ?? createQuestion(domain, line, name, args, key);
    open.set(id, question);
    const release = question.hold();
    return {
      question,
      close() {
        if (release()) open.delete(id);
      },
    };
  }

  return {
    watch: (name, args) =>
      new Observable((subscriber) => {
        try {
          const { question, close } = openQuestion(name, args);
          subscriber.add(close);
          // The schema of the name has parsed them.
          subscriber.add((question.views$ as Observable<QueryView<never>>).subscribe(subscriber));
        } catch (error) {
          subscriber.error(error);
        }
      }),
    async ask(name, args) {
      const { question, close } = openQuestion(name, args);
      try {
        return (await question.ask()) as QueryView<never>;
      } finally {
        close();
      }
    },
  };
}
