import { Center, Spinner } from "@chakra-ui/react";

/** While nothing can be said yet. */
export function Splash() {
  return (
    <Center h="100dvh" bg="canvas" role="status" aria-label="Loading Rowan">
      <Spinner color="fg.subtle" boxSize="5" borderWidth="1.5px" />
    </Center>
  );
}
