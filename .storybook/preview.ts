import { type Preview, setCustomElementsManifest } from '@storybook/web-components-vite';
import manifest from '../custom-elements.json' with { type: 'json' };
import '../components/define.js';
import { loadLocale } from '../components/locales/index.js';
import { useClock } from '../components/controllers/clock-controller.js';
import { scenarioNow } from '../test/support/scenario-cordee.js';

setCustomElementsManifest(manifest);
useClock(() => scenarioNow);

const preview: Preview = {
  tags: ['autodocs'],
  loaders: [() => Promise.all([loadLocale('fr'), loadLocale('en')])],
  // A story that draws nothing must not pass for one that draws well.
  afterEach: ({ canvasElement }) => {
    const undefinedTags = [...canvasElement.querySelectorAll(':not(:defined)')].map(({ localName }) => localName);
    if (undefinedTags.length > 0) throw new Error(`Not defined: ${undefinedTags.join(', ')}`);
  },
  initialGlobals: { language: 'fr', theme: 'light' },
  globalTypes: {
    language: {
      description: 'Language of the elements',
      toolbar: {
        title: 'Language',
        icon: 'globe',
        items: [
          { value: 'fr', title: 'français' },
          { value: 'en', title: 'English' },
        ],
        dynamicTitle: true,
      },
    },
    theme: {
      description: 'Light or dark',
      toolbar: { title: 'Theme', icon: 'contrast', items: ['light', 'dark', 'auto'], dynamicTitle: true },
    },
  },
  parameters: {
    controls: { expanded: true },
    a11y: { test: 'error' },
    docs: { codePanel: true },
    layout: 'fullscreen',
  },
};

export default preview;
