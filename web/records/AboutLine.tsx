import { Box, chakra } from "@chakra-ui/react";
import { Plus, X } from "lucide-react";
import { useCallback, useState } from "react";
import { Link } from "react-router";
import { useClient } from "urql";
import { isRecord } from "../auth/answers.ts";
import { graphql } from "../graphql/index.ts";
import { present } from "../lib/present.ts";
import { useRecent } from "../shell/recent.ts";
import { Button, Floating, Picker, toast } from "../ui/index.ts";
import { type ObjectMeta, recordPath, useMetadata } from "../workspace/metadata.ts";
import { type Target, targetsIn, targetsOf } from "./about.ts";
import { aboutDocument } from "./document.ts";
import { RecordMark } from "./RecordMark.tsx";
import type { Row } from "./row.ts";
import { useLatest } from "./useLatest.ts";
import { useRecords } from "./useRecords.ts";

const findDocument = graphql(`
  query FindTargets($query: String!, $objects: [String]) { search(query: $query, objects: $objects, first: 20) { nodes { id object title } } }
`);

const Anchor = chakra(Link);

/** What a note or a task is about, each record with a way to it, and to others that it is about too. */
export function AboutLine({ object, row }: { object: ObjectMeta; row: Row }) {
  const metadata = useMetadata();
  const records = useRecords();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const search = useTargetSearch();
  const name = targetsOf(object);
  const query = name && aboutDocument(object);
  const [{ data }] = useLatest(object, { query: query ?? "{ __typename }", variables: { id: row.id }, pause: !query });
  const record = isRecord(data) ? data.record : undefined;
  if (!name || !isRecord(record)) return null;
  const targets = targetsIn(record[name]);
  const mayEdit = metadata.can(object.name, "update", row);
  const change = async (id: string, title: string, isAbout: boolean) => {
    setAnchor(null);
    if (isAbout && targets.some((one) => one.id === id)) return;
    const what = `This ${object.label.toLowerCase()} is`;
    try {
      await records.attach(
        object,
        row.id,
        id,
        isAbout,
        isAbout ? `${what} about ${title}` : `${what} not about ${title} any more`,
      );
    } catch (error) {
      toast.error(error);
    }
  };
  if (targets.length === 0 && !mayEdit) return null;
  return (
    <chakra.section aria-label="About" display="flex" flexWrap="wrap" alignItems="center" gap="1.5" mb="4" px="1">
      <chakra.span color="fg.subtle">About</chakra.span>
      {targets.map((target) => {
        const of = metadata.object(target.object);
        return (
          of && (
            <Box
              key={target.id}
              display="inline-flex"
              alignItems="center"
              h="7"
              minW="0"
              borderWidth="1px"
              borderRadius="control"
              _hover={{ bg: "bg.hover" }}
            >
              <Anchor
                to={recordPath(of, target.id)}
                display="inline-flex"
                alignItems="center"
                gap="1.5"
                h="full"
                minW="0"
                ps="1.5"
                pe={mayEdit ? "0.5" : "2"}
                borderRadius="control"
              >
                <RecordMark object={of} id={target.id} title={target.title} size={18} />
                <chakra.span truncate>{target.title}</chakra.span>
              </Anchor>
              {mayEdit && (
                <chakra.button
                  type="button"
                  aria-label={`Not about ${target.title}`}
                  display="inline-flex"
                  alignItems="center"
                  justifyContent="center"
                  boxSize="6"
                  flexShrink={0}
                  cursor="pointer"
                  color="fg.subtle"
                  borderRadius="control"
                  _hover={{ color: "fg" }}
                  onClick={() => void change(target.id, target.title, false)}
                >
                  <X size={12} aria-hidden />
                </chakra.button>
              )}
            </Box>
          )
        );
      })}
      {mayEdit && (
        <Button variant="ghost" aria-label="Add what it is about" onClick={(event) => setAnchor(event.currentTarget)}>
          <Plus size={14} aria-hidden />
          {targets.length === 0 && "Add a record"}
        </Button>
      )}
      {anchor && (
        <Floating anchor={anchor} onClose={() => setAnchor(null)}>
          <Picker
            label="What it is about"
            width="72"
            search={search}
            chosen={targets.map(({ id }) => id)}
            onPick={({ value, label }) => void change(value, label, true)}
          />
        </Floating>
      )}
    </chakra.section>
  );
}

/** Finds records of all objects that something can be about; those that one looked at last when nothing is typed. */
function useTargetSearch() {
  const client = useClient();
  const metadata = useMetadata();
  const [recent] = useRecent(metadata.me.id);
  return useCallback(
    async (text: string) => {
      const objects = metadata.objects.filter((one) => !targetsOf(one)).map(({ name }) => name);
      const found: readonly Target[] = text
        ? present((await client.query(findDocument, { query: text, objects }).toPromise()).data?.search)
        : recent.filter(({ object }) => objects.includes(object));
      return found.flatMap(({ id, object, title }) => {
        const of = metadata.object(object);
        const label = title || "Untitled";
        const mark = of && <RecordMark object={of} id={id} title={label} size={18} />;
        return of ? [{ value: id, label, hint: of.label, mark }] : [];
      });
    },
    [client, metadata, recent],
  );
}
