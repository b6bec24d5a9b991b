import './define.js';

export { CordeeInspector } from './inspector.js';
export { createTraceLog, type TraceLog } from './trace-log.js';
export { addInspectorLocale, type InspectorLocale, type InspectorMessages } from '../locales/inspector/index.js';
