/** Keeps the manifest to what is public, in a steady order, and pointing at the files that are published. */
const publicOnly = () => ({
  name: 'public-only',
  packageLinkPhase({ customElementsManifest: manifest }) {
    const published = (path) => path?.replace(/^\/?components\//, 'dist/components/').replace(/\.ts$/, '.js');
    manifest.modules = manifest.modules
      .filter((module) => module.declarations?.some((declaration) => declaration.tagName))
      .toSorted((a, b) => a.path.localeCompare(b.path));
    for (const module of manifest.modules) {
      module.path = published(module.path);
      for (const { declaration } of module.exports ?? [])
        if (declaration?.module) declaration.module = published(declaration.module);
      module.declarations = module.declarations.filter((declaration) => declaration.tagName);
      for (const declaration of module.declarations) {
        const isPublic = ({ name, static: isStatic, privacy }) =>
          !isStatic && !name.startsWith('#') && (privacy ?? 'public') === 'public' && !inner.has(name);
        declaration.members = declaration.members?.filter(
          (member) => isPublic(member) && (member.name !== 'client' || givesClient.has(declaration.tagName)),
        );
        // What is dispatched in the code is repeated in the class comment, with its name.
        declaration.events = declaration.events?.filter((event) => event.name?.startsWith('cordee-'));
        if (
          declaration.members?.some(({ name }) => name === 'locale') &&
          !declaration.events?.some(({ name }) => name === 'cordee-error')
        ) {
          declaration.events = [
            ...(declaration.events ?? []),
            {
              name: 'cordee-error',
              type: { text: 'CordeeErrorEvent' },
              description: 'Something could not be shown or written.',
            },
          ];
        }
        for (const part of [declaration.members, declaration.attributes, declaration.slots, declaration.events].flat())
          delete part?.inheritedFrom;
        delete declaration.superclass;
      }
    }
  },
});

/** What classes share with each other and not with pages. */
const inner = new Set([
  'messages',
  'source',
  'makesClient',
  'view',
  'show',
  'waitingView',
  'arriving',
  'connectedCallback',
  'disconnectedCallback',
  'failedView',
  'report',
  'attempt',
  'render',
  'updated',
  'willUpdate',
  'clock',
  'nameOf',
  'wordsText',
  'door',
  'timeView',
  'deliveryView',
  'avatarView',
  'words',
]);

const givesClient = new Set(['cordee-provider', 'cordee-journey']);

export default {
  globs: ['components/**/*.ts'],
  exclude: [
    'components/**/define.ts',
    'components/deprecated/define-*.ts',
    'components/**/*.styles.ts',
    'components/locales/**',
    'components/cdn.ts',
    'components/classic*.ts',
    'components/bundles/**',
  ],
  litelement: true,
  dependencies: false,
  packagejson: false,
  outdir: '.',
  plugins: [publicOnly()],
};
