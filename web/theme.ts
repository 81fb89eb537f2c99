import { createSystem, defaultBaseConfig, defineConfig } from "@chakra-ui/react";
import {
  animationStyles,
  semanticTokens as defaults,
  dialogSlotRecipe,
  keyframes,
  layerStyles,
  menuSlotRecipe,
  tokens,
} from "@chakra-ui/react/theme";

/** The hues that admins choose from for options, stages and objects. */
export const hues = ["gray", "red", "orange", "amber", "green", "teal", "blue", "indigo", "purple", "pink"] as const;
export type Hue = (typeof hues)[number];

const pair = (light: string, dark: string) => ({ value: { _light: light, _dark: dark } });

/** Tinted background with dark text of the same hue, and the reverse in the dark; the dot is for charts and marks. */
const tints: Record<Hue, { bg: [string, string]; fg: [string, string]; dot: [string, string] }> = {
  gray: { bg: ["#edecea", "#30302e"], fg: ["#4b4a46", "#c9c7c1"], dot: ["#8d8b85", "#8d8b85"] },
  red: { bg: ["#fbe5e3", "#46211f"], fg: ["#8f231c", "#f5b3ad"], dot: ["#d8483e", "#e0645b"] },
  orange: { bg: ["#fbe8dc", "#45271a"], fg: ["#8a3d10", "#f4bd9b"], dot: ["#e0742f", "#e5834a"] },
  amber: { bg: ["#f8edcb", "#3d3112"], fg: ["#6d4f05", "#ecd083"], dot: ["#cf9a12", "#d6a62e"] },
  green: { bg: ["#dff2e1", "#1d3823"], fg: ["#1f6130", "#a3dbaf"], dot: ["#3c9a55", "#4fae69"] },
  teal: { bg: ["#d9f1ef", "#173736"], fg: ["#125d59", "#97d8d2"], dot: ["#2b9a93", "#3fada6"] },
  blue: { bg: ["#e0edfb", "#1b3149"], fg: ["#1c4f86", "#a9cff5"], dot: ["#3d83cf", "#5596db"] },
  indigo: { bg: ["#e6e8fb", "#272a4d"], fg: ["#3a41a0", "#bcc1f6"], dot: ["#5a63d6", "#7d85e6"] },
  purple: { bg: ["#f0e5fa", "#372449"], fg: ["#642f93", "#d9b9f3"], dot: ["#9257c9", "#a672d8"] },
  pink: { bg: ["#fae4ef", "#45203a"], fg: ["#8c2161", "#f3b2d3"], dot: ["#d04c92", "#dc69a6"] },
};

const hueTokens = Object.fromEntries(
  Object.entries(tints).map(([hue, { bg, fg, dot }]) => [hue, { bg: pair(...bg), fg: pair(...fg), dot: pair(...dot) }]),
);

export const system = createSystem(
  defaultBaseConfig,
  defineConfig({
    preflight: true,
    cssVarsPrefix: "chakra",
    cssVarsRoot: ":where(html)",
    globalCss: {
      html: { bg: "canvas", color: "fg", fontSize: "16px", height: "100%" },
      body: { fontFamily: "body", fontSize: "13px", lineHeight: "1.45", height: "100%", overflow: "hidden" },
      "#root": { height: "100%" },
      "*, *::before, *::after": {
        borderColor: "border",
        _motionReduce: {
          animationDuration: "0.01ms !important",
          transitionDuration: "0.01ms !important",
          scrollBehavior: "auto !important",
        },
      },
      "*:focus-visible": { outline: "2px solid {colors.accent}", outlineOffset: "1px" },
      "::selection": { bg: "accent.ring" },
      "input[type=checkbox], input[type=radio]": { accentColor: "{colors.accent}", cursor: "pointer" },
      ".avatar": {
        display: "inline-flex",
        alignItems: "center",
        justifyContent: "center",
        flexShrink: 0,
        fontWeight: "500",
        lineHeight: "1",
        userSelect: "none",
      },
      "a.chip:hover, a.cut:hover": { textDecoration: "underline", textUnderlineOffset: "2px" },
      ".tag": {
        display: "inline-flex",
        alignItems: "center",
        gap: "1",
        maxWidth: "full",
        height: "5",
        px: "1.5",
        borderRadius: "control",
        fontSize: "12px",
        lineHeight: "20px",
        whiteSpace: "nowrap",
        overflow: "hidden",
        textOverflow: "ellipsis",
      },
      ".tags": { display: "flex", gap: "1", overflow: "hidden" },
      ".tags .tag": { flexShrink: 0 },
      ".dot": { display: "inline-block", flexShrink: 0, borderRadius: "full" },
      ...Object.fromEntries(
        hues.flatMap((hue) => [
          [`.tag.is-${hue}`, { bg: `hue.${hue}.bg`, color: `hue.${hue}.fg` }],
          [`.dot.is-${hue}`, { bg: `hue.${hue}.dot` }],
        ]),
      ),
      ".num": { fontVariantNumeric: "tabular-nums" },
    },
    theme: {
      breakpoints: { sm: "640px", md: "768px", lg: "1024px", xl: "1280px", "2xl": "1536px" },
      keyframes: { ...keyframes, fresh: { from: { backgroundColor: "{colors.hue.amber.bg}" } } },
      animationStyles,
      layerStyles,
      tokens: {
        ...tokens,
        fonts: {
          body: { value: "'Inter Variable', system-ui, sans-serif" },
          heading: { value: "'Inter Variable', system-ui, sans-serif" },
          mono: { value: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace" },
        },
        radii: { ...tokens.radii, control: { value: "4px" }, panel: { value: "8px" } },
      },
      textStyles: {
        xs: { value: { fontSize: "11px", lineHeight: "16px" } },
        sm: { value: { fontSize: "13px", lineHeight: "18px" } },
        md: { value: { fontSize: "14px", lineHeight: "20px" } },
        lg: { value: { fontSize: "15px", lineHeight: "22px", fontWeight: "500" } },
        title: { value: { fontSize: "20px", lineHeight: "26px", fontWeight: "500", letterSpacing: "-0.01em" } },
        label: { value: { fontSize: "12px", lineHeight: "16px", fontWeight: "500" } },
      },
      semanticTokens: {
        ...defaults,
        radii: { l1: { value: "4px" }, l2: { value: "4px" }, l3: { value: "8px" } },
        shadows: {
          ...defaults.shadows,
          float: pair(
            "0 0 0 1px rgb(20 20 15 / 0.08), 0 4px 12px rgb(20 20 15 / 0.10), 0 16px 32px -8px rgb(20 20 15 / 0.12)",
            "0 0 0 1px rgb(255 255 255 / 0.10), 0 4px 12px rgb(0 0 0 / 0.4), 0 16px 32px -8px rgb(0 0 0 / 0.5)",
          ),
        },
        colors: {
          canvas: pair("#f7f7f5", "#111110"),
          bg: {
            DEFAULT: pair("#fefefd", "#181817"),
            panel: pair("#ffffff", "#1f1f1e"),
            subtle: pair("#f8f8f6", "#1c1c1b"),
            hover: pair("#f0f0ed", "#262625"),
            selected: pair("#eef0fb", "#23253a"),
            inverted: pair("#22211f", "#ecebe7"),
          },
          fg: {
            DEFAULT: pair("#1d1c1a", "#ecebe7"),
            muted: pair("#5f5e59", "#a8a69f"),
            subtle: pair("#6f6e69", "#93918b"),
            inverted: pair("#fbfbfa", "#1d1c1a"),
          },
          border: {
            DEFAULT: pair("#e9e8e4", "#2b2b29"),
            strong: pair("#dbdad5", "#3a3a37"),
            control: pair("#d3d2cc", "#41413e"),
          },
          accent: {
            DEFAULT: pair("#4653c9", "#7f8af0"),
            hover: pair("#3a46b3", "#949df4"),
            contrast: pair("#ffffff", "#12132b"),
            ring: pair("rgb(70 83 201 / 0.25)", "rgb(127 138 240 / 0.35)"),
            fg: pair("#3d49b8", "#a4acf7"),
          },
          danger: {
            DEFAULT: pair("#b8322a", "#e5756c"),
            contrast: pair("#ffffff", "#2b0d0a"),
            fg: pair("#a62a22", "#f19a92"),
          },
          hue: hueTokens,
        },
      },
      slotRecipes: {
        dialog: dialogSlotRecipe,
        menu: menuSlotRecipe,
      },
    },
  }),
);
