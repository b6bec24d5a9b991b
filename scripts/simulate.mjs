// Runs the simulation of devices, network and servers: see docs/simulation.md.
import { spawn } from 'node:child_process';
import { compile } from './compile.mjs';

const isTyped = await compile();
const child = spawn(process.execPath, ['build/test/simulation/command.js', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
child.once('close', (code) => {
  process.exitCode = code || (isTyped ? 0 : 1);
});
