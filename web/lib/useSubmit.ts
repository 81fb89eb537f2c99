import { CombinedError } from "@urql/core";
import { type FormEvent, useState } from "react";
import { messageOf } from "../ui/index.ts";

/** What is wrong with a form, and with which field of it. */
export function useSubmit(
  /** The fields that can show what is wrong with them, as the API spells them. */
  fields: readonly string[],
  work: (text: (name: string) => string, form: HTMLFormElement) => Promise<unknown>,
) {
  const [problem, setProblem] = useState<{ message: string; field: string | undefined } | null>(null);
  const [busy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const values = new FormData(form);
    setBusy(true);
    setProblem(null);
    try {
      await work((name) => values.get(name)?.toString() ?? "", form);
    } catch (thrown) {
      setProblem({ message: messageOf(thrown), field: fieldOf(thrown) });
    } finally {
      setBusy(false);
    }
  };
  const isKnown = problem?.field !== undefined && fields.includes(problem.field);
  return {
    onSubmit,
    busy,
    /** To be spread on the Field of that name. */
    errorOf: (field: string) => (problem && problem.field === field ? { error: problem.message } : {}),
    /** What concerns no field that is shown. */
    error: problem && !isKnown ? problem.message : "",
  };
}

function fieldOf(error: unknown): string | undefined {
  const field =
    error instanceof CombinedError
      ? error.graphQLErrors[0]?.extensions.field
      : error instanceof Error && "field" in error
        ? error.field
        : undefined;
  return typeof field === "string" ? field : undefined;
}
