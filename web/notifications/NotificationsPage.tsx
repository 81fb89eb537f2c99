import { Box, chakra } from "@chakra-ui/react";
import {
  AtSign,
  Bell,
  BellRing,
  Check,
  CheckCheck,
  CircleCheck,
  DatabaseBackup,
  type LucideIcon,
  Webhook,
  X,
} from "lucide-react";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { type AnyVariables, type TypedDocumentNode, useClient } from "urql";
import { formatAgo, formatDateTime } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { useFreshQuery } from "../lib/useFreshQuery.ts";
import { refreshObjects } from "../records/refresh.ts";
import { useActions } from "../shell/actions.ts";
import { Avatar, Button, EmptyState, ErrorState, IconButton, LoadingRows, Page, toast } from "../ui/index.ts";
import { recordPath, useMetadata } from "../workspace/metadata.ts";
import {
  aboutDocument,
  deleteNotificationDocument,
  type ListedNotification,
  markReadDocument,
  notificationsDocument,
} from "./queries.ts";

const pageSize = 50;
const Anchor = chakra(Link);

/** What the system has told me: reminders, tasks given to me, mentions. */
export default function NotificationsPage() {
  const [params, setParams] = useSearchParams();
  const [first, setFirst] = useState(pageSize);
  const client = useClient();
  const onlyUnread = params.get("show") !== "all";
  const filter = onlyUnread ? { readAt: { isNull: true } } : {};
  const { data, error, retry } = useFreshQuery(
    notificationsDocument,
    { filter, first },
    { objects: ["notifications"] },
  );
  const shown = present(data?.notifications);
  const total = data?.notifications?.totalCount ?? 0;
  const ids = shown.flatMap(({ record }) => (record && ["notes", "tasks"].includes(record.object) ? record.id : []));
  const { data: targets } = useFreshQuery(aboutDocument, { ids }, { objects: ["notes", "tasks"], pause: !ids.length });
  const aboutOf = (id: string | null) =>
    [
      ...present(targets?.noteTargets).filter((one) => one.noteId === id),
      ...present(targets?.taskTargets).filter((one) => one.taskId === id),
    ].flatMap(({ record }) => record?.title || []);

  async function run<Data, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<void> {
    const result = await client.mutation(document, variables).toPromise();
    if (result.error) toast.error(result.error);
    refreshObjects("notifications");
  }
  const readAll = () => run(markReadDocument, { ids: null });
  useActions([
    {
      id: "notifications read",
      label: "Mark all notifications as read",
      group: "View",
      icon: CheckCheck,
      perform: () => void readAll(),
    },
  ]);

  return (
    <Page
      title="Notifications"
      actions={
        <>
          <Box role="group" aria-label="Show" display="flex" gap="1">
            {[
              { label: "Unread", value: undefined, isOn: onlyUnread },
              { label: "All", value: "all", isOn: !onlyUnread },
            ].map(({ label, value, isOn }) => (
              <Button
                key={label}
                variant="ghost"
                aria-pressed={isOn}
                bg={isOn ? "bg.hover" : undefined}
                color={isOn ? "fg" : undefined}
                onClick={() => setParams(value ? { show: value } : {}, { replace: true })}
              >
                {label}
              </Button>
            ))}
          </Box>
          {shown.some((one) => !one.readAt) && (
            <Button onClick={() => void readAll()}>
              <CheckCheck size={14} aria-hidden />
              <chakra.span hideBelow="sm">Mark all read</chakra.span>
              <chakra.span srOnly hideFrom="sm">
                Mark all read
              </chakra.span>
            </Button>
          )}
        </>
      }
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={retry} />
      ) : !data ? (
        <LoadingRows />
      ) : shown.length === 0 ? (
        <EmptyState
          icon={Bell}
          title={onlyUnread ? "You have read everything" : "No notifications yet"}
          action={onlyUnread && <Button onClick={() => setParams({ show: "all" }, { replace: true })}>Show all</Button>}
        >
          Reminders, tasks that somebody gives you and mentions of you come here.
        </EmptyState>
      ) : (
        <chakra.ul listStyle="none" aria-label="Notifications">
          {shown.map((notification) => (
            <Line
              key={notification.id}
              notification={notification}
              about={aboutOf(notification.recordId)}
              onRead={() => void run(markReadDocument, { ids: [notification.id] })}
              onDelete={() => void run(deleteNotificationDocument, { id: notification.id })}
            />
          ))}
        </chakra.ul>
      )}
      {total > shown.length && shown.length > 0 && (
        <Box p="3" textAlign="center">
          <Button onClick={() => setFirst(first + pageSize)}>Show more</Button>
        </Box>
      )}
    </Page>
  );
}

const icons: Record<string, LucideIcon> = {
  task_reminder: BellRing,
  task_assigned: CircleCheck,
  mention: AtSign,
  webhook_disabled: Webhook,
  backup_failed: DatabaseBackup,
};

/** Where those lead that are about no record. */
const pages: Record<string, string> = { webhook_disabled: "/settings/webhooks", backup_failed: "/settings/backups" };

function Line({
  notification,
  about,
  onRead,
  onDelete,
}: {
  notification: ListedNotification;
  /** The titles of what the note or task is about. */
  about: readonly string[];
  onRead: () => void;
  onDelete: () => void;
}) {
  const { member, object } = useMetadata();
  const { kind, title, body, createdAt, readAt, record } = notification;
  const actor = member(notification.actorId);
  const of = record ? object(record.object) : undefined;
  const to = of && record ? recordPath(of, record.id) : pages[kind];
  const Icon = icons[kind] ?? Bell;
  const isRead = readAt !== null;
  const text = (
    <>
      <chakra.span fontWeight={isRead ? 400 : 500} color={isRead ? "fg.muted" : "fg"}>
        {title}
        {!isRead && <chakra.span srOnly> (unread)</chakra.span>}
      </chakra.span>
      {record && (
        <chakra.span color="fg.muted" truncate>
          {record.title || "Untitled"}
        </chakra.span>
      )}
      {about.length > 0 && (
        <chakra.span color="fg.muted" truncate>
          about {about.join(", ")}
        </chakra.span>
      )}
      {body && (
        <chakra.span color="fg.muted" truncate>
          {body}
        </chakra.span>
      )}
    </>
  );
  const look = {
    display: "flex",
    flexDirection: { base: "column", md: "row" },
    columnGap: "2.5",
    flex: "1",
    minW: "0",
    py: "2.5",
  } as const;
  return (
    <chakra.li
      display="grid"
      gridTemplateColumns="8px 24px minmax(0, 1fr) auto"
      alignItems="center"
      columnGap="3"
      px={{ base: "3", lg: "6" }}
      minH="11"
      borderBottomWidth="1px"
      _hover={{ bg: "bg.subtle" }}
      css={{
        "@media (hover: hover)": {
          "& .when": { display: "block" },
          "& .do": { display: "none" },
          "&:hover .when, &:focus-within .when": { display: "none" },
          "&:hover .do, &:focus-within .do": { display: "flex" },
        },
      }}
    >
      <chakra.span aria-hidden boxSize="1.5" borderRadius="full" bg={isRead ? "transparent" : "accent"} />
      {actor ? (
        <Avatar id={actor.id} name={actor.name} size={22} />
      ) : (
        <chakra.span color="fg.subtle" display="inline-flex" justifyContent="center">
          <Icon size={16} aria-hidden />
        </chakra.span>
      )}
      {to ? (
        <Anchor css={look} to={to} onClick={() => !isRead && onRead()}>
          {text}
        </Anchor>
      ) : (
        <chakra.span css={look}>{text}</chakra.span>
      )}
      <chakra.span display="flex" alignItems="center" justifyContent="flex-end" minW="76px">
        <chakra.time
          className="when num"
          dateTime={createdAt}
          title={formatDateTime(createdAt)}
          color="fg.subtle"
          fontSize="12px"
          whiteSpace="nowrap"
        >
          {formatAgo(createdAt)}
        </chakra.time>
        <chakra.span className="do" display="flex">
          {!isRead && (
            <IconButton label={`Mark as read: ${title}`} onClick={onRead}>
              <Check size={14} aria-hidden />
            </IconButton>
          )}
          <IconButton label={`Remove: ${title}`} onClick={onDelete}>
            <X size={14} aria-hidden />
          </IconButton>
        </chakra.span>
      </chakra.span>
    </chakra.li>
  );
}
