/** Something that the person who typed `npm start` can mend. Its message is one sentence for them. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
}
