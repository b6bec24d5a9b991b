import { createContext } from '@lit/context';
import type { CordeeClient } from '../../src/index.js';

/** Whose Cordée the elements below a provider show. `undefined` until the provider has made it. */
export const clientContext = createContext<CordeeClient | undefined>(Symbol('cordee-client'));
