import { commandRules } from '../../../server/rules/commands.js';
import { effectOf } from '../../../src/protocol/command-effects.js';
import { type Command, isCommandName, parseCommand } from '../../../src/protocol/commands.js';
import type { PlantedDefect } from './planted-defect.js';

export const commandDefects: readonly PlantedDefect[] = [
  {
    name: 'an effect shows what the server does not do',
    make: () => ({
      effectOf: (scope, command, who, when) =>
        effectOf(scope, command, who, when).map((effect) =>
          effect.kind === 'set' && effect.type === 'member'
            ? { ...effect, fields: { ...effect.fields, state: 'ended' } }
            : effect,
        ),
    }),
  },
  {
    name: 'a command is handled without its permission',
    make: () => ({ commands: { ...commandRules, demandPermitted: async () => undefined } }),
  },
  {
    name: 'the arguments of a command are not parsed',
    make: () => ({
      commands: {
        ...commandRules,
        parse: (name, args) =>
          isCommandName(name) ? { command: { name, args } as Command, why: '' } : parseCommand(name, args),
      },
    }),
  },
];
