const name = 'cordee-invitation=';

/** The address to give: the page of the one who invites, with the token behind `#`, where no server sees it. */
export function invitationLinkOf(page: string, token: string): string {
  const url = new URL(page);
  url.hash = name + token;
  return url.href;
}

/** Where the token is in an address. Some programs write `#` and `=` as `%23` and `%3D`, and it ends up before them. */
export const invitationInAddress = /(?:[#&]|%23)cordee-invitation(?:=|%3D)([\w-]{43})(?![\w-])/i;

/** The token in the address of a page; undefined when it was opened without an invitation. */
export function invitationTokenIn({
  hash,
  href = hash,
}: {
  readonly hash: string;
  readonly href?: string;
}): string | undefined {
  const [, token] = invitationInAddress.exec(href) ?? [];
  return token;
}
