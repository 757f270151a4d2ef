process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  // Whoever reads the output has seen enough, as `head` does.
  process.exit(0);
});

const { main } = await import("./main.ts");
await main(process.argv.slice(2));
