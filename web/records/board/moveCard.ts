import { isNewer, type Row } from "../row.ts";

/** A card on its way: where it is shown before the server has said so. */
export interface Move<Card> {
  card: Card;
  to: string;
  /** Before which card; last when there is none. */
  before: string | undefined;
}

/** A place in a column: a card that is there, or the index at which one will be loaded. */
export type Place<Card> = { card: Card } | { index: number };

/** The places of a column with the moves that are under way: what left is gone, what came stands before its neighbour. */
export function placesOf<Card extends { id: string }>({
  column,
  count,
  cardAt,
  columnOf,
  moves,
}: {
  column: string;
  count: number;
  cardAt: (index: number) => Card | undefined;
  /** Where a card belongs by the newest that is known of it. */
  columnOf: (card: Card) => string;
  moves: ReadonlyMap<string, Move<Card>>;
}): Place<Card>[] {
  const places: Place<Card>[] = [];
  for (let index = 0; index < count; index++) {
    const card = cardAt(index);
    if (!card) places.push({ index });
    else if (!moves.has(card.id) && columnOf(card) === column) places.push({ card });
  }
  for (const move of moves.values()) {
    if (move.to !== column) continue;
    const at =
      move.before === undefined ? -1 : places.findIndex((place) => "card" in place && place.card.id === move.before);
    if (at < 0) places.push({ card: move.card });
    else places.splice(at, 0, { card: move.card });
  }
  return places;
}

/**
 * The newest of what the columns have of each card. They are fetched one by one, so for a moment one may know where a card went and
 * another still have it.
 */
export function newestOf(cards: readonly Row[]): Map<string, Row> {
  const newest = new Map<string, Row>();
  for (const card of cards) {
    const known = newest.get(card.id);
    if (!known || isNewer(card, known)) newest.set(card.id, card);
  }
  return newest;
}

/** The same columns as before, with the cards that were still to be loaded then. */
export function withLoaded<Card extends { id: string }>(
  before: ReadonlyMap<string, readonly Place<Card>[]>,
  now: ReadonlyMap<string, readonly Place<Card>[]>,
): Map<string, readonly Place<Card>[]> {
  const known = new Set(
    [...before.values()].flatMap((places) => places.flatMap((one) => ("card" in one ? one.card.id : []))),
  );
  return new Map(
    [...before].map(([column, places]) => {
      const loaded = now.get(column) ?? [];
      const fill = (place: Place<Card>, index: number) => {
        const one = loaded[index];
        return "index" in place && one && "card" in one && !known.has(one.card.id) ? one : place;
      };
      return [column, places.some((place) => "index" in place) ? places.map(fill) : places];
    }),
  );
}

/** Positions for several cards between two neighbours, in their order. */
export function positionsBetween(before: number | undefined, after: number | undefined, count: number): number[] {
  const first = before ?? (after === undefined ? 0 : after - count - 1);
  const last = after ?? first + count + 1;
  return Array.from({ length: count }, (_, index) => first + ((last - first) * (index + 1)) / (count + 1));
}

/** A position between two neighbours; new cards come first, so a column begins at the smallest. */
export function positionBetween(before: number | undefined, after: number | undefined): number {
  if (before === undefined && after === undefined) return 0;
  if (before === undefined) return Number(after) - 1;
  if (after === undefined) return before + 1;
  return (before + after) / 2;
}
