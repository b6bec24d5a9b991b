const name = 'cordee-invitation=';

/** The address to give: the page of the one who invites, with the token behind `#`, where no server sees it. */
export function invitationLinkOf(page: string, token: string): string {
  const url = new URL(page);
  url.hash = name + token;
  return url.href;
}

/** The token in the address of a page; undefined when it was opened without an invitation. */
export function invitationTokenIn({ hash }: { readonly hash: string }): string | undefined {
  const at = hash.indexOf(name);
  return /^[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/.exec(at < 0 ? '' : hash.slice(at + name.length))?.[0];
}
