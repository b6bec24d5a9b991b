// Node's EventEmitter, as far as PouchDB uses it: bundlers give a page none. Methods are enumerable, as in Node,
// because PouchDB copies them by their names.
function EventEmitter() {}
const listenersOf = (emitter, type) => (emitter.listenersByType ??= new Map()).get(type) ?? [];

EventEmitter.prototype.on = function on(type, listener) {
  this.emit('newListener', type, listener);
  const listeners = listenersOf(this, type);
  this.listenersByType.set(type, [...listeners, listener]);
  return this;
};
EventEmitter.prototype.addListener = EventEmitter.prototype.on;
EventEmitter.prototype.once = function once(type, listener) {
  const wrapped = (...args) => {
    this.removeListener(type, wrapped);
    listener.apply(this, args);
  };
  wrapped.listener = listener;
  return this.on(type, wrapped);
};
EventEmitter.prototype.removeListener = function removeListener(type, listener) {
  (this.listenersByType ??= new Map()).set(
    type,
    listenersOf(this, type).filter((one) => one !== listener && one.listener !== listener),
  );
  return this;
};
EventEmitter.prototype.off = EventEmitter.prototype.removeListener;
EventEmitter.prototype.removeAllListeners = function removeAllListeners(type) {
  if (type === undefined) this.listenersByType = new Map();
  else this.listenersByType?.delete(type);
  return this;
};
EventEmitter.prototype.emit = function emit(type, ...args) {
  const listeners = listenersOf(this, type);
  if (listeners.length === 0 && type === 'error') throw args[0];
  for (const listener of listeners) listener.apply(this, args);
  return listeners.length > 0;
};
EventEmitter.prototype.listeners = function listeners(type) {
  return listenersOf(this, type);
};
EventEmitter.prototype.listenerCount = function listenerCount(type) {
  return listenersOf(this, type).length;
};
EventEmitter.prototype.setMaxListeners = function setMaxListeners() {
  return this;
};
EventEmitter.listenerCount = (emitter, type) => listenersOf(emitter, type).length;

export default EventEmitter;
export { EventEmitter };
