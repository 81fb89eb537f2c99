import { chakra } from "@chakra-ui/react";
import { ChevronRight, Plus } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useQuery } from "urql";
import { present } from "../lib/present.ts";
import { SettingsPage } from "../settings/SettingsPage.tsx";
import { Button, ErrorState, LoadingRows, Row, Rows, Tag } from "../ui/index.ts";
import ExplainAccess from "./ExplainAccess.tsx";
import { rolesDocument } from "./queries.ts";
import { RoleDialog } from "./RoleDialog.tsx";

/** What members may be: the roles, and how many have each. */
export default function RolesPage() {
  const [{ data, error }, ask] = useQuery({ query: rolesDocument, requestPolicy: "cache-and-network" });
  const [isAdding, setIsAdding] = useState(false);
  const [isExplaining, setIsExplaining] = useState(false);
  const navigate = useNavigate();
  const roles = present(data?.roles);
  return (
    <SettingsPage
      title="Roles"
      description="A role says what its members see and do, everywhere: here, through the API and in PostgreSQL."
      actions={
        <>
          <Button onClick={() => setIsExplaining(true)}>Explain access</Button>
          <Button variant="primary" onClick={() => setIsAdding(true)}>
            <Plus size={14} aria-hidden />
            New role
          </Button>
        </>
      }
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={() => ask({ requestPolicy: "network-only" })} />
      ) : !data ? (
        <LoadingRows rows={4} />
      ) : (
        <Rows role="list" aria-label="Roles">
          {roles.map(({ id, name, description, isShipped, users }) => (
            <Row
              key={id}
              to={`/settings/roles/${id}`}
              title={
                <>
                  <chakra.span truncate>{name}</chakra.span>
                  {isShipped && <Tag>Built in</Tag>}
                </>
              }
              detail={description}
            >
              <chakra.span className="num" color="fg.muted" whiteSpace="nowrap">
                {users.totalCount} {users.totalCount === 1 ? "member" : "members"}
              </chakra.span>
              <chakra.span color="fg.subtle">
                <ChevronRight size={14} aria-hidden />
              </chakra.span>
            </Row>
          ))}
        </Rows>
      )}
      {isAdding && (
        <RoleDialog
          roles={roles}
          onClose={() => setIsAdding(false)}
          onDone={(id) => navigate(`/settings/roles/${id}`)}
        />
      )}
      {isExplaining && <ExplainAccess onClose={() => setIsExplaining(false)} />}
    </SettingsPage>
  );
}
