// Modules that are loaded when they are needed.
let repetitions = 0;

/**
 * Loads a module of this folder. A browser remembers that a file did not load, and fails at once the next time: then it
 * is asked for at another address.
 */
export async function load(name) {
  try {
    return await import(`./${name}`);
  } catch {
    return import(`./${name}?${++repetitions}`);
  }
}
