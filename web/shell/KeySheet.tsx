import { chakra } from "@chakra-ui/react";
import { Dialog, Keys } from "../ui/index.ts";
import { useAllActions } from "./actions.ts";
import { closeKeySheet } from "./keySheetState.ts";

/** The sheet of all keys that work where one is. */
export default function KeySheet() {
  const actions = useAllActions().filter((action) => action.keys);
  const groups = [...new Set(actions.map((action) => action.group))];
  return (
    <Dialog open onClose={closeKeySheet} title="Keyboard shortcuts" width="lg">
      <chakra.div columnCount={{ base: 1, sm: 2 }} columnGap="8" pb="4">
        {groups.map((group) => (
          <chakra.section key={group} breakInside="avoid" mb="5">
            <chakra.h3 textStyle="label" color="fg.subtle" mb="1">
              {group}
            </chakra.h3>
            <chakra.ul listStyle="none">
              {actions
                .filter((action) => action.group === group)
                .map((action) => (
                  <chakra.li key={action.id} display="flex" justifyContent="space-between" py="1">
                    {action.label}
                    <Keys keys={action.keys ?? ""} />
                  </chakra.li>
                ))}
            </chakra.ul>
          </chakra.section>
        ))}
      </chakra.div>
    </Dialog>
  );
}
