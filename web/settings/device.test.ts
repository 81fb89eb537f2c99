import { expect, test } from "vitest";
import { deviceOf } from "./device.ts";

test("a device is told by its browser and system", () => {
  const names = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "curl/8.5.0",
    "my-sync-script 2",
    "",
  ].map((userAgent) => deviceOf(userAgent).name);
  expect(names).toEqual([
    "Edge on Windows",
    "Safari on macOS",
    "Firefox on Linux",
    "curl",
    "my-sync-script 2",
    "Unknown device",
  ]);
  expect(deviceOf("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1")).toEqual({
    name: "Safari on iPhone",
    isPhone: true,
  });
});
