import { renderGraphiQL } from "@graphql-yoga/render-graphiql";
import { NoSchemaIntrospectionCustomRule, parse } from "graphql";
import type { Plugin } from "graphql-yoga";
import { createYoga } from "graphql-yoga";
import type { Logger } from "pino";

import type { IndexedDeployment } from "../deployment.ts";
import type { Context } from "../graphql/context.ts";
import { MAX_COST } from "../graphql/cost.ts";
import { userError } from "../graphql/errors.ts";
import { AliasRule, DepthRule, MAX_TOKENS } from "../graphql/limits.ts";
import { schema } from "../graphql/schema.ts";
import type { IndexDatabase } from "./database.ts";
import { DocumentCache } from "./documentCache.ts";
import { excessOf, Execution } from "./execution.ts";
import { GRAPHIQL } from "./graphiql.ts";
import { maskError } from "./mask.ts";
import type { Metrics } from "./metrics.ts";
import { observing } from "./observe.ts";
import { answeringPosted } from "./posted.ts";

const MAX_BODY_BYTES = 100_000;

/** What cannot be parsed is parsed again: to keep it takes more memory than it is worth. */
const NO_CACHE = { get: () => undefined, set: () => undefined };

interface YogaOptions {
  database: IndexDatabase;
  deployment: IndexedDeployment;
  logger: Logger;
  metrics: Metrics;
  /** Whether anyone may ask for the schema; GraphiQL needs it. */
  introspection: boolean;
  /** Milliseconds that a query may take. */
  timeLimit: number;
}

/** The GraphQL endpoint, with its GraphiQL page, as a handler of HTTP requests. */
export function createEndpoint(options: YogaOptions) {
  const { database, deployment, logger, metrics, introspection, timeLimit } = options;
  const observer = observing(metrics);
  const documents = new DocumentCache();
  const context = (): Context => ({
    reader: database.reader(),
    changes: database,
    deployment,
    now: Math.floor(Date.now() / 1000),
  });
  const execution = new Execution({ documents, observer, timeLimit, context });
  let page: string | undefined;
  const endpoint = createYoga<object, Context>({
    schema,
    context,
    plugins: [
      observer.plugin,
      limited,
      ...(introspection ? [] : [withoutIntrospection]),
      execution.plugin,
      endingUnheard,
    ],
    maskedErrors: { maskError: (error) => maskError(error, logger) },
    logging: false,
    landingPage: false,
    graphiql: introspection && GRAPHIQL,
    // Nine megabytes that are always the same.
    renderGraphiQL: (options) => (page ??= renderGraphiQL(options)),
    cors: { origin: "*", credentials: false, methods: ["GET", "POST", "OPTIONS"] },
    maxRequestBodySize: MAX_BODY_BYTES,
    multipart: false,
    parserAndValidationCache: { documentCache: documents, errorCache: NO_CACHE },
    batching: false,
  });
  return answeringPosted(endpoint, execution, observer, MAX_BODY_BYTES);
}

/** Refuses documents that ask for too much, before anything is read. */
const limited: Plugin<Context> = {
  onParse({ setParseFn }) {
    setParseFn((source, options) => parse(source, { ...options, maxTokens: MAX_TOKENS }));
  },
  onValidate({ addValidationRule }) {
    addValidationRule(DepthRule);
    addValidationRule(AliasRule);
  },
  onExecute({ args, setResultAndStopExecution }) {
    const excess = excessOf(args);
    if (excess !== undefined) {
      const message = `This query may read ${excess} records, at most ${MAX_COST} are allowed: ask for smaller pages or fewer lists within lists`;
      setResultAndStopExecution({ errors: [userError("BAD_USER_INPUT", message)] });
    }
  },
};

/** Ends a subscription whose client accepts no stream: it is answered 406, and nobody would end it. */
const endingUnheard: Plugin<Context> = {
  onResultProcess({ result, resultProcessor }) {
    if (resultProcessor || Array.isArray(result) || !(Symbol.asyncIterator in result)) return;
    void result[Symbol.asyncIterator]().return?.();
  },
};

/** Keeps the schema to whoever has it already. */
const withoutIntrospection: Plugin<Context> = {
  onValidate({ addValidationRule }) {
    addValidationRule(NoSchemaIntrospectionCustomRule);
  },
};
