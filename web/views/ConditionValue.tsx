import { chakra } from "@chakra-ui/react";
import { useState } from "react";
import { useQuery } from "urql";
import { decimalSign, formatDate, formatNumber } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { upperFirst } from "../records/document.ts";
import { parseNumber } from "../records/fields/number.ts";
import { useRecordSearch } from "../records/fields/useRecordSearch.ts";
import { titlesDocument } from "../records/titles.ts";
import { Avatar, DateInput, Dot, Floating, Input, opensByTyping, Picker, Select } from "../ui/index.ts";
import { type FieldMeta, useMetadata } from "../workspace/metadata.ts";
import { type Condition, operatorsOf, outcomes, periods } from "./filter.ts";

/** What a condition compares with: the control of its kind. */
export function ConditionValue({
  field,
  condition,
  onChange,
}: {
  field: FieldMeta;
  condition: Condition;
  onChange: (value: unknown) => void;
}) {
  const [open, setOpen] = useState<{ at: HTMLElement; text: string } | null>(null);
  const metadata = useMetadata();
  const target = field.targetObject ? metadata.object(field.targetObject) : undefined;
  const search = useRecordSearch(target);
  const text = useConditionText(field, condition);
  const takes = operatorsOf(field).find((one) => one.op === condition.op)?.takes;
  if (!takes || takes === "nothing") return null;
  if (takes === "number" || takes === "days")
    return <NumberValue value={condition.value} isWhole={takes === "days"} onChange={onChange} />;
  if (takes === "period")
    return (
      <Select
        size="sm"
        w="auto"
        flex="1 1 100px"
        aria-label="Value"
        value={String(condition.value ?? "")}
        onChange={(event) => onChange(event.target.value)}
      >
        {periods.map((one) => (
          <option key={one} value={one}>
            {upperFirst(one)}
          </option>
        ))}
      </Select>
    );
  if (takes === "dates") {
    const [from = "", to = ""] = Array.isArray(condition.value) ? condition.value.map(String) : [];
    return (
      <>
        <DateInput flex="1 1 100px" label="From" autoFocus value={from} onChange={(day) => onChange([day, to])} />
        <DateInput flex="1 1 100px" label="To" value={to} onChange={(day) => onChange([from, day])} />
      </>
    );
  }
  if (takes === "date")
    return (
      <DateInput flex="1 1 100px" label="Value" autoFocus value={String(condition.value ?? "")} onChange={onChange} />
    );
  if (takes === "text") {
    return (
      <Input
        size="sm"
        flex="1 1 100px"
        aria-label="Value"
        autoFocus
        value={String(condition.value ?? "")}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  const chosen = Array.isArray(condition.value) ? condition.value.map(String) : [];
  const options =
    takes === "options" || takes === "outcomes"
      ? (takes === "outcomes" ? outcomes : field.options).map((option) => ({
          value: option.value,
          label: option.label,
          mark: <Dot color={option.color} />,
        }))
      : [
          { value: "me", label: "Me", mark: <Avatar id={metadata.me.id} name={metadata.me.name} size={18} /> },
          ...metadata.members.map((member) => ({
            value: member.id,
            label: member.name,
            mark: <Avatar id={member.id} name={member.name} size={18} />,
          })),
        ];
  return (
    <>
      <chakra.button
        type="button"
        aria-label="Values"
        aria-haspopup="listbox"
        autoFocus
        flex="1 1 100px"
        minW="0"
        h="7"
        px="2"
        borderWidth="1px"
        borderColor="border.control"
        borderRadius="control"
        textAlign="start"
        truncate
        cursor="pointer"
        color={chosen.length ? "fg" : "fg.subtle"}
        onClick={(event) => setOpen({ at: event.currentTarget, text: "" })}
        onKeyDown={opensByTyping((at, typed) => setOpen({ at, text: typed }))}
      >
        {text || "Choose…"}
      </chakra.button>
      {open && (
        <Floating anchor={open.at} onClose={() => setOpen(null)}>
          <Picker
            label={field.label}
            initialText={open.text}
            {...(takes === "records" ? { search } : { options })}
            chosen={chosen}
            isMany
            onPick={({ value }) =>
              onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
            }
          />
        </Floating>
      )}
    </>
  );
}

/** A number as people write it; what is none is said, and asks for nothing meanwhile. */
function NumberValue({
  value,
  isWhole,
  onChange,
}: {
  value: unknown;
  isWhole: boolean;
  onChange: (value: string) => void;
}) {
  const [text, setText] = useState(() => String(value ?? "").replace(".", decimalSign()));
  const read = (typed: string) => {
    const number = parseNumber(typed.trim());
    return number !== undefined && isWhole && !/^\d+$/.test(number) ? undefined : number;
  };
  const isWrong = text.trim() !== "" && read(text) === undefined;
  return (
    <chakra.span display="flex" flexDirection="column" flex="1 1 100px" minW="0">
      <Input
        size="sm"
        aria-label="Value"
        autoFocus
        autoComplete="off"
        inputMode="decimal"
        aria-invalid={isWrong || undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onChange(read(event.target.value) ?? "");
        }}
      />
      {isWrong && (
        <chakra.span role="alert" color="danger.fg" fontSize="12px">
          {isWhole ? "This is not a whole number." : `This is not a number such as ${formatNumber(1500)}, 1.5k or 2m.`}
        </chakra.span>
      )}
    </chakra.span>
  );
}

/** The value of a condition in words. */
export function useConditionText(field: FieldMeta, condition: Condition): string {
  const metadata = useMetadata();
  const takes = operatorsOf(field).find((one) => one.op === condition.op)?.takes;
  const values = Array.isArray(condition.value) ? condition.value.map(String) : [];
  const [{ data }] = useQuery({
    query: titlesDocument,
    variables: { ids: values },
    pause: takes !== "records" || values.length === 0,
  });
  if (takes === "nothing") return "";
  if (takes === "period") return String(condition.value ?? "");
  if (takes === "dates") return values.map((one) => (one ? formatDate(one) : "…")).join(" and ");
  if (takes === "date") return condition.value ? formatDate(String(condition.value)) : "";
  if (takes === "number") return condition.value ? formatNumber(Number(condition.value)) : "";
  if (takes === "outcomes") return values.join(" or ");
  if (takes === "options")
    return values.map((one) => field.options.find((option) => option.value === one)?.label ?? one).join(", ");
  if (takes === "members")
    return values.map((one) => (one === "me" ? "Me" : (metadata.member(one)?.name ?? "somebody"))).join(", ");
  if (takes === "records")
    return values.map((one) => present(data?.records).find((record) => record.id === one)?.title ?? "…").join(", ");
  return String(condition.value ?? "");
}
