import { Hono } from "hono";

/** Ponder asks for one; nothing is asked of it here but whether it is ready. */
export default new Hono();
