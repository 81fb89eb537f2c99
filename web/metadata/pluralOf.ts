/** What many of them are probably called in English; people write over it. */
export function pluralOf(singular: string): string {
  if (!singular) return "";
  if (/[^aeiou]y$/i.test(singular)) return `${singular.slice(0, -1)}ies`;
  if (/(s|x|z|ch|sh)$/i.test(singular)) return `${singular}es`;
  return `${singular}s`;
}
