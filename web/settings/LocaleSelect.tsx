import { useState } from "react";
import { Field, Select } from "../ui/index.ts";

const locales = [
  ...["en-US", "en-GB", "en-CA", "en-AU", "de-DE", "de-AT", "de-CH", "es-ES", "es-MX", "fr-FR", "fr-CA", "fr-CH"],
  ...["it-IT", "nl-NL", "pt-BR", "pt-PT", "da-DK", "sv-SE", "nb-NO", "fi-FI", "pl-PL", "cs-CZ", "ja-JP", "zh-CN"],
];

/** How dates and numbers are written, with an example of it. */
export function LocaleSelect({ value, error }: { value: string; error?: string }) {
  const [locale, setLocale] = useState(value);
  return (
    <Field label="Dates and numbers" help={exampleOf(locale)} {...(error && { error })}>
      <Select name="locale" value={locale} onChange={(event) => setLocale(event.target.value)}>
        {[...new Set([value, ...locales])].map((one) => (
          <option key={one} value={one}>
            {new Intl.DisplayNames("en", { type: "language" }).of(one)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

export function TimeZoneSelect({ value, error }: { value: string; error?: string }) {
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Field
      label="Time zone"
      help={`Of times in imported files. Screens follow the device: ${own.replaceAll("_", " ")}.`}
      {...(error && { error })}
    >
      <Select name="timeZone" defaultValue={value}>
        {[...new Set([value, own, "UTC", ...Intl.supportedValuesOf("timeZone")])].map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function exampleOf(locale: string): string {
  const date = new Date(2026, 10, 24, 15, 30);
  const day = date.toLocaleDateString(locale, { day: "numeric", month: "short", year: "numeric" });
  const time = date.toLocaleTimeString(locale, { hour: "numeric", minute: "2-digit" });
  return `${day}, ${time} · ${(1234.5).toLocaleString(locale)}`;
}
