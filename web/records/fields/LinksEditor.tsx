import { useCallback, useEffect, useState } from "react";
import { type Client, useClient } from "urql";
import { isRecord } from "../../auth/answers.ts";
import { Floating, Picker, type PickerOption, toast } from "../../ui/index.ts";
import { type FieldMeta, type ObjectMeta, useMetadata } from "../../workspace/metadata.ts";
import { linksDocument } from "../document.ts";
import { RecordError } from "../RecordError.ts";
import { RecordMark } from "../RecordMark.tsx";
import { linksIn, type Row, titleInput, titleOf } from "../row.ts";
import { useRecords } from "../useRecords.ts";
import { type InnerProps, isAside, type Move, pickerKeys } from "./editing.ts";
import { useRecordSearch } from "./useRecordSearch.ts";

/** Chooses the records that a field of several leads to: each pick adds or removes one, and leaving saves them all at once; Escape none. */
export default function LinksEditor(props: InnerProps) {
  const { field, object, row, anchor, initialText, onCommit, onCancel } = props;
  const metadata = useMetadata();
  const records = useRecords();
  const client = useClient();
  const target = field.targetObject ? metadata.object(field.targetObject) : undefined;
  const find = useRecordSearch(target);
  const [before, setBefore] = useState<readonly Row[] | null>(null);
  const [links] = useState(() => Promise.withResolvers<readonly Row[]>());
  const [chosen, setChosen] = useState<readonly Row[]>([]);
  const [made, setMade] = useState<readonly Row[]>([]);
  // What is saved takes the place of all that was there: all of it is read first, however little of it is shown.
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when editing begins
  useEffect(() => {
    if (!target) return onCancel();
    let isOver = false;
    readLinks(client, object, field, target, row.id).then(
      (read) => {
        if (isOver) return;
        setBefore(read);
        setChosen(read);
        links.resolve(read);
      },
      (error: unknown) => {
        toast.error(error);
        onCancel();
      },
    );
    return () => {
      isOver = true;
    };
  }, []);
  // What is linked already stands first, so that it can be taken away. One may type until it is known.
  const search = useCallback(
    async (typed: string): Promise<readonly PickerOption[]> => {
      if (!target) return [];
      const [found, read] = await Promise.all([find(typed), links.promise]);
      const linked = typed ? [] : [...made, ...read].map((one) => ({ value: one.id, label: titleOf(target, one) }));
      return [...linked, ...found.filter(({ value }) => !linked.some((one) => one.value === value))].map((option) => ({
        ...option,
        mark: <RecordMark object={target} id={option.value} title={option.label} size={18} />,
      }));
    },
    [find, links, made, target],
  );
  if (!target) return null;

  const finish = (move: Move, nodes = chosen) => {
    const isSame = before?.length === nodes.length && before.every((one) => nodes.some(({ id }) => id === one.id));
    onCommit(before && !isSame ? { [field.apiName]: { totalCount: nodes.length, nodes } } : {}, move);
  };
  return (
    <Floating
      anchor={anchor}
      onClose={() => finish("stay")}
      cover
      matchWidth
      onKeyDown={pickerKeys({ onCancel, onCommit: (_none, move) => finish(move) })}
    >
      <Picker
        // What was made is not offered to be made again.
        key={made.length}
        label={field.label}
        initialText={made.length > 0 ? "" : initialText}
        search={search}
        chosen={chosen.map(({ id }) => id)}
        isMany
        onPick={({ value, label }, move) => {
          const others = chosen.filter(({ id }) => id !== value);
          const withIt = [...others, { id: value, [target.title.apiName]: label }];
          if (isAside(move)) finish(move, withIt);
          else setChosen(others.length < chosen.length ? others : withIt);
        }}
        {...(before &&
          metadata.can(target.name, "create") && {
            onCreate: (name: string) =>
              void records.create(target, titleInput(target, name), { quiet: true }).then(
                (record) => {
                  setMade((now) => [...now, record]);
                  setChosen((now) => [...now, record]);
                },
                (error: unknown) => toast.error(error),
              ),
          })}
      />
    </Floating>
  );
}

async function readLinks(
  client: Client,
  object: ObjectMeta,
  field: FieldMeta,
  target: ObjectMeta,
  id: string,
): Promise<readonly Row[]> {
  const query = linksDocument(object, field, target.title.apiName);
  const links: Row[] = [];
  for (;;) {
    const { data, error } = await client
      .query<unknown>(query, { id, offset: links.length }, { requestPolicy: "network-only" })
      .toPromise();
    if (error) throw new RecordError(error);
    const record = isRecord(data) ? data.record : undefined;
    const { nodes, totalCount } = linksIn(isRecord(record) ? record.links : undefined);
    links.push(...nodes);
    if (nodes.length === 0 || links.length >= totalCount) return links;
  }
}
