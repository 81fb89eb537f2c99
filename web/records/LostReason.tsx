import { chakra } from "@chakra-ui/react";
import { useState } from "react";
import { type Anchor, Button, Field, Floating, Textarea } from "../ui/index.ts";
import { useLosing } from "./losing.ts";

/** Asks it for whatever in the frame loses a deal. */
export function LostReasonAsked() {
  const losing = useLosing();
  if (!losing) return null;
  return (
    <LostReason
      anchor={losing.at}
      about={losing.about}
      onGive={losing.answer}
      onCancel={() => losing.answer(undefined)}
    />
  );
}

const common = ["Price", "Competitor", "No budget", "No answer", "Timing"];

/** Asks why a deal was lost, where it was dropped. */
function LostReason({
  anchor,
  about,
  onGive,
  onCancel,
}: {
  anchor: Anchor | null;
  /** Which deals. */
  about: string;
  onGive: (reason: string) => void;
  onCancel: () => void;
}) {
  const [reason, setReason] = useState("");
  return (
    <Floating anchor={anchor} onClose={onCancel} p="3" w="280px" role="dialog" aria-label="Why was it lost?">
      <chakra.p fontWeight="500" mb="2" overflowWrap="anywhere">
        {about}
      </chakra.p>
      <Field label="Why was it lost?">
        <Textarea
          autoFocus
          minH="14"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey && reason.trim()) {
              event.preventDefault();
              onGive(reason.trim());
            }
          }}
        />
      </Field>
      <chakra.div display="flex" flexWrap="wrap" gap="1" mt="2">
        {common.map((one) => (
          <Button key={one} size="xs" onClick={() => onGive(one)}>
            {one}
          </Button>
        ))}
      </chakra.div>
      <chakra.div display="flex" justifyContent="flex-end" gap="2" mt="3">
        <Button onClick={onCancel}>Cancel</Button>
        <Button variant="primary" disabled={!reason.trim()} onClick={() => onGive(reason.trim())}>
          Mark as lost
        </Button>
      </chakra.div>
    </Floating>
  );
}
