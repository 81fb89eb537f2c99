import { chakra } from "@chakra-ui/react";
import { Check, Copy } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "./Button.tsx";

/** Something to take elsewhere: a link, a key, a secret. Pressing it selects all of it; the button copies it. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    input.current?.select();
    setIsCopied(await copyText(value));
  };
  return (
    <chakra.div display="flex" gap="2" w="full">
      <chakra.input
        ref={input}
        readOnly
        aria-label={label}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
        flex="1"
        minW="0"
        h="8"
        px="2.5"
        bg="bg.subtle"
        borderWidth="1px"
        borderRadius="control"
        fontFamily="mono"
        fontSize="12px"
        textOverflow="ellipsis"
      />
      <Button size="md" onClick={() => void copy()} aria-label={`Copy ${label.toLowerCase()}`}>
        {isCopied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        {isCopied ? "Copied" : "Copy"}
      </Button>
    </chakra.div>
  );
}

/** Puts a text into the clipboard; false where the browser does not let us. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without HTTPS there is no clipboard API; what is selected can still be copied.
    return document.execCommand("copy");
  }
}
