import { createContext } from '@lit/context';

/** The page that a link of an invitation opens, as the page that holds a journey or a provider says it; empty when it does not. */
export const linkPageContext = createContext<string>(Symbol('cordee-link-page'));
