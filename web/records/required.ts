import { questions } from "../lib/questions.ts";
import type { FieldMeta, ObjectMeta } from "../workspace/metadata.ts";

type Values = Record<string, unknown>;

const { ask, useFirst } = questions<{ object: ObjectMeta; fields: readonly FieldMeta[] }, Values | undefined>();

/** What every record of an object needs, beside its name, and these values do not give. */
export function lackingIn(object: ObjectMeta, values: Values): FieldMeta[] {
  return object.fields.filter(
    (field) =>
      field.isRequired &&
      !field.isReadOnly &&
      field.default === null &&
      field.id !== object.title.id &&
      (values[field.apiName] ?? null) === null,
  );
}

/** Asks for the values of these fields of a new record; undefined when it is not made after all. */
export const askRequired = (object: ObjectMeta, fields: readonly FieldMeta[]) => ask({ object, fields });

export { useFirst as useRequired };
