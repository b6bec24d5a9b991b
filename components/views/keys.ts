/** Whether a key belongs to a letter that is being put together, in Korean or Japanese for instance. Safari says so by its number only. */
export const isComposing = ({ isComposing: isUnderWay, keyCode }: KeyboardEvent): boolean =>
  isUnderWay || keyCode === 229;

/** Ctrl or Command with Enter: what is written is to go. */
export const isSendKey = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean => key === 'Enter' && (ctrlKey || metaKey);

/** Escape, unless it only gives up a letter that is being put together. */
export const isLeaveKey = (event: KeyboardEvent): boolean => event.key === 'Escape' && !isComposing(event);
