// SQL cannot do this because it is about how PostGraphile builds its schema.

type Behavior = object & { behaviorString: string };

/** What we use of graphile-build's Behavior (dist/behavior.js). */
interface Behaviors {
  behaviorRegistry: Record<string, object>;
  behaviorEntities: Record<string, { listCache: Map<number, unknown[]> }>;
  entityMatches(entityType: string, entity: unknown, filter: string): boolean | undefined;
  getBehaviorForEntity(entityType: string, entity: unknown): Behavior;
  getPreferencesAppliedBehaviors(entityType: string, inferred: Behavior, override: Behavior): Behavior;
  parseBehaviorString(behavior: string): unknown;
}

/**
 * Remembers what PostGraphile works out of its behaviour strings again and again: the schema is built in half the time, and is the
 * same. Thousands of entities share a few dozen behaviours, and each is asked the same few hundred questions.
 */
export const BehaviorCachePlugin: GraphileConfig.Plugin = {
  name: "BehaviorCachePlugin",
  version: "2.0.0",
  schema: {
    hooks: {
      init(_, build) {
        remember(Object.getPrototypeOf(build.behavior));
        return _;
      },
    },
  },
};

const remembered = new WeakSet<object>();

function remember(prototype: Behaviors): void {
  if (remembered.has(prototype)) return;
  remembered.add(prototype);
  const original = methodsOf(prototype);
  const ofBuilds = new WeakMap<Behaviors, Record<"matches" | "behaviors" | "applied", Answers>>();
  const answersOf = (build: Behaviors) => {
    const known = ofBuilds.get(build);
    if (known) return known;
    const made = { matches: new Answers(), behaviors: new Answers(), applied: new Answers() };
    ofBuilds.set(build, made);
    return made;
  };

  prototype.entityMatches = function entityMatches(entityType, entity, filter) {
    // It also registers a filter that no plugin has registered.
    if (!this.behaviorRegistry[filter]) return original.entityMatches.call(this, entityType, entity, filter);
    const { behaviorString } = this.getBehaviorForEntity(entityType, entity);
    return answersOf(this).matches.get([filter, behaviorString], () => matches(behaviorString, filter));
  };

  prototype.getBehaviorForEntity = function getBehaviorForEntity(entityType, entity) {
    const parts: unknown[] = Array.isArray(entity) ? entity : [entity];
    return answersOf(this).behaviors.get([entityType, ...parts], () => {
      // Lists that were asked of before are looked for one by one; here they are known already.
      this.behaviorEntities[entityType]?.listCache.clear();
      return original.getBehaviorForEntity.call(this, entityType, entity);
    });
  };

  prototype.getPreferencesAppliedBehaviors = function getPreferencesAppliedBehaviors(entityType, inferred, override) {
    return answersOf(this).applied.get([entityType, inferred.behaviorString, override.behaviorString], () =>
      original.getPreferencesAppliedBehaviors.call(this, entityType, inferred, override),
    );
  };

  const parsed = new Map<string, unknown>();
  prototype.parseBehaviorString = function parseBehaviorString(behavior) {
    if (!parsed.has(behavior)) parsed.set(behavior, original.parseBehaviorString.call(this, behavior));
    return parsed.get(behavior);
  };
}

function methodsOf({
  entityMatches,
  getBehaviorForEntity,
  getPreferencesAppliedBehaviors,
  parseBehaviorString,
}: Behaviors) {
  return { entityMatches, getBehaviorForEntity, getPreferencesAppliedBehaviors, parseBehaviorString };
}

const specs = new Map<string, readonly { isPositive: boolean; scope: readonly string[] }[]>();

/** As stringMatches of graphile-build, which splits the strings anew each time: the last that speaks of a scope decides. */
function matches(behavior: string, filter: string): boolean | undefined {
  const wanted = filter.split(":");
  let all = specs.get(behavior);
  if (!all) {
    all = (behavior.match(/\S+/g) ?? []).map((spec) => ({
      isPositive: !spec.startsWith("-"),
      scope: spec.replace(/^[+-]/, "").split(":"),
    }));
    specs.set(behavior, all);
  }
  return all.findLast(({ isPositive, scope }) => speaksOf(scope, wanted, isPositive))?.isPositive;
}

/** A shorter scope speaks of all that end as it does; what asks for any (`*`) is answered by one that allows it. */
function speaksOf(scope: readonly string[], wanted: readonly string[], isPositive: boolean): boolean {
  const from = wanted.length - scope.length;
  return (
    from >= 0 &&
    scope.every((part, at) => {
      const other = wanted[from + at];
      if (other === "*" && part !== "*" && !isPositive) return false;
      return part === "*" || other === "*" || part === other;
    })
  );
}

/** Answers by the parts of a question. */
class Answers {
  private next = new Map<unknown, Answers>();
  private answer: { value: unknown } | undefined;
  get<Value>(parts: readonly unknown[], make: () => Value): Value {
    let place: Answers = this;
    for (const part of parts) {
      let next = place.next.get(part);
      if (!next) {
        next = new Answers();
        place.next.set(part, next);
      }
      place = next;
    }
    place.answer ??= { value: make() };
    return place.answer.value as Value;
  }
}
