import type { NotificationsQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";

export const notificationsDocument = graphql(`
  query Notifications($filter: NotificationFilter, $first: Int!) {
    notifications(filter: $filter, orderBy: [ID_DESC], first: $first) {
      totalCount
      nodes { id kind title body createdAt readAt recordId actorId record { id object title } }
    }
  }
`);

/** What notes and tasks are about. */
export const aboutDocument = graphql(`
  query AboutOf($ids: [UUID!]!) {
    noteTargets(filter: { noteId: { in: $ids } }, first: 200) { nodes { noteId recordId record { id object title } } }
    taskTargets(filter: { taskId: { in: $ids } }, first: 200) { nodes { taskId recordId record { id object title } } }
  }
`);

export const unreadDocument = graphql(`
  query UnreadNotifications { notifications(filter: { readAt: { isNull: true } }) { totalCount } }
`);

export const markReadDocument = graphql(`
  mutation MarkNotificationsRead($ids: [UUID]) { markNotificationsRead(input: { ids: $ids }) { result } }
`);

export const deleteNotificationDocument = graphql(`
  mutation DeleteNotification($id: UUID!) { deleteNotification(input: { id: $id }) { notification { id } } }
`);

export type ListedNotification = NonNullable<NonNullable<NotificationsQuery["notifications"]>["nodes"][number]>;
