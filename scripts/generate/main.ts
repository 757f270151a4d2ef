import { generateSdkContracts } from "./sdkContracts.ts";

generateSdkContracts();
