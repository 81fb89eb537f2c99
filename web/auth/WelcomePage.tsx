import { Box, chakra } from "@chakra-ui/react";
import { FileUp, type LucideIcon, Sparkles, SquareDashed } from "lucide-react";
import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { useMutation } from "urql";
import { graphql } from "../graphql/index.ts";
import { refreshObjects } from "../records/refresh.ts";
import { Content, messageOf, Page } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";

const loadDocument = graphql(`mutation LoadSampleData { loadSampleData(input: {}) { result } }`);

/** Once, for whoever makes the workspace: with what it begins. */
export default function WelcomePage() {
  const { me, workspace, objects, manages, reload } = useMetadata();
  const navigate = useNavigate();
  const [{ fetching }, load] = useMutation(loadDocument);
  const [error, setError] = useState("");
  const start = objects[0]?.path ?? "/";
  useEffect(() => sessionStorage.removeItem("rowan.firstRun"), []);

  const sample = async () => {
    setError("");
    const result = await load({});
    if (result.error) return setError(messageOf(result.error));
    refreshObjects(...objects.map((object) => object.name));
    reload();
    navigate("/");
  };
  return (
    <Page title="Welcome">
      <Content pt={{ base: "6", lg: "16" }} maxW="640px">
        <chakra.h2 textStyle="title">
          Welcome to {workspace.name}, {me.name.split(" ")[0]}
        </chakra.h2>
        <chakra.p color="fg.muted" fontSize="14px" mt="1" mb="6">
          How would you like to begin?
        </chakra.p>
        <Box display="flex" flexDirection="column" gap="2">
          <Choice
            icon={Sparkles}
            title={fetching ? "Loading sample data…" : "Look around with sample data"}
            text="Companies, contacts, deals, tasks and notes to try things with."
            disabled={fetching}
            onClick={() => void sample()}
          />
          {manages("import") && (
            <Choice
              icon={FileUp}
              title="Import a CSV file"
              text="Bring your contacts, companies or deals from where they are now."
              onClick={() => navigate("/import")}
            />
          )}
          <Choice
            icon={SquareDashed}
            title="Start empty"
            text="Create your first contact yourself."
            onClick={() => navigate(start)}
          />
        </Box>
        {error && (
          <chakra.p role="alert" color="danger.fg" mt="3">
            {error}
          </chakra.p>
        )}
      </Content>
    </Page>
  );
}

function Choice({
  icon: Icon,
  title,
  text,
  onClick,
  disabled = false,
}: {
  icon: LucideIcon;
  title: string;
  text: string;
  onClick: () => void;
  disabled?: boolean;
}) {
  return (
    <chakra.button
      type="button"
      onClick={onClick}
      disabled={disabled}
      display="flex"
      alignItems="center"
      gap="4"
      p="4"
      textAlign="start"
      borderWidth="1px"
      borderRadius="panel"
      cursor="pointer"
      transition="background 0.1s, border-color 0.1s"
      _hover={{ bg: "bg.hover", borderColor: "border.control" }}
      _disabled={{ opacity: 0.6, cursor: "progress" }}
    >
      <chakra.span color="accent.fg">
        <Icon size={20} strokeWidth={1.5} aria-hidden />
      </chakra.span>
      <chakra.span>
        <chakra.span display="block" fontWeight="500" fontSize="14px">
          {title}
        </chakra.span>
        <chakra.span color="fg.muted">{text}</chakra.span>
      </chakra.span>
    </chakra.button>
  );
}
