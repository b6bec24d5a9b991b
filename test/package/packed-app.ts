import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../e2e/support.js';

interface Manifest {
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** An application that has installed the packed file, and nothing but what the package says that it needs. */
export interface PackedApp {
  readonly folder: string;
  /** Every documented door, the stars spelled out: what stands after the package's name, and the file behind it. */
  readonly doors: ReadonlyMap<string, string>;
  /** Packages that only a server installs. */
  readonly peers: readonly string[];
  /** Writes a module of the application's own. */
  write(name: string, code: string): string;
}

/** Packs the package as `npm publish` would, unpacks it into an empty application, and puts its dependencies beside it. */
export function installPacked(folder: string): PackedApp {
  const [{ filename } = { filename: '' }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: projectRoot,
      encoding: 'utf8',
    }),
  ) as readonly { readonly filename: string }[];
  const installed = join(folder, 'node_modules/cordee');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', installed]);
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Manifest;
  const peers = Object.keys(manifest.peerDependencies);
  for (const name of [...Object.keys(manifest.dependencies), ...peers]) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(projectRoot, 'node_modules', name), link);
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  return {
    folder,
    doors: new Map(Object.entries(manifest.exports).flatMap(([door, target]) => expanded(installed, door, target))),
    peers,
    write(name, code) {
      const file = join(folder, 'entries', name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, code);
      return file;
    },
  };
}

/** Every star of a target takes the same text. */
function expanded(installed: string, door: string, target: string): [string, string][] {
  if (!target.includes('*')) return [[door.slice(1), target]];
  const folder = target.slice(0, target.indexOf('*'));
  return readdirSync(join(installed, folder))
    .map((name) => name.replace(/\.js$/, ''))
    .filter(
      (name, index, all) => all.indexOf(name) === index && existsSync(join(installed, target.replaceAll('*', name))),
    )
    .map((name) => [door.replace('*', name).slice(1), target.replaceAll('*', name)]);
}
