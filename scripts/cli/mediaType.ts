import path from "node:path";

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".arrow": "application/vnd.apache.arrow.file",
  ".csv": "text/csv",
  ".geojson": "application/geo+json",
  ".gif": "image/gif",
  ".gz": "application/gzip",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".json": "application/json",
  ".md": "text/markdown",
  ".parquet": "application/vnd.apache.parquet",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".sqlite": "application/vnd.sqlite3",
  ".svg": "image/svg+xml",
  ".tsv": "text/tab-separated-values",
  ".txt": "text/plain",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".xml": "application/xml",
  ".zip": "application/zip",
};

/** The media type that a file's name stands for. */
export function mediaTypeOf(file: string): string {
  return MEDIA_TYPES[path.extname(file).toLowerCase()] ?? "application/octet-stream";
}
