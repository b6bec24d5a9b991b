import type { LocalizedText } from '../../src/model/value/localized-text.js';

/** What the intranet says around Cordée. Valmonte makes and mends lifts. */
export const words = {
  tagline: { en: 'Lifts since 1924', fr: 'Ascenseurs depuis 1924' },
  home: { en: 'Home', fr: 'Accueil' },
  main: { en: 'Main', fr: 'Navigation principale' },
  search: { en: 'People, plans, parts', fr: 'Personnes, plans, pièces' },
  skip: { en: 'Skip to content', fr: 'Aller au contenu' },
  changePerson: { en: 'Change person', fr: 'Changer de personne' },
  hello: { en: 'Good to see you,', fr: 'Bonjour' },
  inService: { en: 'of our lifts are running this morning', fr: 'de nos ascenseurs roulent ce matin' },
  journey: { en: 'Accompaniment', fr: 'Accompagnement' },
  journeyNote: {
    en: 'This space belongs to the person accompanied. Valmonte does not read it.',
    fr: 'Cet espace appartient à la personne accompagnée. Valmonte ne le lit pas.',
  },
  news: { en: 'News', fr: 'Actualités' },
  calendar: { en: 'Calendar', fr: 'Agenda' },
  canteen: { en: 'Canteen', fr: 'Cantine' },
  canteenVegetarian: { en: 'Vegetarian', fr: 'Végétarien' },
  shortcuts: { en: 'Every day', fr: 'Au quotidien' },
  guestSpace: { en: 'Guest space', fr: 'Espace invités' },
  guestWelcome: {
    en: 'You accompany somebody at Valmonte. Thank you: this door opens on their journey, and on nothing else of the company.',
    fr: 'Vous accompagnez quelqu’un chez Valmonte. Merci : cette porte ouvre sur son parcours, et sur rien d’autre de l’entreprise.',
  },
  guestHelp: { en: 'A question? The front desk in Paris answers:', fr: 'Une question ? L’accueil de Paris répond :' },
  people: { en: 'Who are you today?', fr: 'Qui êtes-vous aujourd’hui ?' },
  peopleIntro: {
    en: 'Valmonte is an invented company. Choose a person to see its intranet as they see it, with Cordée in the page. Open two people in two private windows to see words travel.',
    fr: 'Valmonte est une entreprise inventée. Choisissez une personne pour voir l’intranet comme elle le voit, avec Cordée dans la page. Ouvrez deux personnes dans deux fenêtres privées pour voir les mots voyager.',
  },
  onTheRope: { en: 'On the rope', fr: 'Dans la cordée' },
  atTheCompany: { en: 'At the company', fr: 'Dans l’entreprise' },
  invented: {
    en: 'Demonstration: invented people, invented company.',
    fr: 'Démonstration : personnes et entreprise inventées.',
  },
  otherLanguage: { en: 'Français', fr: 'English' },
} satisfies Record<string, LocalizedText>;

export const navigation: readonly LocalizedText[] = [
  { en: 'Home', fr: 'Accueil' },
  { en: 'Sites', fr: 'Sites' },
  { en: 'Workshops', fr: 'Ateliers' },
  { en: 'Safety', fr: 'Sécurité' },
  { en: 'Directory', fr: 'Annuaire' },
];

export const shortcuts: readonly LocalizedText[] = [
  { en: 'Ask for leave', fr: 'Poser un congé' },
  { en: 'Expenses', fr: 'Notes de frais' },
  { en: 'Report a lift out of order', fr: 'Signaler un appareil à l’arrêt' },
  { en: 'Order a part', fr: 'Commander une pièce' },
];

export interface NewsItem {
  readonly place: string;
  readonly daysAgo: number;
  readonly title: LocalizedText;
  readonly text: LocalizedText;
}

/** The first is the one with the picture. */
export const news: readonly NewsItem[] = [
  {
    place: 'València',
    daysAgo: 1,
    title: {
      en: 'Repair first: 41 winches back in service in October',
      fr: 'Réparer d’abord : 41 treuils remis en service en octobre',
    },
    text: {
      en: 'The València workshop mends what we would have replaced. How a bench, two retired fitters and a shelf of labelled springs won over three sites.',
      fr: 'L’atelier de València remet en marche ce que nous aurions remplacé. Comment un établi, deux retraités et une étagère de ressorts étiquetés ont gagné les trois sites.',
    },
  },
  {
    place: 'Paris',
    daysAgo: 3,
    title: {
      en: 'Three nights, twelve people, one counterweight of 1974',
      fr: 'Trois nuits, douze personnes, un contrepoids de 1974',
    },
    text: { en: 'The Gare du Nord lift runs again.', fr: 'L’ascenseur de la gare du Nord roule à nouveau.' },
  },
  {
    place: 'Montréal',
    daysAgo: 4,
    title: { en: 'An hour in a lobby at eight in the morning', fr: 'Une heure dans un hall, à huit heures du matin' },
    text: {
      en: 'What the planning team heard, one hour closer to customers.',
      fr: 'Ce que l’équipe planification a entendu, une heure plus près des clients.',
    },
  },
  {
    place: 'Valmonte',
    daysAgo: 6,
    title: { en: 'Nine people joined us this month', fr: 'Neuf personnes nous ont rejoints ce mois-ci' },
    text: { en: 'Say hello on your landing.', fr: 'Dites bonjour sur votre palier.' },
  },
];

export interface CompanyEvent {
  /** Counted from the Monday of this week, as the events of the journey are. */
  readonly fromMonday: number;
  readonly place: string;
  readonly title: LocalizedText;
}

export const events: readonly CompanyEvent[] = [
  { fromMonday: 7, place: 'València', title: { en: 'Brake test, open to all', fr: 'Essai de freins ouvert à tous' } },
  {
    fromMonday: 8,
    place: 'Paris',
    title: { en: 'Management training, two days', fr: 'Formation au management, deux jours' },
  },
  {
    fromMonday: 17,
    place: 'Montréal',
    title: { en: 'Winter pantry, building B', fr: 'Garde-manger d’hiver, bâtiment B' },
  },
];

/** Monday to Friday. */
export const canteen: readonly { readonly main: LocalizedText; readonly vegetarian: LocalizedText }[] = [
  {
    main: { en: 'Cod, leeks, brown butter', fr: 'Cabillaud, poireaux, beurre noisette' },
    vegetarian: { en: 'Split-pea soup, rye bread', fr: 'Soupe de pois cassés, pain de seigle' },
  },
  {
    main: { en: 'Oven rice with chickpeas and sausage', fr: 'Riz au four, pois chiches et saucisse' },
    vegetarian: { en: 'Squash gnocchi, sage', fr: 'Gnocchis de courge, sauge' },
  },
  {
    main: { en: 'Chicken pie, winter salad', fr: 'Tourte au poulet, salade d’hiver' },
    vegetarian: { en: 'Lentil curry, basmati rice', fr: 'Curry de lentilles, riz basmati' },
  },
  {
    main: { en: 'Beef stew, celeriac purée', fr: 'Bœuf mijoté, purée de céleri' },
    vegetarian: { en: 'Mushroom tart, walnuts', fr: 'Tarte aux champignons, noix' },
  },
  {
    main: { en: 'Mussels, chips', fr: 'Moules, frites' },
    vegetarian: { en: 'Aubergine gratin', fr: 'Gratin d’aubergines' },
  },
];
