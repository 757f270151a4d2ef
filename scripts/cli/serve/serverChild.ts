import { runAsChild } from "../../chain/child.ts";
import { serverPart } from "./serverPart.ts";

await runAsChild(serverPart);
