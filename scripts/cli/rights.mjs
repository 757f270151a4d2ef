#!/usr/bin/env node
import { bootstrap } from "../bootstrap.mjs";

await bootstrap("rights", process.argv.slice(2));
