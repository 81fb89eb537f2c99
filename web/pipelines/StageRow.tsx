import { Box } from "@chakra-ui/react";
import type { DraggableProvidedDragHandleProps } from "@hello-pangea/dnd";
import { GripVertical, Trash2 } from "lucide-react";
import type { StagePatch } from "../graphql/graphql.ts";
import { hues } from "../theme.ts";
import { Dot, IconButton, Input, Menu, Select } from "../ui/index.ts";
import type { Stage } from "../workspace/metadata.ts";

/** A stage: place, colour, name, outcome and probability. */
export function StageRow({
  stage,
  isNew,
  isDragging,
  handle,
  onSave,
  onDelete,
}: {
  stage: Stage;
  /** One is about to name it. */
  isNew: boolean;
  isDragging: boolean;
  handle: DraggableProvidedDragHandleProps | null;
  onSave: (patch: StagePatch) => void;
  /** Absent of the only stage. */
  onDelete?: () => void;
}) {
  const { name, color, outcome, probability } = stage;
  return (
    <Box
      display="grid"
      gridTemplateColumns={{ base: "20px 28px minmax(0, 1fr) 28px", sm: "20px 28px minmax(0, 1fr) 84px 72px 28px" }}
      alignItems="center"
      columnGap="1"
      px="2"
      py="1"
      bg="bg"
      boxShadow={isDragging ? "float" : undefined}
    >
      <Box
        {...handle}
        aria-label={`Move ${name}`}
        display="grid"
        placeItems="center"
        h="7"
        borderRadius="control"
        color="fg.subtle"
        cursor="grab"
        _hover={{ color: "fg" }}
      >
        <GripVertical size={14} aria-hidden />
      </Box>
      <Menu
        trigger={
          <IconButton label={`Colour of ${name}`}>
            <Dot color={color} size={12} />
          </IconButton>
        }
        items={hues.map((hue) => ({
          label: hue[0]?.toUpperCase() + hue.slice(1),
          mark: <Dot color={hue} />,
          checked: hue === color,
          onSelect: () => onSave({ color: hue }),
        }))}
      />
      <Input
        quiet
        size="sm"
        aria-label="Stage name"
        defaultValue={name}
        key={`name ${name}`}
        maxLength={60}
        autoFocus={isNew}
        onFocus={(event) => isNew && event.target.select()}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        onBlur={(event) => {
          const next = event.target.value.trim();
          if (!next) event.target.value = name;
          else if (next !== name) onSave({ name: next });
        }}
      />
      <Box display="contents" css={{ "@media (max-width: 639px)": { "& > *": { gridRow: "2" } } }}>
        <Select
          quiet
          size="sm"
          gridColumn={{ base: "3", sm: "auto" }}
          w={{ base: "96px", sm: "full" }}
          aria-label={`Outcome of ${name}`}
          value={outcome}
          onChange={(event) => onSave({ outcome: event.target.value })}
        >
          <option value="open">Open</option>
          <option value="won">Won</option>
          <option value="lost">Lost</option>
        </Select>
        <Box
          display="flex"
          alignItems="center"
          gridColumn={{ base: "3", sm: "auto" }}
          justifySelf="end"
          color="fg.muted"
          gap="0.5"
        >
          <Input
            quiet
            size="sm"
            className="num"
            w="52px"
            type="number"
            min={0}
            max={100}
            textAlign="end"
            css={{ appearance: "textfield", "&::-webkit-inner-spin-button": { display: "none" } }}
            aria-label={`Probability of ${name} in percent`}
            defaultValue={probability}
            key={`probability ${probability}`}
            onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
            onBlur={(event) => {
              const next = event.target.valueAsNumber;
              if (Number.isNaN(next)) event.target.value = String(probability);
              else if (next !== probability) onSave({ probability: Math.round(next) });
            }}
          />
          %
        </Box>
      </Box>
      <IconButton label={`Delete ${name}`} disabled={!onDelete} onClick={onDelete}>
        <Trash2 size={14} aria-hidden />
      </IconButton>
    </Box>
  );
}
