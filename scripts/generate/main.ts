import { generateDocuments } from "./documents.ts";
import { generateSchema } from "./schema.ts";
import { generateSdkContracts } from "./sdkContracts.ts";

generateSdkContracts();
await generateSchema();
await generateDocuments();
