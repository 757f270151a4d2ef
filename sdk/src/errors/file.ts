import { RegistryError } from "./RegistryError.ts";

export type FileErrorCode = "FILE_NOT_FOUND" | "FILE_NOT_READABLE" | "NOT_A_FILE";

const SENTENCE: Record<FileErrorCode, string> = {
  FILE_NOT_FOUND: "does not exist",
  FILE_NOT_READABLE: "cannot be read",
  NOT_A_FILE: "is not a file",
};

const HINT: Record<FileErrorCode, string> = {
  FILE_NOT_FOUND: "Check the path; it is taken relative to the working directory.",
  FILE_NOT_READABLE: "Check its permissions, and that it is not being changed.",
  NOT_A_FILE: "Name a single file; a folder is registered file by file.",
};

/** A file could not be hashed; `path` names it. */
export class FileError extends RegistryError {
  readonly path: string;

  constructor(code: FileErrorCode, path: string, cause?: unknown, hint = HINT[code]) {
    super({
      code,
      shortMessage: `${path} ${SENTENCE[code]}.`,
      details: cause instanceof Error ? cause.message : undefined,
      hint,
      cause,
    });
    this.path = path;
  }
}
