/** What is seldom asked of a store, fetched together when it is. */
export { createKeptAnswers } from './kept-answers.js';
export { readScopeFacts, takeScope } from './scope-facts.js';
