import { chakra } from "@chakra-ui/react";
import { CircleCheck, House, Menu, Search } from "lucide-react";
import { NavLink } from "react-router";
import { ObjectIcon } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { openCommands } from "./commandState.ts";

const Item = chakra(NavLink);
const Press = chakra("button");
const look = {
  flex: "1",
  display: "flex",
  flexDirection: "column",
  alignItems: "center",
  justifyContent: "center",
  gap: "0.5",
  h: "14",
  fontSize: "11px",
  color: "fg.muted",
  "&[aria-current=page]": { color: "accent.fg" },
} as const;

/** The phone's navigation. */
export function BottomBar({ onMore }: { onMore: () => void }) {
  const { objects, can } = useMetadata();
  const first = objects.find(({ name }) => name === "deals" && can(name, "read")) ?? objects[0];
  return (
    <chakra.nav
      aria-label="Main"
      display="flex"
      borderTopWidth="1px"
      bg="canvas"
      pb="env(safe-area-inset-bottom)"
      flexShrink={0}
    >
      <Item css={look} to="/" end>
        <House size={20} strokeWidth={1.75} aria-hidden />
        Home
      </Item>
      <Item css={look} to="/my-tasks">
        <CircleCheck size={20} strokeWidth={1.75} aria-hidden />
        Tasks
      </Item>
      {first && (
        <Item css={look} to={first.path}>
          <ObjectIcon name={first.icon} size={20} />
          {first.labelPlural}
        </Item>
      )}
      <Press css={look} type="button" onClick={() => openCommands()}>
        <Search size={20} strokeWidth={1.75} aria-hidden />
        Search
      </Press>
      <Press css={look} type="button" onClick={onMore}>
        <Menu size={20} strokeWidth={1.75} aria-hidden />
        More
      </Press>
    </chakra.nav>
  );
}
