import { Page } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";

export function HomePage() {
  const { me } = useMetadata();
  return <Page title="Home">{me.name}</Page>;
}
