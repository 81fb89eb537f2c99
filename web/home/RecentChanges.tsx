import { Box, chakra } from "@chakra-ui/react";
import { Link } from "react-router";
import { formatAgo, formatDateTime, formatNumber } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { Avatar } from "../ui/index.ts";
import { recordPath, useMetadata } from "../workspace/metadata.ts";
import { foldChanges } from "./foldChanges.ts";
import { Nothing, Part } from "./Part.tsx";
import type { HomeData } from "./query.ts";

const Anchor = chakra(Link);
const verbs: Record<string, string> = { insert: "created", update: "changed", delete: "deleted" };

/** What has happened in the workspace, as far as I may see it. */
export function RecentChanges({ data }: { data: HomeData }) {
  const { object, member } = useMetadata();
  const groups = foldChanges(present(data.changes)).slice(0, 8);
  return (
    <Part title="Recent changes">
      {groups.length === 0 && <Nothing>Nothing has happened yet.</Nothing>}
      {groups.map((group) => {
        const of = object(group.object);
        const who = member(group.userId);
        const isGone = group.operation === "delete";
        const noun = (group.count === 1 ? of?.label : of?.labelPlural)?.toLowerCase() ?? group.object;
        return (
          <Box key={group.id} display="flex" alignItems="center" gap="2.5" minH="9" minW="0">
            <Avatar id={group.userId ?? group.source} name={who?.name ?? "Rowan"} size={20} />
            <chakra.span flex="1" minW="0" truncate color="fg.muted">
              <chakra.span color="fg">{who?.name ?? "Rowan"}</chakra.span> {verbs[group.operation] ?? "changed"}{" "}
              {group.count > 1 ? (
                `${formatNumber(group.count)} ${noun}`
              ) : (
                <>
                  {noun}{" "}
                  {of && !isGone ? (
                    <Anchor
                      to={recordPath(of, group.recordId)}
                      color="fg"
                      textDecoration="underline"
                      textDecorationColor="border.control"
                      textUnderlineOffset="2px"
                      _hover={{ textDecorationColor: "fg" }}
                    >
                      {group.title || "Untitled"}
                    </Anchor>
                  ) : (
                    <chakra.span color="fg">{group.title || "Untitled"}</chakra.span>
                  )}
                </>
              )}
            </chakra.span>
            <chakra.time
              dateTime={group.at}
              title={formatDateTime(group.at)}
              className="num"
              color="fg.subtle"
              fontSize="12px"
              flexShrink={0}
            >
              {formatAgo(group.at)}
            </chakra.time>
          </Box>
        );
      })}
    </Part>
  );
}
