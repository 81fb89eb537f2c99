import { Box } from "lucide-react";
import { moreIcons } from "./iconSet.ts";

export default function MoreIcon({ name, size }: { name: string; size: number }) {
  const Icon = moreIcons[name] ?? Box;
  return <Icon size={size} aria-hidden />;
}
