import { Box, chakra } from "@chakra-ui/react";
import { Mail, Phone } from "lucide-react";
import type { ObjectMeta } from "../workspace/metadata.ts";
import { list, type Row } from "./row.ts";

/** Calls or writes to whom the record is, by one tap. */
export function ReachLine({ object, row }: { object: ObjectMeta; row: Row }) {
  const ways = object.fields.flatMap((field) =>
    field.type === "phones" || field.type === "emails"
      ? list(row[field.apiName]).map((value) => ({ value, isPhone: field.type === "phones" }))
      : [],
  );
  if (ways.length === 0) return null;
  return (
    <Box display="flex" flexWrap="wrap" gap="2" mb="4">
      {ways.map(({ value, isPhone }) => (
        <chakra.a
          key={value}
          href={`${isPhone ? "tel" : "mailto"}:${value}`}
          display="inline-flex"
          alignItems="center"
          gap="2"
          h="9"
          px="3"
          minW="0"
          borderWidth="1px"
          borderColor="border.control"
          borderRadius="control"
          _hover={{ bg: "bg.hover" }}
        >
          {isPhone ? (
            <Phone size={14} role="img" aria-label="Call" />
          ) : (
            <Mail size={14} role="img" aria-label="Write to" />
          )}
          <chakra.span truncate>{value}</chakra.span>
        </chakra.a>
      ))}
    </Box>
  );
}
