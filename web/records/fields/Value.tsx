import { chakra } from "@chakra-ui/react";
import { Check, Star } from "lucide-react";
import type { MouseEvent } from "react";
import { Link } from "react-router";
import { formatNumber, today } from "../../lib/formats.ts";
import { Avatar, Dot, Tag } from "../../ui/index.ts";
import { type FieldMeta, type ObjectMeta, recordPath, useMetadata } from "../../workspace/metadata.ts";
import { targetsIn } from "../about.ts";
import { RecordMark } from "../RecordMark.tsx";
import { linksIn, list, type Row, text, titleOf } from "../row.ts";
import { NextTaskValue } from "./NextTaskValue.tsx";
import { relationTitle, textOf } from "./text.ts";

const stay = (event: MouseEvent) => event.stopPropagation();

/** A value to look at. Empty is empty. */
export function Value({ field, row, isLink = true }: { field: FieldMeta; row: Row; isLink?: boolean }) {
  const metadata = useMetadata();
  const value = row[field.apiName];
  if (field.type === "task") return <NextTaskValue id={row.id} />;
  if (value === null || value === undefined || value === "") return null;
  switch (field.type) {
    case "boolean":
      return value ? <Check size={14} aria-label="Yes" /> : null;
    case "enum": {
      const option = field.options.find((one) => one.value === value);
      return (
        <Tag color={option?.color}>
          {field.settings.options === "stages" && <Dot color={option?.color} size={6} />}
          {option?.label ?? text(value)}
        </Tag>
      );
    }
    case "multi_enum":
      return (
        <span className="tags">
          {list(value).map((one) => {
            const option = field.options.find((known) => known.value === one);
            return (
              <Tag key={one} color={option?.color}>
                {option?.label ?? one}
              </Tag>
            );
          })}
        </span>
      );
    case "member": {
      const member = metadata.member(text(value));
      if (!member) return null;
      return (
        <span className="chip">
          <Avatar id={member.id} name={member.name} size={18} />
          <span className="cut">{member.name}</span>
        </span>
      );
    }
    case "relation": {
      const title = relationTitle(field, row, metadata);
      const target = field.targetObject ? metadata.object(field.targetObject) : undefined;
      if (!title || !target) return null;
      return <RecordLink object={target} id={text(value)} title={title} isLink={isLink} />;
    }
    case "many_to_many": {
      const target = field.targetObject ? metadata.object(field.targetObject) : undefined;
      const { nodes, totalCount } = linksIn(value);
      if (!target || nodes.length === 0) return null;
      return (
        <span className="chips">
          {nodes.map((one) => (
            <RecordLink key={one.id} object={target} id={one.id} title={titleOf(target, one)} isLink={isLink} />
          ))}
          {totalCount > nodes.length && (
            <chakra.span color="fg.subtle">+{formatNumber(totalCount - nodes.length)}</chakra.span>
          )}
        </span>
      );
    }
    case "about":
      return (
        <span className="chips">
          {targetsIn(value).map(({ id, object, title }) => {
            const of = metadata.object(object);
            return of && <RecordLink key={id} object={of} id={id} title={title} isLink={isLink} />;
          })}
        </span>
      );
    case "emails":
    case "phones": {
      const [first, ...more] = list(value);
      if (!first) return null;
      return (
        <span className="chip">
          <a
            className="cut"
            href={`${field.type === "emails" ? "mailto" : "tel"}:${first}`}
            onClick={stay}
            tabIndex={-1}
          >
            {first}
          </a>
          {more.length > 0 && <chakra.span color="fg.subtle">+{more.length}</chakra.span>}
        </span>
      );
    }
    case "url": {
      const address = text(value);
      const href = /^https?:\/\//i.test(address) ? address : `https://${address}`;
      return (
        <chakra.a
          className="cut"
          href={href}
          target="_blank"
          rel="noreferrer"
          onClick={stay}
          tabIndex={-1}
          color="accent.fg"
          _hover={{ textDecoration: "underline", textUnderlineOffset: "2px" }}
        >
          {address.replace(/^https?:\/\/(www\.)?/i, "")}
        </chakra.a>
      );
    }
    case "rating":
      return (
        <chakra.span display="inline-flex" color="hue.amber.dot" role="img" aria-label={`${text(value)} stars`}>
          {Array.from({ length: Math.min(10, Number(value)) }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: stars are all alike
            <Star key={index} size={14} fill="currentColor" />
          ))}
        </chakra.span>
      );
    case "number":
    case "currency":
      return <span className="cut num">{textOf(value, field, row, metadata)}</span>;
    case "date": {
      const isLate =
        field.apiName === "expectedCloseDate" &&
        metadata.stage(text(row.stageId))?.outcome === "open" &&
        text(value) < today();
      return (
        <chakra.span className="cut num" color={isLate ? "danger.fg" : undefined}>
          {textOf(value, field, row, metadata)}
          {isLate && <chakra.span srOnly> late</chakra.span>}
        </chakra.span>
      );
    }
    default:
      return <span className="cut">{textOf(value, field, row, metadata)}</span>;
  }
}

function RecordLink({ object, id, title, isLink }: { object: ObjectMeta; id: string; title: string; isLink: boolean }) {
  const chip = (
    <>
      <RecordMark object={object} id={id} title={title} size={18} />
      <span className="cut">{title}</span>
    </>
  );
  return isLink ? (
    <Link className="chip" to={recordPath(object, id)} onClick={stay} tabIndex={-1}>
      {chip}
    </Link>
  ) : (
    <span className="chip">{chip}</span>
  );
}

/** What names a record: its mark and its title. */
export function RecordChip({ object, row, size = 20 }: { object: ObjectMeta; row: Row; size?: number }) {
  const title = titleOf(object, row);
  return (
    <span className="chip">
      <RecordMark object={object} id={row.id} title={title} size={size} />
      <span className="cut">{title}</span>
    </span>
  );
}
