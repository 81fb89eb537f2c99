import { Box, chakra } from "@chakra-ui/react";
import { X } from "lucide-react";
import { useState } from "react";
import { NavLink } from "react-router";
import { useMutation } from "urql";
import { graphql } from "../graphql/index.ts";
import { IconButton, ObjectIcon, Tooltip, toast } from "../ui/index.ts";
import { recordPath, useMetadata } from "../workspace/metadata.ts";
import { Heading, navItem } from "./NavItem.tsx";

const moveDocument = graphql(`
  mutation MoveFavorite($id: UUID!, $position: BigFloat!) { updateFavorite(input: { id: $id, patch: { position: $position } }) { favorite { id position } } }
`);
const removeDocument = graphql(`
  mutation RemoveFavorite($id: UUID!) { deleteFavorite(input: { id: $id }) { favorite { id } } }
`);

const Anchor = chakra(NavLink);

/** Records and views kept at hand, in an order of one's own. */
export function Favorites({ isSmall }: { isSmall: boolean }) {
  const { favorites, object, reload } = useMetadata();
  const [, move] = useMutation(moveDocument);
  const [, remove] = useMutation(removeDocument);
  const [dragged, setDragged] = useState<string | null>(null);
  const entries = favorites.flatMap((favorite) => {
    const of = object(favorite.record?.object ?? favorite.view?.object ?? "");
    if (!of) return [];
    return favorite.record
      ? [{ favorite, of, label: favorite.record.title || "Untitled", to: recordPath(of, favorite.record.id) }]
      : [{ favorite, of, label: favorite.view?.name ?? "", to: `${of.path}?view=${favorite.viewId}` }];
  });
  if (entries.length === 0) return null;

  const drop = async (onto: number) => {
    const from = entries.findIndex((entry) => entry.favorite.id === dragged);
    setDragged(null);
    if (from < 0 || from === onto) return;
    const others = entries.filter((_, index) => index !== from);
    const before = others[onto - 1]?.favorite.position;
    const after = others[onto]?.favorite.position;
    const position =
      before === undefined
        ? Number(after) - 1
        : after === undefined
          ? Number(before) + 1
          : (Number(before) + Number(after)) / 2;
    const id = entries[from]?.favorite.id;
    if (!id) return;
    const { error } = await move({ id, position: String(position) });
    if (error) toast.error(error);
    reload();
  };

  return (
    <>
      {isSmall ? <chakra.hr my="2" /> : <Heading>Favourites</Heading>}
      {entries.map(({ favorite, of, label, to }, index) => (
        <Box
          key={favorite.id}
          position="relative"
          draggable
          onDragStart={() => setDragged(favorite.id)}
          onDragOver={(event) => dragged && event.preventDefault()}
          onDrop={() => void drop(index)}
          css={{ "&:hover > button, & > button:focus-visible": { opacity: 1 } }}
        >
          <Tooltip label={label} side="right" disabled={!isSmall}>
            <Anchor css={navItem} to={to} draggable={false} aria-label={isSmall ? label : undefined}>
              <ObjectIcon name={of.icon} />
              {!isSmall && (
                <chakra.span flex="1" truncate>
                  {label}
                </chakra.span>
              )}
            </Anchor>
          </Tooltip>
          {!isSmall && (
            <IconButton
              size="xs"
              position="absolute"
              right="1"
              top="50%"
              transform="translateY(-50%)"
              opacity={{ base: 1, lg: 0 }}
              label={`Remove ${label} from favourites`}
              onClick={async () => {
                const { error } = await remove({ id: favorite.id });
                if (error) toast.error(error);
                reload();
              }}
            >
              <X size={12} />
            </IconButton>
          )}
        </Box>
      ))}
    </>
  );
}
