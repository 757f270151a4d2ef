import { runAsChild } from "../../chain/child.ts";
import { indexPart } from "./indexPart.ts";

await runAsChild(indexPart);
