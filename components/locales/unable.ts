/** What stands in the place of the widget on a page that keeps it from starting: there is no grammar yet to say it with. */
export const unable: Readonly<Record<'en' | 'fr', string>> = {
  en: 'Cordée cannot be shown here: a setting of this page prevents it. Whoever looks after the page can put it right.',
  fr: 'Cordée ne peut pas s’afficher ici\u00a0: un réglage de cette page l’en empêche. La personne qui s’occupe de la page peut y remédier.',
};
