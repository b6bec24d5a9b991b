import { CordeePersonal } from '../personal/personal.js';

/**
 * What is the reader’s own in a journey, under the name of before.
 * @deprecated Use `CordeePersonal` and `<cordee-personal>`, which are the same.
 * @tag cordee-mine
 * @csspart base - The whole.
 */
export class CordeeMine extends CordeePersonal {}
