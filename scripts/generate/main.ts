import { generateDecoders } from "./decoders.ts";
import { generateDocuments } from "./documents.ts";
import { generateSchema } from "./schema.ts";
import { generateSdkContracts } from "./sdkContracts.ts";

generateSdkContracts();
await generateDecoders();
await generateSchema();
await generateDocuments();
