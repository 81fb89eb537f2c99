import { Box } from "@chakra-ui/react";
import { useState } from "react";
import { Button } from "../ui/index.ts";
import { type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { type Asking, NameDialog } from "./NameDialog.tsx";
import { useViewMutations } from "./useViewMutations.ts";
import type { ViewState } from "./useViewState.ts";

/** Shown when what one sees is not what was saved. */
export function ViewSave({ object, view }: { object: ObjectMeta; view: ViewState }) {
  const { me, manages } = useMetadata();
  const mutations = useViewMutations();
  const [asking, setAsking] = useState<Asking>(null);
  if (!view.isChanged) return null;
  const current = view.view;
  const mayEdit = current && (current.userId === me.id || (current.isShared && manages("workspace")));
  return (
    <Box display="flex" gap="1" flexShrink={0}>
      <Button variant="ghost" onClick={view.reset}>
        Reset
      </Button>
      {mayEdit && (
        <Button
          variant="ghost"
          color="accent.fg"
          onClick={async () => {
            if (await mutations.update(current.id, view.toSave())) view.reset();
          }}
        >
          Save
        </Button>
      )}
      <Button
        variant="ghost"
        color="accent.fg"
        onClick={() =>
          setAsking({
            title: "Save as new view",
            name: "",
            run: async (name) => {
              const id = await mutations.create({ object: object.name, name, ...view.toSave() });
              if (id) view.setView(id);
            },
          })
        }
      >
        {mayEdit ? "Save as new" : "Save as view"}
      </Button>
      {asking && <NameDialog asking={asking} onClose={() => setAsking(null)} />}
    </Box>
  );
}
