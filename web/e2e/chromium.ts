import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** The Chromium that comes by npm where it runs, elsewhere the machine's own. */
export async function launchChromium(): Promise<Browser> {
  const own = process.env.CHROMIUM_PATH;
  if (own) return chromium.launch({ executablePath: own });
  if (process.platform !== "linux" || process.arch !== "x64") return chromium.launch({ channel: "chrome" });
  const args = sparticuz.args.filter((arg) => arg !== "--single-process");
  return chromium.launch({ executablePath: await sparticuz.executablePath(), args });
}
