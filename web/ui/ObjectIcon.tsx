import {
  Box,
  Building2,
  CircleCheck,
  Factory,
  FileText,
  Flag,
  Folder,
  Handshake,
  type LucideIcon,
  Package,
  Star,
  StickyNote,
  Truck,
  User,
  Users,
} from "lucide-react";
import { Suspense } from "react";
import { late } from "../lib/late.tsx";

/** What nearly every workspace shows; the others come when they are first needed. */
const common: Record<string, LucideIcon> = {
  box: Box,
  "building-2": Building2,
  "circle-check": CircleCheck,
  factory: Factory,
  "file-text": FileText,
  flag: Flag,
  folder: Folder,
  handshake: Handshake,
  package: Package,
  star: Star,
  "sticky-note": StickyNote,
  truck: Truck,
  user: User,
  users: Users,
};
const MoreIcon = late(() => import("./MoreIcon.tsx"));

/** The icon of an object, by the name that its metadata holds. */
export function ObjectIcon({ name, size = 16 }: { name: string; size?: number }) {
  const Icon = common[name];
  if (Icon) return <Icon size={size} aria-hidden />;
  return (
    <Suspense fallback={<Box size={size} aria-hidden />}>
      <MoreIcon name={name} size={size} />
    </Suspense>
  );
}
