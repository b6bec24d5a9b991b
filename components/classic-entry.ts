import { loadClassic } from './classic.js';

// The address is only known while the script runs.
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : '';
Object.assign(globalThis, { Cordee: loadClassic(script) });
