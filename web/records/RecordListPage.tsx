import { useParams } from "react-router";
import { PageError } from "../shell/PageError.tsx";
import { Page } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";

export function RecordListPage() {
  const { object: restName } = useParams();
  const { objects } = useMetadata();
  const object = objects.find((one) => one.restName === restName);
  if (!object) return <PageError notFound />;
  return <Page title={object.labelPlural}>{null}</Page>;
}
