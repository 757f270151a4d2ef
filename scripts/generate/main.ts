import { generateContractsDoc } from "./contractsDoc.ts";
import { generateDecoders } from "./decoders.ts";
import { generateSdkContracts } from "./sdkContracts.ts";

generateSdkContracts();
await generateContractsDoc();
await generateDecoders();
// The schema's code needs the decoders just written: those of an older checkout do not fit it.
const { generateSchema } = await import("./schema.ts");
const { generateDocuments } = await import("./documents.ts");
await generateSchema();
await generateDocuments();
