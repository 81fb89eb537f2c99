import {
  AtSign,
  Braces,
  Calendar,
  CalendarClock,
  CircleCheck,
  CircleDot,
  Coins,
  FunctionSquare,
  Hash,
  Link2,
  List,
  type LucideIcon,
  Phone,
  Spline,
  Star,
  TextAlignStart,
  ToggleLeft,
  Type,
  User,
} from "lucide-react";

const icons: Record<string, LucideIcon> = {
  text: Type,
  long_text: TextAlignStart,
  number: Hash,
  currency: Coins,
  date: Calendar,
  date_time: CalendarClock,
  boolean: ToggleLeft,
  enum: CircleDot,
  multi_enum: List,
  emails: AtSign,
  phones: Phone,
  url: Link2,
  rating: Star,
  json: Braces,
  member: User,
  relation: Spline,
  many_to_many: Spline,
  about: Spline,
  task: CircleCheck,
  formula: FunctionSquare,
};

/** The sign of a field's type. */
export function FieldIcon({ type, size = 14 }: { type: string; size?: number }) {
  const Icon = icons[type] ?? Type;
  return <Icon size={size} strokeWidth={1.75} aria-hidden style={{ flexShrink: 0 }} />;
}
