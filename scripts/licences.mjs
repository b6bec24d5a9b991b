// What an embedder takes along: few packages, none with a script that runs on install, all under licences that ask for
// nothing but to be named. With --sbom FILE also writes the list as CycloneDX, for whoever must hand one in.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const allowed = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'MPL-2.0', 'PostgreSQL']);
/** Weak copyleft that reaches its own files only, so it is named here one by one. */
const named = new Map([['ical.js', 'MPL-2.0']]);
const mostPackages = 40;

const { dependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync('package.json', 'utf8'));
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));

/** Where a package that `from` asks for is in the lock file, the way Node looks for it. */
function placeOf(name, from) {
  for (let path = from; ; path = path.includes('/node_modules/') ? path.slice(0, path.lastIndexOf('/node_modules/')) : '') {
    const place = `${path ? `${path}/` : ''}node_modules/${name}`;
    if (packages[place]) return place;
    if (path === '') return undefined;
  }
}

/** All that is installed with these, each once. */
function reachedFrom(names) {
  const reached = new Set();
  const waiting = names.map((name) => [name, '']);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const place = placeOf(...next);
    if (place === undefined || reached.has(place)) continue;
    reached.add(place);
    for (const name of Object.keys(packages[place].dependencies ?? {})) waiting.push([name, place]);
  }
  return [...reached];
}

const faults = [];
const shipped = reachedFrom(Object.keys(dependencies));
const all = reachedFrom([...Object.keys(dependencies), ...Object.keys(peerDependencies)]);
if (shipped.length > mostPackages) faults.push(`${shipped.length} packages come with cordee; ${mostPackages} at most.`);
for (const place of all) {
  const { license, hasInstallScript, version } = packages[place];
  const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const manifest = `${place}/package.json`;
  const said = license ?? (existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).license : undefined);
  if (hasInstallScript) faults.push(`${name} ${version} runs a script when it is installed.`);
  if (typeof said !== 'string' || !allowed.has(said)) faults.push(`${name} ${version}: the licence "${said}" is not among those that were looked at.`);
  if (said === 'MPL-2.0' && named.get(name) !== said) faults.push(`${name} ${version} is under MPL-2.0: name it in scripts/licences.mjs if that is meant.`);
}

/** A component of CycloneDX 1.5. */
function componentOf(place) {
  const { version, license, integrity = '' } = packages[place];
  const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const content = Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
  return {
    type: 'library', name, version, purl: `pkg:npm/${name.replace('@', '%40')}@${version}`, 'bom-ref': `${name}@${version}`,
    scope: shipped.includes(place) ? 'required' : 'optional', licenses: [{ license: { id: license } }], hashes: [{ alg: 'SHA-512', content }],
  };
}

const sbomAt = process.argv.indexOf('--sbom');
if (sbomAt > 0) {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const bom = { bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, metadata: { component: { type: 'library', name, version } }, components: all.map(componentOf) };
  writeFileSync(process.argv[sbomAt + 1] ?? 'sbom.json', `${JSON.stringify(bom, null, 2)}\n`);
}

for (const fault of faults) console.error(fault);
if (faults.length === 0) console.log(`${shipped.length} packages come with cordee, ${all.length} with every optional one: no install script, licences known.`);
process.exitCode = faults.length > 0 ? 1 : 0;
