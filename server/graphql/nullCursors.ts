// SQL cannot do this because it is about a statement that PostGraphile makes.
import { createRequire, registerHooks } from "node:module";

/**
 * @dataplan/pg 1.1 asks for what comes after a cursor the wrong way round where a value is null, so that a walk through a list that is
 * ordered by a field which some records have not never comes to them (or never leaves them). It is mended while it is loaded, before
 * anything else loads it. With a version that does not have the fault this fails, and goes.
 */
const inverted =
  /(useAIsNullAndBIsNotNull =) \(nullsFirst && beforeOrAfter === "after"\) \|\|\s*\(!nullsFirst && beforeOrAfter === "before"\)/;
const right = `$1 (nullsFirst && beforeOrAfter === "before") || (!nullsFirst && beforeOrAfter === "after")`;

let isMended = false;
const hooks = registerHooks({
  load(url, context, load) {
    const loaded = load(url, context);
    if (!url.endsWith("/@dataplan/pg/dist/steps/pgSelect.js")) return loaded;
    const source = String(loaded.source);
    isMended = inverted.test(source);
    return { ...loaded, source: source.replace(inverted, right) };
  },
});
createRequire(import.meta.url)("postgraphile/@dataplan/pg");
hooks.deregister();
if (!isMended) throw new Error("@dataplan/pg is another one, or was loaded before it could be mended: nullCursors.ts");
