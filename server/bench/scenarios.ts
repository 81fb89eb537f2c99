import type { Call } from "./load.ts";

/** What a scenario needs of the data: ids to read and write, and stages of the board. */
export interface Known {
  contacts: string[];
  stages: string[];
  /** What REST gives of a company. */
  companyFields: string[];
  /** Contacts that a scenario made and another may delete. */
  made: string[];
}

export interface Scenario {
  name: string;
  statement: string;
  /** The values of the statement, and by them the variables of GraphQL and the parts of REST. */
  values: (turn: number, known: Known) => unknown[];
  graphql: { query: string; variables: (values: unknown[]) => object };
  rest?: (values: unknown[]) => Call;
  /** What the web client asks in one request, where that is more than the statement. */
  after?: (answer: string, known: Known) => void;
}

const contactFields = "id name firstName lastName emails phones jobTitle city createdAt company { id name }";
const restFields = "id,name,firstName,lastName,emails,phones,jobTitle,city,createdAt";
const parts = ["berg", "mon", "tor", "vall", "gan", "norin", "kel", "sen", "ski", "lund"];
const idOf = /"id":"([^"]+)"/;

export const scenarios: Scenario[] = [
  {
    name: "Read one",
    statement: "readOne",
    values: (turn, { contacts }) => [contacts[(turn * 7919) % contacts.length]],
    graphql: {
      query: `query One($id: UUID!) { contact(id: $id) { id name firstName lastName emails phones jobTitle updatedAt company { id name } } }`,
      variables: ([id]) => ({ id }),
    },
    rest: ([id]) => ({ path: `/rest/contacts/${id}?include=company` }),
  },
  {
    name: "Create",
    statement: "create",
    values: (turn) => ["Ann", `Bench ${turn}`, `ann${turn}@bench.example`],
    graphql: {
      query: `mutation Make($contact: ContactInput!) { createContact(input: { contact: $contact }) { contact { id name } } }`,
      variables: ([firstName, lastName, email]) => ({ contact: { firstName, lastName, emails: [email] } }),
    },
    rest: ([firstName, lastName, email]) => ({
      path: "/rest/contacts",
      body: { firstName, lastName, emails: [email] },
    }),
    after(answer, { made }) {
      const id = idOf.exec(answer)?.[1];
      if (id) made.push(id);
    },
  },
  {
    name: "Update",
    statement: "update",
    values: (turn, { contacts }) => [contacts[(turn * 104729) % contacts.length], `Buyer ${turn}`],
    graphql: {
      query: `mutation Change($id: UUID!, $patch: ContactPatch!) { updateContact(input: { id: $id, patch: $patch }) { contact { id jobTitle } } }`,
      variables: ([id, jobTitle]) => ({ id, patch: { jobTitle } }),
    },
    rest: ([id, jobTitle]) => ({ method: "PATCH", path: `/rest/contacts/${id}`, body: { jobTitle } }),
  },
  {
    name: "Delete",
    statement: "delete",
    values: (_turn, { made, contacts }) => [made.pop() ?? contacts.pop()],
    graphql: {
      query: `mutation Remove($id: UUID!) { deleteContact(input: { id: $id }) { contact { id } } }`,
      variables: ([id]) => ({ id }),
    },
    rest: ([id]) => ({ method: "DELETE", path: `/rest/contacts/${id}` }),
  },
  {
    name: "List of 50, sorted by name",
    statement: "list",
    values: () => [],
    graphql: {
      query: `query List { contacts(first: 50, orderBy: [NAME_ASC]) { nodes { ${contactFields} } pageInfo { hasNextPage endCursor } } }`,
      variables: () => ({}),
    },
    rest: () => ({ path: `/rest/contacts?first=50&orderBy=name&fields=${restFields}&include=company` }),
  },
  {
    name: "List of 50, filtered by a part of the last name, sorted",
    statement: "filtered",
    values: (turn) => [parts[turn % parts.length]],
    graphql: {
      query: `query Some($part: String!) { contacts(first: 50, orderBy: [LAST_NAME_ASC], filter: { lastName: { includesInsensitive: $part } }) { nodes { ${contactFields} } pageInfo { hasNextPage endCursor } } }`,
      variables: ([part]) => ({ part }),
    },
    rest: ([part]) => ({
      path: `/rest/contacts?first=50&orderBy=lastName&filter[lastName][includesInsensitive]=${part}&fields=${restFields}&include=company`,
    }),
  },
  {
    name: "Board column of 50 deals",
    statement: "boardColumn",
    values: (turn, { stages }) => [stages[turn % stages.length]],
    graphql: {
      query: `query Column($stage: UUID!) { deals(first: 50, orderBy: [POSITION_ASC], filter: { stageId: { equalTo: $stage } }) { nodes { id title value currency position company { id name } } pageInfo { hasNextPage endCursor } } }`,
      variables: ([stage]) => ({ stage }),
    },
  },
  {
    name: "Search",
    statement: "search",
    values: (turn) => [parts[turn % parts.length]],
    graphql: {
      query: `query Find($text: String!) { search(query: $text, first: 20) { nodes { id object title } } }`,
      variables: ([text]) => ({ text }),
    },
  },
];
