import type { DataModelQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";

/** Everything about objects and fields, those out of use too. */
export const dataModelDocument = graphql(`
  query DataModel {
    objects(first: 1000, orderBy: [POSITION_ASC, LABEL_PLURAL_ASC]) {
      nodes {
        id name singular label labelPlural description icon color apiName apiNamePlural restName titleColumn isCustom isActive position
        fields(first: 1000, orderBy: [POSITION_ASC]) {
          nodes {
            id object name apiName columnName label type settings help targetObject inverseName inverseLabel
            isRequired isUnique isIndexed isReadOnly isCustom isActive group position default
            options(first: 1000, orderBy: [POSITION_ASC]) { nodes { id value label color position } }
          }
        }
      }
    }
    fieldTypes(first: 100, orderBy: [POSITION_ASC]) { nodes { name label settings position } }
  }
`);

type Nodes<T> = T extends { nodes: readonly (infer Node)[] } ? NonNullable<Node> : never;
export type ModelObject = Nodes<NonNullable<DataModelQuery["objects"]>>;
export type ModelField = Nodes<ModelObject["fields"]>;
export type FieldType = Nodes<NonNullable<DataModelQuery["fieldTypes"]>>;

export const createObjectDocument = graphql(
  `mutation CreateObject($singular: String!, $plural: String!, $singularName: String, $pluralName: String, $description: String!, $icon: String!, $color: String!, $titleLabel: String!, $titleSettings: JSON!) {
    createObject(input: { singular: $singular, plural: $plural, singularName: $singularName, pluralName: $pluralName, description: $description, icon: $icon, color: $color, titleLabel: $titleLabel, titleSettings: $titleSettings }) { object { id name } }
  }`,
);
export const updateObjectDocument = graphql(
  `mutation UpdateObject($object: String!, $label: String, $labelPlural: String, $description: String, $icon: String, $color: String, $titleField: String, $isActive: Boolean, $position: Int) {
    updateObject(input: { object: $object, label: $label, labelPlural: $labelPlural, description: $description, icon: $icon, color: $color, titleField: $titleField, isActive: $isActive, position: $position }) { object { id } }
  }`,
);
export const deleteObjectDocument = graphql(
  `mutation DeleteObject($object: String!, $confirm: String!) { deleteObject(input: { object: $object, confirm: $confirm }) { result } }`,
);
export const deleteObjectPreviewDocument = graphql(
  `query DeleteObjectPreview($object: String!) { deleteObjectPreview(object: $object) { records notes tasks linked relations views } }`,
);
export const createFieldDocument = graphql(
  `mutation CreateField($object: String!, $label: String!, $type: String!, $settings: JSON!) {
    createField(input: { object: $object, label: $label, type: $type, settings: $settings }) { field { id apiName } }
  }`,
);
export const updateFieldDocument = graphql(
  `mutation UpdateField($field: String!, $label: String, $settings: JSON, $isActive: Boolean) {
    updateField(input: { field: $field, label: $label, settings: $settings, isActive: $isActive }) { field { id apiName } }
  }`,
);
export const setFieldOptionsDocument = graphql(
  `mutation SetFieldOptions($field: String!, $options: JSON!, $move: JSON!, $known: [String]!) {
    setFieldOptions(input: { field: $field, options: $options, move: $move, known: $known }) { field { id } }
  }`,
);
export const orderFieldsDocument = graphql(
  `mutation OrderFields($object: String!, $fields: [String]!) { orderFields(input: { object: $object, fields: $fields }) { object { id } } }`,
);
export const renameFieldDocument = graphql(
  `mutation RenameField($field: String!, $name: String!) { renameField(input: { field: $field, name: $name }) { field { id } } }`,
);
export const changeFieldTypeDocument = graphql(
  `mutation ChangeFieldType($field: String!, $type: String!, $settings: JSON!) { changeFieldType(input: { field: $field, type: $type, settings: $settings }) { field { id } } }`,
);
export const changeFieldTypePreviewDocument = graphql(
  `query ChangeFieldTypePreview($field: String!, $type: String!) { changeFieldTypePreview(field: $field, type: $type) { total failing samples options losses } }`,
);
export const deleteFieldDocument = graphql(
  `mutation DeleteField($field: String!, $confirm: String!) { deleteField(input: { field: $field, confirm: $confirm }) { object { id } } }`,
);
export const fieldDependentsDocument = graphql(
  `query FieldDependents($field: String!) { fieldDependents(field: $field) { filled views } }`,
);
export const formulaPreviewDocument = graphql(
  `query FormulaPreview($object: String!, $formula: String!) { formulaPreview(object: $object, formula: $formula) { type samples } }`,
);
