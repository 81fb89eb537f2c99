import { Box, chakra } from "@chakra-ui/react";
import { Monitor, Moon, Sun } from "lucide-react";
import { setTheme, type Theme, useTheme } from "../shell/theme.ts";
import { Section } from "../ui/index.ts";
import { SettingsPage } from "./SettingsPage.tsx";

const themes = [
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
  { value: "system", label: "System", icon: Monitor },
] as const satisfies readonly { value: Theme; label: string; icon: unknown }[];

export default function AppearancePage() {
  const theme = useTheme();
  return (
    <SettingsPage title="Appearance">
      <Section title="Theme" description="How Rowan looks in this browser.">
        <Box role="radiogroup" aria-label="Theme" display="grid" gridTemplateColumns="repeat(3, 1fr)" gap="3">
          {themes.map(({ value, label, icon: Icon }) => (
            <chakra.label
              key={value}
              display="flex"
              flexDirection="column"
              alignItems="center"
              gap="2"
              py="5"
              borderWidth="1px"
              borderRadius="panel"
              cursor="pointer"
              borderColor={theme === value ? "accent" : "border"}
              bg={theme === value ? "bg.selected" : undefined}
              _hover={{ borderColor: theme === value ? "accent" : "border.control" }}
              _focusWithin={{ outline: "2px solid {colors.accent.ring}" }}
            >
              <Icon size={20} strokeWidth={1.5} aria-hidden />
              <chakra.span display="flex" alignItems="center" gap="2">
                <input
                  type="radio"
                  name="theme"
                  value={value}
                  checked={theme === value}
                  onChange={() => setTheme(value)}
                />
                {label}
              </chakra.span>
            </chakra.label>
          ))}
        </Box>
      </Section>
    </SettingsPage>
  );
}
