import { chakra } from "@chakra-ui/react";
import { Eye, EyeOff, ListTree, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { present } from "../lib/present.ts";
import { useMutate } from "../lib/useMutate.ts";
import { SettingsPage } from "../settings/SettingsPage.tsx";
import { Button, EmptyState, ErrorState, LoadingRows, Menu, Notice, ObjectIcon, Section, toast } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { DeleteObject } from "./DeleteObject.tsx";
import { FieldDialog } from "./FieldDialog.tsx";
import { FieldList } from "./FieldList.tsx";
import { ObjectDialog } from "./ObjectDialog.tsx";
import { type ModelObject, updateObjectDocument } from "./queries.ts";
import { useDataModel } from "./useDataModel.ts";

const back = { to: "/settings/objects", label: "Data model" };

/** One object: its fields, and what leads to it. */
export default function ObjectPage() {
  const { name } = useParams();
  const { objects, types, error, reload } = useDataModel();
  const metadata = useMetadata();
  const navigate = useNavigate();
  const mutate = useMutate();
  const [open, setOpen] = useState<"edit" | "field" | "delete" | null>(null);
  const object = objects?.find((one) => one.name === name);
  if (error && !objects) return <ErrorState error={error} onRetry={reload} />;
  if (!objects) return <LoadingRows />;
  if (!object)
    return (
      <SettingsPage title="Data model" back={back}>
        <EmptyState icon={ListTree} title="There is no such object">
          Somebody may have deleted it.
        </EmptyState>
      </SettingsPage>
    );
  const shown = metadata.object(object.name);
  const use = async (isActive: boolean) => {
    try {
      await mutate(updateObjectDocument, { object: object.name, isActive });
      reload();
    } catch (thrown) {
      toast.error(thrown);
    }
  };
  const close = () => setOpen(null);

  return (
    <SettingsPage
      back={back}
      title={
        <chakra.span display="inline-flex" alignItems="center" gap="2">
          <chakra.span color={`hue.${object.color}.dot`} display="flex">
            <ObjectIcon name={object.icon} size={20} />
          </chakra.span>
          {object.labelPlural}
        </chakra.span>
      }
      description={object.description}
      actions={
        <>
          <Button onClick={() => setOpen("edit")}>
            <Pencil size={14} aria-hidden />
            Edit
          </Button>
          <Menu
            placement="bottom-end"
            trigger={<Button aria-label={`More about ${object.labelPlural}`}>⋯</Button>}
            items={[
              ...(shown ? [{ label: "Show the records", icon: Eye, onSelect: () => navigate(shown.path) }] : []),
              object.isActive
                ? { label: "Take out of use", icon: EyeOff, onSelect: () => void use(false) }
                : { label: "Use again", icon: Eye, onSelect: () => void use(true) },
              ...(object.isCustom
                ? [
                    "separator" as const,
                    { label: "Delete…", icon: Trash2, danger: true, onSelect: () => setOpen("delete") },
                  ]
                : []),
            ]}
          />
        </>
      }
    >
      {!object.isActive && (
        <Notice action={<Button onClick={() => void use(true)}>Use again</Button>}>
          Not in use: hidden from navigation and search, and kept with all its records.
        </Notice>
      )}
      <Section
        title="Fields"
        description="Drag them into the order in which records show them."
        actions={
          <Button variant="primary" onClick={() => setOpen("field")}>
            <Plus size={14} aria-hidden />
            New field
          </Button>
        }
      >
        <FieldList object={object} objects={objects} types={types} onChanged={reload} />
      </Section>
      <Inverses object={object} objects={objects} />
      <chakra.p color="fg.subtle" fontSize="12px">
        In SQL app_{object.isCustom ? "custom" : "public"}.{object.name} · in GraphQL {object.apiNamePlural} · in REST
        /rest/{object.restName}
      </chakra.p>
      {open === "edit" && <ObjectDialog object={object} onClose={close} onDone={reload} />}
      {open === "field" && (
        <FieldDialog object={object} objects={objects} types={types} onClose={close} onDone={reload} />
      )}
      {open === "delete" && (
        <DeleteObject
          object={object}
          onClose={close}
          onDone={() => {
            navigate("/settings/objects");
            reload();
          }}
        />
      )}
    </SettingsPage>
  );
}

/** The relations of other objects that lead here. */
function Inverses({ object, objects }: { object: ModelObject; objects: readonly ModelObject[] }) {
  const leading = objects.flatMap((from) =>
    present(from.fields).flatMap((field) => (field.targetObject === object.name ? [{ from, field }] : [])),
  );
  if (leading.length === 0) return null;
  return (
    <Section title="What leads here" description="Relations that other records have to these.">
      <chakra.ul listStyleType="none" display="flex" flexDirection="column" gap="1.5">
        {leading.map(({ from, field }) => (
          <li key={field.id}>
            <chakra.span fontWeight="450">{field.inverseLabel}</chakra.span>
            <chakra.span color="fg.muted">
              {" "}
              by “{field.label}” of{" "}
              <Link to={`/settings/objects/${from.name}`}>
                <chakra.span textDecoration="underline" textUnderlineOffset="2px">
                  {from.labelPlural}
                </chakra.span>
              </Link>
            </chakra.span>
          </li>
        ))}
      </chakra.ul>
    </Section>
  );
}
