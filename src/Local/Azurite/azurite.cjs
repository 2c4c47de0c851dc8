// Runs Azurite until whoever started it is gone: standard input closes with its owner, however the owner ended.
process.stdin.on("end", () => process.kill(process.pid, "SIGTERM"));
process.stdin.resume();

// Ctrl-C in a terminal reaches this process too. The owner first stops what uses the storage, so it is left to the owner.
process.on("SIGINT", () => {});
const once = process.once;
process.once = (event, listener) => (event === "SIGINT" ? process : once.call(process, event, listener));

require("azurite/dist/src/azurite.js");
