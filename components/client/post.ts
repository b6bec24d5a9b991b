import type { Audience, Body, ContributionKind, CordeeClient } from '../../src/index.js';

/** Where a text goes. */
export type Destination =
  | { readonly purpose: 'challenge' }
  | { readonly purpose: 'topic'; readonly step?: string | undefined }
  | {
      readonly purpose: 'contribution';
      readonly topic: string;
      readonly kind: ContributionKind;
      readonly replyTo?: string | undefined;
    }
  | {
      readonly purpose: 'answer';
      readonly step: string;
      readonly prompt: string;
      readonly answer?: string | undefined;
    };

/** Writes a text where it belongs; gives its id once it is stored on this device. */
export function post(
  client: CordeeClient,
  words: { readonly journey: string; readonly body: Body; readonly audience: Audience },
  destination: Destination,
): Promise<string> {
  switch (destination.purpose) {
    case 'challenge':
      return client.challenges.raise(words);
    case 'topic':
      return client.forum.open({ ...words, step: destination.step });
    case 'contribution':
      return client.forum.contribute({
        ...words,
        topic: destination.topic,
        kind: destination.kind,
        replyTo: destination.replyTo,
      });
    case 'answer':
      return client.journeys.answer({
        ...words,
        step: destination.step,
        prompt: destination.prompt,
        answer: destination.answer,
      });
  }
}
