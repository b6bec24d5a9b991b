import type { Grammar } from '../grammar.js';
import type { InspectorMessages } from './en.js';

/** The French texts of the inspector. */
export const fr = ({ address, number, plural }: Grammar): InspectorMessages => ({
  inside: 'À l’intérieur de Cordée',
  insideIntro:
    'Des nombres, des codes et des identifiants de cet appareil. Les mots de personne ne sont montrés ni copiés ici.',
  copyReport: 'Copier le rapport',
  reportCopied: 'Copié. Les identifiants y sont abrégés ou hachés.',
  reportNotCopied:
    address === 'tu'
      ? 'Cette page ne peut pas copier. Sélectionne le rapport ci-dessous et copie-le.'
      : 'Cette page ne peut pas copier. Sélectionnez le rapport ci-dessous et copiez-le.',
  report: 'Rapport',
  trySync: 'Synchroniser',

  activity: (activity) =>
    ({
      starting: 'Première synchronisation',
      idle: 'Au repos',
      syncing: 'En synchronisation',
      retrying: 'En attente d’un nouvel essai',
      offline: 'Hors ligne',
      'needs-auth': 'En attente d’un jeton',
      stopped: 'Arrêté',
    })[activity] ?? activity,
  stalled: 'Bloqué depuis deux minutes',
  neverSynced: 'jamais synchronisé',
  synced: (ago) => `synchronisé ${ago}`,

  device: 'Appareil',
  versions: 'Versions',
  versionsAre: (version, protocol, schema) => `Cordée ${version}, protocole ${number(protocol)}, schéma ${schema}`,
  replica: 'Réplique',
  storage: 'Stockage',
  storageMode: (mode) =>
    ({
      persistent: 'Persistant',
      'best-effort': 'Au mieux\u00a0: le navigateur peut l’effacer',
      memory: 'En mémoire seulement\u00a0: perdu avec la page',
    })[mode] ?? mode,
  outdatedHere: 'Une version plus récente a pris la main\u00a0: page à recharger',
  clock: 'Horloge',
  clockIs: (era, aheadMs) =>
    `Ère ${number(era)}${aheadMs === undefined ? '' : `, serveur ${aheadMs < 0 ? '−' : '+'}${number(Math.abs(aheadMs))}\u00a0ms`}`,

  outbox: 'À envoyer',
  nothingWaits: 'Rien n’attend.',
  waits: (count) =>
    plural(count, { one: `${number(count)} changement attend`, other: `${number(count)} changements attendent` }),
  oldest: (ago) => `le plus ancien, ${ago}`,
  changeKind: (kind) => ({ set: 'écriture', delete: 'suppression', command: 'commande' })[kind] ?? kind,
  refusedChanges: 'Refusés',

  scopes: 'Périmètres',
  noScopes: 'Aucun périmètre n’est encore sur cet appareil.',
  scopeKind: (kind) => ({ journey: 'Parcours', template: 'Modèle' })[kind] ?? kind,
  records: (count) =>
    plural(count, { one: `${number(count)} enregistrement`, other: `${number(count)} enregistrements` }),
  spaces: (count) => plural(count, { one: `${number(count)} espace`, other: `${number(count)} espaces` }),
  revision: (revision) => `révision ${number(revision)}`,
  held: 'en mémoire',
  notHeld: 'sur le disque',
  resetting: 'en cours de relecture',
  mismatched: (ago) => `différent du serveur ${ago}`,
  cursor: 'Curseur',
  noCursor: 'aucun',

  errors: 'Dernières erreurs',
  noErrors: 'Aucune.',
  traces: 'Traces',
  noTraces: 'Rien ne s’est encore passé.',
  notTraced:
    address === 'tu'
      ? 'Aucune trace n’est gardée. Crée un journal, donne-le au client et à cet élément\u00a0:'
      : 'Aucune trace n’est gardée. Créez un journal, donnez-le au client et à cet élément\u00a0:',
  pauseTraces: 'Suspendre',
  goOnTraces: 'Reprendre',
  onlyErrors: 'Erreurs seulement',
  refusedCount: (count) => plural(count, { one: `${number(count)} refusé`, other: `${number(count)} refusés` }),
});
