/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query RecordAsOf($id: UUID!, $at: Datetime!) { recordAsOf(id: $id, at: $at) }": typeof types.RecordAsOfDocument,
    "\n  query AuditLog($filter: ChangeFilter, $first: Int!) {\n    changes(filter: $filter, orderBy: [ID_DESC], first: $first) {\n      nodes { id at operation object recordId title userId dbRole source transactionId undoes old new }\n    }\n  }\n": typeof types.AuditLogDocument,
    "\n  query RecentlyDeleted($filter: ChangeFilter!, $first: Int!) {\n    changes(filter: $filter, orderBy: [ID_DESC], first: $first) {\n      nodes { id at object recordId title userId transactionId }\n    }\n  }\n": typeof types.RecentlyDeletedDocument,
    "\n  query There($ids: [UUID!]!) { records(filter: { id: { in: $ids } }, first: 1000) { nodes { id } } }\n": typeof types.ThereDocument,
    "\n  query LastChanges($id: UUID!) {\n    recordHistory(recordId: $id, first: 200) { nodes { id at operation object userId dbRole source new } }\n  }\n": typeof types.LastChangesDocument,
    "\n  query EndOfRecord($id: UUID!) {\n    recordHistory(recordId: $id, first: 20) { nodes { id at operation object title userId dbRole source } }\n  }\n": typeof types.EndOfRecordDocument,
    "\n  query RecordHistory($id: UUID!, $first: Int!) {\n    recordHistory(recordId: $id, first: $first) {\n      nodes { id at operation object userId dbRole source old new transactionId undoes }\n    }\n  }\n": typeof types.RecordHistoryDocument,
    "\n  query Step($filter: ChangeFilter) {\n    changes(filter: $filter) { groupedAggregates(groupBy: [OBJECT, OPERATION]) { keys distinctCount { recordId } } }\n  }\n": typeof types.StepDocument,
    "mutation Undo($id: BigInt!) { undo(input: { transactionId: $id }) { transactionId result { objects count } } }": typeof types.UndoDocument,
    "mutation RestoreRecord($id: UUID!) { restoreRecord(input: { id: $id }) { transactionId result { id object title } } }": typeof types.RestoreRecordDocument,
    "mutation RestoreValues($id: BigInt!) { restoreValues(input: { changeId: $id }) { transactionId result { id object } } }": typeof types.RestoreValuesDocument,
    "mutation LoadSampleData { loadSampleData(input: {}) { result } }": typeof types.LoadSampleDataDocument,
    "\n  query Home($me: UUID!, $until: Datetime!, $now: Datetime!, $monthStart: Datetime!, $monthEnd: Date!, $objects: [String!]!) {\n    tasks(\n      filter: { assigneeId: { equalTo: $me }, status: { equalTo: \"open\" }, dueAt: { lessThan: $until } }\n      orderBy: [DUE_AT_ASC, ID_ASC]\n      first: 8\n    ) {\n      totalCount\n      nodes {\n        id title status priority dueAt assigneeId ownerId updatedAt\n        taskTargets(first: 1) { nodes { taskId recordId record { id object title } } }\n      }\n    }\n    overdue: tasks(filter: { assigneeId: { equalTo: $me }, status: { equalTo: \"open\" }, dueAt: { lessThan: $now } }) { totalCount }\n    open: deals(filter: { ownerId: { equalTo: $me }, stage: { outcome: { equalTo: \"open\" } } }) {\n      totalCount\n      groupedAggregates(groupBy: [STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }\n    }\n    won: deals(filter: { ownerId: { equalTo: $me }, stage: { outcome: { equalTo: \"won\" } }, closedAt: { greaterThanOrEqualTo: $monthStart } }) {\n      totalCount\n      groupedAggregates(groupBy: [CURRENCY]) { keys sum { value } }\n    }\n    closing: deals(\n      filter: { ownerId: { equalTo: $me }, stage: { outcome: { equalTo: \"open\" } }, expectedCloseDate: { lessThanOrEqualTo: $monthEnd } }\n      orderBy: [EXPECTED_CLOSE_DATE_ASC, ID_ASC]\n      first: 6\n    ) {\n      totalCount\n      nodes { id title value currency expectedCloseDate stageId company { id name } }\n    }\n    changes(filter: { object: { in: $objects } }, orderBy: [ID_DESC], first: 300) { nodes { id at operation object recordId title userId source transactionId } }\n  }\n": typeof types.HomeDocument,
    "query MemberDatabaseLogin($id: UUID!) { user(id: $id) { id databaseLogin } }": typeof types.MemberDatabaseLoginDocument,
    "\n  mutation CreateDatabaseLogin($id: UUID!) {\n    createDatabaseLogin(input: { userId: $id }) { result { login password database } }\n  }\n": typeof types.CreateDatabaseLoginDocument,
    "mutation DropDatabaseLogin($id: UUID!) { dropDatabaseLogin(input: { userId: $id }) { result } }": typeof types.DropDatabaseLoginDocument,
    "\n  query Members {\n    users(first: 1000, orderBy: [IS_ACTIVE_DESC, NAME_ASC]) {\n      nodes { id name email isActive createdAt lastSeenAt role { id key name } }\n    }\n    invitations(first: 1000, orderBy: [CREATED_AT_DESC], filter: { acceptedAt: { isNull: true }, revokedAt: { isNull: true } }) {\n      nodes { id email expiresAt roleId role { id name } inviter { id name } }\n    }\n  }\n": typeof types.MembersDocument,
    "query MemberRecords($id: UUID!) { memberRecords(userId: $id, first: 1000) { nodes { object records } } }": typeof types.MemberRecordsDocument,
    "\n  mutation ChangeMemberRole($id: UUID!, $roleId: UUID!) {\n    changeMemberRole(input: { userId: $id, roleId: $roleId }) { result { id roleId role { id key name } } }\n  }\n": typeof types.ChangeMemberRoleDocument,
    "mutation DeactivateMember($id: UUID!) { deactivateMember(input: { userId: $id }) { result { id isActive } } }": typeof types.DeactivateMemberDocument,
    "mutation ReactivateMember($id: UUID!) { reactivateMember(input: { userId: $id }) { result { id isActive } } }": typeof types.ReactivateMemberDocument,
    "\n  mutation RemoveMember($id: UUID!, $newOwnerId: UUID) {\n    removeMember(input: { userId: $id, newOwnerId: $newOwnerId }) { result { id } }\n  }\n": typeof types.RemoveMemberDocument,
    "\n  mutation InviteMember($email: String!, $roleId: UUID!) {\n    inviteMember(input: { email: $email, roleId: $roleId }) { result { path } }\n  }\n": typeof types.InviteMemberDocument,
    "mutation RevokeInvitation($id: UUID!) { revokeInvitation(input: { id: $id }) { result { id } } }": typeof types.RevokeInvitationDocument,
    "mutation CreatePasswordReset($id: UUID!) { createPasswordReset(input: { userId: $id }) { result { path } } }": typeof types.CreatePasswordResetDocument,
    "mutation EndSessionsOfMember($id: UUID!) { endSessions(input: { ofUserId: $id }) { result } }": typeof types.EndSessionsOfMemberDocument,
    "\n  query DataModel {\n    objects(first: 1000, orderBy: [POSITION_ASC, LABEL_PLURAL_ASC]) {\n      nodes {\n        id name singular label labelPlural description icon color apiName apiNamePlural restName titleColumn isCustom isActive position\n        fields(first: 1000, orderBy: [POSITION_ASC]) {\n          nodes {\n            id object name apiName columnName label type settings help targetObject inverseName inverseLabel\n            isRequired isUnique isIndexed isReadOnly isCustom isActive group position default\n            options(first: 1000, orderBy: [POSITION_ASC]) { nodes { id value label color position } }\n          }\n        }\n      }\n    }\n    fieldTypes(first: 100, orderBy: [POSITION_ASC]) { nodes { name label settings position } }\n  }\n": typeof types.DataModelDocument,
    "mutation CreateObject($singular: String!, $plural: String!, $singularName: String, $pluralName: String, $description: String!, $icon: String!, $color: String!, $titleLabel: String!, $titleSettings: JSON!) {\n    createObject(input: { singular: $singular, plural: $plural, singularName: $singularName, pluralName: $pluralName, description: $description, icon: $icon, color: $color, titleLabel: $titleLabel, titleSettings: $titleSettings }) { object { id name } }\n  }": typeof types.CreateObjectDocument,
    "mutation UpdateObject($object: String!, $label: String, $labelPlural: String, $description: String, $icon: String, $color: String, $titleField: String, $isActive: Boolean, $position: Int) {\n    updateObject(input: { object: $object, label: $label, labelPlural: $labelPlural, description: $description, icon: $icon, color: $color, titleField: $titleField, isActive: $isActive, position: $position }) { object { id } }\n  }": typeof types.UpdateObjectDocument,
    "mutation DeleteObject($object: String!, $confirm: String!) { deleteObject(input: { object: $object, confirm: $confirm }) { result } }": typeof types.DeleteObjectDocument,
    "query DeleteObjectPreview($object: String!) { deleteObjectPreview(object: $object) { records notes tasks linked relations views } }": typeof types.DeleteObjectPreviewDocument,
    "mutation CreateField($object: String!, $label: String!, $type: String!, $settings: JSON!) {\n    createField(input: { object: $object, label: $label, type: $type, settings: $settings }) { field { id apiName } }\n  }": typeof types.CreateFieldDocument,
    "mutation UpdateField($field: String!, $label: String, $settings: JSON, $isActive: Boolean) {\n    updateField(input: { field: $field, label: $label, settings: $settings, isActive: $isActive }) { field { id apiName } }\n  }": typeof types.UpdateFieldDocument,
    "mutation SetFieldOptions($field: String!, $options: JSON!, $move: JSON!, $known: [String]!) {\n    setFieldOptions(input: { field: $field, options: $options, move: $move, known: $known }) { field { id } }\n  }": typeof types.SetFieldOptionsDocument,
    "mutation OrderFields($object: String!, $fields: [String]!) { orderFields(input: { object: $object, fields: $fields }) { object { id } } }": typeof types.OrderFieldsDocument,
    "mutation RenameField($field: String!, $name: String!) { renameField(input: { field: $field, name: $name }) { field { id } } }": typeof types.RenameFieldDocument,
    "mutation ChangeFieldType($field: String!, $type: String!, $settings: JSON!) { changeFieldType(input: { field: $field, type: $type, settings: $settings }) { field { id } } }": typeof types.ChangeFieldTypeDocument,
    "query ChangeFieldTypePreview($field: String!, $type: String!) { changeFieldTypePreview(field: $field, type: $type) { total failing samples options losses } }": typeof types.ChangeFieldTypePreviewDocument,
    "mutation DeleteField($field: String!, $confirm: String!) { deleteField(input: { field: $field, confirm: $confirm }) { object { id } } }": typeof types.DeleteFieldDocument,
    "query FieldDependents($field: String!) { fieldDependents(field: $field) { filled views } }": typeof types.FieldDependentsDocument,
    "query FormulaPreview($object: String!, $formula: String!) { formulaPreview(object: $object, formula: $formula) { type samples } }": typeof types.FormulaPreviewDocument,
    "\n  query Notifications($filter: NotificationFilter, $first: Int!) {\n    notifications(filter: $filter, orderBy: [ID_DESC], first: $first) {\n      totalCount\n      nodes { id kind title body createdAt readAt recordId actorId record { id object title } }\n    }\n  }\n": typeof types.NotificationsDocument,
    "\n  query AboutOf($ids: [UUID!]!) {\n    noteTargets(filter: { noteId: { in: $ids } }, first: 200) { nodes { noteId recordId record { id object title } } }\n    taskTargets(filter: { taskId: { in: $ids } }, first: 200) { nodes { taskId recordId record { id object title } } }\n  }\n": typeof types.AboutOfDocument,
    "\n  query UnreadNotifications { notifications(filter: { readAt: { isNull: true } }) { totalCount } }\n": typeof types.UnreadNotificationsDocument,
    "\n  mutation MarkNotificationsRead($ids: [UUID]) { markNotificationsRead(input: { ids: $ids }) { result } }\n": typeof types.MarkNotificationsReadDocument,
    "\n  mutation DeleteNotification($id: UUID!) { deleteNotification(input: { id: $id }) { notification { id } } }\n": typeof types.DeleteNotificationDocument,
    "\n  mutation UpdateStage($id: UUID!, $patch: StagePatch!) {\n    updateStage(input: { id: $id, patch: $patch }) { stage { id pipelineId name position color probability outcome } }\n  }\n": typeof types.UpdateStageDocument,
    "mutation CreateStage($stage: StageInput!) { createStage(input: { stage: $stage }) { stage { id } } }": typeof types.CreateStageDocument,
    "\n  mutation OrderStages($pipelineId: UUID!, $stageIds: [UUID]!) {\n    orderStages(input: { pipelineId: $pipelineId, stageIds: $stageIds }) { result { id position } }\n  }\n": typeof types.OrderStagesDocument,
    "\n  mutation RemoveStage($id: UUID!, $newStageId: UUID, $lostReason: String) {\n    removeStage(input: { id: $id, newStageId: $newStageId, lostReason: $lostReason }) { result { id } }\n  }\n": typeof types.RemoveStageDocument,
    "mutation AddPipeline($name: String!) { addPipeline(input: { name: $name }) { result { id name position } } }": typeof types.AddPipelineDocument,
    "\n  mutation RenamePipeline($id: UUID!, $name: String!) {\n    updatePipeline(input: { id: $id, patch: { name: $name } }) { pipeline { id name } }\n  }\n": typeof types.RenamePipelineDocument,
    "\n  mutation RemovePipeline($id: UUID!, $newStageId: UUID, $lostReason: String) {\n    removePipeline(input: { id: $id, newStageId: $newStageId, lostReason: $lostReason }) { result { id } }\n  }\n": typeof types.RemovePipelineDocument,
    "query DealsIn($stageIds: [UUID!]!) { deals(filter: { stageId: { in: $stageIds } }, first: 1) { totalCount } }": typeof types.DealsInDocument,
    "\n  query ExplainAccess($userId: UUID!, $action: String!, $recordId: UUID, $object: String) {\n    explainAccess(userId: $userId, action: $action, recordId: $recordId, object: $object) { allowed rule reason }\n  }\n": typeof types.ExplainAccessDocument,
    "\n  query Roles {\n    roles(first: 1000, orderBy: [IS_SHIPPED_DESC, ID_ASC]) {\n      nodes { id key name description isShipped settings users { totalCount } }\n    }\n  }\n": typeof types.RolesDocument,
    "\n  query Role($id: UUID!) {\n    role(id: $id) {\n      id key name description isShipped dbRole settings defaultRead defaultCreate defaultUpdate defaultDelete\n      users { totalCount }\n      permissions(first: 1000) { nodes { object read create update delete } }\n    }\n  }\n": typeof types.RoleDocument,
    "\n  mutation CreateRole($name: String!, $description: String) {\n    createRole(input: { name: $name, description: $description }) { result { id } }\n  }\n": typeof types.CreateRoleDocument,
    "mutation CopyRole($id: UUID!, $name: String!) { copyRole(input: { roleId: $id, name: $name }) { result { id } } }": typeof types.CopyRoleDocument,
    "\n  mutation UpdateRole(\n    $id: UUID!, $name: String, $description: String, $settings: [String]\n    $defaultRead: String, $defaultCreate: Boolean, $defaultUpdate: String, $defaultDelete: String\n  ) {\n    updateRole(input: {\n      id: $id, name: $name, description: $description, settings: $settings\n      defaultRead: $defaultRead, defaultCreate: $defaultCreate, defaultUpdate: $defaultUpdate, defaultDelete: $defaultDelete\n    }) {\n      result { id name description settings defaultRead defaultCreate defaultUpdate defaultDelete }\n    }\n  }\n": typeof types.UpdateRoleDocument,
    "\n  mutation DeleteRole($id: UUID!, $newRoleId: UUID) {\n    deleteRole(input: { id: $id, newRoleId: $newRoleId }) { result { id } }\n  }\n": typeof types.DeleteRoleDocument,
    "\n  mutation SetPermissions($id: UUID!, $permissions: JSON!) {\n    setPermissions(input: { roleId: $id, permissions: $permissions }) { result { object read create update delete } }\n  }\n": typeof types.SetPermissionsDocument,
    "mutation ViewAsRole($roleId: UUID) { viewAsRole(input: { roleId: $roleId }) { result { id } } }": typeof types.ViewAsRoleDocument,
    "\n  query FindTargets($query: String!, $objects: [String]) { search(query: $query, objects: $objects, first: 20) { nodes { id object title } } }\n": typeof types.FindTargetsDocument,
    "\n  mutation MergeRecords($keep: UUID!, $others: [UUID]!, $values: JSON!) {\n    mergeRecords(input: { keep: $keep, others: $others, values: $values }) { transactionId result { id title } }\n  }\n": typeof types.MergeRecordsDocument,
    "mutation FavoriteRecord($id: UUID!) { createFavorite(input: { favorite: { recordId: $id } }) { favorite { id } } }": typeof types.FavoriteRecordDocument,
    "mutation UnfavoriteRecord($id: UUID!) { deleteFavorite(input: { id: $id }) { favorite { id } } }": typeof types.UnfavoriteRecordDocument,
    "\n  query RecordTimeline($id: UUID!, $related: Boolean!, $first: Int!) {\n    notesAround(recordId: $id, related: $related, first: $first) {\n      nodes { noteId recordId record { id object title } note { id title body createdAt createdBy updatedAt ownerId } }\n    }\n    tasksAround(recordId: $id, related: $related, first: $first) {\n      nodes {\n        taskId recordId record { id object title }\n        task { id title body status priority dueAt assigneeId createdAt createdBy updatedAt ownerId }\n      }\n    }\n    recordHistory(recordId: $id, first: $first) {\n      nodes { id at operation object userId dbRole source old new transactionId undoes }\n    }\n  }\n": typeof types.RecordTimelineDocument,
    "\n  query NextTasks($ids: [UUID!], $first: Int!) {\n    taskTargets(filter: { recordId: { in: $ids }, task: { status: { equalTo: \"open\" } } }, first: $first) {\n      nodes { recordId taskId task { id title dueAt } }\n    }\n  }\n": typeof types.NextTasksDocument,
    "mutation AddNote($body: String!, $recordIds: [UUID]) { addNote(input: { body: $body, recordIds: $recordIds }) { transactionId result { id } } }": typeof types.AddNoteDocument,
    "\n  mutation AddTask($title: String!, $body: String, $dueAt: Datetime, $assigneeId: UUID, $priority: String, $recordIds: [UUID]) {\n    addTask(input: { title: $title, body: $body, dueAt: $dueAt, assigneeId: $assigneeId, priority: $priority, recordIds: $recordIds }) { transactionId result { id } }\n  }\n": typeof types.AddTaskDocument,
    "\n  query FindRecords($query: String!, $objects: [String], $first: Int!) { search(query: $query, objects: $objects, first: $first) { nodes { id object title } } }\n": typeof types.FindRecordsDocument,
    "\n  query RecordTitles($ids: [UUID!]!) { records(filter: { id: { in: $ids } }, first: 1000) { nodes { id title } } }\n": typeof types.RecordTitlesDocument,
    "\n  query Reports($open: DealFilter!, $closed: DealFilter!, $made: DealFilter!) {\n    open: deals(filter: $open) {\n      totalCount\n      byStage: groupedAggregates(groupBy: [STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }\n      byClose: groupedAggregates(groupBy: [EXPECTED_CLOSE_DATE, PROBABILITY, CURRENCY]) { keys distinctCount { id } sum { value } }\n      byAge: groupedAggregates(groupBy: [CREATED_AT_TRUNCATED_TO_DAY, CURRENCY]) { keys distinctCount { id } sum { value } }\n    }\n    closed: deals(filter: $closed) {\n      totalCount\n      byDay: groupedAggregates(groupBy: [CLOSED_AT_TRUNCATED_TO_DAY, STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }\n      byOwner: groupedAggregates(groupBy: [OWNER_ID, STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }\n    }\n    made: deals(filter: $made) { byStage: groupedAggregates(groupBy: [STAGE_ID]) { keys distinctCount { id } } }\n  }\n": typeof types.ReportsDocument,
    "\n  mutation CreateApiKey($name: String!, $roleId: UUID!, $expiresAt: Datetime) {\n    createApiKey(input: { name: $name, roleId: $roleId, expiresAt: $expiresAt }) { result { apiKeyId key } }\n  }\n": typeof types.CreateApiKeyDocument,
    "\n  query ApiKeys {\n    apiKeys(first: 1000, orderBy: [CREATED_AT_DESC]) {\n      nodes { id name prefix createdAt expiresAt lastUsedAt revokedAt role { id name } user { id name isActive } }\n    }\n  }\n": typeof types.ApiKeysDocument,
    "mutation RevokeApiKey($id: UUID!) { revokeApiKey(input: { id: $id }) { result { id revokedAt } } }": typeof types.RevokeApiKeyDocument,
    "\n  query Backups {\n    backupSchedule { folder keep }\n    databaseBackups(first: 100, orderBy: [ID_DESC]) {\n      nodes { id status file sizeBytes message createdAt startedAt finishedAt proof problems provenAt user { id name } }\n    }\n  }\n": typeof types.BackupsDocument,
    "mutation BackUpDatabase { backUpDatabase(input: {}) { result { id status } } }": typeof types.BackUpDatabaseDocument,
    "mutation ProveBackup($id: UUID!) { proveBackup(input: { id: $id }) { result { id proof } } }": typeof types.ProveBackupDocument,
    "\n  mutation UpdateProfile($name: String, $locale: String, $timeZone: String) {\n    updateProfile(input: { name: $name, locale: $locale, timeZone: $timeZone }) {\n      result { id name locale timeZone }\n    }\n  }\n": typeof types.UpdateProfileDocument,
    "\n  query Sessions { sessions(first: 1000) { nodes { id userAgent address createdAt usedAt isCurrent } } }\n": typeof types.SessionsDocument,
    "mutation EndSession($id: UUID!) { endSession(input: { id: $id }) { result } }": typeof types.EndSessionDocument,
    "mutation EndMyOtherSessions { endSessions(input: {}) { result } }": typeof types.EndMyOtherSessionsDocument,
    "\n  mutation SaveWorkspace($patch: WorkspacePatch!) {\n    updateWorkspace(input: { id: 1, patch: $patch }) { workspace { id name currency locale timeZone signUp signUpDomain defaultRoleId } }\n  }\n": typeof types.SaveWorkspaceDocument,
    "query RolesToChoose { roles(first: 200, orderBy: [NAME_ASC]) { nodes { id name } } }": typeof types.RolesToChooseDocument,
    "\n  query Search($query: String!, $first: Int!) { search(query: $query, first: $first) { nodes { id object title } } }\n": typeof types.SearchDocument,
    "\n  mutation MoveFavorite($id: UUID!, $position: BigFloat!) { updateFavorite(input: { id: $id, patch: { position: $position } }) { favorite { id position } } }\n": typeof types.MoveFavoriteDocument,
    "\n  mutation RemoveFavorite($id: UUID!) { deleteFavorite(input: { id: $id }) { favorite { id } } }\n": typeof types.RemoveFavoriteDocument,
    "\n  query MyTasks($open: TaskFilter!, $first: Int!) {\n    tasks(filter: $open, orderBy: [DUE_AT_ASC, ID_ASC], first: $first) {\n      totalCount\n      nodes {\n        id title body status priority dueAt doneAt assigneeId ownerId updatedAt\n        taskTargets(first: 4) { nodes { taskId recordId record { id object title } } }\n      }\n    }\n  }\n": typeof types.MyTasksDocument,
    "\n  query MyDoneTasks($done: TaskFilter!, $first: Int!) {\n    tasks(filter: $done, orderBy: [DONE_AT_DESC, ID_DESC], first: $first) {\n      totalCount\n      nodes {\n        id title body status priority dueAt doneAt assigneeId ownerId updatedAt\n        taskTargets(first: 4) { nodes { taskId recordId record { id object title } } }\n      }\n    }\n  }\n": typeof types.MyDoneTasksDocument,
    "\n  query Import($id: UUID!) {\n    import(id: $id) {\n      id object fileName encoding delimiter hasHeader columns mapping options status phase rowCount rowsDone\n      created updated unchanged rejected warned related problems message transactionId canUndo createdAt startedAt finishedAt\n    }\n  }\n": typeof types.ImportDocument,
    "\n  query ImportRows($id: UUID!, $outcome: String!) {\n    importRows(first: 100, orderBy: [ROW_NUMBER_ASC], filter: { importId: { equalTo: $id }, outcome: { equalTo: $outcome } }) {\n      nodes { importId rowNumber outcome recordId title problems diff cells }\n    }\n  }\n": typeof types.ImportRowsDocument,
    "\n  query Imports {\n    imports(first: 100, orderBy: [CREATED_AT_DESC]) {\n      nodes { id object userId fileName status rowCount created updated unchanged rejected message createdAt }\n    }\n  }\n": typeof types.ImportsDocument,
    "\n  query ImportTargets($object: String!) {\n    importTargets(object: $object, first: 500) {\n      nodes { field label type isRequired isUnique isList targetObject settings }\n    }\n  }\n": typeof types.ImportTargetsDocument,
    "\n  query ImportValues($id: UUID!, $column: Int!) { importValues(importId: $id, column: $column, first: 200) { nodes { value count } } }\n": typeof types.ImportValuesDocument,
    "\n  mutation ConfigureImport($id: UUID!, $mapping: JSON!, $options: JSON!) {\n    configureImport(input: { id: $id, mapping: $mapping, options: $options }) { result { id status mapping options } }\n  }\n": typeof types.ConfigureImportDocument,
    "mutation CheckImport($id: UUID!) { checkImport(input: { id: $id }) { result { id status phase rowsDone message } } }": typeof types.CheckImportDocument,
    "mutation RunImport($id: UUID!) { runImport(input: { id: $id }) { result { id status phase rowsDone message } } }": typeof types.RunImportDocument,
    "mutation CancelImport($id: UUID!) { cancelImport(input: { id: $id }) { result { id status } } }": typeof types.CancelImportDocument,
    "mutation UndoImport($id: UUID!) { undoImport(input: { id: $id }) { result { id status phase message } } }": typeof types.UndoImportDocument,
    "mutation CreateView($view: ViewInput!) { createView(input: { view: $view }) { view { id } } }": typeof types.CreateViewDocument,
    "mutation UpdateView($id: UUID!, $patch: ViewPatch!) { updateView(input: { id: $id, patch: $patch }) { view { id name } } }": typeof types.UpdateViewDocument,
    "mutation DeleteView($id: UUID!) { deleteView(input: { id: $id }) { view { id } } }": typeof types.DeleteViewDocument,
    "mutation FavoriteView($id: UUID!) { createFavorite(input: { favorite: { viewId: $id } }) { favorite { id } } }": typeof types.FavoriteViewDocument,
    "mutation UnfavoriteView($id: UUID!) { deleteFavorite(input: { id: $id }) { favorite { id } } }": typeof types.UnfavoriteViewDocument,
    "\n  query Webhooks {\n    webhooks(first: 100, orderBy: [CREATED_AT_ASC]) {\n      nodes {\n        id url description events isActive disabledAt disabledReason lastSuccessAt failingSince failures pausedUntil createdAt\n        user { id name } role { id name }\n      }\n    }\n  }\n": typeof types.WebhooksDocument,
    "\n  query WebhookDeliveries($filter: WebhookDeliveryFilter!, $first: Int!) {\n    webhookDeliveries(filter: $filter, orderBy: [ID_DESC], first: $first) {\n      pageInfo { hasNextPage }\n      nodes { id event status attempt responseStatus error durationMs createdAt attemptedAt nextAttemptAt }\n    }\n  }\n": typeof types.WebhookDeliveriesDocument,
    "\n  query WebhookDelivery($id: String!) {\n    webhookDelivery(id: $id) {\n      id event object recordId status attempt queuedAt attemptedAt nextAttemptAt requestBody responseStatus responseHeaders responseBody error durationMs\n    }\n  }\n": typeof types.WebhookDeliveryDocument,
    "\n  mutation CreateWebhook($url: String!, $events: [String]!, $description: String) {\n    createWebhook(input: { url: $url, events: $events, description: $description }) { result { webhookId secret } }\n  }\n": typeof types.CreateWebhookDocument,
    "\n  mutation UpdateWebhook($id: UUID!, $url: String, $events: [String], $description: String, $isActive: Boolean) {\n    updateWebhook(input: { id: $id, url: $url, events: $events, description: $description, isActive: $isActive }) {\n      result {\n        id url description events isActive disabledAt disabledReason failingSince failures pausedUntil\n        user { id name } role { id name }\n      }\n    }\n  }\n": typeof types.UpdateWebhookDocument,
    "mutation DeleteWebhook($id: UUID!) { deleteWebhook(input: { id: $id }) { result { id } } }": typeof types.DeleteWebhookDocument,
    "mutation RotateWebhookSecret($id: UUID!) { rotateWebhookSecret(input: { id: $id }) { result { webhookId secret } } }": typeof types.RotateWebhookSecretDocument,
    "mutation SendTestEvent($id: UUID!) { sendTestEvent(input: { webhookId: $id }) { result { id } } }": typeof types.SendTestEventDocument,
    "mutation Redeliver($id: String!) { redeliver(input: { deliveryId: $id }) { result { id status queuedAt nextAttemptAt } } }": typeof types.RedeliverDocument,
    "mutation RedeliverDead($id: UUID!) { redeliverDead(input: { webhookId: $id }) { result } }": typeof types.RedeliverDeadDocument,
    "\n  query Workspace {\n    liveCursor\n    schemaVersion\n    workspace(id: 1) { id name currency locale timeZone signUp signUpDomain defaultRoleId }\n    me { id email name locale timeZone preferences role { id key name } permissions { object read create update delete } }\n    activeRole { id key name settings }\n    objects(first: 1000, orderBy: [POSITION_ASC, LABEL_PLURAL_ASC]) {\n      nodes {\n        id name singular label labelPlural description icon color apiName apiNamePlural restName titleColumn isCustom isActive position\n        fields(first: 1000, orderBy: [POSITION_ASC]) {\n          nodes {\n            id object name apiName relationApiName columnName label type settings help targetObject linkTable inverseName inverseLabel\n            isRequired isUnique isReadOnly isCustom isActive group position default\n            options(first: 1000, orderBy: [POSITION_ASC]) { nodes { id value label color position } }\n          }\n        }\n      }\n    }\n    pipelines(first: 1000, orderBy: [POSITION_ASC, NAME_ASC]) {\n      nodes { id name position stages(first: 1000, orderBy: [POSITION_ASC]) { nodes { id pipelineId name position color probability outcome } } }\n    }\n    users(first: 1000, orderBy: [NAME_ASC]) { nodes { id name email isActive roleId } }\n    views(first: 1000, orderBy: [POSITION_ASC]) {\n      nodes { id object name kind columns filter sort groupBy aggregates settings isShared isDefault userId position }\n    }\n    favorites(first: 1000, orderBy: [POSITION_ASC]) {\n      nodes { id position recordId record { id object title } viewId view { id object name kind } }\n    }\n  }\n": typeof types.WorkspaceDocument,
};
const documents: Documents = {
    "query RecordAsOf($id: UUID!, $at: Datetime!) { recordAsOf(id: $id, at: $at) }": types.RecordAsOfDocument,
    "\n  query AuditLog($filter: ChangeFilter, $first: Int!) {\n    changes(filter: $filter, orderBy: [ID_DESC], first: $first) {\n      nodes { id at operation object recordId title userId dbRole source transactionId undoes old new }\n    }\n  }\n": types.AuditLogDocument,
    "\n  query RecentlyDeleted($filter: ChangeFilter!, $first: Int!) {\n    changes(filter: $filter, orderBy: [ID_DESC], first: $first) {\n      nodes { id at object recordId title userId transactionId }\n    }\n  }\n": types.RecentlyDeletedDocument,
    "\n  query There($ids: [UUID!]!) { records(filter: { id: { in: $ids } }, first: 1000) { nodes { id } } }\n": types.ThereDocument,
    "\n  query LastChanges($id: UUID!) {\n    recordHistory(recordId: $id, first: 200) { nodes { id at operation object userId dbRole source new } }\n  }\n": types.LastChangesDocument,
    "\n  query EndOfRecord($id: UUID!) {\n    recordHistory(recordId: $id, first: 20) { nodes { id at operation object title userId dbRole source } }\n  }\n": types.EndOfRecordDocument,
    "\n  query RecordHistory($id: UUID!, $first: Int!) {\n    recordHistory(recordId: $id, first: $first) {\n      nodes { id at operation object userId dbRole source old new transactionId undoes }\n    }\n  }\n": types.RecordHistoryDocument,
    "\n  query Step($filter: ChangeFilter) {\n    changes(filter: $filter) { groupedAggregates(groupBy: [OBJECT, OPERATION]) { keys distinctCount { recordId } } }\n  }\n": types.StepDocument,
    "mutation Undo($id: BigInt!) { undo(input: { transactionId: $id }) { transactionId result { objects count } } }": types.UndoDocument,
    "mutation RestoreRecord($id: UUID!) { restoreRecord(input: { id: $id }) { transactionId result { id object title } } }": types.RestoreRecordDocument,
    "mutation RestoreValues($id: BigInt!) { restoreValues(input: { changeId: $id }) { transactionId result { id object } } }": types.RestoreValuesDocument,
    "mutation LoadSampleData { loadSampleData(input: {}) { result } }": types.LoadSampleDataDocument,
    "\n  query Home($me: UUID!, $until: Datetime!, $now: Datetime!, $monthStart: Datetime!, $monthEnd: Date!, $objects: [String!]!) {\n    tasks(\n      filter: { assigneeId: { equalTo: $me }, status: { equalTo: \"open\" }, dueAt: { lessThan: $until } }\n      orderBy: [DUE_AT_ASC, ID_ASC]\n      first: 8\n    ) {\n      totalCount\n      nodes {\n        id title status priority dueAt assigneeId ownerId updatedAt\n        taskTargets(first: 1) { nodes { taskId recordId record { id object title } } }\n      }\n    }\n    overdue: tasks(filter: { assigneeId: { equalTo: $me }, status: { equalTo: \"open\" }, dueAt: { lessThan: $now } }) { totalCount }\n    open: deals(filter: { ownerId: { equalTo: $me }, stage: { outcome: { equalTo: \"open\" } } }) {\n      totalCount\n      groupedAggregates(groupBy: [STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }\n    }\n    won: deals(filter: { ownerId: { equalTo: $me }, stage: { outcome: { equalTo: \"won\" } }, closedAt: { greaterThanOrEqualTo: $monthStart } }) {\n      totalCount\n      groupedAggregates(groupBy: [CURRENCY]) { keys sum { value } }\n    }\n    closing: deals(\n      filter: { ownerId: { equalTo: $me }, stage: { outcome: { equalTo: \"open\" } }, expectedCloseDate: { lessThanOrEqualTo: $monthEnd } }\n      orderBy: [EXPECTED_CLOSE_DATE_ASC, ID_ASC]\n      first: 6\n    ) {\n      totalCount\n      nodes { id title value currency expectedCloseDate stageId company { id name } }\n    }\n    changes(filter: { object: { in: $objects } }, orderBy: [ID_DESC], first: 300) { nodes { id at operation object recordId title userId source transactionId } }\n  }\n": types.HomeDocument,
    "query MemberDatabaseLogin($id: UUID!) { user(id: $id) { id databaseLogin } }": types.MemberDatabaseLoginDocument,
    "\n  mutation CreateDatabaseLogin($id: UUID!) {\n    createDatabaseLogin(input: { userId: $id }) { result { login password database } }\n  }\n": types.CreateDatabaseLoginDocument,
    "mutation DropDatabaseLogin($id: UUID!) { dropDatabaseLogin(input: { userId: $id }) { result } }": types.DropDatabaseLoginDocument,
    "\n  query Members {\n    users(first: 1000, orderBy: [IS_ACTIVE_DESC, NAME_ASC]) {\n      nodes { id name email isActive createdAt lastSeenAt role { id key name } }\n    }\n    invitations(first: 1000, orderBy: [CREATED_AT_DESC], filter: { acceptedAt: { isNull: true }, revokedAt: { isNull: true } }) {\n      nodes { id email expiresAt roleId role { id name } inviter { id name } }\n    }\n  }\n": types.MembersDocument,
    "query MemberRecords($id: UUID!) { memberRecords(userId: $id, first: 1000) { nodes { object records } } }": types.MemberRecordsDocument,
    "\n  mutation ChangeMemberRole($id: UUID!, $roleId: UUID!) {\n    changeMemberRole(input: { userId: $id, roleId: $roleId }) { result { id roleId role { id key name } } }\n  }\n": types.ChangeMemberRoleDocument,
    "mutation DeactivateMember($id: UUID!) { deactivateMember(input: { userId: $id }) { result { id isActive } } }": types.DeactivateMemberDocument,
    "mutation ReactivateMember($id: UUID!) { reactivateMember(input: { userId: $id }) { result { id isActive } } }": types.ReactivateMemberDocument,
    "\n  mutation RemoveMember($id: UUID!, $newOwnerId: UUID) {\n    removeMember(input: { userId: $id, newOwnerId: $newOwnerId }) { result { id } }\n  }\n": types.RemoveMemberDocument,
    "\n  mutation InviteMember($email: String!, $roleId: UUID!) {\n    inviteMember(input: { email: $email, roleId: $roleId }) { result { path } }\n  }\n": types.InviteMemberDocument,
    "mutation RevokeInvitation($id: UUID!) { revokeInvitation(input: { id: $id }) { result { id } } }": types.RevokeInvitationDocument,
    "mutation CreatePasswordReset($id: UUID!) { createPasswordReset(input: { userId: $id }) { result { path } } }": types.CreatePasswordResetDocument,
    "mutation EndSessionsOfMember($id: UUID!) { endSessions(input: { ofUserId: $id }) { result } }": types.EndSessionsOfMemberDocument,
    "\n  query DataModel {\n    objects(first: 1000, orderBy: [POSITION_ASC, LABEL_PLURAL_ASC]) {\n      nodes {\n        id name singular label labelPlural description icon color apiName apiNamePlural restName titleColumn isCustom isActive position\n        fields(first: 1000, orderBy: [POSITION_ASC]) {\n          nodes {\n            id object name apiName columnName label type settings help targetObject inverseName inverseLabel\n            isRequired isUnique isIndexed isReadOnly isCustom isActive group position default\n            options(first: 1000, orderBy: [POSITION_ASC]) { nodes { id value label color position } }\n          }\n        }\n      }\n    }\n    fieldTypes(first: 100, orderBy: [POSITION_ASC]) { nodes { name label settings position } }\n  }\n": types.DataModelDocument,
    "mutation CreateObject($singular: String!, $plural: String!, $singularName: String, $pluralName: String, $description: String!, $icon: String!, $color: String!, $titleLabel: String!, $titleSettings: JSON!) {\n    createObject(input: { singular: $singular, plural: $plural, singularName: $singularName, pluralName: $pluralName, description: $description, icon: $icon, color: $color, titleLabel: $titleLabel, titleSettings: $titleSettings }) { object { id name } }\n  }": types.CreateObjectDocument,
    "mutation UpdateObject($object: String!, $label: String, $labelPlural: String, $description: String, $icon: String, $color: String, $titleField: String, $isActive: Boolean, $position: Int) {\n    updateObject(input: { object: $object, label: $label, labelPlural: $labelPlural, description: $description, icon: $icon, color: $color, titleField: $titleField, isActive: $isActive, position: $position }) { object { id } }\n  }": types.UpdateObjectDocument,
    "mutation DeleteObject($object: String!, $confirm: String!) { deleteObject(input: { object: $object, confirm: $confirm }) { result } }": types.DeleteObjectDocument,
    "query DeleteObjectPreview($object: String!) { deleteObjectPreview(object: $object) { records notes tasks linked relations views } }": types.DeleteObjectPreviewDocument,
    "mutation CreateField($object: String!, $label: String!, $type: String!, $settings: JSON!) {\n    createField(input: { object: $object, label: $label, type: $type, settings: $settings }) { field { id apiName } }\n  }": types.CreateFieldDocument,
    "mutation UpdateField($field: String!, $label: String, $settings: JSON, $isActive: Boolean) {\n    updateField(input: { field: $field, label: $label, settings: $settings, isActive: $isActive }) { field { id apiName } }\n  }": types.UpdateFieldDocument,
    "mutation SetFieldOptions($field: String!, $options: JSON!, $move: JSON!, $known: [String]!) {\n    setFieldOptions(input: { field: $field, options: $options, move: $move, known: $known }) { field { id } }\n  }": types.SetFieldOptionsDocument,
    "mutation OrderFields($object: String!, $fields: [String]!) { orderFields(input: { object: $object, fields: $fields }) { object { id } } }": types.OrderFieldsDocument,
    "mutation RenameField($field: String!, $name: String!) { renameField(input: { field: $field, name: $name }) { field { id } } }": types.RenameFieldDocument,
    "mutation ChangeFieldType($field: String!, $type: String!, $settings: JSON!) { changeFieldType(input: { field: $field, type: $type, settings: $settings }) { field { id } } }": types.ChangeFieldTypeDocument,
    "query ChangeFieldTypePreview($field: String!, $type: String!) { changeFieldTypePreview(field: $field, type: $type) { total failing samples options losses } }": types.ChangeFieldTypePreviewDocument,
    "mutation DeleteField($field: String!, $confirm: String!) { deleteField(input: { field: $field, confirm: $confirm }) { object { id } } }": types.DeleteFieldDocument,
    "query FieldDependents($field: String!) { fieldDependents(field: $field) { filled views } }": types.FieldDependentsDocument,
    "query FormulaPreview($object: String!, $formula: String!) { formulaPreview(object: $object, formula: $formula) { type samples } }": types.FormulaPreviewDocument,
    "\n  query Notifications($filter: NotificationFilter, $first: Int!) {\n    notifications(filter: $filter, orderBy: [ID_DESC], first: $first) {\n      totalCount\n      nodes { id kind title body createdAt readAt recordId actorId record { id object title } }\n    }\n  }\n": types.NotificationsDocument,
    "\n  query AboutOf($ids: [UUID!]!) {\n    noteTargets(filter: { noteId: { in: $ids } }, first: 200) { nodes { noteId recordId record { id object title } } }\n    taskTargets(filter: { taskId: { in: $ids } }, first: 200) { nodes { taskId recordId record { id object title } } }\n  }\n": types.AboutOfDocument,
    "\n  query UnreadNotifications { notifications(filter: { readAt: { isNull: true } }) { totalCount } }\n": types.UnreadNotificationsDocument,
    "\n  mutation MarkNotificationsRead($ids: [UUID]) { markNotificationsRead(input: { ids: $ids }) { result } }\n": types.MarkNotificationsReadDocument,
    "\n  mutation DeleteNotification($id: UUID!) { deleteNotification(input: { id: $id }) { notification { id } } }\n": types.DeleteNotificationDocument,
    "\n  mutation UpdateStage($id: UUID!, $patch: StagePatch!) {\n    updateStage(input: { id: $id, patch: $patch }) { stage { id pipelineId name position color probability outcome } }\n  }\n": types.UpdateStageDocument,
    "mutation CreateStage($stage: StageInput!) { createStage(input: { stage: $stage }) { stage { id } } }": types.CreateStageDocument,
    "\n  mutation OrderStages($pipelineId: UUID!, $stageIds: [UUID]!) {\n    orderStages(input: { pipelineId: $pipelineId, stageIds: $stageIds }) { result { id position } }\n  }\n": types.OrderStagesDocument,
    "\n  mutation RemoveStage($id: UUID!, $newStageId: UUID, $lostReason: String) {\n    removeStage(input: { id: $id, newStageId: $newStageId, lostReason: $lostReason }) { result { id } }\n  }\n": types.RemoveStageDocument,
    "mutation AddPipeline($name: String!) { addPipeline(input: { name: $name }) { result { id name position } } }": types.AddPipelineDocument,
    "\n  mutation RenamePipeline($id: UUID!, $name: String!) {\n    updatePipeline(input: { id: $id, patch: { name: $name } }) { pipeline { id name } }\n  }\n": types.RenamePipelineDocument,
    "\n  mutation RemovePipeline($id: UUID!, $newStageId: UUID, $lostReason: String) {\n    removePipeline(input: { id: $id, newStageId: $newStageId, lostReason: $lostReason }) { result { id } }\n  }\n": types.RemovePipelineDocument,
    "query DealsIn($stageIds: [UUID!]!) { deals(filter: { stageId: { in: $stageIds } }, first: 1) { totalCount } }": types.DealsInDocument,
    "\n  query ExplainAccess($userId: UUID!, $action: String!, $recordId: UUID, $object: String) {\n    explainAccess(userId: $userId, action: $action, recordId: $recordId, object: $object) { allowed rule reason }\n  }\n": types.ExplainAccessDocument,
    "\n  query Roles {\n    roles(first: 1000, orderBy: [IS_SHIPPED_DESC, ID_ASC]) {\n      nodes { id key name description isShipped settings users { totalCount } }\n    }\n  }\n": types.RolesDocument,
    "\n  query Role($id: UUID!) {\n    role(id: $id) {\n      id key name description isShipped dbRole settings defaultRead defaultCreate defaultUpdate defaultDelete\n      users { totalCount }\n      permissions(first: 1000) { nodes { object read create update delete } }\n    }\n  }\n": types.RoleDocument,
    "\n  mutation CreateRole($name: String!, $description: String) {\n    createRole(input: { name: $name, description: $description }) { result { id } }\n  }\n": types.CreateRoleDocument,
    "mutation CopyRole($id: UUID!, $name: String!) { copyRole(input: { roleId: $id, name: $name }) { result { id } } }": types.CopyRoleDocument,
    "\n  mutation UpdateRole(\n    $id: UUID!, $name: String, $description: String, $settings: [String]\n    $defaultRead: String, $defaultCreate: Boolean, $defaultUpdate: String, $defaultDelete: String\n  ) {\n    updateRole(input: {\n      id: $id, name: $name, description: $description, settings: $settings\n      defaultRead: $defaultRead, defaultCreate: $defaultCreate, defaultUpdate: $defaultUpdate, defaultDelete: $defaultDelete\n    }) {\n      result { id name description settings defaultRead defaultCreate defaultUpdate defaultDelete }\n    }\n  }\n": types.UpdateRoleDocument,
    "\n  mutation DeleteRole($id: UUID!, $newRoleId: UUID) {\n    deleteRole(input: { id: $id, newRoleId: $newRoleId }) { result { id } }\n  }\n": types.DeleteRoleDocument,
    "\n  mutation SetPermissions($id: UUID!, $permissions: JSON!) {\n    setPermissions(input: { roleId: $id, permissions: $permissions }) { result { object read create update delete } }\n  }\n": types.SetPermissionsDocument,
    "mutation ViewAsRole($roleId: UUID) { viewAsRole(input: { roleId: $roleId }) { result { id } } }": types.ViewAsRoleDocument,
    "\n  query FindTargets($query: String!, $objects: [String]) { search(query: $query, objects: $objects, first: 20) { nodes { id object title } } }\n": types.FindTargetsDocument,
    "\n  mutation MergeRecords($keep: UUID!, $others: [UUID]!, $values: JSON!) {\n    mergeRecords(input: { keep: $keep, others: $others, values: $values }) { transactionId result { id title } }\n  }\n": types.MergeRecordsDocument,
    "mutation FavoriteRecord($id: UUID!) { createFavorite(input: { favorite: { recordId: $id } }) { favorite { id } } }": types.FavoriteRecordDocument,
    "mutation UnfavoriteRecord($id: UUID!) { deleteFavorite(input: { id: $id }) { favorite { id } } }": types.UnfavoriteRecordDocument,
    "\n  query RecordTimeline($id: UUID!, $related: Boolean!, $first: Int!) {\n    notesAround(recordId: $id, related: $related, first: $first) {\n      nodes { noteId recordId record { id object title } note { id title body createdAt createdBy updatedAt ownerId } }\n    }\n    tasksAround(recordId: $id, related: $related, first: $first) {\n      nodes {\n        taskId recordId record { id object title }\n        task { id title body status priority dueAt assigneeId createdAt createdBy updatedAt ownerId }\n      }\n    }\n    recordHistory(recordId: $id, first: $first) {\n      nodes { id at operation object userId dbRole source old new transactionId undoes }\n    }\n  }\n": types.RecordTimelineDocument,
    "\n  query NextTasks($ids: [UUID!], $first: Int!) {\n    taskTargets(filter: { recordId: { in: $ids }, task: { status: { equalTo: \"open\" } } }, first: $first) {\n      nodes { recordId taskId task { id title dueAt } }\n    }\n  }\n": types.NextTasksDocument,
    "mutation AddNote($body: String!, $recordIds: [UUID]) { addNote(input: { body: $body, recordIds: $recordIds }) { transactionId result { id } } }": types.AddNoteDocument,
    "\n  mutation AddTask($title: String!, $body: String, $dueAt: Datetime, $assigneeId: UUID, $priority: String, $recordIds: [UUID]) {\n    addTask(input: { title: $title, body: $body, dueAt: $dueAt, assigneeId: $assigneeId, priority: $priority, recordIds: $recordIds }) { transactionId result { id } }\n  }\n": types.AddTaskDocument,
    "\n  query FindRecords($query: String!, $objects: [String], $first: Int!) { search(query: $query, objects: $objects, first: $first) { nodes { id object title } } }\n": types.FindRecordsDocument,
    "\n  query RecordTitles($ids: [UUID!]!) { records(filter: { id: { in: $ids } }, first: 1000) { nodes { id title } } }\n": types.RecordTitlesDocument,
    "\n  query Reports($open: DealFilter!, $closed: DealFilter!, $made: DealFilter!) {\n    open: deals(filter: $open) {\n      totalCount\n      byStage: groupedAggregates(groupBy: [STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }\n      byClose: groupedAggregates(groupBy: [EXPECTED_CLOSE_DATE, PROBABILITY, CURRENCY]) { keys distinctCount { id } sum { value } }\n      byAge: groupedAggregates(groupBy: [CREATED_AT_TRUNCATED_TO_DAY, CURRENCY]) { keys distinctCount { id } sum { value } }\n    }\n    closed: deals(filter: $closed) {\n      totalCount\n      byDay: groupedAggregates(groupBy: [CLOSED_AT_TRUNCATED_TO_DAY, STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }\n      byOwner: groupedAggregates(groupBy: [OWNER_ID, STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }\n    }\n    made: deals(filter: $made) { byStage: groupedAggregates(groupBy: [STAGE_ID]) { keys distinctCount { id } } }\n  }\n": types.ReportsDocument,
    "\n  mutation CreateApiKey($name: String!, $roleId: UUID!, $expiresAt: Datetime) {\n    createApiKey(input: { name: $name, roleId: $roleId, expiresAt: $expiresAt }) { result { apiKeyId key } }\n  }\n": types.CreateApiKeyDocument,
    "\n  query ApiKeys {\n    apiKeys(first: 1000, orderBy: [CREATED_AT_DESC]) {\n      nodes { id name prefix createdAt expiresAt lastUsedAt revokedAt role { id name } user { id name isActive } }\n    }\n  }\n": types.ApiKeysDocument,
    "mutation RevokeApiKey($id: UUID!) { revokeApiKey(input: { id: $id }) { result { id revokedAt } } }": types.RevokeApiKeyDocument,
    "\n  query Backups {\n    backupSchedule { folder keep }\n    databaseBackups(first: 100, orderBy: [ID_DESC]) {\n      nodes { id status file sizeBytes message createdAt startedAt finishedAt proof problems provenAt user { id name } }\n    }\n  }\n": types.BackupsDocument,
    "mutation BackUpDatabase { backUpDatabase(input: {}) { result { id status } } }": types.BackUpDatabaseDocument,
    "mutation ProveBackup($id: UUID!) { proveBackup(input: { id: $id }) { result { id proof } } }": types.ProveBackupDocument,
    "\n  mutation UpdateProfile($name: String, $locale: String, $timeZone: String) {\n    updateProfile(input: { name: $name, locale: $locale, timeZone: $timeZone }) {\n      result { id name locale timeZone }\n    }\n  }\n": types.UpdateProfileDocument,
    "\n  query Sessions { sessions(first: 1000) { nodes { id userAgent address createdAt usedAt isCurrent } } }\n": types.SessionsDocument,
    "mutation EndSession($id: UUID!) { endSession(input: { id: $id }) { result } }": types.EndSessionDocument,
    "mutation EndMyOtherSessions { endSessions(input: {}) { result } }": types.EndMyOtherSessionsDocument,
    "\n  mutation SaveWorkspace($patch: WorkspacePatch!) {\n    updateWorkspace(input: { id: 1, patch: $patch }) { workspace { id name currency locale timeZone signUp signUpDomain defaultRoleId } }\n  }\n": types.SaveWorkspaceDocument,
    "query RolesToChoose { roles(first: 200, orderBy: [NAME_ASC]) { nodes { id name } } }": types.RolesToChooseDocument,
    "\n  query Search($query: String!, $first: Int!) { search(query: $query, first: $first) { nodes { id object title } } }\n": types.SearchDocument,
    "\n  mutation MoveFavorite($id: UUID!, $position: BigFloat!) { updateFavorite(input: { id: $id, patch: { position: $position } }) { favorite { id position } } }\n": types.MoveFavoriteDocument,
    "\n  mutation RemoveFavorite($id: UUID!) { deleteFavorite(input: { id: $id }) { favorite { id } } }\n": types.RemoveFavoriteDocument,
    "\n  query MyTasks($open: TaskFilter!, $first: Int!) {\n    tasks(filter: $open, orderBy: [DUE_AT_ASC, ID_ASC], first: $first) {\n      totalCount\n      nodes {\n        id title body status priority dueAt doneAt assigneeId ownerId updatedAt\n        taskTargets(first: 4) { nodes { taskId recordId record { id object title } } }\n      }\n    }\n  }\n": types.MyTasksDocument,
    "\n  query MyDoneTasks($done: TaskFilter!, $first: Int!) {\n    tasks(filter: $done, orderBy: [DONE_AT_DESC, ID_DESC], first: $first) {\n      totalCount\n      nodes {\n        id title body status priority dueAt doneAt assigneeId ownerId updatedAt\n        taskTargets(first: 4) { nodes { taskId recordId record { id object title } } }\n      }\n    }\n  }\n": types.MyDoneTasksDocument,
    "\n  query Import($id: UUID!) {\n    import(id: $id) {\n      id object fileName encoding delimiter hasHeader columns mapping options status phase rowCount rowsDone\n      created updated unchanged rejected warned related problems message transactionId canUndo createdAt startedAt finishedAt\n    }\n  }\n": types.ImportDocument,
    "\n  query ImportRows($id: UUID!, $outcome: String!) {\n    importRows(first: 100, orderBy: [ROW_NUMBER_ASC], filter: { importId: { equalTo: $id }, outcome: { equalTo: $outcome } }) {\n      nodes { importId rowNumber outcome recordId title problems diff cells }\n    }\n  }\n": types.ImportRowsDocument,
    "\n  query Imports {\n    imports(first: 100, orderBy: [CREATED_AT_DESC]) {\n      nodes { id object userId fileName status rowCount created updated unchanged rejected message createdAt }\n    }\n  }\n": types.ImportsDocument,
    "\n  query ImportTargets($object: String!) {\n    importTargets(object: $object, first: 500) {\n      nodes { field label type isRequired isUnique isList targetObject settings }\n    }\n  }\n": types.ImportTargetsDocument,
    "\n  query ImportValues($id: UUID!, $column: Int!) { importValues(importId: $id, column: $column, first: 200) { nodes { value count } } }\n": types.ImportValuesDocument,
    "\n  mutation ConfigureImport($id: UUID!, $mapping: JSON!, $options: JSON!) {\n    configureImport(input: { id: $id, mapping: $mapping, options: $options }) { result { id status mapping options } }\n  }\n": types.ConfigureImportDocument,
    "mutation CheckImport($id: UUID!) { checkImport(input: { id: $id }) { result { id status phase rowsDone message } } }": types.CheckImportDocument,
    "mutation RunImport($id: UUID!) { runImport(input: { id: $id }) { result { id status phase rowsDone message } } }": types.RunImportDocument,
    "mutation CancelImport($id: UUID!) { cancelImport(input: { id: $id }) { result { id status } } }": types.CancelImportDocument,
    "mutation UndoImport($id: UUID!) { undoImport(input: { id: $id }) { result { id status phase message } } }": types.UndoImportDocument,
    "mutation CreateView($view: ViewInput!) { createView(input: { view: $view }) { view { id } } }": types.CreateViewDocument,
    "mutation UpdateView($id: UUID!, $patch: ViewPatch!) { updateView(input: { id: $id, patch: $patch }) { view { id name } } }": types.UpdateViewDocument,
    "mutation DeleteView($id: UUID!) { deleteView(input: { id: $id }) { view { id } } }": types.DeleteViewDocument,
    "mutation FavoriteView($id: UUID!) { createFavorite(input: { favorite: { viewId: $id } }) { favorite { id } } }": types.FavoriteViewDocument,
    "mutation UnfavoriteView($id: UUID!) { deleteFavorite(input: { id: $id }) { favorite { id } } }": types.UnfavoriteViewDocument,
    "\n  query Webhooks {\n    webhooks(first: 100, orderBy: [CREATED_AT_ASC]) {\n      nodes {\n        id url description events isActive disabledAt disabledReason lastSuccessAt failingSince failures pausedUntil createdAt\n        user { id name } role { id name }\n      }\n    }\n  }\n": types.WebhooksDocument,
    "\n  query WebhookDeliveries($filter: WebhookDeliveryFilter!, $first: Int!) {\n    webhookDeliveries(filter: $filter, orderBy: [ID_DESC], first: $first) {\n      pageInfo { hasNextPage }\n      nodes { id event status attempt responseStatus error durationMs createdAt attemptedAt nextAttemptAt }\n    }\n  }\n": types.WebhookDeliveriesDocument,
    "\n  query WebhookDelivery($id: String!) {\n    webhookDelivery(id: $id) {\n      id event object recordId status attempt queuedAt attemptedAt nextAttemptAt requestBody responseStatus responseHeaders responseBody error durationMs\n    }\n  }\n": types.WebhookDeliveryDocument,
    "\n  mutation CreateWebhook($url: String!, $events: [String]!, $description: String) {\n    createWebhook(input: { url: $url, events: $events, description: $description }) { result { webhookId secret } }\n  }\n": types.CreateWebhookDocument,
    "\n  mutation UpdateWebhook($id: UUID!, $url: String, $events: [String], $description: String, $isActive: Boolean) {\n    updateWebhook(input: { id: $id, url: $url, events: $events, description: $description, isActive: $isActive }) {\n      result {\n        id url description events isActive disabledAt disabledReason failingSince failures pausedUntil\n        user { id name } role { id name }\n      }\n    }\n  }\n": types.UpdateWebhookDocument,
    "mutation DeleteWebhook($id: UUID!) { deleteWebhook(input: { id: $id }) { result { id } } }": types.DeleteWebhookDocument,
    "mutation RotateWebhookSecret($id: UUID!) { rotateWebhookSecret(input: { id: $id }) { result { webhookId secret } } }": types.RotateWebhookSecretDocument,
    "mutation SendTestEvent($id: UUID!) { sendTestEvent(input: { webhookId: $id }) { result { id } } }": types.SendTestEventDocument,
    "mutation Redeliver($id: String!) { redeliver(input: { deliveryId: $id }) { result { id status queuedAt nextAttemptAt } } }": types.RedeliverDocument,
    "mutation RedeliverDead($id: UUID!) { redeliverDead(input: { webhookId: $id }) { result } }": types.RedeliverDeadDocument,
    "\n  query Workspace {\n    liveCursor\n    schemaVersion\n    workspace(id: 1) { id name currency locale timeZone signUp signUpDomain defaultRoleId }\n    me { id email name locale timeZone preferences role { id key name } permissions { object read create update delete } }\n    activeRole { id key name settings }\n    objects(first: 1000, orderBy: [POSITION_ASC, LABEL_PLURAL_ASC]) {\n      nodes {\n        id name singular label labelPlural description icon color apiName apiNamePlural restName titleColumn isCustom isActive position\n        fields(first: 1000, orderBy: [POSITION_ASC]) {\n          nodes {\n            id object name apiName relationApiName columnName label type settings help targetObject linkTable inverseName inverseLabel\n            isRequired isUnique isReadOnly isCustom isActive group position default\n            options(first: 1000, orderBy: [POSITION_ASC]) { nodes { id value label color position } }\n          }\n        }\n      }\n    }\n    pipelines(first: 1000, orderBy: [POSITION_ASC, NAME_ASC]) {\n      nodes { id name position stages(first: 1000, orderBy: [POSITION_ASC]) { nodes { id pipelineId name position color probability outcome } } }\n    }\n    users(first: 1000, orderBy: [NAME_ASC]) { nodes { id name email isActive roleId } }\n    views(first: 1000, orderBy: [POSITION_ASC]) {\n      nodes { id object name kind columns filter sort groupBy aggregates settings isShared isDefault userId position }\n    }\n    favorites(first: 1000, orderBy: [POSITION_ASC]) {\n      nodes { id position recordId record { id object title } viewId view { id object name kind } }\n    }\n  }\n": types.WorkspaceDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query RecordAsOf($id: UUID!, $at: Datetime!) { recordAsOf(id: $id, at: $at) }"): (typeof documents)["query RecordAsOf($id: UUID!, $at: Datetime!) { recordAsOf(id: $id, at: $at) }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditLog($filter: ChangeFilter, $first: Int!) {\n    changes(filter: $filter, orderBy: [ID_DESC], first: $first) {\n      nodes { id at operation object recordId title userId dbRole source transactionId undoes old new }\n    }\n  }\n"): (typeof documents)["\n  query AuditLog($filter: ChangeFilter, $first: Int!) {\n    changes(filter: $filter, orderBy: [ID_DESC], first: $first) {\n      nodes { id at operation object recordId title userId dbRole source transactionId undoes old new }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RecentlyDeleted($filter: ChangeFilter!, $first: Int!) {\n    changes(filter: $filter, orderBy: [ID_DESC], first: $first) {\n      nodes { id at object recordId title userId transactionId }\n    }\n  }\n"): (typeof documents)["\n  query RecentlyDeleted($filter: ChangeFilter!, $first: Int!) {\n    changes(filter: $filter, orderBy: [ID_DESC], first: $first) {\n      nodes { id at object recordId title userId transactionId }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query There($ids: [UUID!]!) { records(filter: { id: { in: $ids } }, first: 1000) { nodes { id } } }\n"): (typeof documents)["\n  query There($ids: [UUID!]!) { records(filter: { id: { in: $ids } }, first: 1000) { nodes { id } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LastChanges($id: UUID!) {\n    recordHistory(recordId: $id, first: 200) { nodes { id at operation object userId dbRole source new } }\n  }\n"): (typeof documents)["\n  query LastChanges($id: UUID!) {\n    recordHistory(recordId: $id, first: 200) { nodes { id at operation object userId dbRole source new } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EndOfRecord($id: UUID!) {\n    recordHistory(recordId: $id, first: 20) { nodes { id at operation object title userId dbRole source } }\n  }\n"): (typeof documents)["\n  query EndOfRecord($id: UUID!) {\n    recordHistory(recordId: $id, first: 20) { nodes { id at operation object title userId dbRole source } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RecordHistory($id: UUID!, $first: Int!) {\n    recordHistory(recordId: $id, first: $first) {\n      nodes { id at operation object userId dbRole source old new transactionId undoes }\n    }\n  }\n"): (typeof documents)["\n  query RecordHistory($id: UUID!, $first: Int!) {\n    recordHistory(recordId: $id, first: $first) {\n      nodes { id at operation object userId dbRole source old new transactionId undoes }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Step($filter: ChangeFilter) {\n    changes(filter: $filter) { groupedAggregates(groupBy: [OBJECT, OPERATION]) { keys distinctCount { recordId } } }\n  }\n"): (typeof documents)["\n  query Step($filter: ChangeFilter) {\n    changes(filter: $filter) { groupedAggregates(groupBy: [OBJECT, OPERATION]) { keys distinctCount { recordId } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation Undo($id: BigInt!) { undo(input: { transactionId: $id }) { transactionId result { objects count } } }"): (typeof documents)["mutation Undo($id: BigInt!) { undo(input: { transactionId: $id }) { transactionId result { objects count } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RestoreRecord($id: UUID!) { restoreRecord(input: { id: $id }) { transactionId result { id object title } } }"): (typeof documents)["mutation RestoreRecord($id: UUID!) { restoreRecord(input: { id: $id }) { transactionId result { id object title } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RestoreValues($id: BigInt!) { restoreValues(input: { changeId: $id }) { transactionId result { id object } } }"): (typeof documents)["mutation RestoreValues($id: BigInt!) { restoreValues(input: { changeId: $id }) { transactionId result { id object } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation LoadSampleData { loadSampleData(input: {}) { result } }"): (typeof documents)["mutation LoadSampleData { loadSampleData(input: {}) { result } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Home($me: UUID!, $until: Datetime!, $now: Datetime!, $monthStart: Datetime!, $monthEnd: Date!, $objects: [String!]!) {\n    tasks(\n      filter: { assigneeId: { equalTo: $me }, status: { equalTo: \"open\" }, dueAt: { lessThan: $until } }\n      orderBy: [DUE_AT_ASC, ID_ASC]\n      first: 8\n    ) {\n      totalCount\n      nodes {\n        id title status priority dueAt assigneeId ownerId updatedAt\n        taskTargets(first: 1) { nodes { taskId recordId record { id object title } } }\n      }\n    }\n    overdue: tasks(filter: { assigneeId: { equalTo: $me }, status: { equalTo: \"open\" }, dueAt: { lessThan: $now } }) { totalCount }\n    open: deals(filter: { ownerId: { equalTo: $me }, stage: { outcome: { equalTo: \"open\" } } }) {\n      totalCount\n      groupedAggregates(groupBy: [STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }\n    }\n    won: deals(filter: { ownerId: { equalTo: $me }, stage: { outcome: { equalTo: \"won\" } }, closedAt: { greaterThanOrEqualTo: $monthStart } }) {\n      totalCount\n      groupedAggregates(groupBy: [CURRENCY]) { keys sum { value } }\n    }\n    closing: deals(\n      filter: { ownerId: { equalTo: $me }, stage: { outcome: { equalTo: \"open\" } }, expectedCloseDate: { lessThanOrEqualTo: $monthEnd } }\n      orderBy: [EXPECTED_CLOSE_DATE_ASC, ID_ASC]\n      first: 6\n    ) {\n      totalCount\n      nodes { id title value currency expectedCloseDate stageId company { id name } }\n    }\n    changes(filter: { object: { in: $objects } }, orderBy: [ID_DESC], first: 300) { nodes { id at operation object recordId title userId source transactionId } }\n  }\n"): (typeof documents)["\n  query Home($me: UUID!, $until: Datetime!, $now: Datetime!, $monthStart: Datetime!, $monthEnd: Date!, $objects: [String!]!) {\n    tasks(\n      filter: { assigneeId: { equalTo: $me }, status: { equalTo: \"open\" }, dueAt: { lessThan: $until } }\n      orderBy: [DUE_AT_ASC, ID_ASC]\n      first: 8\n    ) {\n      totalCount\n      nodes {\n        id title status priority dueAt assigneeId ownerId updatedAt\n        taskTargets(first: 1) { nodes { taskId recordId record { id object title } } }\n      }\n    }\n    overdue: tasks(filter: { assigneeId: { equalTo: $me }, status: { equalTo: \"open\" }, dueAt: { lessThan: $now } }) { totalCount }\n    open: deals(filter: { ownerId: { equalTo: $me }, stage: { outcome: { equalTo: \"open\" } } }) {\n      totalCount\n      groupedAggregates(groupBy: [STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }\n    }\n    won: deals(filter: { ownerId: { equalTo: $me }, stage: { outcome: { equalTo: \"won\" } }, closedAt: { greaterThanOrEqualTo: $monthStart } }) {\n      totalCount\n      groupedAggregates(groupBy: [CURRENCY]) { keys sum { value } }\n    }\n    closing: deals(\n      filter: { ownerId: { equalTo: $me }, stage: { outcome: { equalTo: \"open\" } }, expectedCloseDate: { lessThanOrEqualTo: $monthEnd } }\n      orderBy: [EXPECTED_CLOSE_DATE_ASC, ID_ASC]\n      first: 6\n    ) {\n      totalCount\n      nodes { id title value currency expectedCloseDate stageId company { id name } }\n    }\n    changes(filter: { object: { in: $objects } }, orderBy: [ID_DESC], first: 300) { nodes { id at operation object recordId title userId source transactionId } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query MemberDatabaseLogin($id: UUID!) { user(id: $id) { id databaseLogin } }"): (typeof documents)["query MemberDatabaseLogin($id: UUID!) { user(id: $id) { id databaseLogin } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateDatabaseLogin($id: UUID!) {\n    createDatabaseLogin(input: { userId: $id }) { result { login password database } }\n  }\n"): (typeof documents)["\n  mutation CreateDatabaseLogin($id: UUID!) {\n    createDatabaseLogin(input: { userId: $id }) { result { login password database } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DropDatabaseLogin($id: UUID!) { dropDatabaseLogin(input: { userId: $id }) { result } }"): (typeof documents)["mutation DropDatabaseLogin($id: UUID!) { dropDatabaseLogin(input: { userId: $id }) { result } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Members {\n    users(first: 1000, orderBy: [IS_ACTIVE_DESC, NAME_ASC]) {\n      nodes { id name email isActive createdAt lastSeenAt role { id key name } }\n    }\n    invitations(first: 1000, orderBy: [CREATED_AT_DESC], filter: { acceptedAt: { isNull: true }, revokedAt: { isNull: true } }) {\n      nodes { id email expiresAt roleId role { id name } inviter { id name } }\n    }\n  }\n"): (typeof documents)["\n  query Members {\n    users(first: 1000, orderBy: [IS_ACTIVE_DESC, NAME_ASC]) {\n      nodes { id name email isActive createdAt lastSeenAt role { id key name } }\n    }\n    invitations(first: 1000, orderBy: [CREATED_AT_DESC], filter: { acceptedAt: { isNull: true }, revokedAt: { isNull: true } }) {\n      nodes { id email expiresAt roleId role { id name } inviter { id name } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query MemberRecords($id: UUID!) { memberRecords(userId: $id, first: 1000) { nodes { object records } } }"): (typeof documents)["query MemberRecords($id: UUID!) { memberRecords(userId: $id, first: 1000) { nodes { object records } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeMemberRole($id: UUID!, $roleId: UUID!) {\n    changeMemberRole(input: { userId: $id, roleId: $roleId }) { result { id roleId role { id key name } } }\n  }\n"): (typeof documents)["\n  mutation ChangeMemberRole($id: UUID!, $roleId: UUID!) {\n    changeMemberRole(input: { userId: $id, roleId: $roleId }) { result { id roleId role { id key name } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeactivateMember($id: UUID!) { deactivateMember(input: { userId: $id }) { result { id isActive } } }"): (typeof documents)["mutation DeactivateMember($id: UUID!) { deactivateMember(input: { userId: $id }) { result { id isActive } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ReactivateMember($id: UUID!) { reactivateMember(input: { userId: $id }) { result { id isActive } } }"): (typeof documents)["mutation ReactivateMember($id: UUID!) { reactivateMember(input: { userId: $id }) { result { id isActive } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveMember($id: UUID!, $newOwnerId: UUID) {\n    removeMember(input: { userId: $id, newOwnerId: $newOwnerId }) { result { id } }\n  }\n"): (typeof documents)["\n  mutation RemoveMember($id: UUID!, $newOwnerId: UUID) {\n    removeMember(input: { userId: $id, newOwnerId: $newOwnerId }) { result { id } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InviteMember($email: String!, $roleId: UUID!) {\n    inviteMember(input: { email: $email, roleId: $roleId }) { result { path } }\n  }\n"): (typeof documents)["\n  mutation InviteMember($email: String!, $roleId: UUID!) {\n    inviteMember(input: { email: $email, roleId: $roleId }) { result { path } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RevokeInvitation($id: UUID!) { revokeInvitation(input: { id: $id }) { result { id } } }"): (typeof documents)["mutation RevokeInvitation($id: UUID!) { revokeInvitation(input: { id: $id }) { result { id } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreatePasswordReset($id: UUID!) { createPasswordReset(input: { userId: $id }) { result { path } } }"): (typeof documents)["mutation CreatePasswordReset($id: UUID!) { createPasswordReset(input: { userId: $id }) { result { path } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EndSessionsOfMember($id: UUID!) { endSessions(input: { ofUserId: $id }) { result } }"): (typeof documents)["mutation EndSessionsOfMember($id: UUID!) { endSessions(input: { ofUserId: $id }) { result } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DataModel {\n    objects(first: 1000, orderBy: [POSITION_ASC, LABEL_PLURAL_ASC]) {\n      nodes {\n        id name singular label labelPlural description icon color apiName apiNamePlural restName titleColumn isCustom isActive position\n        fields(first: 1000, orderBy: [POSITION_ASC]) {\n          nodes {\n            id object name apiName columnName label type settings help targetObject inverseName inverseLabel\n            isRequired isUnique isIndexed isReadOnly isCustom isActive group position default\n            options(first: 1000, orderBy: [POSITION_ASC]) { nodes { id value label color position } }\n          }\n        }\n      }\n    }\n    fieldTypes(first: 100, orderBy: [POSITION_ASC]) { nodes { name label settings position } }\n  }\n"): (typeof documents)["\n  query DataModel {\n    objects(first: 1000, orderBy: [POSITION_ASC, LABEL_PLURAL_ASC]) {\n      nodes {\n        id name singular label labelPlural description icon color apiName apiNamePlural restName titleColumn isCustom isActive position\n        fields(first: 1000, orderBy: [POSITION_ASC]) {\n          nodes {\n            id object name apiName columnName label type settings help targetObject inverseName inverseLabel\n            isRequired isUnique isIndexed isReadOnly isCustom isActive group position default\n            options(first: 1000, orderBy: [POSITION_ASC]) { nodes { id value label color position } }\n          }\n        }\n      }\n    }\n    fieldTypes(first: 100, orderBy: [POSITION_ASC]) { nodes { name label settings position } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateObject($singular: String!, $plural: String!, $singularName: String, $pluralName: String, $description: String!, $icon: String!, $color: String!, $titleLabel: String!, $titleSettings: JSON!) {\n    createObject(input: { singular: $singular, plural: $plural, singularName: $singularName, pluralName: $pluralName, description: $description, icon: $icon, color: $color, titleLabel: $titleLabel, titleSettings: $titleSettings }) { object { id name } }\n  }"): (typeof documents)["mutation CreateObject($singular: String!, $plural: String!, $singularName: String, $pluralName: String, $description: String!, $icon: String!, $color: String!, $titleLabel: String!, $titleSettings: JSON!) {\n    createObject(input: { singular: $singular, plural: $plural, singularName: $singularName, pluralName: $pluralName, description: $description, icon: $icon, color: $color, titleLabel: $titleLabel, titleSettings: $titleSettings }) { object { id name } }\n  }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UpdateObject($object: String!, $label: String, $labelPlural: String, $description: String, $icon: String, $color: String, $titleField: String, $isActive: Boolean, $position: Int) {\n    updateObject(input: { object: $object, label: $label, labelPlural: $labelPlural, description: $description, icon: $icon, color: $color, titleField: $titleField, isActive: $isActive, position: $position }) { object { id } }\n  }"): (typeof documents)["mutation UpdateObject($object: String!, $label: String, $labelPlural: String, $description: String, $icon: String, $color: String, $titleField: String, $isActive: Boolean, $position: Int) {\n    updateObject(input: { object: $object, label: $label, labelPlural: $labelPlural, description: $description, icon: $icon, color: $color, titleField: $titleField, isActive: $isActive, position: $position }) { object { id } }\n  }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteObject($object: String!, $confirm: String!) { deleteObject(input: { object: $object, confirm: $confirm }) { result } }"): (typeof documents)["mutation DeleteObject($object: String!, $confirm: String!) { deleteObject(input: { object: $object, confirm: $confirm }) { result } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query DeleteObjectPreview($object: String!) { deleteObjectPreview(object: $object) { records notes tasks linked relations views } }"): (typeof documents)["query DeleteObjectPreview($object: String!) { deleteObjectPreview(object: $object) { records notes tasks linked relations views } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateField($object: String!, $label: String!, $type: String!, $settings: JSON!) {\n    createField(input: { object: $object, label: $label, type: $type, settings: $settings }) { field { id apiName } }\n  }"): (typeof documents)["mutation CreateField($object: String!, $label: String!, $type: String!, $settings: JSON!) {\n    createField(input: { object: $object, label: $label, type: $type, settings: $settings }) { field { id apiName } }\n  }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UpdateField($field: String!, $label: String, $settings: JSON, $isActive: Boolean) {\n    updateField(input: { field: $field, label: $label, settings: $settings, isActive: $isActive }) { field { id apiName } }\n  }"): (typeof documents)["mutation UpdateField($field: String!, $label: String, $settings: JSON, $isActive: Boolean) {\n    updateField(input: { field: $field, label: $label, settings: $settings, isActive: $isActive }) { field { id apiName } }\n  }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SetFieldOptions($field: String!, $options: JSON!, $move: JSON!, $known: [String]!) {\n    setFieldOptions(input: { field: $field, options: $options, move: $move, known: $known }) { field { id } }\n  }"): (typeof documents)["mutation SetFieldOptions($field: String!, $options: JSON!, $move: JSON!, $known: [String]!) {\n    setFieldOptions(input: { field: $field, options: $options, move: $move, known: $known }) { field { id } }\n  }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation OrderFields($object: String!, $fields: [String]!) { orderFields(input: { object: $object, fields: $fields }) { object { id } } }"): (typeof documents)["mutation OrderFields($object: String!, $fields: [String]!) { orderFields(input: { object: $object, fields: $fields }) { object { id } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RenameField($field: String!, $name: String!) { renameField(input: { field: $field, name: $name }) { field { id } } }"): (typeof documents)["mutation RenameField($field: String!, $name: String!) { renameField(input: { field: $field, name: $name }) { field { id } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ChangeFieldType($field: String!, $type: String!, $settings: JSON!) { changeFieldType(input: { field: $field, type: $type, settings: $settings }) { field { id } } }"): (typeof documents)["mutation ChangeFieldType($field: String!, $type: String!, $settings: JSON!) { changeFieldType(input: { field: $field, type: $type, settings: $settings }) { field { id } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ChangeFieldTypePreview($field: String!, $type: String!) { changeFieldTypePreview(field: $field, type: $type) { total failing samples options losses } }"): (typeof documents)["query ChangeFieldTypePreview($field: String!, $type: String!) { changeFieldTypePreview(field: $field, type: $type) { total failing samples options losses } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteField($field: String!, $confirm: String!) { deleteField(input: { field: $field, confirm: $confirm }) { object { id } } }"): (typeof documents)["mutation DeleteField($field: String!, $confirm: String!) { deleteField(input: { field: $field, confirm: $confirm }) { object { id } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query FieldDependents($field: String!) { fieldDependents(field: $field) { filled views } }"): (typeof documents)["query FieldDependents($field: String!) { fieldDependents(field: $field) { filled views } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query FormulaPreview($object: String!, $formula: String!) { formulaPreview(object: $object, formula: $formula) { type samples } }"): (typeof documents)["query FormulaPreview($object: String!, $formula: String!) { formulaPreview(object: $object, formula: $formula) { type samples } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Notifications($filter: NotificationFilter, $first: Int!) {\n    notifications(filter: $filter, orderBy: [ID_DESC], first: $first) {\n      totalCount\n      nodes { id kind title body createdAt readAt recordId actorId record { id object title } }\n    }\n  }\n"): (typeof documents)["\n  query Notifications($filter: NotificationFilter, $first: Int!) {\n    notifications(filter: $filter, orderBy: [ID_DESC], first: $first) {\n      totalCount\n      nodes { id kind title body createdAt readAt recordId actorId record { id object title } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AboutOf($ids: [UUID!]!) {\n    noteTargets(filter: { noteId: { in: $ids } }, first: 200) { nodes { noteId recordId record { id object title } } }\n    taskTargets(filter: { taskId: { in: $ids } }, first: 200) { nodes { taskId recordId record { id object title } } }\n  }\n"): (typeof documents)["\n  query AboutOf($ids: [UUID!]!) {\n    noteTargets(filter: { noteId: { in: $ids } }, first: 200) { nodes { noteId recordId record { id object title } } }\n    taskTargets(filter: { taskId: { in: $ids } }, first: 200) { nodes { taskId recordId record { id object title } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UnreadNotifications { notifications(filter: { readAt: { isNull: true } }) { totalCount } }\n"): (typeof documents)["\n  query UnreadNotifications { notifications(filter: { readAt: { isNull: true } }) { totalCount } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MarkNotificationsRead($ids: [UUID]) { markNotificationsRead(input: { ids: $ids }) { result } }\n"): (typeof documents)["\n  mutation MarkNotificationsRead($ids: [UUID]) { markNotificationsRead(input: { ids: $ids }) { result } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteNotification($id: UUID!) { deleteNotification(input: { id: $id }) { notification { id } } }\n"): (typeof documents)["\n  mutation DeleteNotification($id: UUID!) { deleteNotification(input: { id: $id }) { notification { id } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateStage($id: UUID!, $patch: StagePatch!) {\n    updateStage(input: { id: $id, patch: $patch }) { stage { id pipelineId name position color probability outcome } }\n  }\n"): (typeof documents)["\n  mutation UpdateStage($id: UUID!, $patch: StagePatch!) {\n    updateStage(input: { id: $id, patch: $patch }) { stage { id pipelineId name position color probability outcome } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateStage($stage: StageInput!) { createStage(input: { stage: $stage }) { stage { id } } }"): (typeof documents)["mutation CreateStage($stage: StageInput!) { createStage(input: { stage: $stage }) { stage { id } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation OrderStages($pipelineId: UUID!, $stageIds: [UUID]!) {\n    orderStages(input: { pipelineId: $pipelineId, stageIds: $stageIds }) { result { id position } }\n  }\n"): (typeof documents)["\n  mutation OrderStages($pipelineId: UUID!, $stageIds: [UUID]!) {\n    orderStages(input: { pipelineId: $pipelineId, stageIds: $stageIds }) { result { id position } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveStage($id: UUID!, $newStageId: UUID, $lostReason: String) {\n    removeStage(input: { id: $id, newStageId: $newStageId, lostReason: $lostReason }) { result { id } }\n  }\n"): (typeof documents)["\n  mutation RemoveStage($id: UUID!, $newStageId: UUID, $lostReason: String) {\n    removeStage(input: { id: $id, newStageId: $newStageId, lostReason: $lostReason }) { result { id } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AddPipeline($name: String!) { addPipeline(input: { name: $name }) { result { id name position } } }"): (typeof documents)["mutation AddPipeline($name: String!) { addPipeline(input: { name: $name }) { result { id name position } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenamePipeline($id: UUID!, $name: String!) {\n    updatePipeline(input: { id: $id, patch: { name: $name } }) { pipeline { id name } }\n  }\n"): (typeof documents)["\n  mutation RenamePipeline($id: UUID!, $name: String!) {\n    updatePipeline(input: { id: $id, patch: { name: $name } }) { pipeline { id name } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemovePipeline($id: UUID!, $newStageId: UUID, $lostReason: String) {\n    removePipeline(input: { id: $id, newStageId: $newStageId, lostReason: $lostReason }) { result { id } }\n  }\n"): (typeof documents)["\n  mutation RemovePipeline($id: UUID!, $newStageId: UUID, $lostReason: String) {\n    removePipeline(input: { id: $id, newStageId: $newStageId, lostReason: $lostReason }) { result { id } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query DealsIn($stageIds: [UUID!]!) { deals(filter: { stageId: { in: $stageIds } }, first: 1) { totalCount } }"): (typeof documents)["query DealsIn($stageIds: [UUID!]!) { deals(filter: { stageId: { in: $stageIds } }, first: 1) { totalCount } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExplainAccess($userId: UUID!, $action: String!, $recordId: UUID, $object: String) {\n    explainAccess(userId: $userId, action: $action, recordId: $recordId, object: $object) { allowed rule reason }\n  }\n"): (typeof documents)["\n  query ExplainAccess($userId: UUID!, $action: String!, $recordId: UUID, $object: String) {\n    explainAccess(userId: $userId, action: $action, recordId: $recordId, object: $object) { allowed rule reason }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Roles {\n    roles(first: 1000, orderBy: [IS_SHIPPED_DESC, ID_ASC]) {\n      nodes { id key name description isShipped settings users { totalCount } }\n    }\n  }\n"): (typeof documents)["\n  query Roles {\n    roles(first: 1000, orderBy: [IS_SHIPPED_DESC, ID_ASC]) {\n      nodes { id key name description isShipped settings users { totalCount } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Role($id: UUID!) {\n    role(id: $id) {\n      id key name description isShipped dbRole settings defaultRead defaultCreate defaultUpdate defaultDelete\n      users { totalCount }\n      permissions(first: 1000) { nodes { object read create update delete } }\n    }\n  }\n"): (typeof documents)["\n  query Role($id: UUID!) {\n    role(id: $id) {\n      id key name description isShipped dbRole settings defaultRead defaultCreate defaultUpdate defaultDelete\n      users { totalCount }\n      permissions(first: 1000) { nodes { object read create update delete } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateRole($name: String!, $description: String) {\n    createRole(input: { name: $name, description: $description }) { result { id } }\n  }\n"): (typeof documents)["\n  mutation CreateRole($name: String!, $description: String) {\n    createRole(input: { name: $name, description: $description }) { result { id } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CopyRole($id: UUID!, $name: String!) { copyRole(input: { roleId: $id, name: $name }) { result { id } } }"): (typeof documents)["mutation CopyRole($id: UUID!, $name: String!) { copyRole(input: { roleId: $id, name: $name }) { result { id } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateRole(\n    $id: UUID!, $name: String, $description: String, $settings: [String]\n    $defaultRead: String, $defaultCreate: Boolean, $defaultUpdate: String, $defaultDelete: String\n  ) {\n    updateRole(input: {\n      id: $id, name: $name, description: $description, settings: $settings\n      defaultRead: $defaultRead, defaultCreate: $defaultCreate, defaultUpdate: $defaultUpdate, defaultDelete: $defaultDelete\n    }) {\n      result { id name description settings defaultRead defaultCreate defaultUpdate defaultDelete }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateRole(\n    $id: UUID!, $name: String, $description: String, $settings: [String]\n    $defaultRead: String, $defaultCreate: Boolean, $defaultUpdate: String, $defaultDelete: String\n  ) {\n    updateRole(input: {\n      id: $id, name: $name, description: $description, settings: $settings\n      defaultRead: $defaultRead, defaultCreate: $defaultCreate, defaultUpdate: $defaultUpdate, defaultDelete: $defaultDelete\n    }) {\n      result { id name description settings defaultRead defaultCreate defaultUpdate defaultDelete }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteRole($id: UUID!, $newRoleId: UUID) {\n    deleteRole(input: { id: $id, newRoleId: $newRoleId }) { result { id } }\n  }\n"): (typeof documents)["\n  mutation DeleteRole($id: UUID!, $newRoleId: UUID) {\n    deleteRole(input: { id: $id, newRoleId: $newRoleId }) { result { id } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetPermissions($id: UUID!, $permissions: JSON!) {\n    setPermissions(input: { roleId: $id, permissions: $permissions }) { result { object read create update delete } }\n  }\n"): (typeof documents)["\n  mutation SetPermissions($id: UUID!, $permissions: JSON!) {\n    setPermissions(input: { roleId: $id, permissions: $permissions }) { result { object read create update delete } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ViewAsRole($roleId: UUID) { viewAsRole(input: { roleId: $roleId }) { result { id } } }"): (typeof documents)["mutation ViewAsRole($roleId: UUID) { viewAsRole(input: { roleId: $roleId }) { result { id } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindTargets($query: String!, $objects: [String]) { search(query: $query, objects: $objects, first: 20) { nodes { id object title } } }\n"): (typeof documents)["\n  query FindTargets($query: String!, $objects: [String]) { search(query: $query, objects: $objects, first: 20) { nodes { id object title } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MergeRecords($keep: UUID!, $others: [UUID]!, $values: JSON!) {\n    mergeRecords(input: { keep: $keep, others: $others, values: $values }) { transactionId result { id title } }\n  }\n"): (typeof documents)["\n  mutation MergeRecords($keep: UUID!, $others: [UUID]!, $values: JSON!) {\n    mergeRecords(input: { keep: $keep, others: $others, values: $values }) { transactionId result { id title } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation FavoriteRecord($id: UUID!) { createFavorite(input: { favorite: { recordId: $id } }) { favorite { id } } }"): (typeof documents)["mutation FavoriteRecord($id: UUID!) { createFavorite(input: { favorite: { recordId: $id } }) { favorite { id } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UnfavoriteRecord($id: UUID!) { deleteFavorite(input: { id: $id }) { favorite { id } } }"): (typeof documents)["mutation UnfavoriteRecord($id: UUID!) { deleteFavorite(input: { id: $id }) { favorite { id } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RecordTimeline($id: UUID!, $related: Boolean!, $first: Int!) {\n    notesAround(recordId: $id, related: $related, first: $first) {\n      nodes { noteId recordId record { id object title } note { id title body createdAt createdBy updatedAt ownerId } }\n    }\n    tasksAround(recordId: $id, related: $related, first: $first) {\n      nodes {\n        taskId recordId record { id object title }\n        task { id title body status priority dueAt assigneeId createdAt createdBy updatedAt ownerId }\n      }\n    }\n    recordHistory(recordId: $id, first: $first) {\n      nodes { id at operation object userId dbRole source old new transactionId undoes }\n    }\n  }\n"): (typeof documents)["\n  query RecordTimeline($id: UUID!, $related: Boolean!, $first: Int!) {\n    notesAround(recordId: $id, related: $related, first: $first) {\n      nodes { noteId recordId record { id object title } note { id title body createdAt createdBy updatedAt ownerId } }\n    }\n    tasksAround(recordId: $id, related: $related, first: $first) {\n      nodes {\n        taskId recordId record { id object title }\n        task { id title body status priority dueAt assigneeId createdAt createdBy updatedAt ownerId }\n      }\n    }\n    recordHistory(recordId: $id, first: $first) {\n      nodes { id at operation object userId dbRole source old new transactionId undoes }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NextTasks($ids: [UUID!], $first: Int!) {\n    taskTargets(filter: { recordId: { in: $ids }, task: { status: { equalTo: \"open\" } } }, first: $first) {\n      nodes { recordId taskId task { id title dueAt } }\n    }\n  }\n"): (typeof documents)["\n  query NextTasks($ids: [UUID!], $first: Int!) {\n    taskTargets(filter: { recordId: { in: $ids }, task: { status: { equalTo: \"open\" } } }, first: $first) {\n      nodes { recordId taskId task { id title dueAt } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AddNote($body: String!, $recordIds: [UUID]) { addNote(input: { body: $body, recordIds: $recordIds }) { transactionId result { id } } }"): (typeof documents)["mutation AddNote($body: String!, $recordIds: [UUID]) { addNote(input: { body: $body, recordIds: $recordIds }) { transactionId result { id } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddTask($title: String!, $body: String, $dueAt: Datetime, $assigneeId: UUID, $priority: String, $recordIds: [UUID]) {\n    addTask(input: { title: $title, body: $body, dueAt: $dueAt, assigneeId: $assigneeId, priority: $priority, recordIds: $recordIds }) { transactionId result { id } }\n  }\n"): (typeof documents)["\n  mutation AddTask($title: String!, $body: String, $dueAt: Datetime, $assigneeId: UUID, $priority: String, $recordIds: [UUID]) {\n    addTask(input: { title: $title, body: $body, dueAt: $dueAt, assigneeId: $assigneeId, priority: $priority, recordIds: $recordIds }) { transactionId result { id } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindRecords($query: String!, $objects: [String], $first: Int!) { search(query: $query, objects: $objects, first: $first) { nodes { id object title } } }\n"): (typeof documents)["\n  query FindRecords($query: String!, $objects: [String], $first: Int!) { search(query: $query, objects: $objects, first: $first) { nodes { id object title } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RecordTitles($ids: [UUID!]!) { records(filter: { id: { in: $ids } }, first: 1000) { nodes { id title } } }\n"): (typeof documents)["\n  query RecordTitles($ids: [UUID!]!) { records(filter: { id: { in: $ids } }, first: 1000) { nodes { id title } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Reports($open: DealFilter!, $closed: DealFilter!, $made: DealFilter!) {\n    open: deals(filter: $open) {\n      totalCount\n      byStage: groupedAggregates(groupBy: [STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }\n      byClose: groupedAggregates(groupBy: [EXPECTED_CLOSE_DATE, PROBABILITY, CURRENCY]) { keys distinctCount { id } sum { value } }\n      byAge: groupedAggregates(groupBy: [CREATED_AT_TRUNCATED_TO_DAY, CURRENCY]) { keys distinctCount { id } sum { value } }\n    }\n    closed: deals(filter: $closed) {\n      totalCount\n      byDay: groupedAggregates(groupBy: [CLOSED_AT_TRUNCATED_TO_DAY, STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }\n      byOwner: groupedAggregates(groupBy: [OWNER_ID, STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }\n    }\n    made: deals(filter: $made) { byStage: groupedAggregates(groupBy: [STAGE_ID]) { keys distinctCount { id } } }\n  }\n"): (typeof documents)["\n  query Reports($open: DealFilter!, $closed: DealFilter!, $made: DealFilter!) {\n    open: deals(filter: $open) {\n      totalCount\n      byStage: groupedAggregates(groupBy: [STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }\n      byClose: groupedAggregates(groupBy: [EXPECTED_CLOSE_DATE, PROBABILITY, CURRENCY]) { keys distinctCount { id } sum { value } }\n      byAge: groupedAggregates(groupBy: [CREATED_AT_TRUNCATED_TO_DAY, CURRENCY]) { keys distinctCount { id } sum { value } }\n    }\n    closed: deals(filter: $closed) {\n      totalCount\n      byDay: groupedAggregates(groupBy: [CLOSED_AT_TRUNCATED_TO_DAY, STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }\n      byOwner: groupedAggregates(groupBy: [OWNER_ID, STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }\n    }\n    made: deals(filter: $made) { byStage: groupedAggregates(groupBy: [STAGE_ID]) { keys distinctCount { id } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiKey($name: String!, $roleId: UUID!, $expiresAt: Datetime) {\n    createApiKey(input: { name: $name, roleId: $roleId, expiresAt: $expiresAt }) { result { apiKeyId key } }\n  }\n"): (typeof documents)["\n  mutation CreateApiKey($name: String!, $roleId: UUID!, $expiresAt: Datetime) {\n    createApiKey(input: { name: $name, roleId: $roleId, expiresAt: $expiresAt }) { result { apiKeyId key } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiKeys {\n    apiKeys(first: 1000, orderBy: [CREATED_AT_DESC]) {\n      nodes { id name prefix createdAt expiresAt lastUsedAt revokedAt role { id name } user { id name isActive } }\n    }\n  }\n"): (typeof documents)["\n  query ApiKeys {\n    apiKeys(first: 1000, orderBy: [CREATED_AT_DESC]) {\n      nodes { id name prefix createdAt expiresAt lastUsedAt revokedAt role { id name } user { id name isActive } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RevokeApiKey($id: UUID!) { revokeApiKey(input: { id: $id }) { result { id revokedAt } } }"): (typeof documents)["mutation RevokeApiKey($id: UUID!) { revokeApiKey(input: { id: $id }) { result { id revokedAt } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Backups {\n    backupSchedule { folder keep }\n    databaseBackups(first: 100, orderBy: [ID_DESC]) {\n      nodes { id status file sizeBytes message createdAt startedAt finishedAt proof problems provenAt user { id name } }\n    }\n  }\n"): (typeof documents)["\n  query Backups {\n    backupSchedule { folder keep }\n    databaseBackups(first: 100, orderBy: [ID_DESC]) {\n      nodes { id status file sizeBytes message createdAt startedAt finishedAt proof problems provenAt user { id name } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation BackUpDatabase { backUpDatabase(input: {}) { result { id status } } }"): (typeof documents)["mutation BackUpDatabase { backUpDatabase(input: {}) { result { id status } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ProveBackup($id: UUID!) { proveBackup(input: { id: $id }) { result { id proof } } }"): (typeof documents)["mutation ProveBackup($id: UUID!) { proveBackup(input: { id: $id }) { result { id proof } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateProfile($name: String, $locale: String, $timeZone: String) {\n    updateProfile(input: { name: $name, locale: $locale, timeZone: $timeZone }) {\n      result { id name locale timeZone }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateProfile($name: String, $locale: String, $timeZone: String) {\n    updateProfile(input: { name: $name, locale: $locale, timeZone: $timeZone }) {\n      result { id name locale timeZone }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Sessions { sessions(first: 1000) { nodes { id userAgent address createdAt usedAt isCurrent } } }\n"): (typeof documents)["\n  query Sessions { sessions(first: 1000) { nodes { id userAgent address createdAt usedAt isCurrent } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EndSession($id: UUID!) { endSession(input: { id: $id }) { result } }"): (typeof documents)["mutation EndSession($id: UUID!) { endSession(input: { id: $id }) { result } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EndMyOtherSessions { endSessions(input: {}) { result } }"): (typeof documents)["mutation EndMyOtherSessions { endSessions(input: {}) { result } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SaveWorkspace($patch: WorkspacePatch!) {\n    updateWorkspace(input: { id: 1, patch: $patch }) { workspace { id name currency locale timeZone signUp signUpDomain defaultRoleId } }\n  }\n"): (typeof documents)["\n  mutation SaveWorkspace($patch: WorkspacePatch!) {\n    updateWorkspace(input: { id: 1, patch: $patch }) { workspace { id name currency locale timeZone signUp signUpDomain defaultRoleId } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query RolesToChoose { roles(first: 200, orderBy: [NAME_ASC]) { nodes { id name } } }"): (typeof documents)["query RolesToChoose { roles(first: 200, orderBy: [NAME_ASC]) { nodes { id name } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Search($query: String!, $first: Int!) { search(query: $query, first: $first) { nodes { id object title } } }\n"): (typeof documents)["\n  query Search($query: String!, $first: Int!) { search(query: $query, first: $first) { nodes { id object title } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MoveFavorite($id: UUID!, $position: BigFloat!) { updateFavorite(input: { id: $id, patch: { position: $position } }) { favorite { id position } } }\n"): (typeof documents)["\n  mutation MoveFavorite($id: UUID!, $position: BigFloat!) { updateFavorite(input: { id: $id, patch: { position: $position } }) { favorite { id position } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveFavorite($id: UUID!) { deleteFavorite(input: { id: $id }) { favorite { id } } }\n"): (typeof documents)["\n  mutation RemoveFavorite($id: UUID!) { deleteFavorite(input: { id: $id }) { favorite { id } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MyTasks($open: TaskFilter!, $first: Int!) {\n    tasks(filter: $open, orderBy: [DUE_AT_ASC, ID_ASC], first: $first) {\n      totalCount\n      nodes {\n        id title body status priority dueAt doneAt assigneeId ownerId updatedAt\n        taskTargets(first: 4) { nodes { taskId recordId record { id object title } } }\n      }\n    }\n  }\n"): (typeof documents)["\n  query MyTasks($open: TaskFilter!, $first: Int!) {\n    tasks(filter: $open, orderBy: [DUE_AT_ASC, ID_ASC], first: $first) {\n      totalCount\n      nodes {\n        id title body status priority dueAt doneAt assigneeId ownerId updatedAt\n        taskTargets(first: 4) { nodes { taskId recordId record { id object title } } }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MyDoneTasks($done: TaskFilter!, $first: Int!) {\n    tasks(filter: $done, orderBy: [DONE_AT_DESC, ID_DESC], first: $first) {\n      totalCount\n      nodes {\n        id title body status priority dueAt doneAt assigneeId ownerId updatedAt\n        taskTargets(first: 4) { nodes { taskId recordId record { id object title } } }\n      }\n    }\n  }\n"): (typeof documents)["\n  query MyDoneTasks($done: TaskFilter!, $first: Int!) {\n    tasks(filter: $done, orderBy: [DONE_AT_DESC, ID_DESC], first: $first) {\n      totalCount\n      nodes {\n        id title body status priority dueAt doneAt assigneeId ownerId updatedAt\n        taskTargets(first: 4) { nodes { taskId recordId record { id object title } } }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Import($id: UUID!) {\n    import(id: $id) {\n      id object fileName encoding delimiter hasHeader columns mapping options status phase rowCount rowsDone\n      created updated unchanged rejected warned related problems message transactionId canUndo createdAt startedAt finishedAt\n    }\n  }\n"): (typeof documents)["\n  query Import($id: UUID!) {\n    import(id: $id) {\n      id object fileName encoding delimiter hasHeader columns mapping options status phase rowCount rowsDone\n      created updated unchanged rejected warned related problems message transactionId canUndo createdAt startedAt finishedAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImportRows($id: UUID!, $outcome: String!) {\n    importRows(first: 100, orderBy: [ROW_NUMBER_ASC], filter: { importId: { equalTo: $id }, outcome: { equalTo: $outcome } }) {\n      nodes { importId rowNumber outcome recordId title problems diff cells }\n    }\n  }\n"): (typeof documents)["\n  query ImportRows($id: UUID!, $outcome: String!) {\n    importRows(first: 100, orderBy: [ROW_NUMBER_ASC], filter: { importId: { equalTo: $id }, outcome: { equalTo: $outcome } }) {\n      nodes { importId rowNumber outcome recordId title problems diff cells }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Imports {\n    imports(first: 100, orderBy: [CREATED_AT_DESC]) {\n      nodes { id object userId fileName status rowCount created updated unchanged rejected message createdAt }\n    }\n  }\n"): (typeof documents)["\n  query Imports {\n    imports(first: 100, orderBy: [CREATED_AT_DESC]) {\n      nodes { id object userId fileName status rowCount created updated unchanged rejected message createdAt }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImportTargets($object: String!) {\n    importTargets(object: $object, first: 500) {\n      nodes { field label type isRequired isUnique isList targetObject settings }\n    }\n  }\n"): (typeof documents)["\n  query ImportTargets($object: String!) {\n    importTargets(object: $object, first: 500) {\n      nodes { field label type isRequired isUnique isList targetObject settings }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImportValues($id: UUID!, $column: Int!) { importValues(importId: $id, column: $column, first: 200) { nodes { value count } } }\n"): (typeof documents)["\n  query ImportValues($id: UUID!, $column: Int!) { importValues(importId: $id, column: $column, first: 200) { nodes { value count } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConfigureImport($id: UUID!, $mapping: JSON!, $options: JSON!) {\n    configureImport(input: { id: $id, mapping: $mapping, options: $options }) { result { id status mapping options } }\n  }\n"): (typeof documents)["\n  mutation ConfigureImport($id: UUID!, $mapping: JSON!, $options: JSON!) {\n    configureImport(input: { id: $id, mapping: $mapping, options: $options }) { result { id status mapping options } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CheckImport($id: UUID!) { checkImport(input: { id: $id }) { result { id status phase rowsDone message } } }"): (typeof documents)["mutation CheckImport($id: UUID!) { checkImport(input: { id: $id }) { result { id status phase rowsDone message } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RunImport($id: UUID!) { runImport(input: { id: $id }) { result { id status phase rowsDone message } } }"): (typeof documents)["mutation RunImport($id: UUID!) { runImport(input: { id: $id }) { result { id status phase rowsDone message } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CancelImport($id: UUID!) { cancelImport(input: { id: $id }) { result { id status } } }"): (typeof documents)["mutation CancelImport($id: UUID!) { cancelImport(input: { id: $id }) { result { id status } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UndoImport($id: UUID!) { undoImport(input: { id: $id }) { result { id status phase message } } }"): (typeof documents)["mutation UndoImport($id: UUID!) { undoImport(input: { id: $id }) { result { id status phase message } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateView($view: ViewInput!) { createView(input: { view: $view }) { view { id } } }"): (typeof documents)["mutation CreateView($view: ViewInput!) { createView(input: { view: $view }) { view { id } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UpdateView($id: UUID!, $patch: ViewPatch!) { updateView(input: { id: $id, patch: $patch }) { view { id name } } }"): (typeof documents)["mutation UpdateView($id: UUID!, $patch: ViewPatch!) { updateView(input: { id: $id, patch: $patch }) { view { id name } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteView($id: UUID!) { deleteView(input: { id: $id }) { view { id } } }"): (typeof documents)["mutation DeleteView($id: UUID!) { deleteView(input: { id: $id }) { view { id } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation FavoriteView($id: UUID!) { createFavorite(input: { favorite: { viewId: $id } }) { favorite { id } } }"): (typeof documents)["mutation FavoriteView($id: UUID!) { createFavorite(input: { favorite: { viewId: $id } }) { favorite { id } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UnfavoriteView($id: UUID!) { deleteFavorite(input: { id: $id }) { favorite { id } } }"): (typeof documents)["mutation UnfavoriteView($id: UUID!) { deleteFavorite(input: { id: $id }) { favorite { id } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Webhooks {\n    webhooks(first: 100, orderBy: [CREATED_AT_ASC]) {\n      nodes {\n        id url description events isActive disabledAt disabledReason lastSuccessAt failingSince failures pausedUntil createdAt\n        user { id name } role { id name }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Webhooks {\n    webhooks(first: 100, orderBy: [CREATED_AT_ASC]) {\n      nodes {\n        id url description events isActive disabledAt disabledReason lastSuccessAt failingSince failures pausedUntil createdAt\n        user { id name } role { id name }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WebhookDeliveries($filter: WebhookDeliveryFilter!, $first: Int!) {\n    webhookDeliveries(filter: $filter, orderBy: [ID_DESC], first: $first) {\n      pageInfo { hasNextPage }\n      nodes { id event status attempt responseStatus error durationMs createdAt attemptedAt nextAttemptAt }\n    }\n  }\n"): (typeof documents)["\n  query WebhookDeliveries($filter: WebhookDeliveryFilter!, $first: Int!) {\n    webhookDeliveries(filter: $filter, orderBy: [ID_DESC], first: $first) {\n      pageInfo { hasNextPage }\n      nodes { id event status attempt responseStatus error durationMs createdAt attemptedAt nextAttemptAt }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WebhookDelivery($id: String!) {\n    webhookDelivery(id: $id) {\n      id event object recordId status attempt queuedAt attemptedAt nextAttemptAt requestBody responseStatus responseHeaders responseBody error durationMs\n    }\n  }\n"): (typeof documents)["\n  query WebhookDelivery($id: String!) {\n    webhookDelivery(id: $id) {\n      id event object recordId status attempt queuedAt attemptedAt nextAttemptAt requestBody responseStatus responseHeaders responseBody error durationMs\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateWebhook($url: String!, $events: [String]!, $description: String) {\n    createWebhook(input: { url: $url, events: $events, description: $description }) { result { webhookId secret } }\n  }\n"): (typeof documents)["\n  mutation CreateWebhook($url: String!, $events: [String]!, $description: String) {\n    createWebhook(input: { url: $url, events: $events, description: $description }) { result { webhookId secret } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateWebhook($id: UUID!, $url: String, $events: [String], $description: String, $isActive: Boolean) {\n    updateWebhook(input: { id: $id, url: $url, events: $events, description: $description, isActive: $isActive }) {\n      result {\n        id url description events isActive disabledAt disabledReason failingSince failures pausedUntil\n        user { id name } role { id name }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateWebhook($id: UUID!, $url: String, $events: [String], $description: String, $isActive: Boolean) {\n    updateWebhook(input: { id: $id, url: $url, events: $events, description: $description, isActive: $isActive }) {\n      result {\n        id url description events isActive disabledAt disabledReason failingSince failures pausedUntil\n        user { id name } role { id name }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteWebhook($id: UUID!) { deleteWebhook(input: { id: $id }) { result { id } } }"): (typeof documents)["mutation DeleteWebhook($id: UUID!) { deleteWebhook(input: { id: $id }) { result { id } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RotateWebhookSecret($id: UUID!) { rotateWebhookSecret(input: { id: $id }) { result { webhookId secret } } }"): (typeof documents)["mutation RotateWebhookSecret($id: UUID!) { rotateWebhookSecret(input: { id: $id }) { result { webhookId secret } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SendTestEvent($id: UUID!) { sendTestEvent(input: { webhookId: $id }) { result { id } } }"): (typeof documents)["mutation SendTestEvent($id: UUID!) { sendTestEvent(input: { webhookId: $id }) { result { id } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation Redeliver($id: String!) { redeliver(input: { deliveryId: $id }) { result { id status queuedAt nextAttemptAt } } }"): (typeof documents)["mutation Redeliver($id: String!) { redeliver(input: { deliveryId: $id }) { result { id status queuedAt nextAttemptAt } } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RedeliverDead($id: UUID!) { redeliverDead(input: { webhookId: $id }) { result } }"): (typeof documents)["mutation RedeliverDead($id: UUID!) { redeliverDead(input: { webhookId: $id }) { result } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Workspace {\n    liveCursor\n    schemaVersion\n    workspace(id: 1) { id name currency locale timeZone signUp signUpDomain defaultRoleId }\n    me { id email name locale timeZone preferences role { id key name } permissions { object read create update delete } }\n    activeRole { id key name settings }\n    objects(first: 1000, orderBy: [POSITION_ASC, LABEL_PLURAL_ASC]) {\n      nodes {\n        id name singular label labelPlural description icon color apiName apiNamePlural restName titleColumn isCustom isActive position\n        fields(first: 1000, orderBy: [POSITION_ASC]) {\n          nodes {\n            id object name apiName relationApiName columnName label type settings help targetObject linkTable inverseName inverseLabel\n            isRequired isUnique isReadOnly isCustom isActive group position default\n            options(first: 1000, orderBy: [POSITION_ASC]) { nodes { id value label color position } }\n          }\n        }\n      }\n    }\n    pipelines(first: 1000, orderBy: [POSITION_ASC, NAME_ASC]) {\n      nodes { id name position stages(first: 1000, orderBy: [POSITION_ASC]) { nodes { id pipelineId name position color probability outcome } } }\n    }\n    users(first: 1000, orderBy: [NAME_ASC]) { nodes { id name email isActive roleId } }\n    views(first: 1000, orderBy: [POSITION_ASC]) {\n      nodes { id object name kind columns filter sort groupBy aggregates settings isShared isDefault userId position }\n    }\n    favorites(first: 1000, orderBy: [POSITION_ASC]) {\n      nodes { id position recordId record { id object title } viewId view { id object name kind } }\n    }\n  }\n"): (typeof documents)["\n  query Workspace {\n    liveCursor\n    schemaVersion\n    workspace(id: 1) { id name currency locale timeZone signUp signUpDomain defaultRoleId }\n    me { id email name locale timeZone preferences role { id key name } permissions { object read create update delete } }\n    activeRole { id key name settings }\n    objects(first: 1000, orderBy: [POSITION_ASC, LABEL_PLURAL_ASC]) {\n      nodes {\n        id name singular label labelPlural description icon color apiName apiNamePlural restName titleColumn isCustom isActive position\n        fields(first: 1000, orderBy: [POSITION_ASC]) {\n          nodes {\n            id object name apiName relationApiName columnName label type settings help targetObject linkTable inverseName inverseLabel\n            isRequired isUnique isReadOnly isCustom isActive group position default\n            options(first: 1000, orderBy: [POSITION_ASC]) { nodes { id value label color position } }\n          }\n        }\n      }\n    }\n    pipelines(first: 1000, orderBy: [POSITION_ASC, NAME_ASC]) {\n      nodes { id name position stages(first: 1000, orderBy: [POSITION_ASC]) { nodes { id pipelineId name position color probability outcome } } }\n    }\n    users(first: 1000, orderBy: [NAME_ASC]) { nodes { id name email isActive roleId } }\n    views(first: 1000, orderBy: [POSITION_ASC]) {\n      nodes { id object name kind columns filter sort groupBy aggregates settings isShared isDefault userId position }\n    }\n    favorites(first: 1000, orderBy: [POSITION_ASC]) {\n      nodes { id position recordId record { id object title } viewId view { id object name kind } }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;