/** The secret of a link, behind its #, where no server and no log sees it; it does not stay in the address. */
export function secretOf(): string {
  const secret = location.hash.slice(1);
  if (secret) history.replaceState(null, "", location.pathname);
  return secret;
}
