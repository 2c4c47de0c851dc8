// Runs Azurite, with what it lacks for a product that keeps its state in it.
require("./end-with-owner.cjs");
require("azurite/dist/src/azurite.js");
