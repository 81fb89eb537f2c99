import { chakra } from "@chakra-ui/react";
import { Link } from "react-router";
import { RecordMark } from "../records/RecordMark.tsx";
import { useRecent } from "../shell/recent.ts";
import { recordPath, useMetadata } from "../workspace/metadata.ts";
import { Nothing, Part } from "./Part.tsx";

const Line = chakra(Link);

/** The records that I looked at last. */
export function RecentRecords() {
  const { me, object } = useMetadata();
  const [recent] = useRecent(me.id);
  const shown = recent.slice(0, 6).flatMap((record) => {
    const of = object(record.object);
    return of ? [{ ...record, of }] : [];
  });
  return (
    <Part title="Recently viewed">
      {shown.length === 0 && <Nothing>Records that you open are kept at hand here.</Nothing>}
      {shown.map(({ id, title, of }) => (
        <Line
          key={id}
          to={recordPath(of, id)}
          display="flex"
          alignItems="center"
          gap="2.5"
          h="9"
          mx="-2"
          px="2"
          borderRadius="control"
          _hover={{ bg: "bg.hover" }}
        >
          <RecordMark object={of} id={id} title={title || "?"} />
          <chakra.span truncate flex="1">
            {title || "Untitled"}
          </chakra.span>
          <chakra.span color="fg.subtle" fontSize="12px">
            {of.label}
          </chakra.span>
        </Line>
      ))}
    </Part>
  );
}
