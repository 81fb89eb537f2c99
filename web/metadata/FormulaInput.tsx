import { chakra } from "@chakra-ui/react";
import { useRef } from "react";
import { useQuery } from "urql";
import { isRecord } from "../auth/answers.ts";
import { formatNumber } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { useThrottled } from "../lib/useThrottled.ts";
import { Button, Field, Textarea } from "../ui/index.ts";
import { formulaPreviewDocument, type ModelObject } from "./queries.ts";

const usable = ["text", "long_text", "url", "enum", "number", "currency", "rating", "date", "date_time", "boolean"];
const kinds: Record<string, string> = { number: "A number", text: "A text", date: "A date", boolean: "Yes or no" };

/** What a field is calculated from, with what it would be for the newest records. */
export function FormulaInput({
  object,
  formula,
  onChange,
  error,
}: {
  object: ModelObject;
  formula: string;
  onChange: (formula: string) => void;
  error?: string;
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  const asked = useThrottled(formula, 400);
  const [preview] = useQuery({
    query: formulaPreviewDocument,
    variables: { object: object.name, formula: asked },
    pause: asked.trim() === "",
    requestPolicy: "network-only",
  });
  const found = asked === formula && !preview.fetching ? preview : undefined;
  const fault = error ?? found?.error?.graphQLErrors[0]?.message;
  const fields = present(object.fields).filter(
    ({ type, isActive, settings }) =>
      usable.includes(type) && isActive && !(isRecord(settings) && ("formula" in settings || "options" in settings)),
  );
  const insert = (label: string) => {
    const at = area.current?.selectionStart ?? formula.length;
    const word = `{${label}}`;
    onChange(formula.slice(0, at) + word + formula.slice(area.current?.selectionEnd ?? at));
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(at + word.length, at + word.length);
    });
  };
  return (
    <>
      <Field
        label="Formula"
        {...(formula.trim() && fault && { error: fault })}
        help={
          formula.trim() && found?.data?.formulaPreview
            ? describe(found.data.formulaPreview)
            : 'Such as {Quantity} * {Unit price}, or if({Paid}, "paid", "open")'
        }
      >
        <Textarea
          ref={area}
          required
          rows={3}
          maxLength={1000}
          spellCheck={false}
          fontFamily="mono"
          value={formula}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <chakra.div role="group" aria-label="Fields for the formula" display="flex" flexWrap="wrap" gap="1">
        {fields.map((field) => (
          <Button key={field.id} size="xs" onClick={() => insert(field.label)}>
            {field.label}
          </Button>
        ))}
      </chakra.div>
    </>
  );
}

function describe({ type, samples }: { type?: string | null; samples?: unknown }): string {
  const shown = (Array.isArray(samples) ? samples : []).filter(isRecord).map(({ title, value }) => {
    const said =
      typeof value === "number" ? formatNumber(value) : value === true ? "yes" : value === false ? "no" : value;
    return `${title}: ${said ?? "nothing"}`;
  });
  return [kinds[type ?? ""], ...shown].join(" · ");
}
