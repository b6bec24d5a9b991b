// What an embedder takes along: few packages, none with a script that runs on install, all under licences that ask for
// nothing but to be named. With --sbom FILE also writes the list as CycloneDX, for whoever must hand one in.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const allowed = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'PostgreSQL']);
/** Weak copyleft that reaches its own files only, so it is named here one by one. */
const named = new Map([['ical.js', 'MPL-2.0']]);
const mostPackages = 40;

const nameAt = (place) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Where a package that `from` asks for is in the lock file, the way Node looks for it. */
function placeOf(packages, name, from) {
  for (
    let path = from;
    ;
    path = path.includes('/node_modules/') ? path.slice(0, path.lastIndexOf('/node_modules/')) : ''
  ) {
    const place = `${path ? `${path}/` : ''}node_modules/${name}`;
    if (packages[place]) return place;
    if (path === '') return undefined;
  }
}

/** All that is installed with these, each once, with what they take along if it is there; and the names that nothing is locked for. */
function reachedFrom(packages, names) {
  const reached = new Set();
  const missing = new Set();
  const waiting = names.map((name) => ({ name, from: '', isNeeded: true }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const place = placeOf(packages, next.name, next.from);
    if (place === undefined && next.isNeeded) missing.add(next.name);
    if (place === undefined || reached.has(place)) continue;
    reached.add(place);
    const {
      dependencies = {},
      optionalDependencies = {},
      peerDependencies = {},
      peerDependenciesMeta = {},
    } = packages[place];
    // An optional peer is the embedder's to bring, as ours are.
    const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
    for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers])
      waiting.push({ name, from: place, isNeeded: !(name in optionalDependencies) });
  }
  return { places: [...reached].toSorted(), missing: [...missing] };
}

/**
 * @param lock A lock file, parsed. Its first entry says what the package itself asks for.
 * @returns What comes with the package, all that may come with its optional parts, and what is wrong, in sentences.
 */
export function lookAt({ packages }) {
  const { dependencies = {}, peerDependencies = {} } = packages[''];
  const shipped = reachedFrom(packages, Object.keys(dependencies));
  const all = reachedFrom(packages, Object.keys({ ...dependencies, ...peerDependencies }));
  const faults = all.missing.map((name) => `${name} is not in the lock file: run npm install.`);
  if (shipped.places.length > mostPackages)
    faults.push(`${shipped.places.length} packages come with cordee; ${mostPackages} at most.`);
  for (const place of all.places) {
    const { license, hasInstallScript, version } = packages[place];
    const name = nameAt(place);
    if (hasInstallScript) faults.push(`${name} ${version} runs a script when it is installed.`);
    if (!allowed.has(license) && (license === undefined || named.get(name) !== license))
      faults.push(
        `${name} ${version}: the licence "${license}" is not among those that were looked at in scripts/licences.mjs.`,
      );
  }
  return { shipped: shipped.places, all: all.places, faults };
}

/** All of it as CycloneDX 1.5. */
export function billOf(lock) {
  const { shipped, all } = lookAt(lock);
  const { name, version } = lock.packages[''];
  const components = all.map((place) => {
    const { version: its, license, integrity = '' } = lock.packages[place];
    const called = nameAt(place);
    return {
      type: 'library',
      name: called,
      version: its,
      purl: `pkg:npm/${called.replace('@', '%40')}@${its}`,
      'bom-ref': `${called}@${its}`,
      scope: shipped.includes(place) ? 'required' : 'optional',
      licenses: [{ license: { id: license } }],
      hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex') }],
    };
  });
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'library', name, version } },
    components,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const { shipped, all, faults } = lookAt(lock);
  const sbomAt = process.argv.indexOf('--sbom');
  if (sbomAt > 0) writeFileSync(process.argv[sbomAt + 1] ?? 'sbom.json', `${JSON.stringify(billOf(lock), null, 2)}\n`);
  for (const fault of faults) console.error(fault);
  if (faults.length === 0)
    console.log(
      `${shipped.length} packages come with cordee, ${all.length} with every optional one: no install script, licences known.`,
    );
  process.exitCode = faults.length > 0 ? 1 : 0;
}
