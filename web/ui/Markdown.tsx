import { chakra } from "@chakra-ui/react";
import { Suspense } from "react";
import { late } from "../lib/late.tsx";

const Rendered = late(() => import("./MarkdownRendered.tsx"));

/** Markdown as people read it. Raw HTML in it stays text. */
export function Markdown({ text }: { text: string }) {
  return (
    <chakra.div
      css={{
        overflowWrap: "anywhere",
        "& > * + *": { marginTop: "8px" },
        "& ul, & ol": { paddingInlineStart: "20px" },
        "& ul": { listStyle: "disc" },
        "& ol": { listStyle: "decimal" },
        "& a": { color: "accent.fg", textDecoration: "underline" },
        "& code": { fontFamily: "mono", fontSize: "12px", bg: "bg.hover", borderRadius: "control", px: "1" },
        "& pre": { bg: "bg.hover", borderRadius: "control", p: "2", overflow: "auto" },
        "& blockquote": { borderInlineStartWidth: "2px", paddingInlineStart: "10px", color: "fg.muted" },
        "& h1, & h2, & h3": { fontWeight: 500 },
        "& h1": { fontSize: "16px" },
        "& h2": { fontSize: "14px" },
        "& table": { borderCollapse: "collapse" },
        "& td, & th": { borderWidth: "1px", px: "2", py: "1", textAlign: "start" },
      }}
    >
      <Suspense fallback={<chakra.p whiteSpace="pre-wrap">{text}</chakra.p>}>
        <Rendered text={text} />
      </Suspense>
    </chakra.div>
  );
}
