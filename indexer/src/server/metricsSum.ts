import { AggregatorRegistry } from "prom-client";
import type { MetricObjectWithValues, MetricValue } from "prom-client";

/** All metrics of one serving process, as plain JSON. */
export type MetricsSnapshot = MetricObjectWithValues<MetricValue<string>>[];

/**
 * The metrics of several serving processes as one: what is counted is added up, what each sees of the index
 * is taken once. What a process counted that has ended stays counted, so that no sum ever falls.
 */
export class MetricsSum {
  #past: MetricsSnapshot = [];

  /** Keeps what a process counted that has ended, or is about to. */
  async keep(snapshot: MetricsSnapshot): Promise<void> {
    const counted = snapshot.filter(
      ({ type, aggregator }) =>
        ["counter", "histogram"].includes(String(type)) && aggregator === "sum",
    );
    this.#past = await AggregatorRegistry.aggregate([counted, this.#past]).getMetricsAsJSON();
  }

  /** All of it in Prometheus' text format, with what ended ones counted. */
  text(snapshots: readonly MetricsSnapshot[]): Promise<string> {
    return AggregatorRegistry.aggregate([...snapshots, this.#past]).metrics();
  }
}
