import type {
  ASTVisitor,
  DocumentNode,
  FragmentDefinitionNode,
  SelectionSetNode,
  ValidationContext,
} from "graphql";
import { GraphQLError, Kind, visit } from "graphql";

/** Words and signs of a document: they bound the time of its validation, which grows with their square. */
export const MAX_TOKENS = 2000;
/** Fields within fields. */
export const MAX_DEPTH = 15;
/** Fields under another name; each can repeat a whole query. */
export const MAX_ALIASES = 100;

/** Validation rule: fields are not nested too deeply. Introspection has a rule of its own. */
export function DepthRule(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      const measure = depthMeter(document);
      for (const definition of document.definitions) {
        if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
        const depth = measure(definition.selectionSet);
        if (depth > MAX_DEPTH) {
          const message = `Fields are nested ${depth} deep, at most ${MAX_DEPTH} are allowed`;
          context.reportError(new GraphQLError(message, { nodes: definition }));
        }
      }
      return undefined;
    },
  };
}

/** Validation rule: not too many fields are asked for under another name. */
export function AliasRule(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      let aliases = 0;
      visit(document, { Field: ({ alias }) => void (alias && aliases++) });
      if (aliases > MAX_ALIASES) {
        const message = `The document has ${aliases} aliases, at most ${MAX_ALIASES} are allowed`;
        context.reportError(new GraphQLError(message, { nodes: document }));
      }
      return undefined;
    },
  };
}

/** Depth of a selection; each fragment is measured once, and one within itself counts as flat. */
function depthMeter(document: DocumentNode): (selections: SelectionSetNode) => number {
  const fragments = fragmentsOf(document);
  const known = new Map<string, number>();

  function depthOfFragment(name: string): number {
    const depth = known.get(name);
    if (depth !== undefined) return depth;
    known.set(name, 0);
    const fragment = fragments.get(name);
    if (fragment) known.set(name, depthOf(fragment.selectionSet));
    return known.get(name) ?? 0;
  }

  function depthOf({ selections }: SelectionSetNode): number {
    let deepest = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        deepest = Math.max(deepest, depthOfFragment(selection.name.value));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        deepest = Math.max(deepest, depthOf(selection.selectionSet));
      } else if (!selection.name.value.startsWith("__")) {
        const below = selection.selectionSet ? depthOf(selection.selectionSet) : 0;
        deepest = Math.max(deepest, 1 + below);
      }
    }
    return deepest;
  }

  return depthOf;
}

/** Fragments of a document by name. */
export function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  return fragments;
}
