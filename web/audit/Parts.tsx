import { Box } from "@chakra-ui/react";
import { Fragment, type ReactNode, useReducer, useState } from "react";
import { Button } from "../ui/index.ts";
import { type StepPart, useStep } from "./step.ts";

type Filter = Record<string, unknown>;

/** After which change a list goes on. */
export interface Mark {
  id: string;
  transactionId: string;
}

/** A part of a list of changes, and what can be done with the list. */
export interface Part {
  after: Mark | undefined;
  isFirst: boolean;
  /** Shows what is older than this part; of the last part alone. */
  onOlder: ((mark: Mark) => void) | undefined;
  /** Nothing of this part is worth showing: the one after it comes in its place. */
  onSkip: (mark: Mark) => void;
  /** Asks for all parts again. */
  onRenew: () => void;
  /** Begins again with the newest. */
  onReset: () => void;
}

/** More that were changed together are told by their number, and it is asked whether one means to take them back. */
export const few = 20;

/** A list of changes, newest first, a part at a time. */
export function Parts({ children }: { children: (part: Part) => ReactNode }) {
  const [marks, setMarks] = useState<readonly (Mark | undefined)[]>([undefined]);
  const [version, renew] = useReducer((count: number) => count + 1, 0);
  return (
    <Box display="flex" flexDirection="column" gap="3">
      {marks.map((after, n) => (
        <Fragment key={`${version} ${after?.id ?? ""}`}>
          {children({
            after,
            isFirst: n === 0,
            onOlder: n === marks.length - 1 ? (mark) => setMarks([...marks, mark]) : undefined,
            onSkip: (mark) => setMarks(marks.with(n, mark)),
            onRenew: renew,
            onReset() {
              setMarks([undefined]);
              renew();
            },
          })}
        </Fragment>
      ))}
    </Box>
  );
}

/** The changes after a mark. What one transaction did to many records is met once, and passed over from there on. */
export function filterAfter(filter: Filter, after: Mark | undefined): Filter {
  return after ? { ...filter, id: { lessThan: after.id }, transactionId: { notEqualTo: after.transactionId } } : filter;
}

/** Where a part ends, if there are older changes, and all that the transaction there did. */
export function useEnd<Change extends Mark>(
  changes: readonly Change[],
  { filter, atOnce }: { filter: Filter; atOnce: number },
): { last: Change | undefined; step: StepPart[] | undefined } {
  const last = changes.length === atOnce ? changes.at(-1) : undefined;
  const step = useStep(last && { ...filter, transactionId: { equalTo: last.transactionId } });
  return { last, step };
}

export function ShowOlder({ last, onOlder }: { last: Mark | undefined; onOlder: Part["onOlder"] }) {
  if (!last || !onOlder) return null;
  return (
    <Button variant="ghost" alignSelf="flex-start" onClick={() => onOlder(last)}>
      Show older
    </Button>
  );
}
