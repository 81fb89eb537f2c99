import { chakra } from "@chakra-ui/react";
import { cloneElement, type ReactElement, type ReactNode, useId } from "react";

interface ControlProps {
  id?: string;
  "aria-invalid"?: boolean;
  "aria-describedby"?: string;
}

/** A label above one control, with help or what is wrong below it. */
export function Field({
  label,
  help,
  error,
  optional = false,
  children,
}: {
  label: string;
  help?: ReactNode;
  error?: string;
  optional?: boolean;
  children: ReactElement<ControlProps>;
}) {
  const id = useId();
  const note = `${id}-note`;
  return (
    <chakra.div display="flex" flexDirection="column" gap="1.5" w="full">
      <chakra.label htmlFor={id} textStyle="label" color="fg.muted">
        {label}
        {optional && (
          <chakra.span color="fg.subtle" fontWeight="400">
            {" "}
            (optional)
          </chakra.span>
        )}
      </chakra.label>
      {cloneElement(children, {
        id,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": error || help ? note : undefined,
      })}
      {error ? (
        <chakra.p id={note} role="alert" color="danger.fg" fontSize="12px">
          {error}
        </chakra.p>
      ) : (
        help && (
          <chakra.p id={note} color="fg.subtle" fontSize="12px">
            {help}
          </chakra.p>
        )
      )}
    </chakra.div>
  );
}
