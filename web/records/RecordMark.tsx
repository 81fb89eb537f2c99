import { Avatar, hueOf, ObjectIcon } from "../ui/index.ts";
import type { ObjectMeta } from "../workspace/metadata.ts";

/** The mark before a record's name: initials of people and companies, of everything else the icon of its object. */
export function RecordMark({
  object,
  id,
  title,
  size = 20,
}: {
  object: ObjectMeta;
  id: string;
  title: string;
  size?: number;
}) {
  if (object.name === "contacts") return <Avatar id={id} name={title} size={size} />;
  if (object.name === "companies") return <Avatar id={id} name={title} size={size} square />;
  const hue = hueOf(object.color);
  return (
    <span
      aria-hidden
      className="avatar"
      style={{
        width: size,
        height: size,
        borderRadius: 4,
        background: `var(--chakra-colors-hue-${hue}-bg)`,
        color: `var(--chakra-colors-hue-${hue}-fg)`,
      }}
    >
      <ObjectIcon name={object.icon} size={Math.round(size * 0.62)} />
    </span>
  );
}
