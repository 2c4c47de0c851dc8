// Light or dark: whichever the page around is, in browsers that have no light-dark() too.
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

/**
 * Gives `root` the class `dark` where its surroundings are: color-scheme is inherited from the page, the widget's
 * attribute "theme" goes before it. `probe` is an element whose colour is CanvasText with a transition: the colour
 * changes with the scheme, and the transition that begins then tells so. Call the result when the surroundings may have
 * changed.
 */
export function followTheme(root, host, probe) {
  const follow = () => {
    const scheme = getComputedStyle(host).colorScheme;
    root.classList.toggle("dark", scheme.includes("dark") && (systemIsDark.matches || !scheme.includes("light")));
  };
  probe.addEventListener("transitionrun", follow);
  return follow;
}
