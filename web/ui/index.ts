/** Our vocabulary: pages are built from these, and from Chakra's layout (Box, Flex, Grid, Stack, chakra.*) with our tokens. */
export { Avatar, hueOfId } from "./Avatar.tsx";
export { Button, type ButtonProps, IconButton, LinkButton } from "./Button.tsx";
export { ConfirmDialog, Dialog } from "./Dialog.tsx";
export { Field } from "./Field.tsx";
export { Floating } from "./Floating.tsx";
export { Checkbox, Input, Select, Switch, Textarea } from "./inputs.tsx";
export { Keys } from "./Keys.tsx";
export { Markdown } from "./Markdown.tsx";
export { Menu, type MenuEntry } from "./Menu.tsx";
export { ObjectIcon } from "./ObjectIcon.tsx";
export { Content, Page, Rows, Section } from "./Page.tsx";
export { Picker, type PickerOption } from "./Picker.tsx";
export { EmptyState, ErrorState, LoadingRows, Skeleton } from "./states.tsx";
export { Dot, hueOf, Tag } from "./Tag.tsx";
export { Tooltip } from "./Tooltip.tsx";
export { messageOf, toast } from "./toast.tsx";
