import { chakra } from "@chakra-ui/react";
import { Search } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useNewest } from "../lib/useNewest.ts";
import { useThrottled } from "../lib/useThrottled.ts";

/** What is searched for among the records below, asked for while one types. */
export function SearchBox({
  text,
  onChange,
  inputRef,
  label,
}: {
  text: string;
  onChange: (text: string) => void;
  inputRef: RefObject<HTMLInputElement | null>;
  label: string;
}) {
  const [typed, setTyped] = useState(text);
  const asked = useThrottled(typed, 80);
  // What was asked for comes back as `text`, maybe when more is typed already; anything else comes from elsewhere.
  const sent = useRef([text]);
  const ask = useNewest(onChange);
  useEffect(() => {
    if (sent.current.at(-1) === asked) return;
    sent.current.push(asked);
    ask.current(asked);
  }, [asked, ask]);
  useEffect(() => {
    const at = sent.current.indexOf(text);
    sent.current = at < 0 ? [text] : sent.current.slice(at);
    if (at < 0) setTyped(text);
  }, [text]);
  return (
    <chakra.label
      display="flex"
      alignItems="center"
      gap="1.5"
      color="fg.subtle"
      minW="24"
      flex={{ base: "1 1 0", sm: "0 1 220px" }}
    >
      <Search size={14} aria-hidden style={{ flexShrink: 0 }} />
      <chakra.input
        ref={inputRef}
        type="search"
        aria-label={label}
        placeholder="Search"
        value={typed}
        w="full"
        minW="0"
        h="7"
        bg="transparent"
        color="fg"
        outline="none"
        fontSize={{ base: "16px", sm: "13px" }}
        _focusVisible={{ outline: "none" }}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            setTyped("");
            event.currentTarget.blur();
          }
        }}
      />
    </chakra.label>
  );
}
