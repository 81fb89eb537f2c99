import { Box, chakra } from "@chakra-ui/react";
import { Fragment, useId } from "react";
import { Checkbox, ObjectIcon } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { isEverything, operations, pairsOf, patternsOf } from "./events.ts";

/** Everything, or chosen events by object: a grid of boxes. */
export function EventsPicker({
  events,
  onChange,
  error,
}: {
  events: readonly string[];
  onChange: (events: string[]) => void;
  error?: string;
}) {
  const { objects } = useMetadata();
  const id = useId();
  const everything = isEverything(events);
  const pairs = pairsOf(events);
  const known = new Set(["*", ...objects.map((object) => object.singular)]);
  const rows = [
    { name: "*", label: "Any object", icon: undefined },
    ...objects.map(({ singular, label, icon }) => ({ name: singular, label, icon })),
    // Of an object that is not in use (any more).
    ...[...new Set([...pairs].map((pair) => pair.split(".")[0] ?? ""))]
      .filter((name) => !known.has(name))
      .map((name) => ({ name, label: name, icon: "box" })),
  ];
  const toggle = (pair: string, isOn: boolean) => {
    const next = new Set(pairs);
    if (isOn) next.add(pair);
    else next.delete(pair);
    onChange(patternsOf(next));
  };
  return (
    <chakra.fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <chakra.legend textStyle="label" color="fg.muted" mb="1.5">
        Events
      </chakra.legend>
      <Box display="flex" gap="5" mb="2">
        {[
          { label: "Everything", isOn: everything, next: ["*"] },
          { label: "Only these", isOn: !everything, next: [] },
        ].map(({ label, isOn, next }) => (
          <chakra.label key={label} display="inline-flex" alignItems="center" gap="2" cursor="pointer">
            <input type="radio" name={id} checked={isOn} onChange={() => onChange(next)} />
            {label}
          </chakra.label>
        ))}
      </Box>
      {!everything && (
        <Box
          display="grid"
          gridTemplateColumns="minmax(0, 1fr) repeat(3, 64px)"
          alignItems="center"
          maxH="264px"
          overflow="auto"
          borderWidth="1px"
          borderRadius="panel"
        >
          {["Object", "Created", "Updated", "Deleted"].map((label, column) => (
            <chakra.span
              key={label}
              position="sticky"
              top="0"
              zIndex="1"
              bg="bg.panel"
              display="flex"
              alignItems="center"
              justifyContent={column === 0 ? "flex-start" : "center"}
              px={column === 0 ? "3" : "0"}
              h="8"
              textStyle="label"
              color="fg.subtle"
              borderBottomWidth="1px"
            >
              {label}
            </chakra.span>
          ))}
          {rows.map(({ name, label, icon }) => (
            <Fragment key={name}>
              <chakra.span display="flex" alignItems="center" gap="2" px="3" h="8" minW="0">
                {icon ? <ObjectIcon name={icon} size={14} /> : <chakra.span w="14px" aria-hidden />}
                <chakra.span truncate>{label}</chakra.span>
              </chakra.span>
              {operations.map((operation) => {
                const isImplied = name !== "*" && pairs.has(`*.${operation}`);
                return (
                  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the box; the label is what a finger hits
                  <chakra.label key={operation} display="grid" placeItems="center" h="8" cursor="pointer">
                    <Checkbox
                      aria-label={`${label} ${operation}`}
                      checked={isImplied || pairs.has(`${name}.${operation}`)}
                      disabled={isImplied}
                      onChange={(event) => toggle(`${name}.${operation}`, event.target.checked)}
                    />
                  </chakra.label>
                );
              })}
            </Fragment>
          ))}
        </Box>
      )}
      {error && (
        <chakra.p id={`${id}-error`} role="alert" color="danger.fg" fontSize="12px" mt="1.5">
          {error}
        </chakra.p>
      )}
    </chakra.fieldset>
  );
}
