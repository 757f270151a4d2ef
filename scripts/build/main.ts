import { parseArgs } from "node:util";

import { build } from "./stages.mjs";

const { values } = parseArgs({ options: { force: { type: "boolean" } } });

await build({ force: values.force ?? false });
console.log("The build is current");
