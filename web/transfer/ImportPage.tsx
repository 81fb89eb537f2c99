import { Box, chakra } from "@chakra-ui/react";
import { Check } from "lucide-react";
import { useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useQuery } from "urql";
import { usePolling } from "../lib/usePolling.ts";
import { Content, EmptyState, ErrorState, LoadingRows, Page } from "../ui/index.ts";
import { CheckStep } from "./CheckStep.tsx";
import { DoneStep } from "./DoneStep.tsx";
import { FileStep } from "./FileStep.tsx";
import { MatchStep } from "./MatchStep.tsx";
import { type Import, importDocument, isBusy, readImport } from "./queries.ts";

const steps = ["File", "Match", "Check", "Done"] as const;

/** Files in, in four steps. Which one it is follows from the import itself, so that coming back goes on where one was. */
export default function ImportPage() {
  const { id } = useParams();
  const [params] = useSearchParams();
  if (id) return <Steps key={id} id={id} />;
  return (
    <Frame at={0} title="Import a file">
      <FileStep object={params.get("object") ?? undefined} />
    </Frame>
  );
}

function Steps({ id }: { id: string }) {
  const navigate = useNavigate();
  const [isMatching, setIsMatching] = useState(false);
  const [{ data, error }, ask] = useQuery({
    query: importDocument,
    variables: { id },
    requestPolicy: "cache-and-network",
  });
  const reload = () => ask({ requestPolicy: "network-only" });
  const one = data?.import ? readImport(data.import) : undefined;
  usePolling(() => one && isBusy(one.status) && reload(), 600);
  if (!one) {
    return (
      <Frame at={1} title="Import">
        {error ? (
          <ErrorState error={error} onRetry={reload} />
        ) : data ? (
          <EmptyState title="There is no such import" />
        ) : (
          <LoadingRows />
        )}
      </Frame>
    );
  }
  const at = stepOf(one, isMatching);
  const again = (object: string) => navigate(`/import?object=${object}`);
  return (
    <Frame at={at} title={one.fileName}>
      {at === 1 && <MatchStep one={one} onChecking={() => setIsMatching(false)} onChanged={reload} />}
      {at === 2 && <CheckStep one={one} onBack={() => setIsMatching(true)} onChanged={reload} />}
      {at === 3 && (
        <DoneStep one={one} onBack={() => setIsMatching(true)} onAgain={() => again(one.object)} onChanged={reload} />
      )}
    </Frame>
  );
}

function stepOf({ status, rowCount }: Import, isMatching: boolean): number {
  if (["running", "done", "undoing", "undone"].includes(status)) return 3;
  if (status === "cancelled" || status === "failed") return isMatching && rowCount > 0 ? 1 : 3;
  return status === "ready" || isMatching ? 1 : 2;
}

function Frame({ at, title, children }: { at: number; title: string; children: React.ReactNode }) {
  return (
    <Page title={title}>
      <Content maxW="920px" py={{ base: "4", lg: "6" }}>
        <chakra.ol
          display="flex"
          alignItems="center"
          gap="2"
          mb="6"
          aria-label="Steps"
          color="fg.subtle"
          fontSize="12px"
        >
          {steps.map((step, n) => (
            <chakra.li
              key={step}
              display="flex"
              alignItems="center"
              gap="2"
              flex={n < 3 ? "1" : "none"}
              aria-current={n === at ? "step" : undefined}
            >
              <Box
                display="inline-flex"
                alignItems="center"
                justifyContent="center"
                boxSize="5"
                flexShrink={0}
                borderRadius="full"
                borderWidth="1px"
                borderColor={n === at ? "accent" : "border.control"}
                bg={n < at ? "bg.hover" : n === at ? "accent" : "transparent"}
                color={n === at ? "accent.contrast" : "fg.muted"}
                className="num"
              >
                {n < at ? <Check size={12} aria-label="done" /> : n + 1}
              </Box>
              <chakra.span color={n === at ? "fg" : "fg.muted"} fontWeight={n === at ? "500" : "400"}>
                {step}
              </chakra.span>
              {n < 3 && <Box flex="1" h="1px" bg="border" minW="2" />}
            </chakra.li>
          ))}
        </chakra.ol>
        {children}
      </Content>
    </Page>
  );
}
