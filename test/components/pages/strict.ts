import { defineAll } from '../../../components/define-all.js';
import { mountAll } from '../../../components/mount.js';
import { createScenarioCordee } from '../../support/scenario-cordee.js';

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  violations.push(`${violatedDirective} ${blockedURI}`),
);
defineAll();
mountAll();
const journey = document.querySelector('cordee-journey');
if (journey) journey.client = (await createScenarioCordee()).client;

Object.assign(globalThis, { violations, journey });
