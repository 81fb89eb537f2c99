import { chakra } from "@chakra-ui/react";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { SettingsPage } from "../settings/SettingsPage.tsx";
import { Button, ErrorState, LoadingRows, ObjectIcon, Row, Rows, Tag } from "../ui/index.ts";
import { ObjectDialog } from "./ObjectDialog.tsx";
import { useDataModel } from "./useDataModel.ts";

/** What there are records of. */
export default function ObjectsPage() {
  const { objects, error, reload } = useDataModel();
  const [isAdding, setIsAdding] = useState(false);
  const navigate = useNavigate();
  return (
    <SettingsPage
      title="Data model"
      description="What you keep records of, and the fields that those have. A new object is there for everybody within seconds: in lists, boards, search, history and the API."
      actions={
        <Button variant="primary" onClick={() => setIsAdding(true)}>
          <Plus size={14} aria-hidden />
          New object
        </Button>
      }
    >
      {error && !objects ? (
        <ErrorState error={error} onRetry={reload} />
      ) : !objects ? (
        <LoadingRows />
      ) : (
        <Rows role="list" aria-label="Objects">
          {objects.map((object) => (
            <Row
              key={object.id}
              to={`/settings/objects/${object.name}`}
              mark={
                <chakra.span color={`hue.${object.color}.dot`} display="flex">
                  <ObjectIcon name={object.icon} />
                </chakra.span>
              }
              title={
                <>
                  {object.labelPlural}
                  {object.isCustom && <Tag color="blue">Custom</Tag>}
                  {!object.isActive && <Tag color="gray">Not in use</Tag>}
                </>
              }
              detail={object.description || `${object.apiNamePlural} in the API`}
            >
              <chakra.span color="fg.muted" fontSize="12px">
                {object.fields.nodes.length} fields
              </chakra.span>
            </Row>
          ))}
        </Rows>
      )}
      {isAdding && (
        <ObjectDialog
          onClose={() => setIsAdding(false)}
          onDone={(name) => {
            reload();
            navigate(`/settings/objects/${name}`);
          }}
        />
      )}
    </SettingsPage>
  );
}
