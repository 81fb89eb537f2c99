/** The parts of the settings that a role can manage, as roles.settings names them. */
export const settingsParts: readonly { key: string; label: string; help: string }[] = [
  { key: "members", label: "Members", help: "Invite, deactivate and remove members, and give them roles" },
  { key: "roles", label: "Roles", help: "Decide what each role may do" },
  { key: "workspace", label: "Workspace", help: "Name, currency, formats and who may join" },
  { key: "data_model", label: "Data model", help: "Objects, their fields and relations" },
  { key: "pipelines", label: "Pipelines", help: "Pipelines and their stages" },
  { key: "import", label: "Imports", help: "Bring records in from files" },
  { key: "export", label: "Exports", help: "Take the records that one may read out as files" },
  { key: "audit", label: "Audit log", help: "See who changed what, everywhere" },
  { key: "webhooks", label: "Webhooks", help: "Tell other programs of changes" },
  { key: "api_keys", label: "API keys", help: "Let programs in" },
];
