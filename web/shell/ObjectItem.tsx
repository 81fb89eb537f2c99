import { Box, chakra } from "@chakra-ui/react";
import { ChevronDown, ChevronRight, SquareKanban, Table2 } from "lucide-react";
import { NavLink, useLocation } from "react-router";
import { isStrings, useStored } from "../lib/stored.ts";
import { IconButton, ObjectIcon } from "../ui/index.ts";
import { usePrefetch } from "../views/usePrefetch.ts";
import { type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { NavItem, navItem } from "./NavItem.tsx";

const Anchor = chakra(NavLink);

/** The records of an object, unfolding its views. */
export function ObjectItem({ object, isSmall }: { object: ObjectMeta; isSmall: boolean }) {
  const { views } = useMetadata();
  const prefetch = usePrefetch(object);
  const { search } = useLocation();
  const [open, setOpen] = useStored("sidebar.open", [], isStrings);
  const mine = views.filter((view) => view.object === object.name);
  const isOpen = open.includes(object.name) && mine.length > 0;
  if (isSmall)
    return <NavItem to={object.path} label={object.labelPlural} icon={<ObjectIcon name={object.icon} />} isSmall />;
  const active = new URLSearchParams(search).get("view");
  return (
    <>
      <Box position="relative" css={{ "&:hover > button, & > button:focus-visible": { opacity: 1 } }}>
        <NavItem to={object.path} label={object.labelPlural} icon={<ObjectIcon name={object.icon} />} isSmall={false} />
        {mine.length > 0 && (
          <IconButton
            size="xs"
            position="absolute"
            right="1"
            top="50%"
            transform="translateY(-50%)"
            opacity={isOpen ? 1 : { base: 1, lg: 0 }}
            label={`${isOpen ? "Hide" : "Show"} views of ${object.labelPlural}`}
            aria-expanded={isOpen}
            onClick={() => setOpen(isOpen ? open.filter((name) => name !== object.name) : [...open, object.name])}
          >
            {isOpen ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
          </IconButton>
        )}
      </Box>
      {isOpen &&
        mine.map((view) => (
          <Anchor
            key={view.id}
            css={navItem}
            ps="7"
            to={`${object.path}?view=${view.id}`}
            aria-current={active === view.id ? "page" : undefined}
            className={undefined}
            onPointerEnter={() => prefetch(view)}
          >
            {view.kind === "board" ? <SquareKanban size={14} aria-hidden /> : <Table2 size={14} aria-hidden />}
            <chakra.span truncate>{view.name}</chakra.span>
          </Anchor>
        ))}
    </>
  );
}
